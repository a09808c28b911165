package io.github.tagscaler.command.tags.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.command.tags.proof.AdoptionPlanning;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.proof.TargetTags;
import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.window.RandomExpression;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Plan;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.Repair;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Tagscaler itself would register for random tags and policies, under the names of another
 * tool, is reproduced: the tags that are found ask for the same policies, alarms and bounds.
 */
class TagSearchProperties {
  private static final Instant NOW = Instant.parse("2026-06-01T08:30:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final String STACK = "tagscaler";
  private static final PolicyReader POLICIES =
      new PolicyReader("autoscaling:", Optional.empty(), UTC);
  private static final Planner PLANNER =
      new Planner(
          new Ownership(STACK),
          new TargetProblems("autoscaling:"),
          Adoption.REPLACE,
          Duration.ofHours(4));

  /** Policies with all that tags cannot say. */
  private static final List<DocumentText> THEIRS =
      List.of(
          new DocumentText(
              "theirs",
              """
              version: 1
              policies:
                several:
                  kinds: [real-time, component]
                  track:
                    - { metric: concurrency, target: 7.5, scale-in-cooldown: 10m }
                    - { metric: invocations, target: 900, scale-in: off }
                custom:
                  track:
                    - name: Kv.Cache_use
                      target: 80.25
                      scale-out-cooldown: 90
                      custom: { Namespace: My App, MetricName: KvCacheUse, Statistic: Maximum, Unit: Percent, Dimensions: [ { Name: EndpointName, Value: "{endpoint}" }, { Name: Stage, Value: "12" } ] }
                math:
                  track:
                    - name: per-copy
                      target: 3
                      custom:
                        Metrics:
                          - { Id: a, ReturnData: false, MetricStat: { Stat: p90, Metric: { Namespace: "AWS/SageMaker", MetricName: Latency, Dimensions: [ { Name: VariantName, Value: "{variant}" } ] } } }
                          - { Id: e1, Expression: "FILL(a, 0) / 2", Label: half }
                steps:
                  kinds: [real-time]
                  step:
                    - { name: out, metric: cpu, periods: 2, of: 3, missing: not-breaching, cooldown: 1m, steps: [ { from: 60, to: 80, by: 1 }, { from: 80, by: 2 } ] }
                    - { name: in, metric: cpu, periods: 15, adjust: percent, min-change: 1, steps: [ { to: 20, by: -25 } ] }
                    - { name: exact, metric: concurrency, adjust: exact, period: 10s, missing: breaching, steps: [ { from: 50, by: 4 } ] }
                custom-steps:
                  step:
                    - name: own
                      statistic: sum
                      metric: cpu
                      cooldown: 0
                      steps: [ { from: 12.5, by: 1 } ]
                  kinds: [component]
                nothing: { track: [] }
                dates:
                  actions:
                    - { name: closing, cron: "0 6 28 * ? *", timezone: Europe/Berlin, min: 2, max: 9 }
                    - { name: reopen, cron: "0 6 2 * ? *", timezone: Europe/Berlin, min: 1, max: 4 }
                    - { name: launch, at: "2026-12-24 18:00", min: 3, max: 6 }
              """));

  private static final Catalog CATALOG = CatalogReader.read(THEIRS);

  static IntStream seeds() {
    return IntStream.range(0, TestRounds.of(300, 3_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_tags_registered_is_reproduced_by_tags(int seed) {
    var random = new Random(seed);
    var resource = resource(random);
    var desired = desired(tags(random, resource), resource, CATALOG);
    if (desired.isEmpty()) {
      return;
    }
    var registered = registered(desired.get(), random);

    var added = new NewPolicies("adopted", CatalogReader.read(List.of()));
    var proposal =
        new TagSearch(
                new AdoptionPlanning(POLICIES, STACK, Duration.ofHours(4)),
                List.of(),
                CatalogReader::read,
                added,
                NOW)
            .search(registered, new TargetTags(resource, variants(resource), Map.of(), Map.of()));

    assertThat(proposal.terms().obstacles()).isEmpty();
    assertThat(proposal.proof())
        .as(proposal.toString())
        .isInstanceOfSatisfying(
            Proof.Adopted.class, proof -> assertThat(proof.differences()).isEmpty());
    var catalog =
        CatalogReader.read(
            added.all().isEmpty()
                ? List.of()
                : List.of(new DocumentText("adopted", PolicyEntry.document(added.all()))));
    var again = desired(proposal.tags(), resource, catalog).orElseThrow();
    assertThat(definitions(again)).isEqualTo(definitions(desired.get()));
    assertThat(watched(again)).isEqualTo(watched(desired.get()));
    assertThat(bounds(again)).isEqualTo(bounds(desired.get()));
  }

  /** The property asserts nothing where tags are rejected: a rare case, then. */
  @Test
  void most_random_tags_register_something() {
    long registered =
        seeds()
            .filter(seed -> {
              var random = new Random(seed);
              var resource = resource(random);
              return desired(tags(random, resource), resource, CATALOG).isPresent();
            })
            .count();
    assertThat(registered).isGreaterThan(seeds().count() / 2);
  }

  private static List<String> definitions(DesiredState state) {
    return state.policies().stream()
        .map(policy -> policy.definition().toString())
        .sorted()
        .toList();
  }

  private static List<String> watched(DesiredState state) {
    return state.alarms().stream().map(alarm -> alarm.definition().toString()).sorted().toList();
  }

  /** At any time; without a schedule and actions, the base. */
  private static Object bounds(DesiredState state) {
    var changes = plan(state);
    var actions =
        changes.stream()
            .filter(Change.PutScheduledAction.class::isInstance)
            .map(change -> ((Change.PutScheduledAction) change).after())
            .map(action ->
                List.of(action.schedule(), action.zone(), action.min(), action.max()).toString())
            .sorted()
            .toList();
    return actions.isEmpty() ? registeredBounds(changes) : actions;
  }

  private static Bounds registeredBounds(List<Change> changes) {
    return changes.stream()
        .flatMap(change ->
            change instanceof Change.CreateTarget(_, var at, _) ? Stream.of(at) : Stream.empty())
        .findFirst()
        .orElseThrow();
  }

  private static List<Change> plan(DesiredState state) {
    return ((Plan.Changes) PLANNER.plan(state, Optional.empty(), Repair.LEAVE)).changes();
  }

  private static Optional<DesiredState> desired(
      Map<String, String> tags, ScalableResource resource, Catalog catalog) {
    var read =
        switch (resource.id()) {
          case ResourceId.EndpointVariant(var endpoint, var variant) ->
              POLICIES.variant(endpoint, tags, variant, variants(resource));
          case ResourceId.InferenceComponent(var component) ->
              POLICIES.component(component, tags, resource.endpoint(), Map.of());
        };
    return read.desired(resource, catalog) instanceof Reading.Declared(var policy, _)
        ? Optional.of(DesiredState.of(policy, resource, STACK, NOW))
            .filter(state ->
                PLANNER.plan(state, Optional.empty(), Repair.LEAVE) instanceof Plan.Changes)
        : Optional.empty();
  }

  private static List<String> variants(ScalableResource resource) {
    return resource.variant().equals("blue")
        ? List.of("blue", "green")
        : List.of(resource.variant());
  }

  /** What can be at zero runs nothing, so that no bounds are widened for what runs. */
  private static ScalableResource resource(Random random) {
    var variant = random.nextBoolean() ? "blue" : "AllTraffic";
    var arn = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";
    var id = new ResourceId.EndpointVariant("Chat", variant);
    return switch (List.of(Kind.values()).get(random.nextInt(Kind.values().length))) {
      case REAL_TIME ->
          new ScalableResource.InstanceVariant(id, false, arn, 2, List.of("ml.c6i.8xlarge"));
      case ASYNC -> new ScalableResource.InstanceVariant(id, true, arn, 0, List.of("ml.m5.large"));
      case SERVERLESS -> new ScalableResource.ServerlessVariant(id, arn, 2, 40);
      case COMPONENT ->
          new ScalableResource.HostedComponent(
              new ResourceId.InferenceComponent("Llama"), arn, "Chat", variant, 0, Optional.of(0));
    };
  }

  private static Map<String, String> tags(Random random, ScalableResource resource) {
    var tags = new TreeMap<String, String>();
    var suffix = variants(resource).size() > 1 && resource.kind() != Kind.COMPONENT ? "@blue" : "";
    var prefix = "autoscaling:";
    int min = resource.kind().lowestMin() + random.nextInt(3);
    tags.put(prefix + "min" + suffix, Integer.toString(min));
    tags.put(prefix + "max" + suffix, Integer.toString(Math.max(2, min) + random.nextInt(8)));
    if (random.nextBoolean()) {
      var all =
          List.of(
              "default",
              "llm",
              "cpu-model",
              "batch",
              "theirs/several",
              "theirs/custom",
              "theirs/math",
              "theirs/steps",
              "theirs/custom-steps",
              "theirs/nothing",
              "theirs/dates",
              "theirs/custom+theirs/dates",
              "default+office-hours");
      tags.put(prefix + "policy" + suffix, all.get(random.nextInt(all.size())));
    } else {
      var metrics =
          switch (resource.kind()) {
            case REAL_TIME -> List.of("invocations", "concurrency", "cpu");
            case ASYNC -> List.of("backlog", "cpu");
            case SERVERLESS -> List.of("utilization");
            case COMPONENT -> List.of("invocations", "concurrency", "cpu", "gpu");
          };
      var metric = metrics.get(random.nextInt(metrics.size()));
      tags.put(prefix + "metric" + suffix, metric);
      tags.put(
          prefix + "target" + suffix, List.of("70", "33.3", "7", "99.99").get(random.nextInt(4)));
    }
    optional(random, tags, prefix + "scale-in-cooldown" + suffix, "300", "10m", "77", "0");
    optional(random, tags, prefix + "scale-out-cooldown" + suffix, "1m", "5m", "2h");
    optional(random, tags, prefix + "scale-in" + suffix, "off", "on");
    optional(random, tags, prefix + "wake" + suffix, "off", "on");
    if (random.nextInt(3) == 0) {
      tags.put(prefix + "schedule" + suffix, RandomExpression.next(random));
    }
    return tags;
  }

  private static void optional(
      Random random, Map<String, String> tags, String key, String... values) {
    if (random.nextInt(3) == 0) {
      tags.put(key, values[random.nextInt(values.length)]);
    }
  }

  /** What another tool would have registered to the same effect. */
  private static RegisteredTarget registered(DesiredState state, Random random) {
    var changes = plan(state);
    var policies = new ArrayList<ScalingPolicy>();
    var actions = new ArrayList<ScheduledAction>();
    var alarms = new ArrayList<StepAlarm>();
    var bounds = registeredBounds(changes);
    for (var change : changes) {
      if (change instanceof Change.PutPolicy(_, _, var policy)) {
        policies.add(new ScalingPolicy(foreign(policy.name()), policy.definition()));
      } else if (change instanceof Change.PutScheduledAction(_, _, var action)) {
        actions.add(
            new ScheduledAction(
                foreign(action.name()),
                action.schedule(),
                action.zone(),
                action.min(),
                action.max(),
                false));
      } else if (change instanceof Change.PutAlarm(_, _, var alarm)) {
        alarms.add(alarm(alarm));
      }
    }
    Collections.shuffle(policies, random);
    Collections.shuffle(actions, random);
    return new RegisteredTarget(
        ObservedTarget.of(
            state.key(), "arn:t", bounds, Suspension.NONE, Map.of(), policies, actions, List.of()),
        alarms);
  }

  private static StepAlarm alarm(ScalingAlarm alarm) {
    return new StepAlarm(
        "Alarm of " + alarm.name(),
        Set.of(foreign(alarm.actsOn().orElseThrow())),
        List.of(),
        true,
        alarm.definition(),
        ((Watching) alarm.definition()).comparison().wire());
  }

  private static String foreign(String name) {
    return "Theirs " + name.substring("tagscaler-".length());
  }
}
