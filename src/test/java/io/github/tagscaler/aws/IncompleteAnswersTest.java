package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that lack a member, hold more than was asked for, or never end. */
class IncompleteAnswersTest {
  private static final ResourceId BLUE = new EndpointVariant("Chat", "blue");
  private static final String TARGET =
      "'ServiceNamespace': 'sagemaker', 'ResourceId': '%s', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'";
  private static final String OF_BLUE = TARGET.formatted("endpoint/Chat/variant/blue");
  private static final String OF_BLUE2 = TARGET.formatted("endpoint/Chat/variant/blue2");

  private final CannedAws aws = new CannedAws();
  private final AwsAdapters adapters = aws.adapters();
  private final SageMakerResources sageMaker = adapters.resources();
  private final ScalingRegistry registry = adapters.registry("prod");

  @AfterEach
  void close() {
    aws.close();
  }

  /** One complete answer to each read, from which a test takes something away. */
  @BeforeEach
  void complete() {
    answer(
        "DescribeEndpoint",
        "{'EndpointName': 'Chat', 'EndpointArn': 'arn:e', 'EndpointConfigName': 'c', 'EndpointStatus': 'InService', 'CreationTime': 1, 'LastModifiedTime': 2, 'ProductionVariants': [{'VariantName': 'blue'}]}");
    answer(
        "DescribeEndpointConfig",
        "{'EndpointConfigName': 'c', 'EndpointConfigArn': 'a', 'ProductionVariants': [], 'CreationTime': 1}");
    answer(
        "DescribeInferenceComponent",
        "{'InferenceComponentName': 'Llama', 'InferenceComponentArn': 'a', 'EndpointName': 'Chat', 'EndpointArn': 'arn:e', 'CreationTime': 1, 'LastModifiedTime': 2}");
    answer("ListTags", "{'Tags': [{'Key': 'team', 'Value': 'ml'}]}");
    answer(
        "ListEndpoints",
        "{'Endpoints': [{'EndpointName': 'Chat', 'EndpointArn': 'arn:e', 'EndpointStatus': 'InService', 'CreationTime': 1, 'LastModifiedTime': 2}]}");
    answer(
        "ListInferenceComponents",
        "{'InferenceComponents': [{'InferenceComponentName': 'Llama', 'InferenceComponentArn': 'a', 'EndpointName': 'Chat', 'EndpointArn': 'arn:e', 'VariantName': 'blue', 'CreationTime': 1, 'LastModifiedTime': 2}]}");
    answer(
        "DescribeScalableTargets",
        "{'ScalableTargets': [{%s, 'MinCapacity': 1, 'MaxCapacity': 4, 'RoleARN': 'r', 'CreationTime': 1, 'ScalableTargetARN': 'arn:t'}]}"
            .formatted(OF_BLUE));
    answer(
        "DescribeScalingPolicies",
        "{'ScalingPolicies': [{%s, 'PolicyName': 'p', 'PolicyARN': 'arn:p', 'PolicyType': 'StepScaling', 'CreationTime': 1}]}"
            .formatted(OF_BLUE));
    answer(
        "DescribeScheduledActions",
        "{'ScheduledActions': [{%s, 'ScheduledActionName': 's', 'ScheduledActionARN': 'a', 'Schedule': 'rate(1 day)', 'CreationTime': 1}]}"
            .formatted(OF_BLUE));
    answer("ListTagsForResource", "{'Tags': {}}");
    answer("GetResources", "{'ResourceTagMappingList': []}");
    answer("DescribeAlarms", "<DescribeAlarmsResponse/>");
  }

