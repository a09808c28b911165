package io.github.tagscaler.reconcile;

import static io.github.tagscaler.fake.FakeSageMaker.MADE;
import static io.github.tagscaler.fake.FakeSageMaker.arn;
import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static io.github.tagscaler.policy.setting.Setting.Adoption.KEEP;
import static io.github.tagscaler.policy.setting.Setting.Adoption.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Adopting changes nothing by surprise, whatever another tool registered, and whatever is tagged.
 */
class AdoptionProperties {
  private static final TargetKey BLUE =
      new TargetKey(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT);

  private static final Pattern ADVICE = Pattern.compile("Set (\\S+) (?:=|to) (\\d+) or");

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);
  private final Map<String, String> tags = new TreeMap<>();
  private Adoption allowed = KEEP;

  static Stream<Long> seeds() {
    return new Random(37).longs(TestRounds.of(200, 2_000)).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void another_tools_policies_and_actions_are_deleted_only_by_replacing(long seed) {
    start(new Random(seed));
    var before = aas.target(BLUE);

    var outcome = run();

    boolean replaces =
        allowed == REPLACE
            && "replace".equals(tags.get("autoscaling:adopt"))
            && outcome.ending() instanceof Ending.Applied;
    assertThat(attachedByOthers(aas.target(BLUE)))
        .isEqualTo(replaces ? List.of() : attachedByOthers(before));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_suspension_stays(long seed) {
    start(new Random(seed));
    var before = aas.target(BLUE).suspended();

    run();

    assertThat(aas.target(BLUE).suspended()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_bound_that_nobody_states_is_not_lowered_and_no_capacity_is_lost_to_it(long seed) {
    start(new Random(seed));
    var before = aas.target(BLUE).bounds();
    int running = sageMaker.running(BLUE.id());

    run();

    var after = aas.target(BLUE);
    if (!states("min", "ha", "office-hours")) {
      assertThat(after.bounds().min()).isGreaterThanOrEqualTo(before.min());
    }
    if (!states("max")) {
      assertThat(after.bounds().max()).isGreaterThanOrEqualTo(before.max());
      assertThat(sageMaker.running(BLUE.id())).isGreaterThanOrEqualTo(running);
    }
    if (!states("max") && !tags.containsKey("autoscaling:schedule")) {
      assertThat(ownActions(after))
          .allSatisfy(action ->
              assertThat(action.max().orElseThrow()).isGreaterThanOrEqualTo(before.max()));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_not_applied_changes_nothing(long seed) {
    start(new Random(seed));
    var before = aas.target(BLUE);

    if (!(run().ending() instanceof Ending.Applied)) {
      assertThat(aas.target(BLUE)).isEqualTo(before);
      assertThat(aas.applied()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_was_there_is_reported_once(long seed) {
    start(new Random(seed));
    var before = aas.target(BLUE);

    var outcome = run();

    if (outcome.ending() instanceof Ending.Applied) {
      assertThat(outcome.warnings()).extracting(Problem::code).contains(Code.ADOPTED);
      assertThat(adopted(outcome))
          .contains("min %d, max %d".formatted(before.bounds().min(), before.bounds().max()));
      aas.target(BLUE).policies().stream()
          .map(ScalingPolicy::name)
          .filter(name -> !ManagedNames.isManaged(name))
          .forEach(name -> assertThat(adopted(outcome)).contains('"' + name + '"'));
      assertThat(run().ending()).isInstanceOf(Ending.Unchanged.class);
      assertThat(run().warnings()).extracting(Problem::code).doesNotContain(Code.ADOPTED);
    }
  }

  /** What a message says to set, and nothing else, has to be set. */
  @ParameterizedTest
  @MethodSource("seeds")
  void following_a_message_adopts_the_target(long seed) {
    start(new Random(seed));
    if (!(run().ending() instanceof Ending.Rejected(var problems, _))
        || problems.stream().anyMatch(problem -> problem.code() != Code.BOUNDS_CONFLICT)) {
      return;
    }

    problems.forEach(problem -> {
      var advice = ADVICE.matcher(problem.message());
      assertThat(advice.find()).as(problem.message()).isTrue();
      tags.put(advice.group(1), advice.group(2));
    });
    sageMaker.tag(arn("chat"), tags);

    assertThat(run().ending()).isInstanceOf(Ending.Applied.class);
  }

  /** Otherwise the properties would assert little. */
  @Test
  void many_targets_are_adopted_and_some_are_not() {
    var applied =
        seeds()
            .filter(seed -> {
              var one = new AdoptionProperties();
              one.start(new Random(seed));
              return one.run().ending() instanceof Ending.Applied;
            })
            .count();

    assertThat(applied).isBetween(seeds().count() / 5, seeds().count() * 4 / 5);
  }

  private boolean states(String bound, String... policies) {
    return tags.containsKey("autoscaling:" + bound)
        || tags.containsKey("autoscaling:schedule")
        || Stream.of(policies)
            .anyMatch(policy -> tags.getOrDefault("autoscaling:policy", "").contains(policy));
  }

  private static String adopted(Outcome outcome) {
    return outcome.warnings().stream()
        .filter(warning -> warning.code() == Code.ADOPTED)
        .map(Problem::message)
        .findFirst()
        .orElse("");
  }

  private static List<Object> attachedByOthers(ObservedTarget target) {
    return Stream.<Object>concat(
            target.policies().stream().filter(policy -> !ManagedNames.isManaged(policy.name())),
            target.scheduledActions().stream()
                .filter(action -> !ManagedNames.isManaged(action.name())))
        .toList();
  }

  private static List<ScheduledAction> ownActions(ObservedTarget target) {
    return target.scheduledActions().stream()
        .filter(action -> ManagedNames.isManaged(action.name()))
        .toList();
  }

  /** An endpoint with random tags, and a target that another tool registered for it. */
  private void start(Random random) {
    allowed =
        List.of(Adoption.NO, KEEP, KEEP, KEEP, REPLACE, REPLACE, REPLACE, REPLACE)
            .get(random.nextInt(8));
    tag(random, 10, "adopt", "true", "true", "replace", "replace", "false");
    tag(
        random,
        8,
        "policy",
        "default",
        "ha",
        "llm",
        "cpu-model",
        "office-hours",
        "llm+office-hours");
    tag(random, 7, "min", "1", "2", "3");
    tag(random, 8, "max", "3", "6", "10", "15", "20", "20", "20", "many");
    tag(random, 2, "metric", "cpu");
    tag(random, 1, "schedule", "Daily 00:00-12:00 1-3 else base", "Daily 12:00-13:00 2 else 1-5");
    int min = random.nextInt(1, 4);
    var bounds = new Bounds(min, min + random.nextInt(12));
    sageMaker.endpoint("chat", tags, variant("blue", random.nextInt(1, 12)));
    aas.put(
        ObservedTarget.of(
            BLUE,
            random.nextInt(5) == 0 ? "" : "arn:theirs",
            bounds,
            new Suspension(random.nextInt(4) == 0, random.nextInt(4) == 0, random.nextInt(4) == 0),
            random.nextBoolean() ? Map.of("owner", "terraform") : Map.of(),
            policies(random),
            random.nextInt(4) == 0
                ? List.of(
                    new ScheduledAction(
                        "morning",
                        "cron(0 8 * * ? *)",
                        "UTC",
                        Optional.of(1),
                        Optional.of(2),
                        false))
                : List.of(),
            List.of()));
  }

  private static List<ScalingPolicy> policies(Random random) {
    var policies = new ArrayList<ScalingPolicy>();
    var metrics =
        List.of(
            "SageMakerVariantInvocationsPerInstance",
            "SageMakerVariantConcurrentRequestsPerModelHighResolution");
    for (var metric : metrics) {
      if (random.nextInt(4) == 0) {
        policies.add(
            new ScalingPolicy(
                "their-" + policies.size(),
                new TargetTracking(
                    new MetricSpec.Predefined(metric),
                    70,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    true)));
      }
    }
    return policies;
  }

  private void tag(Random random, int ofTen, String key, String... values) {
    if (random.nextInt(10) < ofTen) {
      tags.put("autoscaling:" + key, values[random.nextInt(values.length)]);
    }
  }

  private Outcome run() {
    var outcomes =
        new Reconciler(
                sageMaker,
                aas,
                new FakeScalingActivities(),
                BundledPolicies.reader(),
                new CatalogCache(List::of, () -> MADE),
                new StackOptions("tagscaler", false, false, true, allowed, Duration.ofHours(4)),
                () -> MADE.plus(Duration.ofMinutes(10)))
            .reconcile(
                new Command.ReconcileResource(
                    new Subject.Endpoint("chat", false),
                    Cause.TAGS_CHANGED,
                    new Trigger(Trigger.Type.TAG, "id", "detail", null),
                    Hint.NONE,
                    false),
                Delivery.DIRECT)
            .outcomes();
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }
}
