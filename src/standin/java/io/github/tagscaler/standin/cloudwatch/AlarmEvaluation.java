package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.clock.Timeline.Due;
import io.github.tagscaler.standin.cloudwatch.MetricAlarm.Datapoint;
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

/** Evaluates alarms as time passes, and runs their actions. */
final class AlarmEvaluation {

  private final Account account;
  private final AlarmAction action;

  /** Until when all alarms have been evaluated. */
  private Instant evaluated;

  private final Map<String, AlarmProgress> progressByName = new HashMap<>();

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

  private AlarmProgress progress(Alarm alarm) {
    return progressByName.compute(
        alarm.name(),
        (_, before) -> before == null ? AlarmProgress.over(alarm) : before.goOn(alarm));
  }

  private Optional<Instant> next(Alarm alarm) {
    AlarmProgress progress = progress(alarm);
    return progress
        .watch()
        .flatMap(watch -> {
          Instant lastData = account.metrics().lastPut(watch.metric());
          if (progress.isResting(lastData)) {
            return Optional.empty();
          }
          Instant put =
              alarm.state().findTime("AlarmConfigurationUpdatedTimestamp").orElse(Instant.EPOCH);
          // Data that arrived in this minute may be for the minute before.
          return Stream.of(evaluated, put, lastData.minusMillis(1))
              .max(Instant::compareTo)
              .map(watch::next);
        });
  }

  private void evaluateAll(Instant at) {
    List<Alarm> due =
        account.alarms().values().stream()
            .filter(alarm -> next(alarm).filter(at::equals).isPresent())
            .toList();
    evaluated = at;
    for (Alarm alarm : due) {
      AlarmProgress progress = progress(alarm);
      progress.watch().ifPresent(watch -> evaluate(alarm, progress, watch, at));
    }
  }

  private void evaluate(Alarm alarm, AlarmProgress progress, MetricAlarm watch, Instant at) {
    List<Optional<Datapoint>> datapoints = watch.datapoints(account.metrics(), at);
    Optional<Datapoint> newest = datapoints.stream().flatMap(Optional::stream).findFirst();
    String before = alarm.state().text("StateValue");
    String after = watch.state(datapoints, before);
    progress.stayAwake();
    if (!after.equals(before)) {
      change(alarm, after, reason(datapoints, watch, after), at);
      act(alarm, progress, watch, after, newest, at);
    } else if (newest.isPresent()) {
      if (progress.isNew(newest.get().start())) {
        act(alarm, progress, watch, after, newest, at);
      }
    } else if (!account.metrics().hasSince(watch.metric(), watch.rangeStart(at))) {
      progress.rest(at);
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
      Alarm alarm,
      AlarmProgress progress,
      MetricAlarm watch,
      String state,
      Optional<Datapoint> newest,
      Instant at) {
    newest.ifPresent(point -> progress.actedOn(point.start()));
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

  /** AWS's wording differs. */
  private static String reason(
      List<Optional<Datapoint>> datapoints, MetricAlarm watch, String state) {
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
