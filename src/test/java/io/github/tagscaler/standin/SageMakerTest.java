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
import org.junit.jupiter.params.provider.ValueSource;

class SageMakerTest {

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

  /** SageMaker models no "not found" for these; the text is that of its answers. */
  @Nested
  class Not_found_is_a_validation_exception {

    @ParameterizedTest
    @CsvSource({
      "DescribeEndpoint,            EndpointName,           endpoint",
      "DeleteEndpoint,              EndpointName,           endpoint",
      "DescribeEndpointConfig,      EndpointConfigName,     endpoint configuration",
      "DescribeInferenceComponent,  InferenceComponentName, inference component",
      "DeleteInferenceComponent,    InferenceComponentName, inference component"
    })
    void for_names(String operation, String member, String what) {
      assertThat(refused(operation, "{'" + member + "': 'Nope'}").message())
          .startsWith("Could not find " + what + " \"arn:aws:sagemaker:")
          .endsWith("/nope\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "endpoint-config", "inference-component"})
    void for_arns(String kind) {
      String arn = "arn:aws:sagemaker:us-east-1:111122223333:" + kind + "/nope";

      assertThat(refused("ListTags", "{'ResourceArn': '" + arn + "'}").message())
          .startsWith("Could not find");
    }
  }

  /** SageMaker API reference, CreateEndpoint: names are unique whatever their case. */
  @Nested
  class Names {

    @Test
    void keep_their_case_while_arns_are_lower_cased() {
      JsonObject chat = endpoint("Chat");

      assertThat(chat.text("EndpointName")).isEqualTo("Chat");
      assertThat(chat.text("EndpointArn"))
          .isEqualTo("arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat");
    }

    @Test
    void are_unique_whatever_their_case() {
      assertThat(
              refused(
                      "CreateEndpoint",
                      "{'EndpointName': 'CHAT', 'EndpointConfigName': 'Chat-config'}")
                  .message())
          .startsWith("Cannot create already existing endpoint");
    }
  }

  /** SageMaker API reference, AddTags, ListTags, Tag. */
  @Nested
  class Tags {

    private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";

    private Answer add(String tags) {
      return aws.call(
          SAGEMAKER, "AddTags", "{'ResourceArn': '" + ARN + "', 'Tags': [" + tags + "]}");
    }

    private List<JsonObject> tags() {
      return ok("ListTags", "{'ResourceArn': '" + ARN + "'}").objects("Tags");
    }

    @Test
    void can_be_added_overwritten_listed_and_deleted() {
      add("{'Key': 'autoscaling:max', 'Value': '4'}, {'Key': 'team', 'Value': ''}");
      add("{'Key': 'autoscaling:max', 'Value': '6'}");
      assertThat(tags())
          .containsExactly(
              JsonObject.of("Key", "autoscaling:max").with("Value", "6"),
              JsonObject.of("Key", "team").with("Value", ""));

      ok("DeleteTags", "{'ResourceArn': '" + ARN + "', 'TagKeys': ['team', 'never-there']}");

      assertThat(tags()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 9 * * ? *)", "a,b", "{}", "50%", "a*", "what?", "a;b"})
    void cannot_hold_json_schedules_or_commas(String value) {
      Answer answer = add("{'Key': 'k', 'Value': '" + value + "'}");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).contains("regular expression pattern");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Europe/Berlin", "a + b", "user@example.com", "0.7", "-1", "x=y:z", "ünï"})
    void can_hold_letters_digits_spaces_and_a_few_signs(String value) {
      assertThat(add("{'Key': 'k', 'Value': '" + value + "'}").status()).isEqualTo(200);
    }

    @Test
    void are_at_most_fifty() {
      for (int i = 0; i < 50; i++) {
        add("{'Key': 'k" + i + "', 'Value': ''}");
      }

      assertThat(add("{'Key': 'one-more', 'Value': ''}").message()).contains("at most 50");
      assertThat(add("{'Key': 'k1', 'Value': 'new'}").status()).isEqualTo(200);
    }

    @Test
    void cannot_start_with_the_prefix_of_aws() {
      assertThat(add("{'Key': 'aws:k', 'Value': ''}").message()).contains("reserved");
    }

    @Test
    void come_in_pages_of_fifty_or_more() {
      assertThat(refused("ListTags", "{'ResourceArn': '" + ARN + "', 'MaxResults': 49}").message())
          .contains("Member must have value greater than or equal to 50");
    }

    @Test
    void of_a_deleted_endpoint_are_gone_with_it() {
      add("{'Key': 'k', 'Value': 'v'}");
      ok("DeleteEndpoint", "{'EndpointName': 'Chat'}");
      aws.standIn().advance(Duration.ofMinutes(1));

      ok("CreateEndpoint", "{'EndpointName': 'Chat', 'EndpointConfigName': 'Chat-config'}");

      assertThat(tags()).isEmpty();
    }
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

  @Nested
  class A_component {

    @Test
    void is_creating_until_it_has_settled() {
      ok(
          "CreateInferenceComponent",
          "{'InferenceComponentName': 'New', 'EndpointName': 'Models', 'RuntimeConfig':"
              + " {'CopyCount': 2}, 'Specification': {'ModelName': 'm'}}");
      JsonObject creating = describe("New");
      assertThat(creating.text("InferenceComponentStatus")).isEqualTo("Creating");
      assertThat(creating.object("RuntimeConfig").whole("CurrentCopyCount")).isZero();

      aws.standIn().advance(Duration.ofMinutes(1));

      assertThat(describe("New").object("RuntimeConfig").whole("CurrentCopyCount")).isEqualTo(2);
    }

    private JsonObject describe(String name) {
      return ok("DescribeInferenceComponent", "{'InferenceComponentName': '" + name + "'}");
    }

    @Test
    void needs_a_variant_that_hosts_components() {
      assertThat(
              refused(
                      "CreateInferenceComponent",
                      "{'InferenceComponentName': 'New', 'EndpointName': 'Chat',"
                          + " 'Specification': {'ModelName': 'm'}}")
                  .message())
          .contains("does not host inference components");
    }

    @Test
    void that_is_an_adapter_names_its_base_and_has_no_copies() {
      JsonObject adapter = describe("adapter");

      assertThat(adapter.object("Specification").text("BaseInferenceComponentName"))
          .isEqualTo("llama");
      assertThat(adapter.has("RuntimeConfig")).isFalse();
    }

    @Test
    void with_several_specifications_has_no_single_one() {
      ok(
          "CreateInferenceComponent",
          "{'InferenceComponentName': 'New', 'EndpointName': 'Models', 'RuntimeConfig':"
              + " {'CopyCount': 1}, 'Specifications': [{'ModelName': 'm'}, {'ModelName': 'n'}]}");

      assertThat(describe("New").has("Specification")).isFalse();
      assertThat(describe("New").objects("Specifications")).hasSize(2);
    }

    /** Not documented; reported from the field. */
    @Test
    void cannot_be_deleted_while_its_copies_change() {
      ok(
          "UpdateInferenceComponentRuntimeConfig",
          "{'InferenceComponentName': 'llama', 'DesiredRuntimeConfig': {'CopyCount': 3}}");

      refused("DeleteInferenceComponent", "{'InferenceComponentName': 'llama'}");

      aws.standIn().advance(Duration.ofMinutes(1));
      ok("DeleteInferenceComponent", "{'InferenceComponentName': 'llama'}");
    }
  }

  /** SageMaker API reference, ListEndpoints, ListInferenceComponents. */
  @Nested
  class Listing {

    @Test
    void gives_ten_by_default_and_at_most_a_hundred() {
      var seed = new StringBuilder("{'endpoints': [");
      for (int i = 0; i < 12; i++) {
        seed.append(i == 0 ? "" : ",").append("{'name': 'e").append(i).append("'}");
      }
      aws.standIn().seed(Caller.json(seed.append("]}").toString()));

      assertThat(ok("ListEndpoints", "{}").objects("Endpoints")).hasSize(10);
      assertThat(ok("ListEndpoints", "{'MaxResults': 100}").objects("Endpoints")).hasSize(19);
      refused("ListEndpoints", "{'MaxResults': 101}");
    }

    @Test
    void can_ask_for_a_part_of_the_name_a_status_or_the_endpoint_of_components() {
      assertThat(ok("ListEndpoints", "{'NameContains': 'HUMB'}").objects("Endpoints"))
          .extracting(endpoint -> endpoint.text("EndpointName"))
          .containsExactly("Thumbnails");
      assertThat(ok("ListEndpoints", "{'StatusEquals': 'Failed'}").objects("Endpoints")).isEmpty();
      assertThat(
              ok("ListInferenceComponents", "{'EndpointNameEquals': 'Models'}")
                  .objects("InferenceComponents"))
          .hasSize(2);
      assertThat(
              ok("ListInferenceComponents", "{'EndpointNameEquals': 'Chat'}")
                  .objects("InferenceComponents"))
          .isEmpty();
    }
  }
}
