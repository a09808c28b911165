package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the function logs in an account where everything happens that a dashboard or a query shows.
 */
final class LoggedStory {
  private final TestAccount account;
  private final List<Json> lines = new ArrayList<>();

  private LoggedStory(TestAccount account) {
    this.account = account;
  }

  /** The lines, in the order of their time. */
  static List<Json> in(TestAccount account) {
    var story = new LoggedStory(account);
    story.happen();
    return List.copyOf(story.lines);
  }

  private void happen() {
    account.endpoint("chat", "policy=default", "acme:team=search");
    account.endpoint("chat-base", "policy=default");
    account.endpoint("typo", "policy=defualt");
    account.endpoint("mended", "policy=defualt");
    account.endpoint("plan", "policy=default", "dry-run=true");
    account.endpoint("green", "policy=default", "max@green=3");
    for (var endpoint : List.of("chat", "chat-base", "typo", "mended", "plan", "green")) {
      run(SampleEvents.inService(endpoint));
    }
    account.user.tag("endpoint/mended", "policy=default");
    run(SampleEvents.addTags("endpoint/mended"));
    account.user.tag("endpoint/chat", "policy=off");
    run(SampleEvents.addTags("endpoint/chat"));
    run(SampleEvents.requested("chat"));

    account.endpoint("denied", "policy=default");
    account.seed("{\"denied\": [\"application-autoscaling:RegisterScalableTarget\"]}");
    run(SampleEvents.inService("denied"));
    account.seed("{\"denied\": []}");

    account.endpoint("slow", "policy=default");
    account.fault(Fault.serverError().on("RegisterScalableTarget").always());
    run(SampleEvents.inService("slow"));
    account.clearFaults();

    run(
        JsonReader.read(
            """
            {"id": "d", "source": "aws.sagemaker", "detail-type": "AWS API Call via CloudTrail",
             "resources": [], "detail": {"eventSource": "sagemaker.amazonaws.com",
             "eventName": "UpdateEndpoint", "userIdentity": {"type": "AssumedRole",
             "arn": "arn:aws:sts::111122223333:assumed-role/ci/ci"},
             "errorCode": "ValidationException", "errorMessage": "The variant is a scalable target.",
             "requestParameters": {"endpointName": "chat"}, "responseElements": null}}
            """));
    account.document("search", "policies: [");
    run(account.withCatalog().invoke(JsonReader.read("{\"all\": true}")));
    account.advance(Duration.ofMinutes(15));
    run(account.function(Map.of()).invoke(JsonReader.read("{\"all\": true, \"dryRun\": true}")));
  }

  private void run(Json event) {
    account.advance(Duration.ofSeconds(30));
    run(account.invoke(event));
  }

  private void run(Invocation invocation) {
    lines.addAll(invocation.log());
  }
}
