package io.github.tagscaler.command.preview;

import io.github.tagscaler.command.cost.AlarmCount;
import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.explain.Asked;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ChangeEntries;
import io.github.tagscaler.scaling.DesiredState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The scaling that tags result in.
 *
 * @param asked each value with its origin
 * @param canBeZero whether its min is 0 at some time
 * @param wakes whether it is woken from zero
 * @param created what Application Auto Scaling and CloudWatch would hold
 * @param hours how much capacity a month has, at least and at most
 */
record Scaling(
    Asked asked, boolean canBeZero, boolean wakes, List<ChangeEntry> created, MonthlyHours hours) {
  Scaling {
    created = List.copyOf(created);
  }

  static Scaling of(DesiredPolicy policy, ScalableResource resource, String stack, Instant now) {
    var asked = Asked.of(policy, resource.kind().dimension(), now);
    return new Scaling(
        asked,
        canBeZero(policy),
        policy.wakes(),
        created(DesiredState.of(policy, resource, stack, now), asked),
        MonthlyHours.of(policy));
  }

  private static boolean canBeZero(DesiredPolicy policy) {
    var bounds =
        policy
            .schedule()
            .map(schedule -> schedule.timeline().all())
            .orElseGet(() -> List.of(policy.base()));
    return Stream.concat(
            bounds.stream(), policy.actions().stream().map(DesiredPolicy.Action::bounds))
        .anyMatch(each -> each.min().value() == 0);
  }

  private static List<ChangeEntry> created(DesiredState state, Asked asked) {
    var key = state.key();
    return Stream.of(
            Stream.of(new Change.CreateTarget(key, asked.inForce().bounds(), new TreeMap<>())),
            state.policies().stream().map(policy -> new Change.PutPolicy(key, null, policy)),
            state.scheduledActions(Optional.empty()).stream()
                .map(action -> new Change.PutScheduledAction(key, null, action)),
            state.alarms().stream().map(alarm -> new Change.PutAlarm(key, null, alarm)))
        .flatMap(each -> each)
        .flatMap(change -> ChangeEntries.of(change).stream())
        .toList();
  }

  /** How many CloudWatch alarms it has, those of target tracking included. */
  int alarms() {
    return AlarmCount.addedBy(created);
  }
}
