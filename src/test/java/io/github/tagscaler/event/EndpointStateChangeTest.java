package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointStateChangeTest {
  private static final Json EVENT = Events.file("endpoint-in-service");
  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";
  private static final Trigger TRIGGER =
      new Trigger(
          Trigger.Type.ENDPOINT,
          "1c5b7d4e-5a2f-4f0c-9d0b-2f6d1f1f9c11",
          "SageMaker Endpoint State Change",
          null);

  private static Command read(Json event) {
    return EventReader.read(event, Delivery.QUEUE);
  }

  private static ReconcileResource inService(String endpoint, Hint hint) {
    return new ReconcileResource(
        new Subject.Endpoint(endpoint, false), Cause.IN_SERVICE, TRIGGER, hint, false);
  }

  @Nested
  class The_status {

    @ParameterizedTest
    @ValueSource(strings = {"IN_SERVICE", "InService", "in-service", "In Service", "inservice"})
    void in_service_starts_a_reconcile(String status) {
      var event = Events.with(EVENT, "detail.EndpointStatus", Json.of(status));

      assertThat(read(event)).isEqualTo(inService("chat", new Hint(ARN, "Chat-Blue")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETING", "Deleting", "DELETED", "Deleted"})
    void deleting_and_deleted_are_reasons_to_release(String status) {
      var event = Events.with(EVENT, "detail.EndpointStatus", Json.of(status));

      assertThat(read(event))
          .isEqualTo(
              new ReconcileResource(
                  new Subject.Endpoint("chat", false), Cause.DELETED, TRIGGER, Hint.NONE, false));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CREATING",
          "UPDATING",
          "SYSTEM_UPDATING",
          "ROLLING_BACK",
          "OUT_OF_SERVICE",
          "UPDATE_ROLLBACK_FAILED",
          "FAILED",
          "NOT_IN_SERVICE",
          ""
        })
    void every_other_is_ignored(String status) {
      var event = Events.with(EVENT, "detail.EndpointStatus", Json.of(status));

      assertThat(read(event))
          .isEqualTo(
              new Ignored(
                  "Endpoint chat has status \"%s\"; only IN_SERVICE, DELETING and DELETED are handled."
                      .formatted(status)));
    }

    @Test
    void none_at_all_is_ignored() {
      assertThat(read(Events.without(EVENT, "detail.EndpointStatus")))
          .isEqualTo(
              new Ignored(
                  "Endpoint chat has status null; only IN_SERVICE, DELETING and DELETED are handled."));
    }
  }

  @Nested
  class The_name {

    @Test
    void keeps_its_case_though_the_ARN_does_not() {
      var event = Events.with(EVENT, "detail.EndpointName", Json.of("Chat"));

      assertThat(read(event)).isEqualTo(inService("Chat", new Hint(ARN, "Chat-Blue")));
    }

    @Test
    void is_never_taken_from_the_ARN() {
      assertThat(read(Events.without(EVENT, "detail.EndpointName"))).isInstanceOf(Ignored.class);
    }

    @Test
    void outside_SageMakers_pattern_is_ignored() {
      var event = Events.with(EVENT, "detail.EndpointName", Json.of("chat/../\nadmin"));

      assertThat(read(event))
          .isEqualTo(
              new Ignored(
                  "EndpointName \"chat/../\\nadmin\" is not a valid endpoint name: a name is 1 to 63 letters, digits and hyphens that neither begin nor end with a hyphen."));
    }
  }

  @Nested
  class The_hint {

    @Test
    void takes_the_ARN_from_resources_where_the_detail_has_none() {
      var event = Events.with(EVENT, "detail.EndpointArn", Json.Null.NULL);

      assertThat(read(event)).isEqualTo(inService("chat", new Hint(ARN, "Chat-Blue")));
    }

    @ParameterizedTest
    @CsvSource({
      "arn:aws:sagemaker:us-east-1:111122223333:endpoint/other",
      "arn:aws:sagemaker:us-east-1:111122223333:inference-component/chat",
      "chat",
    })
    void has_no_ARN_of_something_else(String arn) {
      var event =
          Events.without(Events.with(EVENT, "detail.EndpointArn", Json.of(arn)), "resources");

      assertThat(read(event)).isEqualTo(inService("chat", new Hint(null, "Chat-Blue")));
    }

    @Test
    void is_empty_if_the_event_has_none() {
      var event =
          JsonReader.read(
              """
              {
                "id": "1c5b7d4e-5a2f-4f0c-9d0b-2f6d1f1f9c11",
                "source": "aws.sagemaker",
                "detail-type": "SageMaker Endpoint State Change",
                "resources": null,
                "detail": {
                  "EndpointName": "chat",
                  "EndpointStatus": "IN_SERVICE",
                  "EndpointArn": null,
                  "EndpointConfigName": null
                }
              }
              """);

      assertThat(read(event)).isEqualTo(inService("chat", Hint.NONE));
    }

    @Test
    void has_no_endpoint_config_of_an_impossible_name() {
      var event = Events.with(EVENT, "detail.EndpointConfigName", Json.of("a b"));

      assertThat(read(event)).isEqualTo(inService("chat", new Hint(ARN, null)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          time                       | "1583831889050"
          time                       | 1583831889050.5
          time                       | null
          detail.CreationTime        | "yesterday"
          detail.ProductionVariants  | null
          detail.ProductionVariants  | {"DesiredInstanceCount": "two"}
          detail.Tags                | [{"Key": "autoscaling:policy", "Value": "off"}]
          detail.Tags                | {"autoscaling:policy": "off"}
          detail.Tags                | null
          detail.FailureReason       | "none"
          account                    | 111122223333
          """)
  void what_the_event_says_besides_changes_nothing(String path, String value) {
    assertThat(read(Events.with(EVENT, path, JsonReader.read(value)))).isEqualTo(read(EVENT));
    assertThat(read(Events.without(EVENT, path))).isEqualTo(read(EVENT));
  }
}