  @Test
  void nothing_is_missing() {
    everythingIsRead();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DescribeEndpoint           | EndpointName           | DescribeEndpoint of endpoint/Chat failed: AWS's answer has no EndpointName.
          DescribeEndpoint           | EndpointArn            | DescribeEndpoint of endpoint/Chat failed: AWS's answer has no EndpointArn.
          DescribeEndpoint           | EndpointStatus         | DescribeEndpoint of endpoint/Chat failed: AWS's answer has no EndpointStatus.
          DescribeEndpoint           | CreationTime           | DescribeEndpoint of endpoint/Chat failed: AWS's answer has no CreationTime.
          DescribeEndpoint           | VariantName            | DescribeEndpoint of endpoint/Chat failed: AWS's answer has no VariantName.
          DescribeInferenceComponent | InferenceComponentName | DescribeInferenceComponent of inference-component/Llama failed: AWS's answer has no InferenceComponentName.
          DescribeInferenceComponent | InferenceComponentArn  | DescribeInferenceComponent of inference-component/Llama failed: AWS's answer has no InferenceComponentArn.
          DescribeInferenceComponent | EndpointName           | DescribeInferenceComponent of inference-component/Llama failed: AWS's answer has no EndpointName.
          DescribeInferenceComponent | LastModifiedTime       | DescribeInferenceComponent of inference-component/Llama failed: AWS's answer has no LastModifiedTime.
          ListTags                   | Key                    | ListTags of arn:e failed: AWS's answer has no Key.
          ListTags                   | Value                  | ListTags of arn:e failed: AWS's answer has no Value.
          ListEndpoints              | EndpointName           | ListEndpoints of all endpoints failed: AWS's answer has no EndpointName.
          ListEndpoints              | EndpointArn            | ListEndpoints of all endpoints failed: AWS's answer has no EndpointArn.
          ListEndpoints              | EndpointStatus         | ListEndpoints of all endpoints failed: AWS's answer has no EndpointStatus.
          ListEndpoints              | LastModifiedTime       | ListEndpoints of all endpoints failed: AWS's answer has no LastModifiedTime.
          ListInferenceComponents    | InferenceComponentName | ListInferenceComponents of all inference components failed: AWS's answer has no InferenceComponentName.
          ListInferenceComponents    | InferenceComponentArn  | ListInferenceComponents of all inference components failed: AWS's answer has no InferenceComponentArn.
          ListInferenceComponents    | EndpointName           | ListInferenceComponents of all inference components failed: AWS's answer has no EndpointName.
          ListInferenceComponents    | VariantName            | ListInferenceComponents of all inference components failed: AWS's answer has no VariantName.
          ListInferenceComponents    | LastModifiedTime       | ListInferenceComponents of all inference components failed: AWS's answer has no LastModifiedTime.
          DescribeScalableTargets    | ResourceId             | DescribeScalableTargets of endpoint/Chat/variant/blue failed: AWS's answer has no ResourceId.
          DescribeScalableTargets    | ScalableDimension      | DescribeScalableTargets of endpoint/Chat/variant/blue failed: AWS's answer has no ScalableDimension.
          DescribeScalableTargets    | MinCapacity            | DescribeScalableTargets of endpoint/Chat/variant/blue failed: AWS's answer has no MinCapacity.
          DescribeScalableTargets    | MaxCapacity            | DescribeScalableTargets of endpoint/Chat/variant/blue failed: AWS's answer has no MaxCapacity.
          DescribeScalingPolicies    | PolicyName             | DescribeScalingPolicies of endpoint/Chat/variant/blue failed: AWS's answer has no PolicyName.
          DescribeScalingPolicies    | PolicyType             | DescribeScalingPolicies of endpoint/Chat/variant/blue failed: AWS's answer has no PolicyType.
          DescribeScheduledActions   | ScheduledActionName    | DescribeScheduledActions of endpoint/Chat/variant/blue failed: AWS's answer has no ScheduledActionName.
          DescribeScheduledActions   | Schedule               | DescribeScheduledActions of endpoint/Chat/variant/blue failed: AWS's answer has no Schedule.
          """)
  void a_missing_member_is_one_clear_error(String operation, String member, String message) {
    aws.without(operation, member);

    assertThatThrownBy(this::everythingIsRead)
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.SERVICE_ERROR))
        .hasMessage(message);
  }

  @Test
  void an_endpoint_may_have_no_config() {
    aws.without("DescribeEndpoint", "EndpointConfigName");

    assertThat(sageMaker.endpoint("Chat", null)).isPresent();
    assertThat(aws.operations()).doesNotContain("DescribeEndpointConfig");
  }

  @Test
  void a_component_may_have_no_status() {
    assertThat(sageMaker.component("Llama"))
        .get()
        .matches(component -> !component.status().inService());
  }

  @Test
  void what_belongs_to_another_target_does_not_count() {
    aws.replace(
        "DescribeScalingPolicies",
        "{'ScalingPolicies': [{%s, 'PolicyName': 'other', 'PolicyType': 'StepScaling'}, {%s, 'PolicyName': 'own', 'PolicyType': 'StepScaling'}]}"
            .formatted(OF_BLUE2, OF_BLUE));
    aws.replace(
        "DescribeScheduledActions",
        "{'ScheduledActions': [{%s, 'ScheduledActionName': 'other', 'Schedule': 'rate(1 day)'}]}"
            .formatted(OF_BLUE2));
    aws.replace(
        "DescribeScalableTargets",
        "{'ScalableTargets': [{%s, 'MinCapacity': 1, 'MaxCapacity': 4, 'CreationTime': 1}, {%s, 'MinCapacity': 1, 'MaxCapacity': 4, 'CreationTime': 1}]}"
            .formatted(OF_BLUE2, OF_BLUE));

    var observed = registry.observe(List.of(BLUE));

    assertThat(observed).extracting(target -> target.key().id()).containsExactly(BLUE);
    assertThat(observed.getFirst().policies())
        .extracting(policy -> policy.name())
        .containsExactly("own");
    assertThat(observed.getFirst().scheduledActions()).isEmpty();
  }

  @Test
  void components_of_another_endpoint_do_not_count() {
    assertThat(sageMaker.componentsOf("other")).isEmpty();
    assertThat(sageMaker.componentsOf("chat")).containsExactly("Llama");
  }

  @ParameterizedTest
  @CsvSource({
    "ListTags",
    "ListInferenceComponents",
    "DescribeScalableTargets",
    "DescribeScalingPolicies",
    "DescribeScheduledActions",
    "GetParametersByPath",
  })
  void a_list_whose_token_repeats_is_an_error(String operation) {
    answer("GetParametersByPath", "{'Parameters': []}");
    aws.endless(operation);

    assertThatThrownBy(
            () -> {
              everythingIsRead();
              sageMaker.componentsOf("Chat");
              adapters.catalog("/tagscaler").read();
            })
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.SERVICE_ERROR))
        .hasMessageStartingWith(operation + " of ")
        .hasMessageContaining(
            "failed: AWS answered the same NextToken twice, so that the list would never end.");
    assertThat(aws.calls(operation)).hasSizeLessThanOrEqualTo(2);
  }

  private void everythingIsRead() {
    assertThat(sageMaker.tags("arn:e")).isPresent();
    assertThat(sageMaker.endpoint("Chat", null)).isPresent();
    assertThat(sageMaker.component("Llama")).isPresent();
    assertThat(registry.observe(List.of(BLUE))).hasSize(1);
    assertThat(adapters.fleet("prod").read(Duration.ofMinutes(1)).endpoints()).hasSize(1);
  }

  private void answer(String operation, String json) {
    aws.answer(operation, json);
  }
}
