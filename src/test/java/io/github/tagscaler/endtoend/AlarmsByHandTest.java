package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.StepAdjustment;

/**
 * Alarms edited by hand. One that triggers nothing is as good as none and is restored at once; any
 * other edit is reported as drift, and repaired on request.
 */
class AlarmsByHandTest {
  private static final String LLAMA = "inference-component/llama";
  private static final String WAKE = "tagscaler/tagscaler/" + LLAMA + "/wake";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private Json asMade;

  @BeforeEach
  void registered() {
    account.hostThatScalesToZero("chat");
    account.component("llama", "chat", "policy=scale-to-zero", "max=6");
    account.invoke(SampleEvents.requestedComponent("llama"));
    asMade = definition();
  }

  /** What the alarm watches, and on what it acts. */
  private static Json definition() {
    var alarm = account.alarm(WAKE);
    return new Json.Arr(
        List.of(
                "MetricName",
                "Statistic",
                "Period",
                "Threshold",
                "ComparisonOperator",
                "EvaluationPeriods",
                "ActionsEnabled",
                "AlarmActions",
                "OKActions")
            .stream()
            .map(alarm::get)
            .toList());
  }

  private static Invocation event() {
    return account.invoke(SampleEvents.componentUpdated("llama"));
  }

  private void mendedAtOnce() {
    var run = event();

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).isEmpty();
    assertThat(run.outcome().changes()).containsExactly("update alarm " + WAKE);
    assertThat(definition()).isEqualTo(asMade);
    assertThat(event().outcome().ending()).isEqualTo("Unchanged");
  }

  @Test
  void one_whose_actions_are_switched_off_is_mended_at_once() {
    account.user.editAlarm(WAKE, edit -> edit.actionsEnabled(false));

    mendedAtOnce();
  }

  @Test
  void one_that_acts_on_something_besides_is_mended_at_once() {
    var policy =
        account.target(LLAMA).policy("tagscaler-wake").get("PolicyARN").text().orElseThrow();
    account.user.editAlarm(
        WAKE, edit -> edit.alarmActions(policy, "arn:aws:sns:us-east-1:111122223333:pager"));

    mendedAtOnce();
  }

  @Test
  void one_that_acts_on_nothing_is_mended_at_once() {
    account.user.editAlarm(WAKE, edit -> edit.alarmActions(List.of()));

    mendedAtOnce();
  }

  @Test
  void one_that_is_deleted_comes_back_at_once() {
    account.user.alarms.deleteAlarms(call -> call.alarmNames(WAKE));

    var run = event();

    assertThat(run.outcome().changes()).containsExactly("create alarm " + WAKE);
    assertThat(definition()).isEqualTo(asMade);
  }

  // Made again by hand, the policy has another ARN, and the alarm acts on none.
  @Test
  void one_whose_policy_was_deleted_and_made_again_by_hand_acts_on_the_new_one() {
    var old = account.target(LLAMA).policy("tagscaler-wake").get("PolicyARN");
    account.user.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(LLAMA)
            .scalableDimension(ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT)
            .policyName("tagscaler-wake"));
    account.user.scaling.putScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(LLAMA)
            .scalableDimension(ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT)
            .policyName("tagscaler-wake")
            .policyType("StepScaling")
            .stepScalingPolicyConfiguration(steps ->
                steps
                    .adjustmentType("ChangeInCapacity")
                    .metricAggregationType("Maximum")
                    .cooldown(60)
                    .stepAdjustments(
                        StepAdjustment.builder()
                            .metricIntervalLowerBound(0.0)
                            .scalingAdjustment(1)
                            .build())));
    var fresh = account.target(LLAMA).policy("tagscaler-wake").get("PolicyARN");
    assertThat(fresh).isNotEqualTo(old);
    assertThat(account.alarm(WAKE).get("AlarmActions").stream().toList()).doesNotContain(fresh);

    var run = event();

    assertThat(run.outcome().changes()).containsExactly("update alarm " + WAKE);
    assertThat(account.alarm(WAKE).get("AlarmActions").stream().toList()).containsExactly(fresh);
  }

  @Test
  void one_whose_threshold_was_edited_is_reported_by_events_and_repaired_on_request() {
    account.user.editAlarm(WAKE, edit -> edit.threshold(5.0));

    var outcome = event();
    assertThat(outcome.writes()).containsExactly("TagResource");
    assertThat(outcome.outcome().warnings()).containsExactly("Drift");
    assertThat(outcome.outcome().message()).contains("alarm \"wake\" (threshold 5 instead of 1)");

    var repaired = account.invoke(SampleEvents.requestedComponent("llama"));
    assertThat(repaired.outcome().ending()).isEqualTo("Applied");
    var change = repaired.outcome().json().get("changes").stream().toList().getFirst();
    assertThat(change.get("before").write()).contains("5");
    assertThat(change.get("after").isNull()).isFalse();
    assertThat(definition()).isEqualTo(asMade);
  }

  @Test
  void an_extra_one_under_a_managed_name_is_reported_and_deleted_on_request() {
    var added = "tagscaler/tagscaler/" + LLAMA + "/step-mine";
    account.user.putAlarm(added);

    assertThat(event().outcome().warnings()).containsExactly("Drift");
    assertThat(account.alarms()).containsKey(added);
    account.invoke(SampleEvents.requestedComponent("llama"));
    assertThat(account.alarms()).containsOnlyKeys(WAKE);
  }

  // Beside ours in CloudWatch: another stack's for the same component, another component's, one
  // whose name only begins alike.
  @Test
  void those_of_others_outlive_all_that_happens_to_ours() {
    var others =
        List.of(
            "tagscaler/tagscaler-2/" + LLAMA + "/wake",
            "tagscaler/tagscaler/" + LLAMA + "-2/wake",
            "tagscaler-alarm");
    for (var name : others) {
      account.user.alarms.putMetricAlarm(call ->
          call.alarmName(name)
              .namespace("AWS/SageMaker")
              .metricName("Invocations")
              .statistic("Sum")
              .period(60)
              .evaluationPeriods(1)
              .threshold(1.0)
              .comparisonOperator("GreaterThanThreshold"));
    }
    account.invoke(SampleEvents.requestedComponent("llama"));
    account.user.tag(LLAMA, "policy=off");

    var released = account.invoke(SampleEvents.tagChange(LLAMA));

    assertThat(released.outcome().ending()).isEqualTo("Released");
    assertThat(account.alarms()).containsOnlyKeys(others);
  }

  @Test
  void a_dry_run_mends_nothing() {
    account.user.editAlarm(WAKE, edit -> edit.actionsEnabled(false));
    account.user.tag(LLAMA, "dry-run=true");

    var run = event();

    assertThat(run.outcome().ending()).isEqualTo("Planned");
    assertThat(run.outcome().changes()).containsExactly("update alarm " + WAKE);
    assertThat(account.alarm(WAKE).get("ActionsEnabled")).isEqualTo(Json.of(false));
  }
}
