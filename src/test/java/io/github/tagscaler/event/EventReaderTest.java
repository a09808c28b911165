package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Refused;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventReaderTest {

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void an_event_says_the_same_whichever_way_it_came(Delivery delivery) {
    assertThat(EventReader.read(Events.file("tag-change"), delivery))
        .isInstanceOf(ReconcileResource.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws.sagemaker               | SageMaker Model State Change
          aws.sagemaker               | SageMaker Endpoint Deployment State Change
          aws.sagemaker               | sagemaker endpoint state change
          aws.sagemaker               | Tag Change on Resource
          aws.autoscaling             | AWS API Call via CloudTrail
          aws.application-autoscaling | Application Auto Scaling Scaling Activity State Change
          my.app                      | Reconcile Requested
          tagscaler                   | Scaling Applied
          tagscaler                   | SageMaker Endpoint State Change
          """)
  void an_event_of_another_kind_is_ignored(String source, String detailType) {
    var event =
        Json.object()
            .put("source", source)
            .put("detail-type", detailType)
            .put("detail", "")
            .build();

    assertThat(EventReader.read(event, Delivery.QUEUE))
        .isEqualTo(
            new Ignored(
                "No handler for source \"%s\", detail-type \"%s\".".formatted(source, detailType)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"source": "aws.sagemaker"}                        | "aws.sagemaker" | null
          {"detail-type": "Reconcile Requested"}             | null            | "Reconcile Requested"
          {"source": ["tagscaler"], "endpointName": "chat"}  | an array        | null
          {"source": 1, "detail-type": {}}                   | a number        | an object
          {"source": "a\\nb\\u0000", "detail-type": "\\u202e"} | "a\\nb\\u0000"    | "\\u202e"
          """)
  void an_event_of_no_kind_is_ignored(String event, String source, String detailType) {
    var reason = "No handler for source %s, detail-type %s.".formatted(source, detailType);

    for (var delivery : Delivery.values()) {
      assertThat(EventReader.read(JsonReader.read(event), delivery)).isEqualTo(new Ignored(reason));
    }
  }

  @Test
  void what_is_ignored_is_logged_in_few_words() {
    var event = Json.object().put("source", "x".repeat(100_000)).build();

    assertThat(EventReader.read(event, Delivery.QUEUE))
        .isEqualTo(
            new Ignored(
                "No handler for source \"%s\"..., detail-type null.".formatted("x".repeat(128))));
  }

  @Test
  void a_text_of_128_characters_is_logged_in_full() {
    var event = Json.object().put("source", "x".repeat(128)).build();

    assertThat(EventReader.read(event, Delivery.QUEUE))
        .isEqualTo(
            new Ignored(
                "No handler for source \"%s\", detail-type null.".formatted("x".repeat(128))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          null   | null
          true   | true
          1      | a number
          "chat" | "chat"
          [{}]   | an array
          """)
  void what_is_no_object_is_no_event(String value, String shown) {
    assertThat(EventReader.read(JsonReader.read(value), Delivery.DIRECT))
        .extracting(refused -> ((Refused) refused).reason())
        .asString()
        .startsWith("Invalid request: expected an object, got " + shown + ". ");
    assertThat(EventReader.read(JsonReader.read(value), Delivery.QUEUE))
        .extracting(refused -> ((Refused) refused).reason())
        .asString()
        .startsWith("The message is not an EventBridge event: ");
  }

  @Test
  void an_ID_that_is_no_text_is_left_out() {
    var event = Events.with(Events.file("tag-change"), "id", Json.of(7));

    assertThat(EventReader.read(event, Delivery.QUEUE))
        .extracting(notice -> ((ReconcileResource) notice).trigger())
        .isEqualTo(new Trigger(Trigger.Type.TAG, null, "Tag Change on Resource", null));
  }
}
