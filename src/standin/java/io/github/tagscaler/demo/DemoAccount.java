package io.github.tagscaler.demo;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.StandInOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulated account with the function deployed in it, until it is closed. */
public final class DemoAccount implements AutoCloseable {
  private final StandIn aws;
  private final SageMakerUser user;
  private final ScalingHandler function;

  private DemoAccount(StandIn aws) {
    this.aws = aws;
    this.user = new SageMakerUser(aws.endpoint());
    // The function's own log is for operators; the demo shows its answers.
    var log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var settings = new HashMap<>(environment());
    settings.put("TAGSCALER_CATALOG_PATH", "/tagscaler/catalog");
    function = new ScalingHandler(Wiring.of(settings, aws::now, log));
  }

  /** Opens an empty account. */
  public static DemoAccount open(StandInOptions options) {
    return new DemoAccount(StandIn.start(options));
  }

  /** Opens an account with some endpoints, of which the function has seen those with tags. */
  public static DemoAccount furnished(StandInOptions options) throws IOException {
    var account = open(options);
    account.aws.seed(stack());
    account.aws.seed(resource("account.json"));
    for (var endpoint : List.of("detect", "embed", "models", "search", "transcribe")) {
      account.reconcile(endpoint);
    }
    account.aws.clearCalls();
    return account;
  }

  /** A sample event, as AWS sends it. */
  public static String event(String file) throws IOException {
    return resource("events/" + file);
  }

  /** The seed of a deployed stack. */
  public static String stack() throws IOException {
    return resource("stack.json");
  }

  private static String resource(String file) throws IOException {
    try (var text = DemoAccount.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalArgumentException("The demo has no file " + file);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The variables with which a client of AWS reaches this account. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", aws.endpoint().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "demo",
        "AWS_SECRET_ACCESS_KEY", "demo");
  }

  /** The simulated AWS. */
  public StandIn aws() {
    return aws;
  }

  /** Acts as the people who own endpoints and call them. */
  SageMakerUser user() {
    return user;
  }

  /** Sets tags of {@code endpoint/<name>} or {@code inference-component/<name>}. */
  public void tag(String resource, Map<String, String> tags) throws IOException {
    user.addTags(resource, tags);
  }

  /** Asks the function to reconcile an endpoint. */
  public void reconcile(String endpoint) throws IOException {
    send(Json.object().put("endpointName", endpoint).build().write());
  }

  /** Sends an event to the function, and returns its answer. */
  public String send(String event) throws IOException {
    var answer = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    aws.close();
  }
}
