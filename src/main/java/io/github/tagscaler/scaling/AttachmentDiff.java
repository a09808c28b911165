package io.github.tagscaler.scaling;

import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The difference between the policies, alarms and scheduled actions that should be attached to a
 * target and those that are. What is missing is always put back; what was changed or added under
 * managed names stays, unless it is to be overwritten.
 */
final class AttachmentDiff {
  /** How many scaling policies AWS holds for one target. */
  private static final int MOST_POLICIES = 50;

  private final DesiredState desired;
  private final ObservedTarget observed;
  private final boolean overwrite;

  private final List<ScalingAlarm> alarmsToGo = new ArrayList<>();
  private final List<Change> firstDeletes = new ArrayList<>();
  private final List<PutPolicy> puts = new ArrayList<>();
  private final List<Change> alarmPuts = new ArrayList<>();
  private final List<Change> lastDeletes = new ArrayList<>();
  private final List<Change> actionDeletes = new ArrayList<>();
  private final List<Change> actionPuts = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();

  /**
   * The difference.
   *
   * @param alarms the managed alarms that exist
   * @param ownActions the scheduled actions that runs of Tagscaler may have left; needed only if
   *     one of them differs
   * @param concededMax the higher max that is registered while more than the max runs
   * @param overwrite whether to undo what others changed
   */
  AttachmentDiff(
      DesiredState desired,
      ObservedTarget observed,
      List<ScalingAlarm> alarms,
      Supplier<List<ScheduledAction>> ownActions,
      Optional<Integer> concededMax,
      boolean overwrite) {
    this.desired = desired;
    this.observed = observed;
    this.overwrite = overwrite;
    policies();
    alarms(alarms);
    actions(ownActions, desired.scheduledActions(concededMax));
  }

  /**
   * The changes, in an order that AWS accepts: an alarm can only act on a policy that exists, and
   * should not act on one that is gone. The old policies are deleted last, so that something scales
   * all the time, unless there is no room for old and new.
   */
  List<Change> changes() {
    long more = puts.stream().filter(put -> put.before() == null).count() - firstDeletes.size();
    boolean tight = observed.policies().size() + more > MOST_POLICIES;
    var changes = new ArrayList<Change>();
    changes.addAll(ReleasePlanner.deleteAlarms(desired.key().id(), alarmsToGo));
    changes.addAll(firstDeletes);
    if (tight) {
      changes.addAll(lastDeletes);
    }
    changes.addAll(puts);
    changes.addAll(alarmPuts);
    if (!tight) {
      changes.addAll(lastDeletes);
    }
    changes.addAll(actionDeletes);
    changes.addAll(actionPuts);
    return changes;
  }

  /**
   * What was changed or added, whether the changes undo it or not: drift, if the desired state is
   * the recorded one.
   */
  List<Difference> differences() {
    return List.copyOf(differences);
  }

  private void policies() {
    for (var policy : observed.policies()) {
      if (ManagedNames.isManaged(policy.name())) {
        existing(policy);
      }
    }
    for (var wanted : desired.policies()) {
      if (existing(wanted.name()).isEmpty()) {
        puts.add(new PutPolicy(desired.key(), null, wanted));
      }
    }
  }

  private void existing(ScalingPolicy policy) {
    var wanted = wanted(policy.name());
    if (wanted.filter(own -> CanonicalForm.same(policy, own)).isPresent()) {
      return;
    }
    boolean inTheWay = inTheWay(policy);
    if (overwrite || !inTheWay) {
      differences.add(Difference.of(policy, wanted));
    }
    if (inTheWay) {
      // AWS accepts one policy for each metric: this one has to go before the other can come.
      firstDeletes.add(new DeletePolicy(desired.key(), policy));
      wanted.ifPresent(own -> puts.add(new PutPolicy(desired.key(), null, own)));
    } else if (overwrite) {
      wanted.ifPresentOrElse(
          own -> puts.add(new PutPolicy(desired.key(), policy, own)),
          () -> lastDeletes.add(new DeletePolicy(desired.key(), policy)));
    }
  }

  /** Whether it tracks the metric of another policy that is going to be put. */
  private boolean inTheWay(ScalingPolicy policy) {
    return desired.policies().stream()
        .filter(other -> !other.name().equals(policy.name()) && sameMetric(other, policy))
        .anyMatch(other ->
            existing(other.name())
                .map(it -> overwrite && !CanonicalForm.same(it, other))
                .orElse(true));
  }

  private Optional<ScalingPolicy> wanted(String name) {
    return desired.policies().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private Optional<ScalingPolicy> existing(String name) {
    return observed.policies().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private void alarms(List<ScalingAlarm> existing) {
    for (var wanted : desired.alarms()) {
      existing.stream()
          .filter(each -> each.name().equals(wanted.name()))
          .findFirst()
          .ifPresentOrElse(
              each -> alarm(each, wanted),
              () -> alarmPuts.add(new PutAlarm(desired.key(), null, wanted)));
    }
    for (var alarm : existing) {
      if (desired.alarms().stream().anyMatch(wanted -> wanted.name().equals(alarm.name()))) {
        continue;
      }
      differences.add(Difference.of(alarm, Optional.empty()));
      if (overwrite) {
        alarmsToGo.add(alarm);
      }
    }
  }

  /** An alarm that does not trigger the existing policy counts as missing. */
  private void alarm(ScalingAlarm existing, ScalingAlarm wanted) {
    if (CanonicalForm.same(existing, wanted)) {
      return;
    }
    boolean counts = existing.actsOn().equals(wanted.actsOn());
    if (counts) {
      differences.add(Difference.of(existing, Optional.of(wanted)));
    }
    if (overwrite || !counts) {
      alarmPuts.add(new PutAlarm(desired.key(), existing, wanted));
    }
  }

  private void actions(Supplier<List<ScheduledAction>> own, List<ScheduledAction> wanted) {
    var existing =
        observed.scheduledActions().stream()
            .filter(action -> ManagedNames.isManaged(action.name()))
            .toList();
    for (var action : existing) {
      var right = wanted.stream().filter(each -> each.name().equals(action.name())).findFirst();
      if (right.filter(each -> CanonicalForm.same(action, each)).isPresent()) {
        continue;
      }
      boolean managed = own.get().stream().anyMatch(each -> CanonicalForm.same(action, each));
      if (!managed) {
        differences.add(Difference.of(action, right));
      }
      if (right.isPresent() && (managed || overwrite)) {
        actionPuts.add(new PutScheduledAction(desired.key(), action, right.get()));
      } else if (!managed && overwrite) {
        actionDeletes.add(new DeleteScheduledAction(desired.key(), action));
      }
    }
    wanted.stream()
        .filter(each -> existing.stream().noneMatch(it -> it.name().equals(each.name())))
        .forEach(each -> actionPuts.add(new PutScheduledAction(desired.key(), null, each)));
  }

  /** Whether two policies track the same metric, which AWS does not accept for one target. */
  static boolean sameMetric(ScalingPolicy a, ScalingPolicy b) {
    return a.definition() instanceof TargetTracking first
        && b.definition() instanceof TargetTracking second
        && CanonicalForm.same(first.metric(), second.metric());
  }
}
