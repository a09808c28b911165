package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.Adjustment;
import io.github.tagscaler.scaling.ScalingPolicy.Other;
import io.github.tagscaler.scaling.ScalingPolicy.StepAdjustment;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class TargetWriterTest {
  private static final TargetKey KEY =
      new TargetKey(new EndpointVariant("Chat", "blue"), ScalableDimension.INSTANCE_COUNT);
  private static final ScalingPolicy TRACK =
      new ScalingPolicy(
          "tagscaler-track-concurrency",
          new TargetTracking(
              new MetricSpec.Predefined("SageMakerVariantConcurrentRequestsPerModelHighResolution"),
              5.0,
              Duration.ofMinutes(5),
              Duration.ofMinutes(1),
              true));
  private static final String ARN = "a";
  private static final TreeMap<String, String> MARK =
      new TreeMap<>(Map.of("tagscaler:stack", "prod"));
  private static final String NO_TARGET =
      "No scalable target registered for service namespace: sagemaker, resource ID: endpoint/Chat/variant/blue";
  private static final String KEY_JSON =
      "'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/blue', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'";

  private final CannedAws aws = new CannedAws();
  private final ScalingRegistry registry = aws.adapters().registry("prod");

  @AfterEach
  void close() {
    aws.close();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(
            new CreateTarget(
                KEY, new Bounds(1, 4), new TreeMap<>(Map.of("tagscaler:stack", "prod"))),
            "RegisterScalableTarget",
            KEY_JSON + ", 'MinCapacity': 1, 'MaxCapacity': 4, 'Tags': {'tagscaler:stack': 'prod'}"),
        Arguments.of(
            new UpdateTarget(
                KEY,
                ARN,
                MARK,
                new Registered(new Bounds(1, 4), Suspension.NONE),
                new Registered(new Bounds(2, 6), Suspension.NONE)),
            "RegisterScalableTarget",
            KEY_JSON + ", 'MinCapacity': 2, 'MaxCapacity': 6"),
        // A suspension that is not changed is left out: somebody may have changed it meanwhile.
        Arguments.of(
            new UpdateTarget(
                KEY,
                ARN,
                MARK,
                new Registered(new Bounds(1, 4), Suspension.ALL),
                new Registered(new Bounds(2, 6), Suspension.ALL)),
            "RegisterScalableTarget",
            KEY_JSON + ", 'MinCapacity': 2, 'MaxCapacity': 6"),
        Arguments.of(
            new PutPolicy(KEY, null, TRACK),
            "PutScalingPolicy",
            KEY_JSON
                + ", 'PolicyName': 'tagscaler-track-concurrency', 'PolicyType': 'TargetTrackingScaling', 'TargetTrackingScalingPolicyConfiguration':"
                + " {'TargetValue': 5.0, 'ScaleInCooldown': 300, 'ScaleOutCooldown': 60, 'DisableScaleIn': false,"
                + " 'PredefinedMetricSpecification': {'PredefinedMetricType': 'SageMakerVariantConcurrentRequestsPerModelHighResolution'}}"),
        Arguments.of(
            new PutPolicy(
                KEY,
                null,
                new ScalingPolicy(
                    "tagscaler-track-cpu",
                    new TargetTracking(
                        MetricSpec.Customized.of(
                            "/aws/sagemaker/Endpoints",
                            "CPUUtilization",
                            Map.of("VariantName", "blue", "EndpointName", "Chat"),
                            "Average"),
                        200.0,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        false))),
            "PutScalingPolicy",
            KEY_JSON
                + ", 'PolicyName': 'tagscaler-track-cpu', 'PolicyType': 'TargetTrackingScaling', 'TargetTrackingScalingPolicyConfiguration':"
                + " {'TargetValue': 200.0, 'ScaleInCooldown': 300, 'ScaleOutCooldown': 60, 'DisableScaleIn': true,"
                + " 'CustomizedMetricSpecification': {'Namespace': '/aws/sagemaker/Endpoints', 'MetricName': 'CPUUtilization', 'Statistic': 'Average',"
                + " 'Dimensions': [{'Name': 'EndpointName', 'Value': 'Chat'}, {'Name': 'VariantName', 'Value': 'blue'}]}}"),
        Arguments.of(
            new UpdateTarget(
                KEY,
                ARN,
                MARK,
                new Registered(new Bounds(1, 4), Suspension.NONE),
                new Registered(new Bounds(1, 4), Suspension.ALL)),
            "RegisterScalableTarget",
            KEY_JSON
                + ", 'SuspendedState': {'DynamicScalingInSuspended': true, 'DynamicScalingOutSuspended': true, 'ScheduledScalingSuspended': true}"),
        Arguments.of(
            new UpdateTarget(
                KEY,
                ARN,
                MARK,
                new Registered(new Bounds(1, 4), Suspension.NONE),
                new Registered(new Bounds(1, 7), Suspension.ALL)),
            "RegisterScalableTarget",
            KEY_JSON
                + ", 'MinCapacity': 1, 'MaxCapacity': 7, 'SuspendedState': {'DynamicScalingInSuspended': true, 'DynamicScalingOutSuspended': true, 'ScheduledScalingSuspended': true}"),
        Arguments.of(
            new UpdateTarget(
                KEY,
                ARN,
                MARK,
                new Registered(new Bounds(1, 4), Suspension.NONE),
                new Registered(new Bounds(1, 4), new Suspension(true, false, true))),
            "RegisterScalableTarget",
            KEY_JSON
                + ", 'MinCapacity': 1, 'MaxCapacity': 4, 'SuspendedState': {'DynamicScalingInSuspended': true, 'DynamicScalingOutSuspended': false, 'ScheduledScalingSuspended': true}"),
        Arguments.of(
            new PutPolicy(
                KEY,
                null,
                new ScalingPolicy(
                    "tagscaler-track-load",
                    new TargetTracking(
                        new Calculated(
                            List.of(
                                new Query(
                                    "m",
                                    new Source.Stat(
                                        new MetricSpec.Customized(
                                            "MyApp",
                                            "Load",
                                            new TreeMap<>(Map.of("EndpointName", "Chat")),
                                            "p90",
                                            Optional.of("Count"))),
                                    Optional.of("load"),
                                    false),
                                new Query(
                                    "filled",
                                    new Source.Expression("FILL(m,REPEAT)"),
                                    Optional.empty(),
                                    true))),
                        1.5,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        true))),
            "PutScalingPolicy",
            KEY_JSON
                + ", 'PolicyName': 'tagscaler-track-load', 'PolicyType': 'TargetTrackingScaling', 'TargetTrackingScalingPolicyConfiguration':"
                + " {'TargetValue': 1.5, 'ScaleInCooldown': 300, 'ScaleOutCooldown': 60, 'DisableScaleIn': false,"
                + " 'CustomizedMetricSpecification': {'Metrics': ["
                + "{'Id': 'm', 'Label': 'load', 'ReturnData': false, 'MetricStat': {'Stat': 'p90', 'Unit': 'Count', 'Metric':"
                + " {'Namespace': 'MyApp', 'MetricName': 'Load', 'Dimensions': [{'Name': 'EndpointName', 'Value': 'Chat'}]}}},"
                + " {'Id': 'filled', 'ReturnData': true, 'Expression': 'FILL(m,REPEAT)'}]}}"),
        Arguments.of(
            new PutPolicy(
                KEY,
                null,
                new ScalingPolicy(
                    "tagscaler-step-surge",
                    new StepScaling(
                        Adjustment.PERCENT_CHANGE_IN_CAPACITY,
                        Optional.of(2),
                        Duration.ofMinutes(1),
                        "Maximum",
                        List.of(
                            new StepAdjustment(Optional.of(0.0), Optional.of(500.0), 10),
                            new StepAdjustment(Optional.of(500.0), Optional.empty(), 30))))),
            "PutScalingPolicy",
            KEY_JSON
                + ", 'PolicyName': 'tagscaler-step-surge', 'PolicyType': 'StepScaling', 'StepScalingPolicyConfiguration':"
                + " {'AdjustmentType': 'PercentChangeInCapacity', 'MinAdjustmentMagnitude': 2, 'Cooldown': 60, 'MetricAggregationType': 'Maximum',"
                + " 'StepAdjustments': [{'MetricIntervalLowerBound': 0.0, 'MetricIntervalUpperBound': 500.0, 'ScalingAdjustment': 10},"
                + " {'MetricIntervalLowerBound': 500.0, 'ScalingAdjustment': 30}]}"),
        Arguments.of(
            new PutScheduledAction(KEY, null, action("tagscaler-Daily-0800")),
            "PutScheduledAction",
            KEY_JSON
                + ", 'ScheduledActionName': 'tagscaler-Daily-0800', 'Schedule': 'cron(0 8 * * ? *)', 'Timezone': 'UTC',"
                + " 'ScalableTargetAction': {'MinCapacity': 1, 'MaxCapacity': 2}"),
        Arguments.of(
            new DeletePolicy(KEY, TRACK),
            "DeleteScalingPolicy",
            KEY_JSON + ", 'PolicyName': 'tagscaler-track-concurrency'"),
        Arguments.of(
            new DeleteScheduledAction(KEY, action("tagscaler-Daily-0800")),
            "DeleteScheduledAction",
            KEY_JSON + ", 'ScheduledActionName': 'tagscaler-Daily-0800'"),
        Arguments.of(
            new TagTarget(
                KEY, "arn:t", new TreeMap<>(), new TreeMap<>(Map.of("tagscaler:config", "v1:x"))),
            "TagResource",
            "'ResourceARN': 'arn:t', 'Tags': {'tagscaler:config': 'v1:x'}"),
        Arguments.of(
            new UntagTarget(
                KEY, "arn:t", new TreeSet<>(Set.of("tagscaler:stack", "tagscaler:config"))),
            "UntagResource",
            "'ResourceARN': 'arn:t', 'TagKeys': ['tagscaler:config', 'tagscaler:stack']"),
        Arguments.of(
            new DeregisterTarget(KEY, new Bounds(1, 4)), "DeregisterScalableTarget", KEY_JSON));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void a_change_is_one_call_with_all_fields(Change change, String operation, String members) {
    aws.answer(operation, "{}");

    registry.apply(change);

    assertThat(aws.calls()).containsExactly(call(operation, members));
  }

  static Stream<Arguments> removals() {
    return Stream.of(
        Arguments.of(
            new DeletePolicy(KEY, TRACK), "DeleteScalingPolicy", "ObjectNotFoundException"),
        Arguments.of(
            new DeleteScheduledAction(KEY, action("n")),
            "DeleteScheduledAction",
            "ObjectNotFoundException"),
        Arguments.of(
            new UntagTarget(KEY, "arn:t", new TreeSet<>(Set.of("k"))),
            "UntagResource",
            "ResourceNotFoundException"),
        Arguments.of(
            new DeregisterTarget(KEY, new Bounds(1, 4)),
            "DeregisterScalableTarget",
            "ObjectNotFoundException"));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void deleting_what_is_gone_is_not_an_error(Change change, String operation, String error) {
    aws.fail(operation, error, NO_TARGET);

    assertThatCode(() -> registry.apply(change)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("removals")
  void taking_away_fails_for_any_other_reason(Change change, String operation, String error) {
    aws.fail(operation, "AccessDeniedException", "not authorized to perform");

    assertThatThrownBy(() -> registry.apply(change)).isInstanceOf(CallFailedException.class);
  }

  @Test
  void a_policy_waits_until_its_new_target_is_seen() {
    aws.fail("PutScalingPolicy", "ObjectNotFoundException", NO_TARGET)
        .fail("PutScalingPolicy", "ObjectNotFoundException", NO_TARGET)
        .answer("PutScalingPolicy", "{'PolicyARN': 'a'}");

    registry.apply(new PutPolicy(KEY, null, TRACK));

    assertThat(aws.calls()).hasSize(3);
    assertThat(aws.pauses()).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
  }

  @Test
  void a_policy_whose_target_stays_unseen_is_tried_again_later() {
    aws.fail("PutScalingPolicy", "ObjectNotFoundException", NO_TARGET);

    assertThatThrownBy(() -> registry.apply(new PutPolicy(KEY, null, TRACK)))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.NOT_READY));
    assertThat(aws.calls()).hasSize(5);
    assertThat(aws.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ThrottlingException           | Rate exceeded
          TooManyRequestsException      | Slow down
          FailedResourceAccessException | Unable to create alarms for scaling policy arn:x due to reason: Rate exceeded (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling; Request ID: r)
          """)
  void a_policy_that_AWS_throttles_is_put_again_whatever_AWS_calls_it(
      String error, String message) {
    aws.fail("PutScalingPolicy", error, message)
        .fail("PutScalingPolicy", error, message)
        .answer("PutScalingPolicy", "{'PolicyARN': 'a'}");

    registry.apply(new PutPolicy(KEY, null, TRACK));

    assertThat(aws.calls()).hasSize(3);
  }

  @Test
  void two_concurrent_updates_are_made_one_after_the_other() {
    aws.fail("RegisterScalableTarget", "ConcurrentUpdateException", "pending update")
        .answer("RegisterScalableTarget", "{'ScalableTargetARN': 'a'}");

    registry.apply(
        new UpdateTarget(
            KEY,
            ARN,
            MARK,
            new Registered(new Bounds(1, 4), Suspension.NONE),
            new Registered(new Bounds(1, 5), Suspension.NONE)));

    assertThat(aws.calls()).hasSize(2);
  }

  @Test
  void a_target_that_was_deregistered_meanwhile_is_tagged_and_reconciled_again() {
    aws.answer("RegisterScalableTarget", "{'ScalableTargetARN': 'another'}")
        .answer("ListTagsForResource", "{'Tags': {}}")
        .answer("TagResource", "{}");

    assertThatThrownBy(() ->
            registry.apply(
                new UpdateTarget(
                    KEY,
                    ARN,
                    MARK,
                    new Registered(new Bounds(1, 4), Suspension.NONE),
                    new Registered(new Bounds(1, 5), Suspension.NONE))))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.CONCURRENT_UPDATE));
    assertThat(aws.operations())
        .containsExactly("RegisterScalableTarget", "ListTagsForResource", "TagResource");
  }

  @Test
  void a_target_that_another_tool_registered_meanwhile_is_not_tagged() {
    aws.answer("RegisterScalableTarget", "{'ScalableTargetARN': 'another'}")
        .answer("ListTagsForResource", "{'Tags': {'owner': 'them'}}");

    assertThatThrownBy(() ->
            registry.apply(
                new UpdateTarget(
                    KEY,
                    ARN,
                    MARK,
                    new Registered(new Bounds(1, 4), Suspension.NONE),
                    new Registered(new Bounds(1, 5), Suspension.NONE))))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.CONCURRENT_UPDATE));
    assertThat(aws.operations()).containsExactly("RegisterScalableTarget", "ListTagsForResource");
  }

  @Test
  void a_target_without_an_arn_is_registered_as_it_is_and_tagged_by_the_arn_of_the_answer() {
    aws.answer("RegisterScalableTarget", "{'ScalableTargetARN': 'arn:new'}")
        .answer("TagResource", "{}");

    registry.apply(new TagTarget(KEY, "", new TreeMap<>(), MARK));

    assertThat(aws.calls())
        .containsExactly(
            call("RegisterScalableTarget", KEY_JSON),
            call("TagResource", "'ResourceARN': 'arn:new', 'Tags': {'tagscaler:stack': 'prod'}"));
  }

  @Test
  void a_target_without_an_arn_even_then_is_not_tagged() {
    aws.answer("RegisterScalableTarget", "{}");

    assertThatThrownBy(() -> registry.apply(new TagTarget(KEY, "", new TreeMap<>(), MARK)))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.SERVICE_ERROR))
        .hasMessageContaining("RegisterScalableTarget of endpoint/Chat/variant/blue")
        .hasMessageContaining("the answer has no ARN");
    assertThat(aws.operations()).containsExactly("RegisterScalableTarget");
  }

  @Test
  void a_target_without_an_arn_is_updated_whatever_arn_it_gets() {
    aws.answer("RegisterScalableTarget", "{'ScalableTargetARN': 'arn:new'}");

    registry.apply(
        new UpdateTarget(
            KEY,
            "",
            MARK,
            new Registered(new Bounds(1, 4), Suspension.NONE),
            new Registered(new Bounds(1, 5), Suspension.NONE)));

    assertThat(aws.operations()).containsExactly("RegisterScalableTarget");
  }

  private static CannedAws.Call call(String operation, String members) {
    return new CannedAws.Call(
        operation, JsonNode.parser().parse("{" + members.replace('\'', '"') + "}"));
  }

  @Test
  void a_target_whose_first_response_was_lost_is_reconciled_again_later() {
    aws.lose("RegisterScalableTarget")
        .fail(
            "RegisterScalableTarget",
            "ValidationException",
            "The scalable target that you tried to tag already exists. To update tags on an existing scalable target, use the TagResource API.");

    assertThatThrownBy(() ->
            registry.apply(
                new CreateTarget(KEY, new Bounds(1, 4), new TreeMap<>(Map.of("k", "v")))))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.CONCURRENT_UPDATE));
  }

  @Test
  void a_policy_of_another_tool_is_never_put() {
    var foreign = new PutPolicy(KEY, null, new ScalingPolicy("p", new Other("StepScaling")));

    assertThatThrownBy(() -> registry.apply(foreign)).isInstanceOf(IllegalArgumentException.class);
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void a_scheduled_action_with_one_bound_is_another_tools_and_never_put() {
    var lone =
        new ScheduledAction("n", "rate(1 day)", "UTC", Optional.of(1), Optional.empty(), false);

    assertThatThrownBy(() -> registry.apply(new PutScheduledAction(KEY, null, lone)))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void a_scheduled_action_waits_until_its_new_target_is_seen() {
    aws.fail("PutScheduledAction", "ObjectNotFoundException", NO_TARGET)
        .answer("PutScheduledAction", "{}");

    registry.apply(new PutScheduledAction(KEY, null, action("n")));

    assertThat(aws.pauses()).containsExactly(Duration.ofMillis(200));
  }

  private static ScheduledAction action(String name) {
    return new ScheduledAction(
        name, "cron(0 8 * * ? *)", "UTC", Optional.of(1), Optional.of(2), false);
  }
}
