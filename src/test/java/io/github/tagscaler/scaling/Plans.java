package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.ARN;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans for the target of {@link Targets}, and what they are made of. */
final class Plans {
  static final Planner PLANNER = allowing(Adoption.REPLACE);
  static final ReleasePlanner RELEASES = new ReleasePlanner(OWNERSHIP);

  /** The last step of the end of a pause. */
  static final UntagTarget FORGET_PAUSE =
      new UntagTarget(KEY, ARN, new TreeSet<>(List.of("tagscaler:paused")));

  private Plans() {}

  /** A planner of a stack that allows so much. */
  static Planner allowing(Adoption allowed) {
    return new Planner(OWNERSHIP, new TargetProblems("autoscaling:"), allowed, Duration.ofHours(4));
  }

  /** What an event leads to. */
  static Plan plan(DesiredState desired, ObservedTarget observed) {
    return PLANNER.plan(desired, Optional.of(observed), Repair.LEAVE);
  }

  static Plan repair(DesiredState desired, ObservedTarget observed) {
    return PLANNER.plan(desired, Optional.of(observed), Repair.NOW);
  }

  static Plan created(DesiredState desired) {
    return PLANNER.plan(desired, Optional.empty(), Repair.LEAVE);
  }

  static List<Change> changes(Plan plan) {
    return ((Plan.Changes) plan).changes();
  }

  static List<Code> warnings(Plan plan) {
    return ((Plan.Changes) plan).warnings().stream().map(Problem::code).toList();
  }

  static String warning(Plan plan) {
    return ((Plan.Changes) plan).warnings().getFirst().message();
  }

  static List<Problem> problems(Plan plan) {
    return ((Plan.Refused) plan).problems();
  }

  static UpdateTarget update(Bounds before, Bounds after) {
    return update(before, Suspension.NONE, after, Suspension.NONE);
  }

  static UpdateTarget update(Bounds before, Suspension was, Bounds after, Suspension is) {
    return new UpdateTarget(
        KEY, ARN, OWNERSHIP.mark(), new Registered(before, was), new Registered(after, is));
  }

  /** Undoes drift that is due. */
  static Plan sweep(DesiredState desired, ObservedTarget observed) {
    return PLANNER.plan(desired, Optional.of(observed), Repair.WHEN_DUE);
  }

  /** Notes that drift was first seen on Monday at ten. */
  static TagTarget noted() {
    return new TagTarget(
        KEY,
        ARN,
        new TreeMap<>(),
        new TreeMap<>(Map.of("tagscaler:drift", "2026-08-10T10:00:00Z")));
  }

  /** The last step of the end of drift. */
  static final UntagTarget FORGET_DRIFT =
      new UntagTarget(KEY, ARN, new TreeSet<>(List.of("tagscaler:drift")));

  /** The last step of a change. */
  static TagTarget record(ObservedTarget before, String config) {
    var was = new TreeMap<String, String>();
    Optional.ofNullable(before.tags().get("tagscaler:config"))
        .ifPresent(text -> was.put("tagscaler:config", text));
    return new TagTarget(KEY, ARN, was, new TreeMap<>(Map.of("tagscaler:config", config)));
  }
}
