package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.MONDAY_TEN;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.SURGE;
import static io.github.tagscaler.scaling.Targets.SURGE_ALARM;
import static io.github.tagscaler.scaling.Targets.acting;
import static io.github.tagscaler.scaling.Targets.action;
import static io.github.tagscaler.scaling.Targets.adopting;
import static io.github.tagscaler.scaling.Targets.at;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.scheduled;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.stepping;
import static io.github.tagscaler.scaling.Targets.track;
import static io.github.tagscaler.scaling.Targets.tracking;
import static io.github.tagscaler.scaling.Targets.week;
import static io.github.tagscaler.scaling.Targets.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every plan, whatever exists and whatever is desired. */
class PlannerProperties {
  private static final Planner PLANNER =
      new Planner(
          OWNERSHIP, new TargetProblems("autoscaling:"), Adoption.REPLACE, Duration.ofHours(4));
  private static final ReleasePlanner RELEASES = new ReleasePlanner(OWNERSHIP);
  private static final ScalingPolicy FOREIGN =
      new ScalingPolicy("console", tracking("Foreign", 70));

  private static final ScheduledAction THEIRS = action("theirs");
  private static final TimedAction CLOSING =
      new TimedAction(
          "tagscaler-closing",
          "cron(0 6 28 * ? *)",
          "UTC",
          new Limits(new Bounds(4, 12), MaxSource.POLICY, true),
          Optional.empty());

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);

  static List<Long> seeds() {
    return new Random(25).longs(300).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_plan_reaches_what_is_desired_and_leaves_nothing_to_plan(long seed) {
    var random = new Random(seed);
    start(random);
    var found = observed();
    int before = running();
    var desired = randomState(random);
    boolean replaced = desired.adoption() == Adoption.REPLACE;

    if (!follow(desired, true)) {
      assertThat(observed()).as("a plan that cannot be followed changes nothing").isEqualTo(found);
      return;
    }

    var now = aas.target(KEY);
    assertThat(now.policies().stream().filter(it -> ManagedNames.isManaged(it.name())))
        .containsExactlyInAnyOrderElementsOf(desired.policies());
    assertThat(foreign(now))
        .as("what is foreign stays, unless it is to be replaced")
        .isEqualTo(replaced ? List.of() : found.map(PlannerProperties::foreign).orElse(List.of()));
    var conceded = recorded(now).concededMax();
    assertThat(now.scheduledActions().stream().filter(it -> ManagedNames.isManaged(it.name())))
        .containsExactlyInAnyOrderElementsOf(desired.scheduledActions(conceded));
    assertThat(aas.alarms()).containsExactlyInAnyOrderElementsOf(desired.alarms());
    assertThat(now.suspended())
        .as("only a pause is ended")
        .isEqualTo(found.map(ObservedTarget::suspendedByHand).orElse(Suspension.NONE));
    assertThat(now.tags()).doesNotContainKey("tagscaler:paused");
    if (!now.scheduledActions().contains(THEIRS)) {
      assertThat(now.bounds().min())
          .isIn(
              Stream.concat(
                      now.suspended().scheduled()
                          ? Stream.concat(
                              Stream.of(desired.inForce()), desired.scheduled().stream())
                          : Stream.of(desired.inForce()),
                      desired.actions().stream().map(TimedAction::limits))
                  .map(limits -> limits.bounds().min())
                  .toList());
      assertThat(now.bounds().min() <= running() || now.suspended().any()).isTrue();
    }
    assertThat(PLANNER.plan(running(desired), observed(), Repair.NOW))
        .isInstanceOfSatisfying(Plan.Changes.class, again -> assertThat(again.changes()).isEmpty());
    boolean ownerLoweredMax =
        desired.inForce().maxSource() == MaxSource.TAG
            && found
                .map(it -> OWNERSHIP.owns(it) && recorded(it).ownerChangedMax(desired))
                .orElse(true);
    if (!ownerLoweredMax) {
      assertThat(running()).as("nothing that ran is taken away").isGreaterThanOrEqualTo(before);
    }
  }

  private static ConfigFingerprint recorded(ObservedTarget target) {
    return ConfigFingerprint.parse(target.tags().getOrDefault("tagscaler:config", ""));
  }

  /** The properties assert little where a plan is refused or deferred: a rare case, then. */
  @Test
  void most_plans_can_be_followed() {
    assertThat(seeds().stream().filter(seed -> new PlannerProperties().canBeFollowed(seed)).count())
        .isGreaterThan(seeds().size() / 2);
  }

  private boolean canBeFollowed(long seed) {
    var random = new Random(seed);
    start(random);
    return follow(randomState(random), true);
  }

  private static List<Object> foreign(ObservedTarget target) {
    return Stream.concat(
            target.policies().stream().filter(it -> !ManagedNames.isManaged(it.name())),
            target.scheduledActions().stream().filter(it -> !ManagedNames.isManaged(it.name())))
        .map(Object.class::cast)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void no_bounds_are_written_near_a_change_of_them(long seed) {
    var random = new Random(seed);
    start(random);
    var change = Instant.parse("2026-08-10T20:00:00Z");
    var desired =
        at(
            scheduled(randomState(random), week("Mon 08:00-20:00 2-8 else 1-2", MaxSource.TAG)),
            change.plusMillis(random.nextLong(-60_000, 60_001)));

    if (PLANNER.plan(desired, observed(), List.of(Repair.values()).get(random.nextInt(3)))
        instanceof Plan.Changes(var changes, _)) {
      assertThat(changes)
          .noneMatch(it -> it instanceof Change.CreateTarget || it instanceof Change.UpdateTarget);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_desired_state_is_the_same_at_any_time_and_with_any_capacity(long seed) {
    var random = new Random(seed);
    var desired = randomState(random);
    var later = at(desired, desired.now().plus(Duration.ofMinutes(random.nextInt(100_000))));

    assertThat(ConfigFingerprint.of(Targets.running(later, random.nextInt(9)), Optional.empty()))
        .isEqualTo(ConfigFingerprint.of(desired, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_pause_moves_no_capacity_and_changes_nothing_else(long seed) {
    var random = new Random(seed);
    start(random);
    int before = running();
    var found = observed();

    found.ifPresent(it -> PLANNER.pause(it, OptionalInt.of(before)).changes().forEach(aas::apply));

    assertThat(running()).isEqualTo(before);
    found.ifPresent(it -> {
      var now = aas.target(KEY);
      assertThat(now.suspended()).isEqualTo(OWNERSHIP.owns(it) ? Suspension.ALL : it.suspended());
      assertThat(with(Targets.suspended(with(now, it.tags())), it.bounds()))
          .as("all but bounds and suspension")
          .isEqualTo(Targets.suspended(it));
      assertThat(PLANNER.pause(now, OptionalInt.of(before)).changes()).isEmpty();
    });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_plan_that_was_cut_off_anywhere_is_finished_by_the_next(long seed) {
    var random = new Random(seed);
    start(random);
    var desired = randomState(random);
    aas.failAt(1 + random.nextInt(8), Code.SERVICE_ERROR);

    boolean whole = follow(desired, false);
    if (!whole && observed().isEmpty()) {
      return;
    }
    follow(desired, true);

    assertThat(PLANNER.plan(running(desired), observed(), Repair.LEAVE))
        .satisfiesAnyOf(
            plan -> assertThat(plan).isInstanceOfAny(Plan.Refused.class, Plan.Deferred.class),
            plan -> assertThat(((Plan.Changes) plan).changes()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_release_leaves_nothing_of_ours_and_everything_of_others(long seed) {
    start(new Random(seed));
    var before = observed();

    before.ifPresent(
        target -> RELEASES.release(target, OptionalInt.empty()).changes().forEach(aas::apply));

    if (before.filter(it -> !OWNERSHIP.owns(it)).isPresent()) {
      assertThat(observed()).isEqualTo(before);
      return;
    }
    var others = before.map(PlannerProperties::foreign).orElse(List.of());
    assertThat(observed().map(ObservedTarget::tags).orElse(emptyTags())).isEmpty();
    assertThat(observed().isPresent()).isEqualTo(!others.isEmpty());
    assertThat(observed().map(PlannerProperties::foreign).orElse(List.of())).isEqualTo(others);
    assertThat(observed().stream())
        .allSatisfy(it -> {
          assertThat(it.policies()).noneMatch(policy -> ManagedNames.isManaged(policy.name()));
          assertThat(it.scheduledActions())
              .noneMatch(action -> ManagedNames.isManaged(action.name()));
        });
    assertThat(aas.alarms()).isEqualTo(before.isPresent() ? left(before.get()) : List.of());
  }

  /** Alarms that reading the target does not find, as it has no managed step policy. */
  private List<ScalingAlarm> left(ObservedTarget before) {
    return before.alarms().isEmpty() ? aas.alarms() : List.of();
  }

  private static SortedMap<String, String> emptyTags() {
    return new TreeMap<>();
  }

  /**
   * Sometimes nothing, else a managed target as an earlier desired state left it, then changed by
   * hand.
   */
  private void start(Random random) {
    sageMaker.endpoint("chat", Map.of(), FakeSageMaker.variant("blue", random.nextInt(1, 12)));
    if (random.nextInt(5) == 0) {
      return;
    }
    var settled = settled(randomState(random));
    var policies = new ArrayList<>(settled.policies());
    if (random.nextBoolean()) {
      policies.removeLast();
    }
    if (random.nextBoolean()) {
      policies.add(FOREIGN);
    }
    var actions = new ArrayList<>(settled.scheduledActions());
    if (!actions.isEmpty() && random.nextBoolean()) {
      actions.removeLast();
    }
    if (random.nextInt(4) == 0) {
      actions.add(action("tagscaler-old"));
    }
    if (random.nextInt(6) == 0) {
      actions.add(THEIRS);
    }
    var bounds = random.nextInt(3) == 0 ? new Bounds(1, random.nextInt(1, 12)) : settled.bounds();
    aas.put(
        ObservedTarget.of(
            KEY,
            settled.arn(),
            bounds,
            random.nextInt(2) == 0
                ? new Suspension(random.nextBoolean(), random.nextBoolean(), random.nextBoolean())
                : Suspension.NONE,
            random.nextInt(5) == 0
                ? emptyTags()
                : random.nextInt(3) == 0
                    ? Targets.paused(
                            settled,
                            List.of("in", "out+scheduled", "in+out+scheduled")
                                .get(random.nextInt(3)))
                        .tags()
                    : settled.tags(),
            policies,
            actions,
            settled.alarms().stream()
                .filter(_ -> random.nextInt(3) > 0)
                .map(alarm ->
                    random.nextInt(3) > 0
                        ? alarm
                        : new ScalingAlarm(alarm.name(), Optional.empty(), alarm.definition()))
                .toList()));
  }

  private DesiredState randomState(Random random) {
    int min = random.nextInt(1, 4);
    var names = List.of("a", "b", "c");
    var metrics = List.of("A", "B", "C");
    int shift = random.nextInt(3);
    var policies = new ArrayList<ScalingPolicy>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      policies.add(track(names.get(i), metrics.get((i + shift) % 3), random.nextInt(1, 4)));
    }
    var source =
        List.of(MaxSource.TAG, MaxSource.POLICY, MaxSource.BUILT_IN).get(random.nextInt(3));
    var desired =
        desired(
            min,
            min + random.nextInt(4),
            source,
            running(),
            policies.toArray(ScalingPolicy[]::new));
    if (random.nextInt(3) == 0) {
      desired = stepping(desired, SURGE, SURGE_ALARM);
    }
    if (random.nextInt(3) == 0) {
      desired =
          scheduled(
              desired,
              week(
                  List.of("Mon-Fri 08:00-20:00 2-8 else 1-2", "Daily 09:00-10:00 3 else base")
                      .get(random.nextInt(2)),
                  source));
    }
    if (random.nextInt(4) == 0) {
      desired = acting(desired, CLOSING);
    }
    return adopting(
        at(desired, MONDAY_TEN.plus(Duration.ofMinutes(13L * random.nextInt(700)))),
        List.of(Adoption.values()).get(random.nextInt(3)));
  }

  private boolean follow(DesiredState desired, boolean repair) {
    return switch (PLANNER.plan(running(desired), observed(), repair ? Repair.NOW : Repair.LEAVE)) {
      case Plan.Refused _, Plan.Deferred _ -> false;
      case Plan.Changes(var changes, _) -> {
        try {
          changes.forEach(aas::apply);
          yield true;
        } catch (CallFailedException cutOff) {
          yield false;
        }
      }
    };
  }

  private DesiredState running(DesiredState desired) {
    return Targets.running(desired, running());
  }

  private int running() {
    return sageMaker.running(KEY.id());
  }

  private Optional<ObservedTarget> observed() {
    return aas.find(KEY);
  }
}
