package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.Repair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run may do. The only place that decides on dry runs, on undoing drift, on releasing
 * targets whose tags are missing, and on waiting for components.
 *
 * @param releaseAll whether the stack releases everything, whatever the tags say
 * @param dryRun whether changes are only planned
 * @param repair which drift is undone
 * @param release whether targets whose tags are missing may be released
 * @param counted the only targets of which that is so; empty for all of them
 * @param pending what happens to a component that is not in service yet
 * @param began when the run began: a target is changed or rejected only by a catalog that was read
 *     after that
 */
record RunOptions(
    boolean releaseAll,
    boolean dryRun,
    Repair repair,
    Release release,
    Optional<List<ResourceId>> counted,
    Pending pending,
    Instant began) {

  /** What happens to a component that is not in service yet. */
  enum Pending {
    /** It is queued and reconciled again a little later. */
    REQUEUE,
    /** The run fails, so that its event is retried: there is no queue. */
    FAIL,
    /** A later sweep or event reconciles it. */
    LEAVE
  }

  /**
   * The options for a resource that an event names. Only a sweep can count how many lost their
   * tags: what is not asked for by an invocation of the function leaves them to it.
   */
  static RunOptions of(
      Command.ReconcileResource command, Delivery delivery, StackOptions stack, Instant began) {
    return new RunOptions(
        stack.releaseAll(),
        stack.dryRun() || command.dryRun(),
        repair(command.cause()),
        delivery == Delivery.DIRECT ? Release.ALLOWED : Release.UNCOUNTED,
        Optional.empty(),
        pending(command, stack),
        began);
  }

  /** The options for an item of a sweep, which the next sweep finds again if it is not ready. */
  static RunOptions of(Command.SweepItem item, StackOptions stack, Instant began) {
    var options = of(item.command(), Delivery.QUEUE, stack, began);
    return new RunOptions(
        options.releaseAll(),
        options.dryRun(),
        options.repair(),
        item.release(),
        Optional.of(item.known()),
        Pending.LEAVE,
        began);
  }

  private static Repair repair(Cause cause) {
    return switch (cause) {
      case REQUESTED -> Repair.NOW;
      case SWEPT -> Repair.WHEN_DUE;
      case IN_SERVICE, DELETED, COMPONENT_CHANGED, TAGS_CHANGED -> Repair.LEAVE;
    };
  }

  /** What happens to components: an endpoint that is in service is no news about its components. */
  private static Pending pending(Command.ReconcileResource command, StackOptions stack) {
    boolean reachesComponents =
        switch (command.subject()) {
          case Subject.Component _ -> true;
          case Subject.Endpoint _ ->
              command.cause() == Cause.TAGS_CHANGED || command.cause() == Cause.REQUESTED;
        };
    if (!reachesComponents || command.dryRun()) {
      return Pending.LEAVE;
    }
    return stack.hasQueue() ? Pending.REQUEUE : Pending.FAIL;
  }

  /**
   * The options for one target.
   *
   * @param changed whether an earlier pass changed it: that pass may have undone changes of another
   *     run, which have to be restored although they look like drift
   */
  RunOptions forTarget(Target target, boolean changed) {
    return new RunOptions(
        releaseAll,
        dryRun || (!releaseAll && target.now().map(now -> now.policy().dryRun()).orElse(false)),
        changed ? Repair.NOW : repair,
        release == Release.ALLOWED && !counts(target) ? Release.UNCOUNTED : release,
        counted,
        target.now().filter(Target.Present::mayBeReadySoon).isPresent() ? pending : Pending.LEAVE,
        began);
  }

  /** Whether whoever allowed the release counted this target; others may have lost tags since. */
  private boolean counts(Target target) {
    return counted.map(ids -> ids.contains(target.id())).orElse(true);
  }
}
