package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.MONDAY_TEN;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.at;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.scaling.Limits.MaxSource;
import io.github.tagscaler.scaling.ScalingActivity.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold of restoring, wherever a run is cut off and whatever Application Auto Scaling
 * does.
 */
class RestoreProperties {
  private static final Planner PLANNER =
      new Planner(OWNERSHIP, new TargetProblems("autoscaling:"), Adoption.NO, Duration.ofHours(4));
  private static final int MIN = 1;
  private static final int MAX = 8;
  private static final int OF_THE_CONFIG = 2;

  private Instant now = MONDAY_TEN;
  private int running = OF_THE_CONFIG;
  private ObservedTarget target = settled(state());
  private Deployment deployment = new Deployment(OF_THE_CONFIG, now, now.minusSeconds(60));
  private final List<ScalingActivity> activities = new ArrayList<>();
  private Answer answer = Answer.SCALES;

  /** What Application Auto Scaling set last. */
  private int set = OF_THE_CONFIG;

  private boolean raising;
  private int raises;

  /** What Application Auto Scaling does when it should set a capacity. */
  private enum Answer {
    SCALES,
    FAILS,
    NOTHING
  }

  static List<Long> seeds() {
    return new Random(21).longs(300).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void it_never_exceeds_what_ran_never_repeats_itself_and_leaves_the_min_of_the_tags(long seed) {
    var random = new Random(seed);
    for (int step = 0; step < 40; step++) {
      now = now.plus(Duration.ofMinutes(1 + random.nextInt(12)));
      switch (random.nextInt(8)) {
        case 0 -> deploy();
        case 1 -> policyScalesTo(MIN + random.nextInt(MAX));
        case 2 -> answer = Answer.values()[Math.max(0, random.nextInt(5) - 2)];
        case 3 -> setMax(MAX + random.nextInt(2));
        default -> run(random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
      }
      assertThat(running).isLessThanOrEqualTo(Math.max(set, OF_THE_CONFIG));
      assertThat(raises).as("raised for one deployment").isLessThanOrEqualTo(1);
    }

    setMax(MAX);

    for (int last = 0; last < 4; last++) {
      now = now.plus(Duration.ofMinutes(10));
      run(Integer.MAX_VALUE);
    }
    assertThat(target.bounds()).isEqualTo(new Bounds(MIN, MAX));
    assertThat(target.tags().getOrDefault("tagscaler:restore", "1-1@"))
        .as("nothing is raised any more, whether it was in vain or not")
        .startsWith("1-1@");
    assertThat(plan().changes()).isEmpty();
  }

  private DesiredState state() {
    return at(desired(MIN, MAX, MaxSource.TAG, running, TRACK), now);
  }

  /** By hand. */
  private void setMax(int max) {
    target = with(target, new Bounds(target.bounds().min(), max));
  }

  private void deploy() {
    running = OF_THE_CONFIG;
    raises = 0;
    deployment = new Deployment(OF_THE_CONFIG, now, deployment.endpointCreated());
  }

  private void policyScalesTo(int capacity) {
    set(Math.clamp(capacity, target.bounds().min(), MAX));
  }

  private Plan.Changes plan() {
    var reset =
        DeployResets.find(deployment, Instant.EPOCH, running, activities, now)
            .map(found -> new DeployReset(found, true));
    return (Plan.Changes) PLANNER.plan(state(), Optional.of(target), Repair.LEAVE, reset);
  }

  /** A run that is cut off after so many changes. */
  private void run(int changes) {
    plan().changes().stream().limit(changes).forEach(this::apply);
  }

  private void apply(Change change) {
    now = now.plusSeconds(1);
    switch (change) {
      case Change.UpdateTarget update -> {
        target = with(target, update.after().bounds());
        if (running < target.bounds().min()) {
          raises += answer == Answer.SCALES ? 1 : 0;
          raising = true;
          set(target.bounds().min());
          raising = false;
        }
      }
      case Change.TagTarget(_, _, _, var after) -> {
        var tags = new TreeMap<String, String>(target.tags());
        tags.putAll(after);
        target = with(target, tags);
      }
      case Change.UntagTarget(_, _, var keys) -> {
        var tags = new TreeMap<String, String>(target.tags());
        tags.keySet().removeAll(keys);
        target = with(target, Map.copyOf(tags));
      }
      default -> throw new AssertionError("not planned here: " + change);
    }
  }

  private void set(int capacity) {
    if (capacity == running || answer == Answer.NOTHING) {
      return;
    }
    activities.add(
        new ScalingActivity(
            KEY,
            now,
            Optional.of(now),
            answer == Answer.FAILS ? Status.FAILED : Status.SUCCESSFUL,
            "Setting desired instance count to " + capacity + ".",
            Optional.empty(),
            List.of()));
    if (answer == Answer.SCALES) {
      assertThat(!raising || capacity <= set).as("raised to no more than before").isTrue();
      set = capacity;
      running = capacity;
    }
  }
}
