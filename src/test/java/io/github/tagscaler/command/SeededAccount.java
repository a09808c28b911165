package io.github.tagscaler.command;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.demo.DemoAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.StandInOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** An account on a stand-in of its own, in which the function has run, and other people since. */
public final class SeededAccount implements AutoCloseable {
  /** The folder of the seeds that steps name. */
  public static final Path SEEDS = Path.of("src/test/resources/command");

  private final StandIn aws;

  private SeededAccount(StandIn aws) {
    this.aws = aws;
  }

  /** An empty account. */
  public static SeededAccount empty() {
    return new SeededAccount(StandIn.start());
  }

  /** An empty account whose clock ticks, at that port. */
  static SeededAccount ticking(int port, Instant start) {
    return new SeededAccount(
        StandIn.start(StandInOptions.defaults().withPort(port).withStart(start).withTicking(true)));
  }

  /**
   * An account after these steps, separated by semicolons.
   *
   * @param steps {@code seed FILE}, {@code stack} (that of the demo is deployed), {@code reconcile}
   *     (the function runs for every resource) and {@code advance PT1H} (time passes)
   */
  public static SeededAccount after(String steps) {
    var account = empty();
    Stream.of(steps.split(";", -1)).map(String::strip).forEach(account::step);
    return account;
  }

  private void step(String step) {
    var words = step.split("\\s+", 2);
    switch (words[0]) {
      case "seed" -> seed(read(SEEDS.resolve(words[1])));
      case "stack" -> seed(stack());
      case "reconcile" -> reconcile();
      case "advance" -> aws.advance(Duration.parse(words[1]));
      case "empty" -> {}
      default -> throw new IllegalArgumentException("There is no step \"" + step + "\".");
    }
  }

  /** The stand-in. */
  public StandIn aws() {
    return aws;
  }

  /** Adds what a seed document has. */
  public void seed(String document) {
    aws.seed(document);
  }

  /** Runs the function for every endpoint and component, as its events would. */
  public void reconcile() {
    var function =
        new ScalingHandler(
            Wiring.of(
                Map.of(
                    "AWS_ENDPOINT_URL", aws.endpoint().toString(),
                    "AWS_REGION", "us-east-1",
                    "AWS_ACCESS_KEY_ID", "function",
                    "AWS_SECRET_ACCESS_KEY", "function",
                    "TAGSCALER_CATALOG_PATH", "/tagscaler/catalog"),
                AwsAdapters::withoutWaiting,
                aws::now,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    var state = JsonReader.read(aws.state());
    state.get("endpoints").stream()
        .map(endpoint -> Json.object().put("endpointName", endpoint.get("EndpointName")).build())
        .forEach(request -> invoke(function, request));
    aws.clearCalls();
  }

  private static void invoke(ScalingHandler function, Json request) {
    try {
      function.handleRequest(
          new ByteArrayInputStream(request.write().getBytes(StandardCharsets.UTF_8)),
          new ByteArrayOutputStream(),
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The seed of a deployed stack that is fit in every respect. */
  public static String stack() {
    try {
      return DemoAccount.stack();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    aws.close();
  }
}
