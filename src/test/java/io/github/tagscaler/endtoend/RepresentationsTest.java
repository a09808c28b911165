package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * AWS may represent the same in several ways. Whatever the tags ask for: once it is reached, no
 * representation of it makes the function write, or report drift.
 */
class RepresentationsTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String CATALOG =
      """
      version: 1
      policies:
        math:
          kinds: [real-time, async]
          track:
            - name: share
              target: 0.7
              custom:
                Metrics:
                  - { Id: load, ReturnData: false, MetricStat: { Stat: Sum, Metric: { Namespace: Acme, MetricName: Load,
                      Dimensions: [ { Name: Endpoint, Value: "{endpoint}" }, { Name: Area, Value: all } ] } } }
                  - { Id: slots, ReturnData: false, MetricStat: { Stat: Average, Unit: Count, Metric: { Namespace: Acme, MetricName: Slots } } }
                  - { Id: share, Expression: load / slots, Label: Share of slots }
        custom:
          track:
            - name: waiting
              target: 3.3
              custom: { Namespace: Acme, MetricName: Waiting, Statistic: Average,
                Dimensions: [ { Name: B, Value: b }, { Name: A, Value: a } ] }
        steps:
          step:
            - name: pressure
              custom:
                Metrics:
                  - { Id: b, ReturnData: false, MetricStat: { Stat: Sum, Metric: { Namespace: Acme, MetricName: Load } } }
                  - { Id: a, Expression: b * 2 }
              adjust: change
              steps: [ { from: 0, to: 10.7, by: 1 }, { from: 10.7, by: 3 } ]
            - { name: calm, metric: cpu, adjust: percent, min-change: 1, cooldown: 5m,
                steps: [ { to: 10, by: -50 }, { from: 10, to: 20, by: -10 } ] }
            - name: exact
              custom: { Namespace: Acme, MetricName: Waiting, Statistic: Maximum, Dimensions: [ { Name: B, Value: b }, { Name: A, Value: a } ] }
              adjust: exact
              steps: [ { from: 10, to: 100, by: 2 }, { from: 100, by: 4 } ]
        dates:
          actions:
            - { name: closing, cron: "0 6 28 * ? *", timezone: Europe/Kiev, min: 2, max: 6 }
            - { name: reopen, cron: "0 6 2 * ? *", timezone: UTC, min: 1, max: 6 }
        kiev: { schedule: "Mon-Fri 08:00-20:00 2-6 else 1-2 Asia/Calcutta" }
      """;

  static IntStream seeds() {
    return IntStream.range(0, TestRounds.of(12, 200));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void are_no_difference(int seed) {
    account.clock("2026-01-07T10:30:00Z");
    account.document("_platform", CATALOG);
    var random = new Random(seed);
    var resources = resources(random);
    var function = account.withCatalog();
    account.advance(Duration.ofHours(3));
    resources.forEach(resource -> function.invoke(resource.request()));
    // What was moved into the bounds settles.
    account.advance(Duration.ofMinutes(10));
    var reached = endings(function, resources, Resource::request);
    var scaling = account.scaling();

    account.aws().represent(new OtherRepresentation(seed));

    assertThat(endings(function, resources, Resource::event)).isEqualTo(reached);
    assertThat(endings(function, resources, Resource::request)).isEqualTo(reached);
    nothingWritten(function.invoke(sweep()));
    assertThat(account.scaling()).isEqualTo(scaling);
  }

  private static Map<String, String> endings(
      DeployedFunction function, List<Resource> resources, Function<Resource, Json> event) {
    var endings = new LinkedHashMap<String, String>();
    for (var resource : resources) {
      var run = function.invoke(event.apply(resource));
      nothingWritten(run);
      run.outcomes()
          .forEach(outcome ->
              endings.put(
                  resource.name() + " " + outcome.resourceId(),
                  outcome.ending() + " " + outcome.warnings()));
    }
    return endings;
  }

  private static void nothingWritten(Invocation run) {
    assertThat(run.calls())
        .filteredOn(call -> !call.isRead() && !call.operation().equals("PutEvents"))
        .extracting(RecordedCall::operation)
        .as(() -> messages(run))
        .isEmpty();
    assertThat(run.outcomes())
        .as(() -> messages(run))
        .noneMatch(outcome -> outcome.warnings().contains("Drift"));
    assertThat(run.raised()).as(() -> messages(run)).isFalse();
  }

  private static String messages(Invocation run) {
    return run.log().stream()
        .map(line -> line.get("message").text().orElse("") + line.get("changes").write())
        .collect(Collectors.joining("\n"));
  }

  private static Json sweep() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(account.aws().now()));
  }

  /** A resource with the events that are about it. */
  private record Resource(String name, Json event, Json request) {}

  private static List<Resource> resources(Random random) {
    var resources = new ArrayList<Resource>();
    for (var kind : List.of("real-time", "async", "serverless")) {
      seed(kind, tags(random, kind));
      resources.add(new Resource(kind, SampleEvents.inService(kind), SampleEvents.requested(kind)));
    }
    account.hostThatScalesToZero("host", tags(random, "host"));
    for (var component : List.of("llama", "mistral")) {
      account.component(component, "host", tags(random, "component"));
      resources.add(
          new Resource(
              component,
              SampleEvents.componentUpdated(component),
              SampleEvents.requestedComponent(component)));
    }
    return resources;
  }

  private static void seed(String kind, String... tags) {
    account.seed(
        """
        {"endpoints": [{"name": "%s", "tags": %s, "async": %s, "variants": [{%s}]}]}
        """
            .formatted(
                kind,
                Json.ofStrings(TestAccount.tags(tags)).write(),
                kind.equals("async"),
                kind.equals("serverless")
                    ? "\"serverless\": {\"memory\": 2048, \"maxConcurrency\": 20, \"provisionedConcurrency\": 2}"
                    : "\"instanceType\": \"ml.g5.xlarge\", \"count\": 2"));
  }

  private static String[] tags(Random random, String kind) {
    if (kind.equals("host")) {
      return random.nextBoolean() ? new String[] {"max=5"} : new String[] {"acme:team=ml"};
    }
    boolean zero = kind.equals("async") || kind.equals("component");
    var tags = new ArrayList<String>();
    tags.add(
        "policy="
            + any(
                random,
                switch (kind) {
                  case "real-time" ->
                      List.of(
                          "default",
                          "math",
                          "custom",
                          "steps",
                          "dates",
                          "kiev",
                          "math+steps+kiev",
                          "cpu-model",
                          "default+steps",
                          "llm+office-hours",
                          "ha+custom");
                  case "async" ->
                      List.of("default", "batch", "batch+math", "custom+dates", "batch+kiev");
                  case "serverless" ->
                      List.of("default", "default+kiev", "scale-out-only", "custom");
                  default ->
                      List.of(
                          "default",
                          "scale-to-zero",
                          "llm+scale-to-zero",
                          "custom",
                          "kiev",
                          "llm+office-hours-zero",
                          "scale-out-only");
                }));
    maybe(random, tags, "max=" + (6 + random.nextInt(3)));
    maybe(random, tags, "min=" + (zero && random.nextBoolean() ? 0 : 1));
    maybe(random, tags, "scale-in-cooldown=5m");
    maybe(random, tags, "scale-out-cooldown=" + any(random, List.of("300", "90")));
    maybe(random, tags, "scale-in=" + any(random, List.of("on", "off")));
    if (random.nextInt(4) == 0) {
      tags.add(
          "schedule="
              + any(
                  random,
                  List.of(
                      "Mon-Fri 08:00-20:00 2-6 else 1-2",
                      "Mon/Wed 06:00-22:00 2-base else base Europe/Kiev",
                      "Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:00 1-2 else 2-6 Asia/Calcutta")));
    }
    if (random.nextInt(8) == 0) {
      tags.add("paused=true");
    }
    return tags.toArray(String[]::new);
  }

  private static void maybe(Random random, List<String> tags, String tag) {
    if (random.nextInt(3) == 0) {
      tags.add(tag);
    }
  }

  private static String any(Random random, List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
