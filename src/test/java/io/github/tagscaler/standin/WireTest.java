package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

  private static final String JSON = "application/x-amz-json-1.1";

  private final Caller aws = Caller.seeded("{'endpoints': [{'name': 'e'}]}");

  @AfterEach
  void close() {
    aws.close();
  }

  /** AWS JSON 1.1 protocol. */
  @Test
  void times_are_epoch_seconds_with_milliseconds_as_a_number() {
    HttpResponse<String> response =
        aws.post(
            "/",
            Map.of("X-Amz-Target", "SageMaker.DescribeEndpoint", "Content-Type", JSON),
            "{\"EndpointName\": \"e\"}");

    assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(response.body()).contains("\"CreationTime\":1767600000.000");
  }

  @Test
  void an_error_has_its_type_in_the_body_and_in_a_header() {
    HttpResponse<String> response =
        aws.post(
            "/",
            Map.of("X-Amz-Target", "SageMaker.DescribeEndpoint", "Content-Type", JSON),
            "{\"EndpointName\": \"none\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("ValidationException");
    assertThat(response.body()).contains("\"__type\":\"ValidationException\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SageMaker.CreateTrainingJob",
        "SageMaker.",
        "SageMaker",
        "AnyScaleFrontendService.GetPredictiveScalingForecast",
        "DynamoDB_20120810.ListTables"
      })
  void an_unknown_operation_is_refused(String target) {
    HttpResponse<String> response =
        aws.post("/", Map.of("X-Amz-Target", target, "Content-Type", JSON), "{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException");
  }

  @Test
  void a_request_to_no_aws_service_is_rejected() {
    assertThat(aws.post("/", Map.of(), "hello").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{'EndpointName': 'e'} x", "{'EndpointName': 1}"})
  void unreadable_json_is_a_serialization_exception(String body) {
    Answer answer = aws.refused(SAGEMAKER, "DescribeEndpoint", body);

    assertThat(answer.errorType()).isEqualTo("SerializationException");
  }

  @Test
  void the_content_type_must_be_that_of_the_service() {
    HttpResponse<String> response =
        aws.post(
            "/",
            Map.of("X-Amz-Target", "AmazonSQS.ReceiveMessage", "Content-Type", JSON),
            "{\"QueueUrl\": \"q\"}");

    assertThat(response.body()).contains("SerializationException").contains("x-amz-json-1.0");
  }

  /** The words are AWS's for what its models refuse. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Value null at 'endpointName' failed to satisfy constraint: Member must not be null",
        "{'EndpointName': 'a_b'} | at 'endpointName' failed to satisfy constraint: Member must satisfy"
            + " regular expression pattern",
        "{'EndpointName': null} | Member must not be null"
      })
  void model_violations_are_reported_in_the_words_of_aws(String request, String message) {
    Answer answer = aws.refused(SAGEMAKER, "DescribeEndpoint", request);

    assertThat(answer.errorType()).isEqualTo("ValidationException");
    assertThat(answer.message()).startsWith("1 validation error detected: ").contains(message);
  }

  @Test
  void all_model_violations_are_reported_at_once() {
    Answer answer =
        aws.refused(
            AUTO_SCALING,
            "RegisterScalableTarget",
            "{'ServiceNamespace': 'nosuch', 'ScalableDimension': 'sagemaker:nothing'}");

    assertThat(answer.message())
        .startsWith("3 validation errors detected: ")
        .contains("Value 'nosuch' at 'serviceNamespace'")
        .contains("Member must satisfy enum value set")
        .contains("at 'resourceId'");
  }

  /** AWS takes unknown members in silence; here they can only be a mistake. */
  @Test
  void an_unknown_member_is_refused() {
    Answer answer =
        aws.refused(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'e', 'Endpoint': 'e'}");

    assertThat(answer.message()).contains("Unknown member 'endpoint'");
  }

  /** The caller's identity is of no matter here, but what it may not do is. */
  @Test
  void a_denied_action_is_an_access_denied_exception() {
    aws.standIn().seed(Caller.json("{'denied': ['sagemaker:ListTags']}"));

    Answer answer =
        aws.refused(
            SAGEMAKER,
            "ListTags",
            "{'ResourceArn': 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/e'}");

    assertThat(answer.errorType()).isEqualTo("AccessDeniedException");
    assertThat(answer.message()).contains("is not authorized to perform: sagemaker:ListTags");
  }

  @Test
  void the_query_protocol_refuses_unknown_actions_and_members() {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");

    assertThat(aws.post("/", form, "Action=ListDashboards&Version=2010-08-01").body())
        .contains("<Code>InvalidAction</Code>");
    assertThat(aws.post("/", form, "Action=DescribeAlarms&Version=2010-08-01&Names=x").body())
        .contains("<Code>MalformedInput</Code>");
    assertThat(aws.post("/", form, "Action=DescribeAlarms&Version=2010-08-01&MaxRecords=0").body())
        .contains("<Code>ValidationError</Code>");
  }
}
