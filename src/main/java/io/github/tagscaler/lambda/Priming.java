package io.github.tagscaler.lambda;

import io.github.tagscaler.aws.PrimingAdapters;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.report.EventLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Handles an event of a made-up endpoint while the function is initialized, when Lambda lends it a
 * whole processor, so that the first real event finds all classes loaded. AWS is answered from
 * memory, and all parts are made for this run and forgotten with it: nothing is called, logged or
 * remembered.
 */
final class Priming {
  /** Set to {@code off} to measure what priming saves. */
  static final String SWITCH = "TAGSCALER_PRIMING";

  private static final String STACK = "TAGSCALER_STACK";

  private Priming() {}

  /** Primes, unless it is switched off. If it fails, the function only starts more slowly. */
  static void run(Map<String, String> environment, PrimingAdapters aws, EventLog log) {
    if ("off".equals(environment.get(SWITCH))) {
      return;
    }
    try {
      handleEvents(settings(environment), aws, new PrintStream(OutputStream.nullOutputStream()));
      aws.connect();
    } catch (IOException noConnection) {
      log.notPrimed(String.valueOf(noConnection.getMessage()));
    } catch (RuntimeException | LinkageError failure) {
      log.notPrimed(failure.toString());
    }
  }

  /**
   * @param out the log of the run
   */
  static void handleEvents(Map<String, String> settings, PrimingAdapters aws, PrintStream out) {
    var adapters = aws.adapters();
    var batches = Wiring.of(settings, _ -> adapters, InstantSource.system(), out).batches();
    // The first registers a target, the second finds everything as it should be.
    for (int event = 0; event < 2; event++) {
      var _ =
          batches
              .handle(
                  batch(settings.getOrDefault("AWS_REGION", "us-east-1")), () -> Duration.ofDays(1))
              .write();
    }
  }

  /** No setting of the operator's may have the event skipped; which clients are made, they say. */
  static Map<String, String> settings(Map<String, String> environment) {
    var settings = new HashMap<>(environment);
    settings.keySet().removeIf(name -> name.startsWith("TAGSCALER_"));
    settings.put(STACK, "priming");
    for (var name : new String[] {"TAGSCALER_CATALOG_PATH", "TAGSCALER_QUEUE_URL"}) {
      var value = environment.get(name);
      if (value != null) {
        settings.put(name, value);
      }
    }
    return settings;
  }

  private static Json batch(String region) {
    var event =
        """
        {"version": "0", "id": "priming", "detail-type": "SageMaker Endpoint State Change",
         "source": "aws.sagemaker", "account": "111122223333", "time": "2026-01-15T10:24:54Z",
         "region": "us-east-1",
         "resources": ["arn:aws:sagemaker:us-east-1:111122223333:endpoint/priming"],
         "detail": {"EndpointName": "priming", "EndpointStatus": "IN_SERVICE",
           "EndpointArn": "arn:aws:sagemaker:us-east-1:111122223333:endpoint/priming",
           "EndpointConfigName": "priming",
           "Tags": {"autoscaling:policy": "default", "autoscaling:max": "4"}}}
        """
            .replace("us-east-1", region);
    var message =
        """
        {"Records": [
          {"messageId": "priming", "receiptHandle": "priming", "body": "", "eventSource": "aws:sqs",
           "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183"},
           "messageAttributes": {}, "awsRegion": "us-east-1",
           "eventSourceARN": "arn:aws:sqs:us-east-1:111122223333:priming"}]}
        """;
    return JsonReader.read(
        message.replace("\"body\": \"\"", "\"body\": " + Json.of(event).write()));
  }
}
