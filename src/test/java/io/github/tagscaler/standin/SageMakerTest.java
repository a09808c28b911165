package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
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

  /** SageMaker API reference, ListEndpoints, ListInferenceComponents. */
  @Nested
  class Listing {

    @Test
    void returns_ten_by_default_and_at_most_a_hundred() {
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
