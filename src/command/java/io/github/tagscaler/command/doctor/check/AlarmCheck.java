package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.AlarmState;
import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of the stack's alarms are on. */
public final class AlarmCheck implements Check {
  /** Lines of the log that show why an alarm is on; the description of the alarm says the rest. */
  private static final Map<String, String> LOG =
      Map.of(
          "FailureAlarm",
          "{ $.event = \"StillFailing\" || $.event = \"Failed\" || $.event = \"Bug\" }",
          "OperatorAlarm",
          "{ $.code = \"AccessDenied\" || $.code = \"CatalogInvalid\" || $.code = \"QuotaExceeded\" || $.event = \"Unpublished\" || $.event = \"Dropped\" }",
          "SweepLimitAlarm",
          "{ $.code = \"SweepLimitExceeded\" }");

  private final Deployment deployment;
  private final Stack stack;
  private final Instant now;
  private final AwsCli cli;

  public AlarmCheck(Deployment deployment, Stack stack, Instant now, AwsCli cli) {
    this.deployment = deployment;
    this.stack = stack;
    this.now = now;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Alarms";
  }

  @Override
  public List<Finding> findings() {
    var logicalIds = new TreeMap<String, String>();
    stack
        .resources()
        .forEach((id, name) -> {
          if (id.endsWith("Alarm")) {
            logicalIds.put(name, id);
          }
        });
    return Finding.of(
        subject(),
        deployment.alarms(List.copyOf(logicalIds.keySet())),
        alarms -> decide(alarms, logicalIds));
  }

  private List<Finding> decide(List<AlarmState> alarms, Map<String, String> logicalIds) {
    var on = alarms.stream().filter(alarm -> alarm.state().equals("ALARM")).toList();
    if (on.isEmpty()) {
      return List.of(Finding.ok(subject(), "none of %d is on".formatted(alarms.size())));
    }
    return on.stream()
        .map(alarm -> on(alarm, logicalIds.getOrDefault(alarm.name(), alarm.name())))
        .toList();
  }

  private Finding on(AlarmState alarm, String logicalId) {
    var commands = new ArrayList<String>();
    commands.add(
        cli.aws(
            "cloudwatch",
            "describe-alarms",
            "--alarm-names",
            alarm.name(),
            "--query",
            "MetricAlarms[].AlarmDescription",
            "--output",
            "text"));
    var pattern = LOG.get(logicalId);
    if (pattern != null) {
      commands.add(cli.logs(StackLog.group(stack), "2h", pattern));
    }
    return Finding.failure(
        logicalId,
        "The alarm has been on for %s.".formatted(Text.time(Duration.between(alarm.since(), now))),
        commands.toArray(String[]::new));
  }
}
