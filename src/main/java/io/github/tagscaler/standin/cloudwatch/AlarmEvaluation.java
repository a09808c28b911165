package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.clock.Timeline.Due;
import io.github.tagscaler.standin.cloudwatch.Watch.Datapoint;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.AlarmAction;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Alarm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Evaluates alarms as time passes, and sets off their actions. */
final class AlarmEvaluation {

  private final Account account;
  private final AlarmAction action;

  /** Until when all alarms have been evaluated. */
  private Instant evaluated;

  /** By name of an alarm, the start of the datapoint that it acted on last. */
  private final Map<String, Instant> actedOn = new HashMap<>();

  AlarmEvaluation(Account account, AlarmAction action) {
    this.account = account;
    this.action = action;
    this.evaluated = account.now();
  }

  /** When the next alarms are evaluated, if there are any. */
  Stream<Due> due() {
    // A seed may have set the clock back.
    evaluated = account.now().isBefore(evaluated) ? account.now() : evaluated;
    return account.alarms().values().stream()
        .flatMap(alarm -> next(alarm).stream())
        .min(Instant::compareTo)
        .map(at -> new Due(at, () -> evaluateAll(at)))
        .stream();
  }

  private Optional<Instant> next(Alarm alarm) {
    Instant put =
        alarm.state().findTime("AlarmConfigurationUpdatedTimestamp").orElse(Instant.EPOCH);
    Instant after = put.isAfter(evaluated) ? put : evaluated;
    return Watch.of(alarm).map(watch -> watch.next(after));
  }

  private void evaluateAll(Instant at) {
    List<Alarm> ripe =
        account.alarms().values().stream()
            .filter(alarm -> next(alarm).filter(at::equals).isPresent())
            .toList();
    evaluated = at;
    ripe.forEach(alarm -> Watch.of(alarm).ifPresent(watch -> evaluate(alarm, watch, at)));
  }

  private void evaluate(Alarm alarm, Watch watch, Instant at) {
    List<Optional<Datapoint>> datapoints = watch.datapoints(account.metrics(), at);
    Optional<Datapoint> newest = datapoints.stream().flatMap(Optional::stream).findFirst();
    String before = alarm.state().text("StateValue");
    String after = watch.state(datapoints, before);
    if (!after.equals(before)) {
      change(alarm, after, reason(datapoints, watch, after), at);
      act(alarm, watch, after, newest, at);
    } else if (newest.filter(point -> isNew(alarm, point)).isPresent()) {
      act(alarm, watch, after, newest, at);
    }
  }

  /**
   * An alarm that stays in its state goes on to act through scaling policies, here once for each
   * datapoint.
   */
  private boolean isNew(Alarm alarm, Datapoint datapoint) {
    return Optional.ofNullable(actedOn.get(alarm.name()))
        .map(last -> datapoint.start().isAfter(last))
        .orElse(true);
  }

  private void change(Alarm alarm, String state, String reason, Instant at) {
    account.alarmHistory(alarm.name()).changed(at, alarm.state().text("StateValue"), state, reason);
    JsonObject changed =
        alarm
            .state()
            .with("StateValue", state)
            .with("StateReason", reason)
            .with("StateUpdatedTimestamp", at)
            .with("StateTransitionedTimestamp", at);
    account.alarms().put(alarm.name(), alarm.withState(changed));
  }

  private void act(Alarm alarm, Watch watch, String state, Optional<Datapoint> newest, Instant at) {
    newest.ifPresent(point -> actedOn.put(alarm.name(), point.start()));
    if (!alarm.definition().flag("ActionsEnabled")) {
      return;
    }
    var signal =
        new AlarmAction.Signal(
            alarm.name(), state, watch.above(), watch.threshold(), newest.map(Datapoint::values));
    for (String arn : alarm.definition().texts(actions(state))) {
      account.alarmHistory(alarm.name()).acted(at, arn, action.act(arn, signal));
    }
  }

  private static String actions(String state) {
    return switch (state) {
      case "ALARM" -> "AlarmActions";
      case "OK" -> "OKActions";
      default -> "InsufficientDataActions";
    };
  }

  /** The wording is ours. */
  private static String reason(List<Optional<Datapoint>> datapoints, Watch watch, String state) {
    List<String> values =
        datapoints.stream()
            .flatMap(Optional::stream)
            .map(point -> String.valueOf(point.values().value(watch.statistic())))
            .toList();
    return "%s: the latest datapoints are %s, the threshold is %s, %d of %d must breach it; missing data: %s."
        .formatted(
            state,
            values,
            watch.threshold(),
            watch.rule().datapointsToAlarm(),
            watch.rule().periods(),
            watch.rule().treatment());
  }
}
