package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InferenceComponentsTest {

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
