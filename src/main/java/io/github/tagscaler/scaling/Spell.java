package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.ScalingFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A time in which Application Auto Scaling cannot scale a target as it should. It begins with the
 * first activity that fails, or that finds the target at its max, and ends when one succeeds.
 *
 * @param first the activity with which it began, as far as is known
 * @param last the latest activity of it
 */
public record Spell(Kind kind, ScalingActivity first, ScalingActivity last) {

  /** What goes wrong. */
  public enum Kind {
    /** AWS refuses to scale it. */
    FAILING,
    /** It needs more capacity than its max. */
    AT_MAX
  }

  /**
   * The spells of a target that have not ended, one of each kind at most.
   *
   * @param ongoing empty if scaling is as it should be
   * @param whole whether the success before them is among the activities, so that each one's
   *     beginning is known
   */
  public record Spells(List<Spell> ongoing, boolean whole) {
    public Spells {
      ongoing = List.copyOf(ongoing);
    }
  }

  /** The spells that follow from activities of one target, in any order. */
  public static Spells of(List<ScalingActivity> activities) {
    var found = new ArrayList<Spell>();
    boolean whole = false;
    for (var activity :
        activities.stream()
            .sorted(Comparator.comparing(ScalingActivity::time).reversed())
            .toList()) {
      if (activity.scales() && activity.status() == ScalingActivity.Status.SUCCESSFUL) {
        whole = true;
        break;
      }
      kindOf(activity).ifPresent(kind -> extend(found, kind, activity));
    }
    return new Spells(found, whole);
  }

  private static void extend(List<Spell> found, Kind kind, ScalingActivity earlier) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).kind() == kind) {
        found.set(i, new Spell(kind, earlier, found.get(i).last()));
        return;
      }
    }
    found.add(new Spell(kind, earlier, earlier));
  }

  /** What goes wrong in an activity; what passes by itself, such as a throttled call, does not. */
  private static Optional<Kind> kindOf(ScalingActivity activity) {
    if (activity.atMax()) {
      return Optional.of(Kind.AT_MAX);
    }
    return activity.scales()
            && activity.status() == ScalingActivity.Status.FAILED
            && ScalingFailure.of(activity.message().orElse("")) != ScalingFailure.PASSING
        ? Optional.of(Kind.FAILING)
        : Optional.empty();
  }
}
