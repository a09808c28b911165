package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTrailCallTest {
  private static final Json CREATED = Events.file("component-created");
  private static final Json DELETED = Events.file("component-deleted");
  private static final Json ENDPOINT_DELETED = Events.file("endpoint-delete-call");
  private static final Json TAGGED = Events.file("tags-added");
  private static final String COMPONENT_ARN =
      "arn:aws:sagemaker:us-east-1:111122223333:inference-component/chat-llama";

  private static Command read(Json event) {
    return EventReader.read(event, Delivery.QUEUE);
  }

  private static Command created(Subject subject, @Nullable String caller) {
    var trigger =
        new Trigger(
            Trigger.Type.COMPONENT,
            "61a02c93-af74-4e51-8250-74b264643166",
            "AWS API Call via CloudTrail",
            caller);
    return new ReconcileResource(subject, Cause.COMPONENT_CHANGED, trigger, Hint.NONE, false);
  }

  private static Command created(Subject subject) {
    return created(subject, "arn:aws:sts::111122223333:assumed-role/deploy/pipeline");
  }

  private static Command tagged(Subject subject) {
    var trigger =
        new Trigger(
            Trigger.Type.TAG,
            "a5e460d7-e3b8-4295-8694-b8f6a8a875aa",
            "AWS API Call via CloudTrail",
            "arn:aws:iam::111122223333:user/ann");
    return new ReconcileResource(subject, Cause.TAGS_CHANGED, trigger, Hint.NONE, false);
  }

  @Nested
  class A_call_about_a_component {

    @Test
    void names_it_in_its_own_case() {
      var event =
          Events.with(
              CREATED, "detail.requestParameters.inferenceComponentName", Json.of("Chat-Llama"));

      assertThat(read(event)).isEqualTo(created(new Subject.Component("Chat-Llama", false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateInferenceComponent", "UpdateInferenceComponent"})
    void without_its_request_names_it_by_the_answers_ARN(String call) {
      var event =
          Events.with(
              Events.with(CREATED, "detail.requestParameters", Json.Null.NULL),
              "detail.eventName",
              Json.of(call));

      assertThat(read(event)).isEqualTo(created(new Subject.Component("chat-llama", true)));
    }

    @Test
    void without_its_request_and_its_answer_is_ignored() {
      var event =
          Events.without(
              Events.with(CREATED, "detail.requestParameters", Json.Null.NULL),
              "detail.responseElements");

      assertThat(read(event))
          .isEqualTo(
              new Ignored(
                  "The recorded call \"CreateInferenceComponent\" is about no endpoint or inference"
                      + " component but null."));
    }

    @Test
    void is_not_taken_for_one_about_an_endpoint_that_the_answer_names() {
      var event =
          Events.with(
              Events.without(CREATED, "detail.requestParameters"),
              "detail.responseElements.inferenceComponentArn",
              Json.of("arn:aws:sagemaker:us-east-1:111122223333:endpoint/models"));

      assertThat(read(event)).isInstanceOf(Ignored.class);
    }

    @Test
    void that_is_deleted_is_ignored_without_its_request() {
      var event =
          Events.with(
              Events.with(DELETED, "detail.requestParameters", Json.Null.NULL),
              "detail.responseElements.inferenceComponentArn",
              Json.of(COMPONENT_ARN));

      assertThat(read(event)).isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"chat llama\"", "\"\"", "7", "{}"})
    void of_an_impossible_name_is_ignored_whatever_the_answer_says(String name) {
      var event =
          Events.with(
              CREATED, "detail.requestParameters.inferenceComponentName", JsonReader.read(name));

      assertThat(read(event)).isInstanceOf(Ignored.class);
    }
  }

  @Test
  void a_deleted_endpoint_of_an_impossible_name_is_ignored() {
    var event =
        Events.with(ENDPOINT_DELETED, "detail.requestParameters.endpointName", Json.of("-chat"));

    assertThat(read(event))
        .isEqualTo(
            new Ignored(
                "The recorded call \"DeleteEndpoint\" is about no endpoint or inference component"
                    + " but \"-chat\"."));
  }

  @Nested
  class A_call_about_tags {

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov", "aws-iso-b"})
    void concerns_an_endpoint_in_any_partition(String partition) {
      assertThat(
              read(
                  taggedResource(
                      "arn:" + partition + ":sagemaker:eu-west-1:111122223333:endpoint/chat")))
          .isEqualTo(tagged(new Subject.Endpoint("chat", true)));
    }

    @Test
    void concerns_a_component() {
      assertThat(read(taggedResource(COMPONENT_ARN)))
          .isEqualTo(tagged(new Subject.Component("chat-llama", true)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/chat",
          "arn:aws:sagemaker:us-east-1:111122223333:model/chat",
          "arn:aws:s3:::chat",
          "chat",
        })
    void of_anything_else_is_ignored(String arn) {
      assertThat(read(taggedResource(arn)))
          .isEqualTo(
              new Ignored(
                  "The recorded call \"AddTags\" is about no endpoint or inference component but \"%s\"."
                      .formatted(arn)));
    }

    private static Json taggedResource(String arn) {
      return Events.with(TAGGED, "detail.requestParameters.resourceArn", Json.of(arn));
    }
  }

  @Nested
  class The_caller {

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"ann\"", "{\"arn\": null}", "{\"arn\": 7}"})
    void may_be_unknown(String identity) {
      var event = Events.with(CREATED, "detail.userIdentity", JsonReader.read(identity));

      assertThat(read(event)).isEqualTo(created(new Subject.Component("chat-llama", false), null));
    }

    @Test
    void may_be_another_service() {
      var event =
          Events.with(
              CREATED, "detail.userIdentity.invokedBy", Json.of("cloudformation.amazonaws.com"));

      assertThat(read(event)).isEqualTo(created(new Subject.Component("chat-llama", false)));
    }

    @Test
    void is_ignored_if_it_is_Application_Auto_Scaling() {
      assertThat(read(byAutoScaling(CREATED)))
          .isEqualTo(
              new Ignored(
                  "The recorded call \"CreateInferenceComponent\" was made by Application Auto"
                      + " Scaling itself."));
    }

    @Test
    void is_checked_before_the_error_because_it_probes_its_permissions() {
      var probe = Events.with(byAutoScaling(CREATED), "detail.errorCode", Json.of("AccessDenied"));

      assertThat(read(probe)).isEqualTo(read(byAutoScaling(CREATED)));
    }

    private static Json byAutoScaling(Json event) {
      return Events.with(
          event, "detail.userIdentity.invokedBy", Json.of("application-autoscaling.amazonaws.com"));
    }
  }

  @Nested
  class A_call_that_failed {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CreateInferenceComponent",
          "DeleteInferenceComponent",
          "UpdateEndpoint",
          "DeleteEndpoint",
          "AddTags"
        })
    void is_ignored(String call) {
      var event =
          Events.with(
              Events.with(CREATED, "detail.eventName", Json.of(call)),
              "detail.errorCode",
              Json.of("ValidationException"));

      assertThat(read(event))
          .isEqualTo(
              new Ignored(
                  "The recorded call \"%s\" failed with \"ValidationException\".".formatted(call)));
    }

    @Test
    void is_not_one_whose_error_is_null() {
      assertThat(read(Events.with(CREATED, "detail.errorCode", Json.Null.NULL)))
          .isEqualTo(read(CREATED));
    }
  }

  @Nested
  class A_deploy_that_failed {
    private static final Json BLOCKED = Events.file("endpoint-update-blocked");

    @ParameterizedTest
    @ValueSource(
        strings = {
          "A scalable target is registered.",
          "SCALABLE TARGET",
          "ScalableTarget endpoint/chat/variant/a exists",
          "registered with Application Auto Scaling",
          "registered with application autoscaling",
          "no application-autoscaling:DeregisterScalableTarget permission",
        })
    void is_news_if_its_message_names_a_scalable_target(String message) {
      assertThat(read(failing(message))).isEqualTo(blocked("chat", message));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "Could not find endpoint \"chat\".", "Cannot update in-progress endpoint."})
    void is_ignored_for_any_other_reason(String message) {
      assertThat(read(failing(message)))
          .isEqualTo(
              new Ignored(
                  "The recorded call \"UpdateEndpoint\" failed with \"ValidationException\"."));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"CreateEndpoint", "UpdateEndpointWeightsAndCapacities", "AddTags", "ListTags"})
    void is_no_other_call(String call) {
      assertThat(read(Events.with(BLOCKED, "detail.eventName", Json.of(call))))
          .isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"detail.errorMessage", "detail.errorCode", "detail.eventName"})
    void is_ignored_if_it_cannot_be_read(String member) {
      assertThat(read(Events.with(BLOCKED, member, Json.of(7)))).isInstanceOf(Ignored.class);
    }

    @Test
    void is_reported_without_a_name_if_the_record_has_none() {
      var event = Events.with(BLOCKED, "detail.requestParameters", Json.Null.NULL);

      assertThat(read(event))
          .isInstanceOfSatisfying(
              Command.Blocked.class, notice -> assertThat(notice.endpoint()).isEmpty());
    }

    @Test
    void is_ignored_if_Application_Auto_Scaling_made_it() {
      var event =
          Events.with(
              BLOCKED,
              "detail.userIdentity.invokedBy",
              Json.of("application-autoscaling.amazonaws.com"));

      assertThat(read(event)).isInstanceOf(Ignored.class);
    }

    private static Json failing(String message) {
      return Events.with(BLOCKED, "detail.errorMessage", Json.of(message));
    }

    private static Command blocked(String endpoint, String message) {
      return new Command.Blocked(
          Optional.of(endpoint),
          "UpdateEndpoint",
          "ValidationException",
          message,
          new Trigger(
              Trigger.Type.ENDPOINT,
              "4f8e0a71-9e34-4faa-8061-5d97f6eaf404",
              "AWS API Call via CloudTrail",
              "arn:aws:sts::111122223333:assumed-role/deploy/pipeline"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CreateEndpoint",
    "UpdateEndpoint",
    "UpdateEndpointWeightsAndCapacities",
    "UpdateInferenceComponentRuntimeConfig",
    "createinferencecomponent",
  })
  void every_other_call_is_ignored(String call) {
    assertThat(read(Events.with(CREATED, "detail.eventName", Json.of(call))))
        .isEqualTo(
            new Ignored(
                "The recorded call \"%s\" is not one that Tagscaler handles.".formatted(call)));
  }

  @Test
  void a_call_of_another_service_is_ignored() {
    var event = Events.with(CREATED, "detail.eventSource", Json.of("sagemaker.example.com"));

    assertThat(read(event))
        .isEqualTo(
            new Ignored(
                "The recorded call \"CreateInferenceComponent\" is not a SageMaker API call."));
  }
}
