package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Alarm;
import io.github.tagscaler.standin.state.TargetId;
import java.util.List;
import java.util.stream.Stream;

/** The pair of alarms that Application Auto Scaling makes and owns for a target tracking policy. */
final class TargetTrackingAlarms {

  private final Account account;

  TargetTrackingAlarms(Account account) {
    this.account = account;
  }

  /** Make the alarms of a policy, and return their descriptions for the policy. */
  List<JsonObject> create(TargetId id, JsonObject policy) {
    return Stream.of("High", "Low").map(side -> create(id, policy, side)).toList();
  }

  /**
   * Only who owns the alarm, its name and its action are as in AWS. What it watches depends on the
   * metric and is not reproduced: these alarms are never evaluated here.
   */
  private JsonObject create(TargetId id, JsonObject policy, String side) {
    String name = "TargetTracking-" + id.resourceId() + "-Alarm" + side + "-" + account.newId();
    JsonObject definition =
        JsonObject.of("AlarmName", name)
            .with(
                "AlarmDescription",
                "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy "
                    + policy.text("PolicyARN")
                    + ".")
            .with("ActionsEnabled", true)
            .with("AlarmActions", List.of(policy.text("PolicyARN")))
            .with("EvaluationPeriods", side.equals("High") ? 3 : 15)
            .with(
                "ComparisonOperator",
                side.equals("High") ? "GreaterThanThreshold" : "LessThanThreshold");
    JsonObject state =
        JsonObject.of("AlarmArn", account.arn("cloudwatch", "alarm:" + name))
            .with("StateValue", "INSUFFICIENT_DATA")
            .with("AlarmConfigurationUpdatedTimestamp", account.now());
    var alarm = new Alarm(definition, state);
    account.putAlarm(alarm);
    return Policies.reference(alarm);
  }
}
