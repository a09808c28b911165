package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.TargetsFailedException;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.outcome.OutcomeSchema;
import io.github.tagscaler.standin.StandIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The function as it is deployed, with the clock of the stand-in. */
final class DeployedFunction {
  private final StandIn aws;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ScalingHandler handler;

  DeployedFunction(StandIn aws, Map<String, String> settings) {
    this(aws, settings, AwsAdapters::create);
  }

  /** One that does not wait between the pages of a list, for many sweeps in a row. */
  static DeployedFunction withoutWaiting(StandIn aws, Map<String, String> settings) {
    return new DeployedFunction(aws, settings, AwsAdapters::withoutWaiting);
  }

  private DeployedFunction(
      StandIn aws,
      Map<String, String> settings,
      Function<Map<String, String>, AwsAdapters> adapters) {
    this.aws = aws;
    var environment = new HashMap<>(settings);
    environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
    environment.put("AWS_REGION", "us-east-1");
    environment.putIfAbsent("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    this.handler =
        new ScalingHandler(
            Wiring.of(
                environment,
                adapters,
                aws::now,
                new PrintStream(log, true, StandardCharsets.UTF_8)));
  }

  /** Invokes the function with that event, or batch of messages. */
  Invocation invoke(Json event) {
    return invoke(event.write());
  }

  /** Invokes the function with that text. */
  Invocation invoke(String event) {
    aws.clearCalls();
    return invokeConcurrently(event);
  }

  /** The same while others make calls, which are then among the recorded calls. */
  Invocation invokeConcurrently(String event) {
    log.reset();
    boolean raised = false;
    Json answer;
    try {
      answer = JsonReader.read(handle(event));
    } catch (TargetsFailedException failed) {
      raised = true;
      answer = JsonReader.read(Objects.requireNonNull(failed.getMessage()));
    }
    var calls = aws.calls();
    var run = new Invocation(answer, raised, logged(), calls, aws.rounds());
    run.outcomes().forEach(outcome -> OutcomeSchema.check(outcome.json()));
    if (!answer.get("outcomes").isNull()) {
      assertThat(run.outcomes())
          .as("the outcomes in the log, beside those of the answer")
          .extracting(LoggedOutcome::json)
          .containsExactlyInAnyOrderElementsOf(
              answer.get("outcomes").stream().filter(outcome -> !isQueued(outcome)).toList());
    }
    return run;
  }

  /** What a sweep only plans without being a dry run, the queue's messages do, and report. */
  private static boolean isQueued(Json outcome) {
    return outcome.get("outcome").equals(Json.of("Planned"))
        && outcome.get("dryRun").equals(Json.of(false));
  }

  private String handle(String event) {
    var answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** Every line is one JSON object; one without an event is an outcome with its metric. */
  private List<Json> logged() {
    var lines = log.toString(StandardCharsets.UTF_8).lines().map(JsonReader::read).toList();
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.get("timestamp").text()).isPresent();
          assertThat(line.get("level").text()).isPresent();
          assertThat(line.get("outcome").isNull()).isNotEqualTo(line.get("event").isNull());
        });
    return lines;
  }
}
