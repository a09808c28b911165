package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.clock.Schedule;
import io.github.tagscaler.standin.clock.Timeline.Due;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.ScalableTarget;
import io.github.tagscaler.standin.state.ScheduledAction;
import io.github.tagscaler.standin.state.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Scheduled actions: put, described, deleted, and run when their time comes. */
final class ScheduledActions {

  /** Application Auto Scaling user guide, Quotas. */
  private static final int MAX_ACTIONS = 200;

  private static final int MAX_PAGE = 50;

  private final Account account;
  private final CapacityMover mover;
  private final Consistency consistency;
  private final ScheduledActionRules rules;

  ScheduledActions(Account account, CapacityMover mover, Consistency consistency) {
    this.account = account;
    this.mover = mover;
    this.consistency = consistency;
    this.rules = new ScheduledActionRules(account);
  }

  JsonObject put(JsonObject request) {
    AutoScaling.requireSageMaker(request);
    var id = TargetId.of(request);
    consistency.requireArrived(id);
    ScalableTarget target = Targets.registered(account, id);
    String name = TargetChild.ACTION.name(request);
    Optional<ScheduledAction> existing = Optional.ofNullable(target.actions().get(name));
    // API reference, PutScheduledAction: start and end that are left out are deleted; what else is
    // left out stays.
    JsonObject before =
        existing
            .map(action -> action.json().without("StartTime").without("EndTime"))
            .orElse(JsonObject.EMPTY);
    JsonObject merged =
        before.withAll(
            request.only(
                List.of("Schedule", "Timezone", "StartTime", "EndTime", "ScalableTargetAction")));
    Schedule schedule = rules.check(target, merged);
    if (existing.isEmpty() && target.actions().size() >= MAX_ACTIONS) {
      throw AwsFailure.of(
          "LimitExceededException",
          "The target has " + MAX_ACTIONS + " scheduled actions already.");
    }
    consistency.beforeWrite();
    JsonObject json =
        existing.isEmpty() ? TargetChild.ACTION.create(account, id, name).withAll(merged) : merged;
    target.actions().put(name, ScheduledAction.followedUntil(account.now(), json, schedule));
    return JsonObject.EMPTY;
  }

  JsonObject delete(JsonObject request) {
    AutoScaling.requireSageMaker(request);
    var id = TargetId.of(request);
    String name = TargetChild.ACTION.name(request);
    ScalableTarget target = Targets.registered(account, id);
    if (!target.actions().containsKey(name)) {
      throw TargetChild.ACTION.notFound(id, name);
    }
    consistency.beforeWrite();
    target.actions().remove(name);
    return JsonObject.EMPTY;
  }

  JsonObject describe(JsonObject request) {
    Selection.requireResourceForDimension(request);
    List<String> names = request.texts("ScheduledActionNames");
    List<Describable> found =
        Selection.of(consistency.actions(), request).stream()
            .filter(action -> names.isEmpty() || names.contains(action.name()))
            .toList();
    return Selection.page("ScheduledActions", found, request, MAX_PAGE);
  }

  /** When each of them runs next. */
  Stream<Due> due() {
    return account.scalableTargets().targets().values().stream()
        .flatMap(
            target -> target.actions().values().stream().flatMap(action -> due(target, action)));
  }

  private Stream<Due> due(ScalableTarget target, ScheduledAction action) {
    return action.next().stream().map(at -> new Due(at, () -> run(target, action, at)));
  }

  /** The bounds are overwritten for good; what is suspended is skipped and never made up for. */
  private void run(ScalableTarget target, ScheduledAction action, Instant at) {
    target.actions().put(action.name(), action.followedUntil(at));
    if (target.isScheduledScalingSuspended()) {
      return;
    }
    int min = action.bounds().findWhole("MinCapacity").orElse(target.min());
    int max = action.bounds().findWhole("MaxCapacity").orElse(target.max());
    // A lone new bound beyond the other one: AWS does not say what comes of it. Here nothing does.
    if (min <= max) {
      target.setBounds(min, max);
      mover.recordBounds(target, "scheduled action name " + action.name() + " was triggered");
      mover.moveIntoBounds(target, "scheduled action name " + action.name());
    }
  }
}
