package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.CLOUDWATCH;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Application Auto Scaling user guide, Step scaling policies. The endpoint has 4 instances, may
 * have 1 to 9, and takes a minute to settle.
 */
class StepPoliciesAtWorkTest {

  private static final String ONE_MORE =
      "[{'MetricIntervalLowerBound': 0, 'ScalingAdjustment': 1}]";
  private static final String ONE_OR_THREE_MORE =
      "[{'MetricIntervalLowerBound': 0, 'MetricIntervalUpperBound': 10, 'ScalingAdjustment': 1},"
          + " {'MetricIntervalLowerBound': 10, 'ScalingAdjustment': 3}]";
  private static final String TWO_LESS =
      "[{'MetricIntervalUpperBound': 0, 'ScalingAdjustment': -2}]";

  private final Caller aws = AllKinds.start();

  @BeforeEach
  void register() {
    register("'MinCapacity': 1, 'MaxCapacity': 9");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private void register(String members) {
    aws.ok(AUTO_SCALING, "RegisterScalableTarget", "{" + REALTIME + ", " + members + "}");
  }

  private String policy(String name, String steps, int cooldown) {
    String configuration =
        "'AdjustmentType': 'ChangeInCapacity', 'Cooldown': %d, 'StepAdjustments': %s"
            .formatted(cooldown, steps);
    return aws.ok(
            AUTO_SCALING,
            "PutScalingPolicy",
            "{%s, 'PolicyName': '%s', 'PolicyType': 'StepScaling', 'StepScalingPolicyConfiguration': {%s}}"
                .formatted(REALTIME, name, configuration))
        .text("PolicyARN");
  }

  /** An alarm on a load of 10 or more, which acts through a policy. */
  private void alarm(String arn) {
    alarm("busy", "GreaterThanOrEqualToThreshold", 10, arn, true);
  }

  private void alarm(String name, String comparison, int threshold, String arn, boolean enabled) {
    aws.ok(
        CLOUDWATCH,
        "PutMetricAlarm",
        """
        {'AlarmName': '%s', 'Namespace': 'Shop', 'MetricName': 'Load', 'Period': 60,
         'Statistic': 'Average', 'Threshold': %d, 'EvaluationPeriods': 1,
         'ComparisonOperator': '%s', 'ActionsEnabled': %s, 'AlarmActions': ['%s']}
        """
            .formatted(name, threshold, comparison, enabled, arn));
  }

  /** A minute with this load. */
  private int capacityAfter(int load) {
    aws.ok(
        CLOUDWATCH,
        "PutMetricData",
        "{'Namespace': 'Shop', 'MetricData': [{'MetricName': 'Load', 'Value': " + load + "}]}");
    aws.standIn().advance(Duration.ofMinutes(1));
    return endpoint().objects("ProductionVariants").getFirst().whole("DesiredInstanceCount");
  }

  private List<Integer> capacitiesAfter(int... loads) {
    List<Integer> capacities = new ArrayList<>();
    for (int load : loads) {
      capacities.add(capacityAfter(load));
    }
    return capacities;
  }

  private JsonObject endpoint() {
    return aws.ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'Chat'}");
  }

  private List<JsonObject> activities() {
    return aws.state().objects("scalingActivities");
  }

  private String outcome() {
    return aws.state().objects("alarms").getFirst().objects("History").getLast().text("Outcome");
  }

  @Test
  void an_alarm_moves_capacity_and_the_endpoint_settles() {
    alarm(policy("more", ONE_MORE, 300));

    assertThat(capacityAfter(9)).isEqualTo(4);
    assertThat(capacityAfter(10)).isEqualTo(5);

    assertThat(endpoint().text("EndpointStatus")).isEqualTo("Updating");
    assertThat(activities().getLast().text("Description"))
        .isEqualTo("Setting desired instance count to 5.");
    assertThat(activities().getLast().text("Cause"))
        .isEqualTo("monitor alarm busy in state ALARM triggered policy more");
    assertThat(outcome()).isEqualTo("capacity from 4 to 5");
    aws.standIn().advance(Duration.ofMinutes(1));
    assertThat(endpoint().text("EndpointStatus")).isEqualTo("InService");
    assertThat(activities().getLast().text("StatusCode")).isEqualTo("Successful");
  }

  /** A minute to settle, then a minute of cooldown. */
  @Test
  void an_alarm_that_lasts_goes_on_acting_when_it_has_cooled_down() {
    alarm(policy("more", ONE_MORE, 60));

    assertThat(capacitiesAfter(10, 10, 10, 10, 10)).containsExactly(5, 5, 6, 6, 7);
  }

