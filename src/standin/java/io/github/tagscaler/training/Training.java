package io.github.tagscaler.training;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a function as Lambda does, hands it all sample events, on the stand-in for AWS, and ends
 * it gently. A JVM that is started so records meanwhile which classes a start needs.
 */
public final class Training {
  private Training() {}

  /**
   * Trains.
   *
   * @param args the directory of the events, the seed of the stand-in, then the command that starts
   *     the function
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var events = new ArrayList<String>();
    try (var files = Files.list(Path.of(args[0]))) {
      for (var file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        events.add(Files.readString(file));
      }
    }
    events.addFirst(batch(events));
    try (var aws = StandIn.start();
        var lambda = new RuntimeApi()) {
      aws.seed(Files.readString(Path.of(args[1])));
      var function = start(List.of(args).subList(2, args.length), aws, lambda);
      try {
        for (var event : events) {
          if (!lambda.invoke(event).map(RuntimeApi.Reply::ok).orElse(false)) {
            throw new IllegalStateException("The function failed on " + event);
          }
        }
      } finally {
        function.destroy();
        if (!function.waitFor(5, TimeUnit.MINUTES)) {
          function.destroyForcibly();
        }
      }
    }
    System.out.println("Trained on " + events.size() + " events.");
  }

  private static Process start(List<String> command, StandIn aws, RuntimeApi lambda)
      throws IOException {
    var builder = new ProcessBuilder(command).inheritIO();
    var environment = builder.environment();
    environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "tagscaler");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.putIfAbsent("LAMBDA_TASK_ROOT", "/var/task");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "training");
    environment.put("AWS_SECRET_ACCESS_KEY", "training");
    environment.put("AWS_SESSION_TOKEN", "training");
    environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
    environment.put("TAGSCALER_STACK", "local");
    return builder.start();
  }

  /** The events as the queue delivers them. */
  private static String batch(List<String> events) {
    var records = new ArrayList<Json>();
    for (var event : events) {
      records.add(
          Json.object()
              .put("messageId", "m" + records.size())
              .put("receiptHandle", "r")
              .put("body", event)
              .put(
                  "attributes",
                  Json.object()
                      .put("ApproximateReceiveCount", "1")
                      .put("SentTimestamp", "1545082649183")
                      .build())
              .put("messageAttributes", Json.object().build())
              .put("eventSource", "aws:sqs")
              .put("eventSourceARN", "arn:aws:sqs:us-east-1:111122223333:work")
              .put("awsRegion", "us-east-1")
              .build());
    }
    return Json.object().put("Records", new Json.Arr(records)).build().write();
  }
}
