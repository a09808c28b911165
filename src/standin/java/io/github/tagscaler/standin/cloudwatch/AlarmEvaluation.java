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

  private final Map<String, Vigil> vigils = new HashMap<>();

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

  private Vigil vigil(Alarm alarm) {
    return vigils.compute(
        alarm.name(), (_, before) -> before == null ? Vigil.over(alarm) : before.goOn(alarm));
  }

  private Optional<Instant> next(Alarm alarm) {
    Vigil vigil = vigil(alarm);
    return vigil
        .watch()
        .flatMap(watch -> {
          Instant lastData = account.metrics().lastPut(watch.metric());
          if (vigil.isResting(lastData)) {
            return Optional.empty();
          }
          Instant put =
              alarm.state().findTime("AlarmConfigurationUpdatedTimestamp").orElse(Instant.EPOCH);
          // Data that came in this very minute may be for the one before.
          return Stream.of(evaluated, put, lastData.minusMillis(1))
              .max(Instant::compareTo)
              .map(watch::next);
        });
  }

  private void evaluateAll(Instant at) {
    List<Alarm> ripe =
        account.alarms().values().stream()
            .filter(alarm -> next(alarm).filter(at::equals).isPresent())
            .toList();
    evaluated = at;
    for (Alarm alarm : ripe) {
      Vigil vigil = vigil(alarm);
      vigil.watch().ifPresent(watch -> evaluate(alarm, vigil, watch, at));
    }
  }

  private void evaluate(Alarm alarm, Vigil vigil, Watch watch, Instant at) {
    List<Optional<Datapoint>> datapoints = watch.datapoints(account.metrics(), at);
    Optional<Datapoint> newest = datapoints.stream().flatMap(Optional::stream).findFirst();
    String before = alarm.state().text("StateValue");
    String after = watch.state(datapoints, before);
    vigil.stayAwake();
    if (!after.equals(before)) {
      change(alarm, after, reason(datapoints, watch, after), at);
      act(alarm, vigil, watch, after, newest, at);
    } else if (newest.isPresent()) {
      if (vigil.isNew(newest.get().start())) {
        act(alarm, vigil, watch, after, newest, at);
      }
    } else if (!account.metrics().hasSince(watch.metric(), watch.rangeStart(at))) {
      vigil.rest(at);
    }
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
    account.putAlarm(alarm.withState(changed));
  }

  private void act(
      Alarm alarm, Vigil vigil, Watch watch, String state, Optional<Datapoint> newest, Instant at) {
    newest.ifPresent(point -> vigil.actedOn(point.start()));
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
