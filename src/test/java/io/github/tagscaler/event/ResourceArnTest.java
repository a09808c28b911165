package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceArnTest {

  @Test
  void an_endpoints_ARN_names_an_endpoint() {
    assertThat(
            ResourceArn.subject(
                Json.of("arn:aws-us-gov:sagemaker:us-gov-west-1:111122223333:endpoint/chat")))
        .contains(new Subject.Endpoint("chat", true));
  }

  @Test
  void a_components_ARN_names_a_component() {
    assertThat(
            ResourceArn.subject(
                Json.of("arn:aws-cn:sagemaker:cn-north-1:111122223333:inference-component/llama")))
        .contains(new Subject.Component("llama", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint/",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint/a/variant/b",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint/a b",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint/a\n",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint:a",
        "arn:aws:sagemaker:us-east-1:11112222:endpoint/a",
        "arn:aws:sagemaker::111122223333:endpoint/a",
        "arn:aws:s3:us-east-1:111122223333:endpoint/a",
        "arn:example:sagemaker:us-east-1:111122223333:endpoint/a",
        " arn:aws:sagemaker:us-east-1:111122223333:endpoint/a",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoints/a",
        "arn:aws:sagemaker:us-east-1:111122223333:model/a",
      })
  void nothing_else_does(String text) {
    assertThat(ResourceArn.subject(Json.of(text))).isEmpty();
  }
}
