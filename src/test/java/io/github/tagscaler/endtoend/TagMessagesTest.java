package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/**
 * What the owner of a resource hears of usual mistakes, and of tags that are valid but hardly
 * wanted: {@code docs/tag-messages.md}, each line by the real function.
 */
class TagMessagesTest {
  private static final Path PAGE = Path.of("docs/tag-messages.md");
  private static final String VARIANT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  /** Where the tags are. */
  private enum On {
    REAL_TIME("real-time"),
    ASYNC("async"),
    COMPONENT("component"),
    HOST_KEEPS("component whose host keeps an instance"),
    ENDPOINT_OF_COMPONENT("component, tags on its endpoint"),
    POOLS("real-time, instance pools"),
    EIGHT("real-time, 8 instances run"),
    THREE("real-time, 3 instances run"),
    FOREIGN("real-time, registered by another tool"),
    DENIED("real-time, Tagscaler may not register it"),
    QUOTA("real-time, a quota is used up"),
    CATALOG("real-time, with a catalog"),
    CATALOG_COMPONENT("component, with a catalog");

    private final String words;

    On(String words) {
      this.words = words;
    }
  }

  private static final String PLATFORM =
      """
      version: 1
      guardrails:
        - { tags: { "cost:tier": gold }, min: 6 }
        - { tags: { "cost:tier": small }, max: 2 }
      """;
  private static final String PAY =
      """
      version: 1
      policies:
        llm-chat: { max: 200 }
        bursts: { step: [ { name: surge, metric: invocations, steps: [ { from: 1000, by: 2 } ] } ] }
        evening: { actions: [ { name: down, cron: "0 20 * * ? *", min: 0, max: 0 } ] }
      """;

  private record Case(On on, List<String> tags) {}

