package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SageMaker API reference, AddTags, ListTags, Tag. */
class SageMakerTagsTest {

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

  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";

  private Answer add(String tags) {
    return aws.call(SAGEMAKER, "AddTags", "{'ResourceArn': '" + ARN + "', 'Tags': [" + tags + "]}");
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
