package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OURS;
import static io.github.tagscaler.scaling.Targets.action;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.track;
import static io.github.tagscaler.scaling.Targets.tracking;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.DesiredState.MaxSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every plan, whatever stands and whatever is asked for. */
class PlannerProperties {
  private static final Planner PLANNER = new Planner(OURS);
  private static final ScalingPolicy FOREIGN =
      new ScalingPolicy("console", tracking("Foreign", 70));

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
    boolean foreign = observed().stream().anyMatch(it -> it.policies().contains(FOREIGN));
    int before = running();
    var wish = wish(random);

    if (!follow(wish, true)) {
      return;
    }

    var wanted = running(wish);
    var now = aas.target(KEY);
    assertThat(now.policies().stream().filter(it -> ManagedNames.ours(it.name())))
        .containsExactlyInAnyOrderElementsOf(wish.policies());
    assertThat(now.policies().contains(FOREIGN)).isEqualTo(foreign);
    assertThat(now.scheduledActions()).doesNotContain(action("tagscaler-old"));
    assertThat(now.suspended()).isEqualTo(Suspension.NONE);
    assertThat(now.bounds().min()).isEqualTo(wish.bounds().min());
    assertThat(now.bounds().contains(running())).isTrue();
    assertThat(PLANNER.plan(wanted, observed(), true))
        .isInstanceOfSatisfying(Plan.Changes.class, again -> assertThat(again.changes()).isEmpty());
    if (wish.maxSource() != MaxSource.TAG) {
      assertThat(running()).as("nothing that ran is taken away").isGreaterThanOrEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_plan_that_was_cut_off_anywhere_is_finished_by_the_next(long seed) {
    var random = new Random(seed);
    start(random);
    var wish = wish(random);
    aas.failAt(1 + random.nextInt(4), Code.SERVICE_ERROR);

    boolean whole = follow(wish, false);
    if (!whole && observed().isEmpty()) {
      return;
    }
    follow(wish, true);

    assertThat(PLANNER.plan(running(wish), observed(), false))
        .satisfiesAnyOf(
            plan -> assertThat(plan).isInstanceOf(Plan.Refused.class),
            plan -> assertThat(((Plan.Changes) plan).changes()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_release_leaves_nothing_of_ours_and_everything_of_others(long seed) {
    start(new Random(seed));
    var before = observed();

    before.ifPresent(target -> PLANNER.release(target).forEach(aas::apply));

    assertThat(observed().map(ObservedTarget::tags).orElse(emptyTags())).isEmpty();
    assertThat(observed().isPresent())
        .isEqualTo(before.filter(it -> it.policies().contains(FOREIGN)).isPresent());
    assertThat(observed().map(ObservedTarget::policies).orElse(List.of()))
        .allMatch(FOREIGN::equals);
  }

  private static SortedMap<String, String> emptyTags() {
    return new TreeMap<>();
  }

  /** Sometimes nothing, else ours as an earlier wish left it, then meddled with. */
  private void start(Random random) {
    sageMaker.endpoint("chat", Map.of(), FakeSageMaker.variant("blue", random.nextInt(1, 12)));
    if (random.nextInt(5) == 0) {
      return;
    }
    var settled = settled(wish(random));
    var policies = new ArrayList<>(settled.policies());
    if (random.nextBoolean()) {
      policies.removeLast();
    }
    if (random.nextBoolean()) {
      policies.add(FOREIGN);
    }
    var bounds = random.nextInt(3) == 0 ? new Bounds(1, random.nextInt(1, 12)) : settled.bounds();
    aas.put(
        ObservedTarget.of(
            KEY,
            settled.arn(),
            bounds,
            random.nextInt(4) == 0 ? Suspension.ALL : Suspension.NONE,
            settled.tags(),
            policies,
            random.nextInt(4) == 0 ? List.of(action("tagscaler-old")) : List.of(),
            List.of()));
  }

  private DesiredState wish(Random random) {
    int min = random.nextInt(1, 4);
    var names = List.of("a", "b", "c");
    var metrics = List.of("A", "B", "C");
    int shift = random.nextInt(3);
    var policies = new ArrayList<ScalingPolicy>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      policies.add(track(names.get(i), metrics.get((i + shift) % 3), random.nextInt(1, 4)));
    }
    return desired(
        min,
        min + random.nextInt(4),
        List.of(MaxSource.TAG, MaxSource.POLICY, MaxSource.BUILT_IN).get(random.nextInt(3)),
        running(),
        policies.toArray(ScalingPolicy[]::new));
  }

  private boolean follow(DesiredState wish, boolean repair) {
    return switch (PLANNER.plan(running(wish), observed(), repair)) {
      case Plan.Refused _ -> false;
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

  private DesiredState running(DesiredState wish) {
    return new DesiredState(
        wish.key(), wish.bounds(), wish.maxSource(), wish.policies(), running());
  }

  private int running() {
    return sageMaker.running(KEY.id());
  }

  private Optional<ObservedTarget> observed() {
    return aas.find(KEY);
  }
}