  private static final List<Case> CASES =
      List.of(
          on(On.REAL_TIME, "policy=defualt"),
          on(On.REAL_TIME, "policy=LLM"),
          on(On.REAL_TIME, "policy=office_hours"),
          on(On.REAL_TIME, "policy=llm ha"),
          on(On.REAL_TIME, "policy=enabled"),
          on(On.REAL_TIME, "policy=stop"),
          on(On.REAL_TIME, "policy=pause"),
          on(On.REAL_TIME, "policy=dry-run"),
          on(On.REAL_TIME, "policy=production"),
          on(On.REAL_TIME, "policy="),
          on(On.REAL_TIME, "policy=pay/llm-chat"),
          on(On.REAL_TIME, "policy=off+ha"),
          on(On.REAL_TIME, "policy=scale-to-zero"),
          on(On.ENDPOINT_OF_COMPONENT, "policy=batch"),
          on(On.COMPONENT, "policy=ha+scale-to-zero"),
          on(On.REAL_TIME, "policy=office-hours"),
          on(On.ASYNC, "policy=batch+office-hours"),
          on(On.REAL_TIME, "enabled=true"),
          on(On.REAL_TIME, "maxx=9"),
          on(On.REAL_TIME, "dry_run=true"),
          on(On.REAL_TIME, "scale_in_cooldown=300"),
          on(On.REAL_TIME, "max-capacity=9"),
          on(On.REAL_TIME, "MinCapacity=2"),
          on(On.REAL_TIME, "maximum=9"),
          on(On.REAL_TIME, "cooldown=300"),
          on(On.REAL_TIME, "max.AllTraffic=6"),
          on(On.REAL_TIME, "rps=20"),
          on(On.REAL_TIME, "name=chat"),
          on(On.REAL_TIME, "max@AllTrafic=6"),
          on(On.REAL_TIME, "autoscale:policy=default"),
          on(On.REAL_TIME, "AutoScaling:policy=default"),
          on(On.REAL_TIME, "max=four"),
          on(On.REAL_TIME, "max=4.0"),
          on(On.REAL_TIME, "max=1e3"),
          on(On.REAL_TIME, "max=-1"),
          on(On.REAL_TIME, "max=4 instances"),
          on(On.REAL_TIME, "max=2-8"),
          on(On.REAL_TIME, "max=0"),
          on(On.REAL_TIME, "min=0"),
          on(On.REAL_TIME, "min=6"),
          on(On.REAL_TIME, "min=2", "max=2"),
          on(On.REAL_TIME, "max=100000"),
          on(On.EIGHT, "policy=default"),
          on(On.THREE, "policy=default"),
          on(On.REAL_TIME, "target=70"),
          on(On.REAL_TIME, "metric=cpu", "target=0.7"),
          on(On.REAL_TIME, "policy=cpu-model", "target=1"),
          on(On.REAL_TIME, "metric=CPUUtilization"),
          on(On.REAL_TIME, "metric=InvocationsPerInstance"),
          on(On.REAL_TIME, "metric=SageMakerVariantInvocationsPerInstance"),
          on(On.REAL_TIME, "metric=rps", "target=20"),
          on(On.REAL_TIME, "metric=latency"),
          on(On.REAL_TIME, "metric=memory"),
          on(On.ASYNC, "metric=queue"),
          on(On.REAL_TIME, "metric=utilization"),
          on(On.ASYNC, "max-rps=20"),
          on(On.REAL_TIME, "max-rps=20rps"),
          on(On.REAL_TIME, "metric=gpu"),
          on(On.POOLS, "policy=default"),
          on(On.REAL_TIME, "schedule=Mon-Fri 9am-5pm 2-8"),
          on(On.REAL_TIME, "schedule=weekdays 08:00-20:00 2..4"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 EST"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 Pacific"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 Europe/Frankfurt"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 UTC+2"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 min 2 max 8"),
          on(On.REAL_TIME, "schedule=office-hours"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 Europe/Berlin else 1-2"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 else off"),
          on(On.REAL_TIME, "schedule=Sat-Sun off"),
          on(On.REAL_TIME, "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2", "min=4"),
          on(On.COMPONENT, "schedule=Mon-Fri 08:00-20:00 1-4 else 0"),
          on(On.REAL_TIME, "scale-in-cooldown=5 min"),
          on(On.REAL_TIME, "paused=2h"),
          on(On.REAL_TIME, "paused=2099-06-01T18:00Z"),
          on(On.REAL_TIME, "adopt=force", "max=6"),
          on(On.FOREIGN, "policy=default"),
          on(On.FOREIGN, "policy=default", "adopt=true"),
          on(On.HOST_KEEPS, "policy=scale-to-zero"),
          on(On.COMPONENT, "policy=scale-to-zero", "scale-in=off"),
          on(On.REAL_TIME, "policy=defualt", "max=four", "metric=rps", "maxx=3", "scale-in=maybe"),
          on(On.DENIED, "policy=default"),
          on(On.QUOTA, "policy=default"),
          on(On.CATALOG, "policy=pay/llm-caht"),
          on(On.CATALOG, "policy=llm-chat"),
          on(On.CATALOG, "policy=web/search"),
          on(On.CATALOG, "policy=pay/llm-chat"),
          on(On.CATALOG, "policy=pay/bursts", "max=9"),
          on(On.CATALOG_COMPONENT, "policy=pay/evening"),
          on(On.CATALOG, "policy=default", "cost:tier=gold"),
          on(On.CATALOG, "max=4", "cost:tier=small"));

  private static Case on(On on, String... tags) {
    return new Case(on, List.of(tags));
  }

  /** With {@code -Dtagscaler.docs.write=true} it writes the page instead. */
  @Test
  void the_page_shows_what_the_function_answers() throws IOException {
    var page = page();

    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/tag-messages.md; run this test with -Dtagscaler.docs.write=true to update it")
        .isEqualTo(page);
  }

  /** Key, value, what to do: a message that leaves one out sends its reader to the docs. */
  @Test
  void what_is_rejected_names_the_key_and_the_value_and_what_to_do() {
    for (var each : CASES) {
      var outcome = outcome(each);
      var problems = outcome.json().get("problems").stream().toList();
      for (var problem : problems) {
        var code = problem.get("code").text().orElse("");
        var message = problem.get("message").text().orElse("");
        if (code.equals("AccessDenied") || code.equals("QuotaExceeded")) {
          continue;
        }
        assertThat(message)
            .as(each.tags() + ": " + message)
            .contains(problem.get("key").text().orElseThrow().strip())
            .matches(
                "(?s).*(Did you mean|[Ss]et |Use |use |Write |write |Keep one|Known: |Policies for that kind: |Allowed: |Remove|have a key of their own|Delete it|must be above).*");
        if (!code.equals("UnknownKey")) {
          problem
              .get("value")
              .text()
              .ifPresent(value -> assertThat(message).contains("\"" + value + "\""));
        }
      }
      assertThat(outcome.warnings().isEmpty() && problems.isEmpty() && outcome.message().isEmpty())
          .isFalse();
    }
  }

  private static String page() {
    var rows = new ArrayList<String>();
    for (var each : CASES) {
      var outcome = outcome(each);
      var codes =
          Stream.concat(
                  Stream.of(outcome.ending()), outcome.warnings().stream().map("warning "::concat))
              .distinct()
              .collect(Collectors.joining(", "));
      rows.add(
          "| %s | %s | %s | %s |%n"
              .formatted(
                  each.tags().stream()
                      .map(tag -> "`%s`".formatted(tag.replaceFirst("=", " = ").strip()))
                      .collect(Collectors.joining("<br>")),
                  each.on().words,
                  codes,
                  outcome.message().replaceAll("request [0-9a-f-]{36}", "request ...")));
    }
    return """
    # Answers to tags

    Tags as people write them by mistake, or without getting what they want, and the outcome with its message. Keys are without the prefix
    `autoscaling:` unless they have another one. `TagMessagesTest` compares this page with the function, and writes it if run with
    `-Dtagscaler.docs.write=true`.

    | Tags | On | Outcome | Message |
    |---|---|---|---|
    """
        + String.join("", rows);
  }

  private static LoggedOutcome outcome(Case each) {
    account.reset();
    account.clearFaults();
    account.clock("2026-06-01T12:00:00Z");
    var tags = each.tags().toArray(String[]::new);
    var event = SampleEvents.inService("chat");
    switch (each.on()) {
      case REAL_TIME -> account.endpoint("chat", tags);
      case ASYNC ->
          account.seed(
              "{\"endpoints\": [{\"name\": \"chat\", \"async\": true, \"tags\": %s}]}"
                  .formatted(Json.ofStrings(TestAccount.tags(tags)).write()));
      case COMPONENT -> {
        account.hostThatScalesToZero("models");
        account.component("llama", "models", tags);
        event = SampleEvents.componentCreated("llama");
      }
      case HOST_KEEPS -> {
        account.host("models");
        account.component("llama", "models", tags);
        event = SampleEvents.componentCreated("llama");
      }
      case ENDPOINT_OF_COMPONENT -> {
        account.hostThatScalesToZero("models", tags);
        account.component("llama", "models");
        event = SampleEvents.componentCreated("llama");
      }
      case POOLS ->
          account.endpointOf("chat", "[{\"pools\": [\"ml.g5.xlarge\", \"ml.g6.xlarge\"]}]", tags);
      case EIGHT -> running(8, tags);
      case THREE -> running(3, tags);
      case FOREIGN -> {
        account.endpoint("chat", tags);
        account.user.register(
            VARIANT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 3);
        account.user.putTrackingPolicy(
            VARIANT, "theirs", MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE, 70);
      }
      case DENIED -> {
        account.endpoint("chat", tags);
        account.fault(
            Fault.error(400, "AccessDeniedException", "not authorized")
                .on("RegisterScalableTarget")
                .always());
      }
      case CATALOG -> account.endpoint("chat", tags);
      case CATALOG_COMPONENT -> {
        account.hostThatScalesToZero("models");
        account.component("llama", "models", tags);
        event = SampleEvents.componentCreated("llama");
      }
      case QUOTA -> {
        account.endpoint("chat", tags);
        account.fault(
            Fault.error(400, "LimitExceededException", "Scalable target limit exceeded")
                .on("RegisterScalableTarget")
                .always());
      }
    }
    boolean catalog = each.on() == On.CATALOG || each.on() == On.CATALOG_COMPONENT;
    if (catalog) {
      account.document("_platform", PLATFORM);
      account.document("pay", PAY);
    }
    var function = catalog ? account.withCatalog() : account.function();
    var outcome = function.invoke(event).outcome();
    account.clearFaults();
    return outcome;
  }

  private static void running(int count, String... tags) {
    account.endpointOf(
        "chat", "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": %d}]".formatted(count), tags);
  }
}
