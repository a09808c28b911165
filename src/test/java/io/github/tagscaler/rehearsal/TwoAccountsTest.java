package io.github.tagscaler.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.demo.StandInClient;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandInOptions;
import io.github.tagscaler.template.ForwardRule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An organization of two accounts, each with a stack and the same catalog. Both forward what they
 * publish to a bus in the second one.
 */
class TwoAccountsTest {
  private static final String PROD = "111111111111";
  private static final String CENTRAL = "999988887777";
  private static final String BUS =
      "arn:aws:events:us-east-1:" + CENTRAL + ":event-bus/tagscaler-central";
  private static final String OUTCOMES =
      "https://sqs.us-east-1.amazonaws.com/" + CENTRAL + "/outcomes";
  private static final String CATALOG = "version: 1\npolicies:\n  busy: { extends: llm, max: 7 }\n";

  private Rehearsal prod;
  private Rehearsal central;
  @TempDir private Path directory;

  @BeforeEach
  void open() throws IOException {
    prod = account(PROD);
    central = account(CENTRAL);
    // What central-bus.yaml has a log for.
    central
        .aws()
        .seed(
            Json.object()
                .put("queues", new Json.Arr(List.of(Json.object().put("name", "outcomes").build())))
                .put(
                    "rules",
                    new Json.Arr(
                        List.of(
                            Json.object()
                                .put("Name", "log")
                                .put("EventBusName", "tagscaler-central")
                                .put(
                                    "EventPattern",
                                    Json.object()
                                        .put("source", Json.ofStrings(List.of("tagscaler")))
                                        .build())
                                .put(
                                    "Targets",
                                    new Json.Arr(
                                        List.of(
                                            Json.object()
                                                .put("Id", "log")
                                                .put(
                                                    "Arn",
                                                    "arn:aws:sqs:us-east-1:"
                                                        + CENTRAL
                                                        + ":outcomes")
                                                .build())))
                                .build())))
                .build()
                .write());
  }

  private static Rehearsal account(String id) throws IOException {
    var account =
        Rehearsal.open(
            StandInOptions.defaults().withAccountId(id),
            1,
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    account
        .aws()
        .seed(
            Json.object()
                .put("parameters", Json.object().put("/tagscaler/catalog/pay", CATALOG).build())
                .put("rules", new Json.Arr(List.of(ForwardRule.deployed(id, BUS))))
                .build()
                .write());
    account
        .aws()
        .seed(
            """
            {"endpoints": [{"name": "chat", "variants": [
              {"name": "v", "instanceType": "ml.m5.large", "count": 1}]}]}
            """);
    return account;
  }

  @AfterEach
  void close() {
    prod.close();
    central.close();
  }

  private Json call(Rehearsal account, String operation, String body) {
    return new StandInClient(URI.create(account.endpoint())).call(operation, JsonReader.read(body));
  }

  private void tag(Rehearsal account, String id, String policy) {
    call(
        account,
        "SageMaker.AddTags",
        "{\"ResourceArn\": \"arn:aws:sagemaker:us-east-1:%s:endpoint/chat\", \"Tags\": [{\"Key\": \"autoscaling:policy\", \"Value\": \"%s\"}]}"
            .formatted(id, policy));
    account.pass(Duration.ofMinutes(1));
    // AWS does this by itself.
    account.aws().takeForwarded().forEach(central.aws()::receive);
  }

  /** The events that reached the central bus. */
  private List<Json> outcomes() {
    return call(
            central,
            "AmazonSQS.ReceiveMessage",
            "{\"QueueUrl\": \"%s\", \"MaxNumberOfMessages\": 10}".formatted(OUTCOMES))
        .get("Messages")
        .stream()
        .map(message -> JsonReader.read(message.get("Body").text().orElseThrow()))
        .toList();
  }

  private static List<Json> bounds(Rehearsal account) {
    return JsonReader.read(account.aws().state()).get("scalableTargets").stream()
        .map(target -> target.get("MaxCapacity"))
        .toList();
  }

  @Test
  void the_same_catalog_scales_both_and_the_outcomes_of_both_arrive_in_one_place()
      throws Exception {
    tag(prod, PROD, "pay/busy");
    tag(central, CENTRAL, "pay/busy");

    assertThat(bounds(prod)).containsExactly(Json.of(7));
    assertThat(bounds(central)).containsExactly(Json.of(7));
    assertThat(outcomes())
        .extracting(
            event -> event.get("account").text().orElseThrow(),
            event -> event.get("detail-type").text().orElseThrow(),
            event -> event.get("detail").get("resourceId").text().orElseThrow())
        .containsExactlyInAnyOrder(
            tuple(PROD, "Scaling Applied", "endpoint/chat/variant/v"),
            tuple(CENTRAL, "Scaling Applied", "endpoint/chat/variant/v"));
  }

  @Test
  void what_arrives_starts_nothing_there_and_goes_nowhere_else() throws Exception {
    tag(prod, PROD, "no-such-policy");
    var before = central.aws().state();

    central.pass(Duration.ofSeconds(1));

    assertThat(central.aws().takeForwarded()).isEmpty();
    assertThat(JsonReader.read(before).get("scalableTargets").stream()).isEmpty();
    assertThat(bounds(central)).isEmpty();
    assertThat(outcomes())
        .extracting(event -> event.get("detail-type"))
        .isNotEmpty()
        .containsOnly(Json.of("Scaling Rejected"));
  }

  @Test
  void one_report_shows_both() throws Exception {
    tag(prod, PROD, "pay/busy");
    tag(central, CENTRAL, "no-such-policy");
    var config = directory.resolve("config");
    Files.writeString(config, profile("prod", prod) + profile("central", central));

    var run =
        new Shell(
                Map.of("AWS_CONFIG_FILE", config.toString()),
                prod.aws()::now,
                directory,
                100,
                false,
                _ -> {})
            .run("report", "--profile", "prod", "--profile", "central", "--format", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.json().get("accounts").stream().map(account -> account.get("id")))
        .containsExactly(Json.of(PROD), Json.of(CENTRAL));
    assertThat(run.json().get("targets").stream())
        .extracting(
            target -> target.get("account").text().orElseThrow(),
            target -> target.get("state").text().orElseThrow())
        .containsExactly(tuple("central", "blocked"), tuple("prod", "scaled"));
  }

  private static String profile(String name, Rehearsal account) {
    return """
    [profile %s]
    region = us-east-1
    endpoint_url = %s
    aws_access_key_id = test
    aws_secret_access_key = test
    """
        .formatted(name, account.endpoint());
  }
}
