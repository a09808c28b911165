package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoScalingApiTest {
  private static final ResourceId BLUE = new EndpointVariant("Chat", "blue");
  private static final TargetKey KEY = new TargetKey(BLUE, ScalableDimension.INSTANCE_COUNT);

  private final CannedAws aws = new CannedAws();
  private final AwsAdapters adapters = aws.adapters();
  private final ScalingRegistry registry = adapters.registry("prod");
  private final ScalingRegistry recalling = adapters.recallingRegistry("prod");

  @AfterEach
  void close() {
    aws.close();
  }

  @Nested
  class Observing {
    @Test
    void reads_a_target_with_its_attachments_in_four_calls() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));
      policies(
          "{'PolicyName': 'tagscaler-track-concurrency', 'PolicyType': 'TargetTrackingScaling', 'TargetTrackingScalingPolicyConfiguration':"
              + " {'TargetValue': 5.0, 'ScaleInCooldown': 600, 'ScaleOutCooldown': 60, 'DisableScaleIn': true,"
              + " 'PredefinedMetricSpecification': {'PredefinedMetricType': 'SageMakerVariantConcurrentRequestsPerModelHighResolution'}}}");
      aws.answer(
              "DescribeScheduledActions",
              "{'ScheduledActions': [{'ScheduledActionName': 'night', 'ScheduledActionARN': 'a', 'ServiceNamespace': 'sagemaker', 'Schedule': 'rate(1 day)', 'ResourceId': 'endpoint/Chat/variant/blue', 'CreationTime': 1}]}")
          .answer("ListTagsForResource", "{'Tags': {'tagscaler:stack': 'prod'}}");

      assertThat(registry.observe(List.of(BLUE)))
          .containsExactly(
              ObservedTarget.of(
                      KEY,
                      "arn:target",
                      new Bounds(1, 4),
                      Suspension.NONE,
                      Map.of("tagscaler:stack", "prod"),
                      List.of(
                          new ScalingPolicy(
                              "tagscaler-track-concurrency",
                              new TargetTracking(
                                  new MetricSpec.Predefined(
                                      "SageMakerVariantConcurrentRequestsPerModelHighResolution"),
                                  5.0,
                                  Duration.ofMinutes(10),
                                  Duration.ofMinutes(1),
                                  false))),
                      List.of(
                          new ScheduledAction(
                              "night",
                              "rate(1 day)",
                              "UTC",
                              Optional.empty(),
                              Optional.empty(),
                              false)),
                      List.of())
                  .registeredAt(Instant.ofEpochSecond(1)));
      assertThat(aws.operations().getFirst()).isEqualTo("DescribeScalableTargets");
      assertThat(aws.operations())
          .containsExactlyInAnyOrder(
              "DescribeScalableTargets",
              "DescribeScalingPolicies",
              "DescribeScheduledActions",
              "ListTagsForResource");
    }

    @Test
    void reads_a_target_that_was_seen_before_all_at_once_and_finds_out_that_it_is_gone() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));
      policies();
      aws.answer("DescribeScheduledActions", "{'ScheduledActions': []}")
          .answer("ListTagsForResource", "{'Tags': {'tagscaler:stack': 'prod'}}");
      assertThat(registry.observe(List.of(BLUE))).hasSize(1);
      aws.replace("ListTagsForResource", "{'Tags': {'tagscaler:stack': 'other'}}");

      assertThat(registry.observe(List.of(BLUE)))
          .extracting(ObservedTarget::tags)
          .containsExactly(new TreeMap<>(Map.of("tagscaler:stack", "other")));
      assertThat(aws.operations()).hasSize(8);

      aws.replace("DescribeScalableTargets", page(null));
      assertThat(registry.observe(List.of(BLUE))).isEmpty();
      assertThat(aws.operations()).hasSize(12);
      assertThat(registry.observe(List.of(BLUE))).isEmpty();
      assertThat(aws.operations()).hasSize(13);
    }

    @Test
    void reads_a_target_afresh_that_another_one_has_replaced() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));
      policies();
      aws.answer("DescribeScheduledActions", "{'ScheduledActions': []}")
          .answer("ListTagsForResource", "{'Tags': {'tagscaler:stack': 'prod'}}");
      assertThat(registry.observe(List.of(BLUE))).hasSize(1);
      aws.replace(
          "DescribeScalableTargets",
          page(null, target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"))
              .replace("arn:target", "arn:another"));

      assertThat(recalling.observe(List.of(BLUE))).hasSize(1);
      assertThat(aws.calls("ListTagsForResource"))
          .extracting(call -> call.text("ResourceARN"))
          .containsExactly("arn:target", "arn:another");
    }

    @Test
    void recalls_tags_only_until_this_function_changes_the_target() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));
      policies();
      aws.answer("DescribeScheduledActions", "{'ScheduledActions': []}")
          .answer("ListTagsForResource", "{'Tags': {'tagscaler:stack': 'prod'}}")
          .answer("UntagResource", "{}");
      assertThat(recalling.observe(List.of(BLUE))).hasSize(1);
      assertThat(recalling.observe(List.of(BLUE)))
          .extracting(ObservedTarget::tags)
          .containsExactly(new TreeMap<>(Map.of("tagscaler:stack", "prod")));
      assertThat(aws.calls("ListTagsForResource")).hasSize(1);

      registry.apply(
          new Change.UntagTarget(KEY, "arn:target", new TreeSet<>(List.of("tagscaler:drift"))));

      assertThat(recalling.observe(List.of(BLUE))).hasSize(1);
      assertThat(aws.calls("ListTagsForResource")).hasSize(2);
    }

    @Test
    void a_failed_list_fails_although_everything_else_was_read() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));
      policies();
      aws.answer("DescribeScheduledActions", "{'ScheduledActions': []}")
          .answer("ListTagsForResource", "{'Tags': {}}");
      assertThat(registry.observe(List.of(BLUE))).hasSize(1);
      aws.forget("DescribeScalableTargets")
          .fail("DescribeScalableTargets", "AccessDeniedException", "no");

      assertThatThrownBy(() -> registry.observe(List.of(BLUE)))
          .isInstanceOf(CallFailedException.class);
    }

    @Test
    void takes_one_call_if_nothing_is_registered() {
      targets();

      assertThat(registry.observe(List.of(BLUE, new InferenceComponent("ic")))).isEmpty();
      assertThat(aws.operations()).containsExactly("DescribeScalableTargets");
      assertThat(aws.calls().getFirst().text("ServiceNamespace")).isEqualTo("sagemaker");
      assertThat(aws.calls().getFirst().request().field("ScalableDimension")).isEmpty();
    }

    @Test
    void of_nothing_takes_no_call() {
      assertThat(registry.observe(List.of())).isEmpty();
      assertThat(aws.calls()).isEmpty();
    }

    @Test
    void asks_for_no_more_than_fifty_at_once() {
      targets();

      registry.observe(
          IntStream.range(0, 120)
              .<ResourceId>mapToObj(i -> new InferenceComponent("ic" + i))
              .toList());

      assertThat(aws.calls())
          .extracting(call -> call.request().field("ResourceIds").orElseThrow().asArray().size())
          .containsExactlyInAnyOrder(50, 50, 20);
    }

    @Test
    void leaves_out_unknown_dimensions() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredSomething"));

      assertThat(registry.observe(List.of(BLUE))).isEmpty();
      assertThat(aws.operations()).containsExactly("DescribeScalableTargets");
    }

    @Test
    void reads_every_page_of_policies_ten_at_a_time() {
      bare("");
      aws.answer(
              "DescribeScalingPolicies",
              "{'ScalingPolicies': [%s], 'NextToken': 't'}"
                  .formatted(ofTarget("{'PolicyName': 'a', 'PolicyType': 'StepScaling'}")))
          .answer(
              "DescribeScalingPolicies",
              "{'ScalingPolicies': [%s]}"
                  .formatted(ofTarget("{'PolicyName': 'b', 'PolicyType': 'StepScaling'}")));

      assertThat(registry.observe(List.of(BLUE)).getFirst().policies())
          .containsExactly(
              new ScalingPolicy("a", new Other("StepScaling")),
              new ScalingPolicy("b", new Other("StepScaling")));
      assertThat(aws.calls("DescribeScalingPolicies"))
          .extracting(call -> call.text("MaxResults"))
          .containsOnly("10");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "DynamicScalingInSuspended",
          "DynamicScalingOutSuspended",
          "ScheduledScalingSuspended"
        })
    void reads_any_suspension(String which) {
      bare(", 'SuspendedState': {'" + which + "': true}");
      policies();

      assertThat(registry.observe(List.of(BLUE)).getFirst().suspended().any()).isTrue();
    }

    @Test
    void fails_if_one_call_fails() {
      bare("");
      aws.fail(
          "DescribeScalingPolicies",
          "FailedResourceAccessException",
          "due to reason: Rate exceeded");

      assertThatThrownBy(() -> registry.observe(List.of(BLUE)))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.THROTTLED));
      assertThat(aws.calls()).as("all of the round is over, with three attempts").hasSize(6);
    }

    @Test
    void cannot_say_whose_a_target_is_that_is_coming_or_going() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));
      policies();
      aws.answer("DescribeScheduledActions", "{'ScheduledActions': []}")
          .fail(
              "ListTagsForResource",
              "ResourceNotFoundException",
              "The specified resource does not exist.");

      assertThatThrownBy(() -> registry.observe(List.of(BLUE)))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.CONCURRENT_UPDATE));
    }
  }

  @Nested
  class A_policy {
    @Test
    void without_cooldowns_uses_five_minutes() {
      tracking(
          "'TargetValue': 1.0, 'PredefinedMetricSpecification': {'PredefinedMetricType': 'SageMakerInferenceComponentInvocationsPerCopy'}");

      assertThat(definition())
          .isEqualTo(
              new TargetTracking(
                  new MetricSpec.Predefined("SageMakerInferenceComponentInvocationsPerCopy"),
                  1.0,
                  Duration.ofMinutes(5),
                  Duration.ofMinutes(5),
                  true));
    }

    @Test
    void on_a_metric_of_its_own_is_read_with_its_dimensions() {
      tracking(
          "'TargetValue': 5.0, 'CustomizedMetricSpecification': {'Namespace': 'AWS/SageMaker', 'MetricName': 'ApproximateBacklogSizePerInstance', 'Statistic': 'Average', 'Dimensions': [{'Name': 'EndpointName', 'Value': 'Chat'}]}");

      assertThat(definition())
          .extracting("metric")
          .isEqualTo(
              MetricSpec.Customized.of(
                  "AWS/SageMaker",
                  "ApproximateBacklogSizePerInstance",
                  Map.of("EndpointName", "Chat"),
                  "Average"));
    }

    @Test
    void on_a_calculation_returns_its_result_by_default() {
      tracking(
          "'TargetValue': 5.0, 'CustomizedMetricSpecification': {'Metrics': [{'Id': 'm', 'ReturnData': false, 'MetricStat':"
              + " {'Stat': 'Sum', 'Unit': 'Count', 'Metric': {'Namespace': 'n', 'MetricName': 'm'}}}, {'Id': 'e', 'Expression': 'm * 2'}]}");

      assertThat(definition())
          .extracting("metric")
          .isEqualTo(
              new MetricSpec.Calculated(
                  List.of(
                      new Query(
                          "m",
                          new Query.Source.Stat(
                              new MetricSpec.Customized(
                                  "n", "m", new TreeMap<>(), "Sum", Optional.of("Count"))),
                          Optional.empty(),
                          false),
                      new Query(
                          "e", new Query.Source.Expression("m * 2"), Optional.empty(), true))));
    }

    @Test
    void by_steps_is_read_with_what_AWS_assumes_and_in_ascending_order() {
      bare("");
      policies(
          "{'PolicyName': 'p', 'PolicyType': 'StepScaling', 'StepScalingPolicyConfiguration': {'AdjustmentType': 'ChangeInCapacity', 'StepAdjustments':"
              + " [{'MetricIntervalLowerBound': -5.0, 'MetricIntervalUpperBound': 0.0, 'ScalingAdjustment': -1},"
              + " {'MetricIntervalUpperBound': -5.0, 'ScalingAdjustment': -3}]}}");

      assertThat(definition())
          .isEqualTo(
              new StepScaling(
                  Adjustment.CHANGE_IN_CAPACITY,
                  Optional.empty(),
                  Duration.ofMinutes(5),
                  "Average",
                  List.of(
                      new StepAdjustment(Optional.empty(), Optional.of(-5.0), -3),
                      new StepAdjustment(Optional.of(-5.0), Optional.of(0.0), -1))));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        textBlock =
            """
            'PredefinedMetricSpecification': {'PredefinedMetricType': 'ALBRequestCountPerTarget', 'ResourceLabel': 'app/a'}
            'CustomizedMetricSpecification': {'Namespace': 'n', 'MetricName': 'm'}
            'CustomizedMetricSpecification': {'Namespace': 'n', 'MetricName': 'm', 'Statistic': 'Sum', 'Dimensions': [{'Name': 'a', 'Value': '1'}, {'Name': 'a', 'Value': '2'}]}
            'CustomizedMetricSpecification': {'Namespace': 'n', 'Metrics': [{'Id': 'm1', 'Expression': 'TIME_SERIES(1)'}]}
            'CustomizedMetricSpecification': {'Metrics': [{'Id': 'm1'}]}
            'CustomizedMetricSpecification': {'Metrics': [{'Id': 'm1', 'MetricStat': {'Stat': 'Sum', 'Metric': {'Namespace': 'n'}}}]}
            """)
    void with_fields_that_are_never_written_is_another_tools(String metric) {
      tracking("'TargetValue': 5.0, " + metric);

      assertThat(definition()).isEqualTo(new Other("TargetTrackingScaling"));
    }

    private void tracking(String config) {
      bare("");
      policies(
          "{'PolicyName': 'p', 'PolicyType': 'TargetTrackingScaling', 'TargetTrackingScalingPolicyConfiguration': {"
              + config
              + "}}");
    }

    private ScalingPolicy.Definition definition() {
      return registry.observe(List.of(BLUE)).getFirst().policies().getFirst().definition();
    }
  }

  @Nested
  class Finding_what_is_registered {
    @Test
    void by_endpoint_reads_every_page() {
      aws.answer(
              "DescribeScalableTargets",
              page(
                  "t",
                  target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"),
                  target(
                      "endpoint/Chat/variant/blue",
                      "sagemaker:variant:DesiredProvisionedConcurrency")))
          .answer(
              "DescribeScalableTargets",
              page(
                  null,
                  target("endpoint/Chat-2/variant/v", "sagemaker:variant:DesiredInstanceCount"),
                  target("endpoint/CHAT/variant/v", "sagemaker:variant:DesiredInstanceCount"),
                  target(
                      "inference-component/Chat", "sagemaker:inference-component:DesiredCopyCount"),
                  target("endpoint/Chat/variant/green", "sagemaker:variant:DesiredInstanceCount")));

      assertThat(registry.variantsOf("Chat"))
          .containsExactly(
              BLUE, new EndpointVariant("CHAT", "v"), new EndpointVariant("Chat", "green"));
      assertThat(aws.calls()).hasSize(2);
      assertThat(aws.calls().getFirst().request().field("ResourceIds")).isEmpty();
    }

    @Test
    void by_a_lower_cased_endpoint_ignores_case() {
      targets(target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount"));

      assertThat(registry.variantsOf("chat")).containsExactly(BLUE);
    }

    @Test
    void by_a_lower_cased_component_has_to_read_all() {
      targets(
          target("inference-component/Llm", "sagemaker:inference-component:DesiredCopyCount"),
          target("inference-component/Llm2", "sagemaker:inference-component:DesiredCopyCount"));

      assertThat(registry.componentNamed("llm")).containsExactly(new InferenceComponent("Llm"));
      assertThat(aws.calls().getFirst().request().field("ResourceIds")).isEmpty();
    }
  }

  private void targets(String... targets) {
    aws.answer("DescribeScalableTargets", page(null, targets));
  }

  private void policies(String... policies) {
    aws.answer(
        "DescribeScalingPolicies",
        Stream.of(policies)
            .map(AutoScalingApiTest::ofTarget)
            .collect(Collectors.joining(",", "{'ScalingPolicies': [", "]}")));
  }

  private static String ofTarget(String policy) {
    return "{'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/blue', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount', "
        + policy.substring(1);
  }

  /** One target without scheduled actions and tags; its policies are for the test to say. */
  private void bare(String more) {
    targets(
        target("endpoint/Chat/variant/blue", "sagemaker:variant:DesiredInstanceCount")
            .replaceFirst("}$", more + "}"));
    aws.answer("DescribeScheduledActions", "{'ScheduledActions': []}")
        .answer("ListTagsForResource", "{'Tags': {}}");
  }

  private static String page(@Nullable String next, String... targets) {
    return "{'ScalableTargets': ["
        + String.join(",", targets)
        + "]"
        + (next == null ? "}" : ", 'NextToken': '" + next + "'}");
  }

  private static String target(String id, String dimension) {
    return "{'ServiceNamespace': 'sagemaker', 'ResourceId': '%s', 'ScalableDimension': '%s', 'MinCapacity': 1, 'MaxCapacity': 4, 'RoleARN': 'r', 'CreationTime': 1, 'ScalableTargetARN': 'arn:target'}"
        .formatted(id, dimension);
  }
}