  @Test
  void an_alarm_acts_on_a_datapoint_once() {
    alarm(policy("more", ONE_MORE, 0));

    capacityAfter(10);
    aws.standIn().advance(Duration.ofMinutes(2));

    assertThat(activities()).hasSize(1);
  }

  @Test
  void what_was_added_counts_when_a_larger_step_comes_before_the_end_of_the_cooldown() {
    alarm(policy("more", ONE_OR_THREE_MORE, 300));

    assertThat(capacitiesAfter(10, 10, 25, 25)).containsExactly(5, 5, 7, 7);
  }

  @Test
  void scaling_in_waits_for_the_end_of_the_cooldown_and_scaling_out_ends_it() {
    alarm(policy("more", ONE_MORE, 300));
    alarm("idle", "LessThanOrEqualToThreshold", 2, policy("less", TWO_LESS, 300), true);

    assertThat(capacitiesAfter(1, 1, 1)).containsExactly(2, 2, 2);
    assertThat(capacityAfter(10)).isEqualTo(3);
    assertThat(capacitiesAfter(1, 1)).containsExactly(3, 3);
    assertThat(capacitiesAfter(5, 5, 5, 1)).containsExactly(3, 3, 3, 1);
  }

  @Test
  void capacity_stays_within_the_bounds() {
    register("'MaxCapacity': 6");
    alarm(policy("more", ONE_OR_THREE_MORE, 0));

    assertThat(capacitiesAfter(50, 50, 50)).containsExactly(6, 6, 6);
    assertThat(outcome()).isEqualTo("nothing: capacity is 6 already");
  }

  @Test
  void a_suspended_direction_is_not_taken() {
    register("'SuspendedState': {'DynamicScalingOutSuspended': true}");
    alarm(policy("more", ONE_MORE, 0));
    alarm("idle", "LessThanOrEqualToThreshold", 2, policy("less", TWO_LESS, 0), true);

    assertThat(capacityAfter(10)).isEqualTo(4);
    assertThat(outcome()).isEqualTo("nothing: scaling out is suspended");
    assertThat(capacityAfter(1)).isEqualTo(2);
  }

  @Test
  void an_alarm_without_enabled_actions_does_nothing() {
    alarm("busy", "GreaterThanOrEqualToThreshold", 10, policy("more", ONE_MORE, 0), false);

    assertThat(capacityAfter(10)).isEqualTo(4);
  }

  @Test
  void the_arn_of_a_deleted_policy_does_nothing_and_the_history_says_so() {
    String dead = policy("more", ONE_MORE, 0);
    aws.ok(AUTO_SCALING, "DeleteScalingPolicy", "{" + REALTIME + ", 'PolicyName': 'more'}");
    assertThat(policy("more", ONE_MORE, 0)).isNotEqualTo(dead);
    alarm(dead);

    assertThat(capacitiesAfter(10, 10)).containsExactly(4, 4);

    JsonObject action = aws.state().objects("alarms").getFirst().objects("History").getLast();
    assertThat(action.text("Action")).isEqualTo(dead);
    assertThat(action.text("Outcome")).isEqualTo("nothing: there is no such scaling policy");
    assertThat(action.whole("Times")).isEqualTo(2);
    assertThat(activities()).isEmpty();
  }

  /** SageMaker developer guide, Update endpoints that use automatic scaling. */
  @Test
  void a_busy_endpoint_is_a_failed_activity() {
    alarm(policy("more", ONE_MORE, 0));
    aws.standIn().advance(Duration.ofSeconds(30));
    aws.ok(
        SAGEMAKER,
        "UpdateEndpointWeightsAndCapacities",
        "{'EndpointName': 'Chat', 'DesiredWeightsAndCapacities':"
            + " [{'VariantName': 'AllTraffic', 'DesiredInstanceCount': 3}]}");

    assertThat(capacityAfter(10)).isEqualTo(3);

    assertThat(activities().getLast().text("StatusCode")).isEqualTo("Failed");
    assertThat(outcome()).isEqualTo("failed: the resource is Updating");
  }

  @Test
  void a_scheduled_action_of_the_same_minute_comes_first() {
    alarm(policy("more", ONE_MORE, 0));
    aws.ok(
        AUTO_SCALING,
        "PutScheduledAction",
        "{"
            + REALTIME
            + ", 'ScheduledActionName': 'a', 'Schedule': 'at(2026-01-05T08:01:00)',"
            + " 'ScalableTargetAction': {'MinCapacity': 6}}");

    assertThat(capacityAfter(10)).isEqualTo(6);
    assertThat(outcome()).isEqualTo("failed: the resource is Updating");
  }
}
