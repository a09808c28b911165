package io.github.tagscaler.standin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.standin.engine.ServiceModels;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {

  private static final ServiceModel SAGEMAKER = ServiceModel.load("sagemaker");
  private static final ServiceModel AUTO_SCALING = ServiceModel.load("application-autoscaling");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ResourceArn': 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/e', 'MaxResults': 50} | ok",
        "{'ResourceArn': 'arn:aws:sagemaker:us-east-1:1:endpoint/e'} | regular expression pattern",
        "{'MaxResults': 50} | Value null at 'resourceArn'",
        "{'ResourceArn': 5} | Expected a string at 'resourceArn', was 5",
        "{'ResourceArn': 'x', 'MaxResults': 1.5} | Expected an integer at 'maxResults'",
        "{'ResourceArn': 'x', 'MaxResults': 3000000000} | Expected an integer at 'maxResults'",
        "{'ResourceArn': 'x', 'Tags': []} | Unknown member 'tags'"
      })
  void reports_each_violation(String value, String outcome) {
    JsonObject json = JsonReader.object(value.replace('\'', '"'));

    if (outcome.equals("ok")) {
      assertThatCode(() -> check("ListTagsInput", json)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> check("ListTagsInput", json)).hasMessageContaining(outcome);
    }
  }

  private static void check(String shape, JsonObject json) {
    Conformance.check(SAGEMAKER, shape, json);
  }

  @Test
  void reads_times_as_instants_to_the_millisecond() {
    JsonObject read =
        Conformance.check(
            AUTO_SCALING,
            "PutScheduledActionRequest",
            JsonReader.object(
                """
                {"ServiceNamespace": "sagemaker", "ScheduledActionName": "a", "ResourceId": "r",
                 "ScalableDimension": "sagemaker:variant:DesiredInstanceCount", "StartTime": 1.5}
                """));

    assertThat(read.findTime("StartTime")).contains(Instant.ofEpochMilli(1500));
  }

  @Test
  void counts_characters_rather_than_code_units() {
    JsonObject tag = JsonObject.of("Key", "𠀀".repeat(128)).with("Value", "");

    assertThatCode(() -> Conformance.check(SAGEMAKER, "Tag", tag)).doesNotThrowAnyException();
  }

  @Test
  void every_shape_of_every_model_can_be_read() {
    assertThat(ServiceModels.all()).hasSize(13);
    assertThat(ServiceModels.all().values())
        .allSatisfy(model -> assertThat(model.operations()).isNotEmpty());
  }
}
