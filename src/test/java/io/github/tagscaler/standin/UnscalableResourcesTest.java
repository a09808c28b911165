package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.COMPONENT;
import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.AllKinds.SERVERLESS;
import static io.github.tagscaler.standin.AllKinds.variant;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnscalableResourcesTest {

  private final Caller aws = AllKinds.start();

  @AfterEach
  void close() {
    aws.close();
  }

  private JsonObject register(String target, String members) {
    return aws.ok(AUTO_SCALING, "RegisterScalableTarget", "{" + target + members + "}");
  }

  private Answer refused(String target, String members) {
    Answer answer =
        aws.refused(AUTO_SCALING, "RegisterScalableTarget", "{" + target + members + "}");
    assertThat(answer.errorType()).isEqualTo("ValidationException");
    assertThat(aws.state().objects("scalableTargets")).isEmpty();
    return answer;
  }

  private static final String BOUNDS = ", 'MinCapacity': 1, 'MaxCapacity': 4";

  /** The text is AWS's, as the SageMaker operator for Kubernetes matches it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Creating", "Updating", "SystemUpdating", "RollingBack", "OutOfService", "Failed"})
  void an_endpoint_that_is_not_in_service(String status) {
    aws.standIn()
        .seed(Caller.json("{'endpoints': [{'name': 'Busy', 'status': '" + status + "'}]}"));

    assertThat(refused(variant("Busy", "AllTraffic"), BOUNDS).message())
        .contains("The status should be in 'InService' to register it as a scalable target");
  }

  /** The text is AWS's, as users report it. */
  @Test
  void a_burstable_instance_type() {
    assertThat(refused(variant("Burstable", "AllTraffic"), BOUNDS).message())
        .isEqualTo(
            "You cannot register a variant with ml.t2.medium instance type as a scalable target."
                + " This is because the burstable performance of these instances can lead to"
                + " unpredictable behavior with Auto Scaling.");
  }

  @Test
  void a_burstable_type_whose_config_is_deleted() {
    aws.ok(SAGEMAKER, "DeleteEndpointConfig", "{'EndpointConfigName': 'Burstable-config'}");

    assertThat(refused(variant("Burstable", "AllTraffic"), BOUNDS).message())
        .contains("ml.t2.medium");
  }

  /** SageMaker developer guide, Automatically scale provisioned concurrency. */
  @Test
  void a_serverless_variant_without_provisioned_concurrency() {
    String target = SERVERLESS.replace("Thumbnails", "OnDemand");

    assertThat(refused(target, BOUNDS).message()).contains("no provisioned concurrency");
  }

  @Test
  void a_dimension_that_does_not_fit_the_variant() {
    refused(variant("Thumbnails", "AllTraffic"), BOUNDS);
    refused(SERVERLESS.replace("Thumbnails", "Chat"), BOUNDS);
  }

  @Test
  void a_dimension_that_does_not_fit_the_form_of_the_resource_id() {
    assertThat(
            refused(COMPONENT.replace("inference-component/llama", "endpoint/Chat"), BOUNDS)
                .message())
        .contains("Unsupported service namespace, resource type or scalable dimension");
    refused(REALTIME.replace("endpoint/Chat/variant/AllTraffic", "endpoint/Chat"), BOUNDS);
  }

  /** SageMaker developer guide, Auto scaling inference components. */
  @Test
  void a_variant_that_hosts_components() {
    assertThat(refused(variant("Models", "AllTraffic"), BOUNDS).message())
        .contains("Register the inference components instead");
  }

  @Test
  void an_adapter() {
    refused(COMPONENT.replace("llama", "adapter"), BOUNDS);
  }

  @Test
  void a_shadow_variant() {
    refused(variant("Shadowed", "Shadow"), BOUNDS);
  }

  @Test
  void what_does_not_exist() {
    refused(variant("Nowhere", "AllTraffic"), BOUNDS);
    refused(variant("Chat", "Nowhere"), BOUNDS);
    refused(COMPONENT.replace("llama", "nowhere"), BOUNDS);
  }

  @Test
  void a_name_in_another_case_than_it_was_made_with() {
    refused(variant("chat", "AllTraffic"), BOUNDS);
  }

  /** Application Auto Scaling user guide, Permission validation for API calls on targets. */
  @Test
  void a_caller_who_may_not_do_what_scaling_will_do() {
    aws.standIn().seed(Caller.json("{'denied': ['cloudwatch:PutMetricAlarm']}"));

    assertThat(refused(REALTIME, BOUNDS).message())
        .isEqualTo("User is missing the following permissions: cloudwatch:PutMetricAlarm");
  }

  /** User guide, Quotas for Application Auto Scaling. */
  @Test
  void more_than_500_targets() {
    var seed = new StringBuilder("{'endpoints': [");
    for (int i = 0; i <= 500; i++) {
      seed.append(i == 0 ? "" : ",").append("{'name': 'e").append(i).append("'}");
    }
    aws.standIn().seed(Caller.json(seed.append("]}").toString()));
    for (int i = 0; i < 500; i++) {
      register(variant("e" + i, "AllTraffic"), BOUNDS);
    }

    Answer answer =
        aws.refused(
            AUTO_SCALING,
            "RegisterScalableTarget",
            "{" + variant("e500", "AllTraffic") + BOUNDS + "}");

    assertThat(answer.errorType()).isEqualTo("LimitExceededException");
  }
}
