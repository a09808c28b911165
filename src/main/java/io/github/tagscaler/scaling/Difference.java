package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of ours hangs on a target and should not, or should and does not. What is missing always
 * comes back; what was changed or added is only told, unless it is to be overwritten.
 */
final class Difference {
  private final DesiredState desired;
  private final ObservedTarget observed;
  private final boolean overwrite;

  private final List<Change> firstDeletes = new ArrayList<>();
  private final List<Change> puts = new ArrayList<>();
  private final List<Change> lastDeletes = new ArrayList<>();
  private final List<String> drifted = new ArrayList<>();

  Difference(DesiredState desired, ObservedTarget observed, boolean overwrite) {
    this.desired = desired;
    this.observed = observed;
    this.overwrite = overwrite;
    observed.policies().stream()
        .filter(policy -> ManagedNames.ours(policy.name()))
        .forEach(this::standing);
    desired.policies().stream()
        .filter(wanted -> standing(wanted.name()).isEmpty())
        .forEach(wanted -> puts.add(new PutPolicy(desired.key(), null, wanted)));
    observed.scheduledActions().stream()
        .filter(action -> ManagedNames.ours(action.name()))
        .forEach(this::standingAction);
  }

  /** The changes, in an order that AWS takes. */
  List<Change> changes() {
    return Stream.of(firstDeletes, puts, lastDeletes).flatMap(List::stream).toList();
  }

  /** What is left as somebody else made it, in words. */
  List<String> drifted() {
    return List.copyOf(drifted);
  }

  private void standing(ScalingPolicy policy) {
    var wanted = wanted(policy.name());
    if (wanted.filter(policy::equals).isPresent()) {
      return;
    }
    if (inTheWay(policy)) {
      // AWS takes one policy for each metric: this one has to go before the other can come.
      firstDeletes.add(new DeletePolicy(desired.key(), policy));
      wanted.ifPresent(own -> puts.add(new PutPolicy(desired.key(), null, own)));
    } else if (overwrite) {
      wanted.ifPresentOrElse(
          own -> puts.add(new PutPolicy(desired.key(), policy, own)),
          () -> lastDeletes.add(new DeletePolicy(desired.key(), policy)));
    } else {
      drifted.add(
          wanted.isPresent()
              ? "its policy " + Quote.of(policy.name()) + " was changed"
              : "a policy " + Quote.of(policy.name()) + " was added");
    }
  }

  /** Whether it tracks the metric of another policy that is going to be put. */
  private boolean inTheWay(ScalingPolicy policy) {
    return desired.policies().stream()
        .filter(other -> !other.name().equals(policy.name()) && twins(other, policy))
        .anyMatch(
            other -> standing(other.name()).map(it -> overwrite && !it.equals(other)).orElse(true));
  }

  private Optional<ScalingPolicy> wanted(String name) {
    return desired.policies().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private Optional<ScalingPolicy> standing(String name) {
    return observed.policies().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private void standingAction(ScheduledAction action) {
    if (overwrite) {
      lastDeletes.add(new DeleteScheduledAction(desired.key(), action));
    } else {
      drifted.add("a scheduled action " + Quote.of(action.name()) + " was added");
    }
  }

  /** Whether two policies track the same metric, which AWS does not take on one target. */
  static boolean twins(ScalingPolicy a, ScalingPolicy b) {
    return a.definition() instanceof TargetTracking first
        && b.definition() instanceof TargetTracking second
        && first.metric().equals(second.metric());
  }
}
