package io.github.tagscaler.command.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.command.tags.reverse.Week;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ObservedTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function does with these tags what the verb has proved. */
class AdoptionByTagsTest {
  private final SeededAccount account = SeededAccount.after("seed registered.json");

  @AfterEach
  void close() {
    account.close();
  }

  @Test
  void the_function_adopts_what_can_be_moved_and_nothing_scales_otherwise() throws IOException {
    var answer = Shell.on(account.aws()).run("tags", "--all", "--format", "json").json();
    var movable =
        answer.get("targets").stream()
            .filter(each -> each.get("state").text().orElseThrow().equals("movable"))
            .toList();
    assertThat(movable).hasSize(11);
    var before = scaling(movable);

    var tags = Json.object();
    movable.forEach(each -> tags.put(resource(each), each.get("tags")));
    var document = answer.get("document");
    account.seed(
        Json.object()
            .put("tags", tags.build())
            .put(
                "parameters",
                Json.object()
                    .put(
                        "/tagscaler/catalog/" + document.get("name").text().orElseThrow(),
                        document.get("text"))
                    .build())
            .build()
            .write());

    assertThat(outcomes(movable)).containsOnly("Applied");
    assertThat(outcomes(movable)).containsOnly("Unchanged");
    assertThat(scaling(movable)).isEqualTo(before);
    assertThat(
            Shell.on(account.aws())
                .run("tags", "--all", "--format", "json")
                .json()
                .get("targets")
                .stream()
                .filter(each -> each.get("state").text().orElseThrow().equals("managed")))
        .hasSize(11);
  }

  private static String resource(Json target) {
    return target.get("resourceId").text().orElseThrow().replaceFirst("/variant/.*", "");
  }

  private Stream<String> outcomes(List<Json> targets) throws IOException {
    var function =
        new ScalingHandler(
            Wiring.of(
                environment(),
                AwsAdapters::withoutWaiting,
                account.aws()::now,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    var outcomes = Stream.<String>builder();
    for (var target : targets) {
      var name = resource(target).replaceFirst(".*/", "");
      var request =
          Json.object()
              .put(
                  resource(target).startsWith("endpoint/")
                      ? "endpointName"
                      : "inferenceComponentName",
                  name)
              .build();
      var out = new ByteArrayOutputStream();
      function.handleRequest(
          new ByteArrayInputStream(request.write().getBytes(StandardCharsets.UTF_8)), out, null);
      JsonReader.read(out.toString(StandardCharsets.UTF_8)).get("outcomes").stream()
          .filter(each -> each.get("resourceId").equals(target.get("resourceId")))
          .map(each -> each.get("outcome").text().orElseThrow())
          .forEach(outcomes);
    }
    return outcomes.build();
  }

  /** What scales each of them as AWS reports it, without names. */
  private Map<String, List<String>> scaling(List<Json> targets) {
    var scaling = new TreeMap<String, List<String>>();
    var ids =
        targets.stream()
            .map(each -> ResourceId.of(each.get("resourceId").text().orElseThrow()).orElseThrow())
            .toList();
    for (var target : aws().registry("tagscaler").observe(ids)) {
      scaling.put(
          target.key().id().wire(),
          Stream.of(
                  Stream.of(target.bounds().toString(), target.suspended().toString()),
                  target.policies().stream().map(policy -> policy.definition().toString()).sorted(),
                  actions(target))
              .flatMap(each -> each)
              .toList());
    }
    assertThat(scaling).hasSize(targets.size());
    return scaling;
  }

  private static Stream<String> actions(ObservedTarget target) {
    return !target.scheduledActions().isEmpty()
            && Week.of(target.scheduledActions(), target.bounds()) instanceof Week.Of(var week)
        ? Stream.of(week.toString())
        : target.scheduledActions().stream()
            .map(action ->
                List.of(action.schedule(), action.zone(), action.min(), action.max()).toString())
            .sorted();
  }

  private AwsAdapters aws() {
    return AwsAdapters.withoutWaiting(environment());
  }

  private Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", account.aws().endpoint().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "function",
        "AWS_SECRET_ACCESS_KEY", "function",
        "TAGSCALER_ALLOW_ADOPT", "replace",
        "TAGSCALER_CATALOG_PATH", "/tagscaler/catalog");
  }
}
