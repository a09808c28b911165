package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

  private final Caller aws = AllKinds.start();

  @AfterEach
  void close() {
    aws.close();
  }

  private JsonObject ok(String operation, String request) {
    return aws.ok(SAGEMAKER, operation, request);
  }

  private Answer refused(String operation, String request) {
    Answer answer = aws.refused(SAGEMAKER, operation, request);
    assertThat(answer.errorType()).isEqualTo("ValidationException");
    return answer;
  }

  private JsonObject endpoint(String name) {
    return ok("DescribeEndpoint", "{'EndpointName': '" + name + "'}");
  }

  private void register() {
    aws.ok(
        AUTO_SCALING,
        "RegisterScalableTarget",
        "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 9}");
  }

  private void createConfig(String name, String variant) {
    ok(
        "CreateEndpointConfig",
        "{'EndpointConfigName': '" + name + "', 'ProductionVariants': [" + variant + "]}");
  }

  private static String variant(String name, String type, int count) {
    return "{'VariantName': '"
        + name
        + "', 'ModelName': 'm', 'InstanceType': '"
        + type
        + "', 'InitialInstanceCount': "
        + count
        + "}";
  }

  @Nested
  class An_endpoint {

    @Test
    void is_creating_until_it_has_settled() {
      ok("CreateEndpoint", "{'EndpointName': 'New', 'EndpointConfigName': 'Chat-config'}");
      assertThat(endpoint("New").text("EndpointStatus")).isEqualTo("Creating");

      aws.standIn().advance(Duration.ofMinutes(1));

      assertThat(endpoint("New").text("EndpointStatus")).isEqualTo("InService");
      assertThat(
              endpoint("New")
                  .objects("ProductionVariants")
                  .getFirst()
                  .whole("CurrentInstanceCount"))
          .isEqualTo(4);
    }

    @Test
    void cannot_be_changed_while_it_changes() {
      String change =
          "{'EndpointName': 'Chat', 'DesiredWeightsAndCapacities':"
              + " [{'VariantName': 'AllTraffic', 'DesiredInstanceCount': 2}]}";
      ok("UpdateEndpointWeightsAndCapacities", change);

      assertThat(refused("UpdateEndpointWeightsAndCapacities", change).message())
          .startsWith("Cannot update in-progress endpoint");
    }

    /** SageMaker API reference, UpdateEndpoint, RetainAllVariantProperties. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 4"})
    void takes_counts_from_its_new_configuration_unless_asked_to_keep_them(
        boolean retain, int expected) {
      createConfig("Next", variant("AllTraffic", "ml.g5.xlarge", 1));

      ok(
          "UpdateEndpoint",
          "{'EndpointName': 'Chat', 'EndpointConfigName': 'Next', 'RetainAllVariantProperties': "
              + retain
              + "}");

      JsonObject variant = endpoint("Chat").objects("ProductionVariants").getFirst();
      assertThat(variant.whole("DesiredInstanceCount")).isEqualTo(expected);
    }

    /** SageMaker developer guide, Update endpoints that use automatic scaling. */
    @Test
    void keeps_the_instance_type_and_the_variants_that_are_registered() {
      register();
      createConfig("OtherType", variant("AllTraffic", "ml.g5.2xlarge", 1));
      createConfig("OtherVariant", variant("Renamed", "ml.g5.xlarge", 1));
      createConfig("OtherModel", variant("AllTraffic", "ml.g5.xlarge", 1));

      for (String config : List.of("OtherType", "OtherVariant")) {
        assertThat(
                refused(
                        "UpdateEndpoint",
                        "{'EndpointName': 'Chat', 'EndpointConfigName': '" + config + "'}")
                    .message())
            .contains("registered as a scalable target");
      }
      ok("UpdateEndpoint", "{'EndpointName': 'Chat', 'EndpointConfigName': 'OtherModel'}");
    }

    /** SageMaker developer guide, Serverless endpoints. */
    @Test
    void with_instances_cannot_become_serverless() {
      refused(
          "UpdateEndpoint", "{'EndpointName': 'Chat', 'EndpointConfigName': 'OnDemand-config'}");
    }
  }

  @Nested
  class Deleting_an_endpoint {

    @Test
    void deregisters_its_variants() {
      register();

      ok("DeleteEndpoint", "{'EndpointName': 'Chat'}");
      assertThat(endpoint("Chat").text("EndpointStatus")).isEqualTo("Deleting");
      aws.standIn().advance(Duration.ofMinutes(1));

      refused("DescribeEndpoint", "{'EndpointName': 'Chat'}");
      assertThat(aws.state().objects("scalableTargets")).isEmpty();
    }

    /** The text is AWS's, as users report it. */
    @Test
    void is_refused_to_a_caller_who_may_not_deregister() {
      register();
      aws.standIn()
          .seed(Caller.json("{'denied': ['application-autoscaling:DeregisterScalableTarget']}"));

      assertThat(refused("DeleteEndpoint", "{'EndpointName': 'Chat'}").message())
          .startsWith(
              "An Application AutoScaling scalable target exists for a variant being deleted");
      ok("DeleteEndpoint", "{'EndpointName': 'Documents'}");
    }

    /** Not documented; reported from the field. */
    @Test
    void leaves_its_components_behind() {
      ok("DeleteEndpoint", "{'EndpointName': 'Models'}");
      aws.standIn().advance(Duration.ofMinutes(1));

      JsonObject llama = ok("DescribeInferenceComponent", "{'InferenceComponentName': 'llama'}");
      assertThat(llama.text("InferenceComponentStatus")).isEqualTo("InService");
    }
  }

  /**
   * SageMaker API reference, CreateEndpointConfig and ProductionVariant; the second text is AWS's.
   */
  @Nested
  class An_endpoint_configuration {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'VariantName': 'v', 'ModelName': 'm'} | one of InstanceType, InstancePools",
          "{'VariantName': 'v', 'ModelName': 'm', 'InstanceType': 'ml.m5.large',"
              + " 'InitialInstanceCount': 1, 'ManagedInstanceScaling': {'Status': 'ENABLED'}}"
              + " | ManagedInstanceScaling is only supported for inference component endpoints.",
          "{'VariantName': 'v', 'InstanceType': 'ml.m5.large', 'InitialInstanceCount': 1}"
              + " | ExecutionRoleArn",
          "{'VariantName': 'v', 'ModelName': 'm', 'InstanceType': 'ml.m5.large'}"
              + " | must have InitialInstanceCount",
          "{'VariantName': 'v', 'ModelName': 'm', 'ServerlessConfig': {'MemorySizeInMB': 2048,"
              + " 'MaxConcurrency': 5, 'ProvisionedConcurrency': 6}} | at most MaxConcurrency"
        })
    void refuses_variants_that_contradict_themselves(String variant, String message) {
      assertThat(
              refused(
                      "CreateEndpointConfig",
                      "{'EndpointConfigName': 'c', 'ProductionVariants': [" + variant + "]}")
                  .message())
          .contains(message);
    }

    @Test
    void may_go_while_its_endpoint_runs() {
      ok("DeleteEndpointConfig", "{'EndpointConfigName': 'Chat-config'}");

      assertThat(endpoint("Chat").text("EndpointConfigName")).isEqualTo("Chat-config");
      refused("DescribeEndpointConfig", "{'EndpointConfigName': 'Chat-config'}");
    }
  }
}
