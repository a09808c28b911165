package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagChangeTest {
  private static final Json EVENT = Events.file("tag-change");
  private static final String SAGEMAKER = "arn:aws:sagemaker:us-east-1:111122223333:";

  private static Command changed(String... arns) {
    return read(Events.with(EVENT, "resources", Json.ofStrings(List.of(arns))));
  }

  private static Command read(Json event) {
    return EventReader.read(event, Delivery.QUEUE);
  }

  private static Command command(Subject subject) {
    var trigger =
        new Trigger(
            Trigger.Type.TAG,
            "d817930a-16eb-45c8-99c7-ebc9dbdbb8dd",
            "Tag Change on Resource",
            null);
    return new ReconcileResource(subject, Cause.TAGS_CHANGED, trigger, Hint.NONE, false);
  }

  @Test
  void an_endpoint_is_reconciled() {
    assertThat(changed(SAGEMAKER + "endpoint/chat"))
        .isEqualTo(command(new Subject.Endpoint("chat", true)));
  }

  @Test
  void a_component_is_reconciled() {
    assertThat(changed(SAGEMAKER + "inference-component/chat-llama"))
        .isEqualTo(command(new Subject.Component("chat-llama", true)));
  }

  @Test
  void of_several_resources_the_first_that_can_scale_is_reconciled() {
    assertThat(
            changed(
                SAGEMAKER + "model/chat", SAGEMAKER + "endpoint/chat", SAGEMAKER + "endpoint/b"))
        .isEqualTo(command(new Subject.Endpoint("chat", true)));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/chat",
    "arn:aws:dms:us-east-1:111122223333:endpoint:chat",
    "arn:aws:dms:us-east-1:111122223333:endpoint/chat",
  })
  void any_other_resource_is_ignored_whatever_the_detail_calls_it(String arn) {
    assertThat(changed(arn))
        .isEqualTo(
            new Ignored(
                "Tags changed on \"%s\", which is not a SageMaker endpoint or inference component."
                    .formatted(arn)));
  }

  @ParameterizedTest
  @CsvSource({"null", "[]", "'\"arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat\"'"})
  void no_list_of_resources_is_ignored(String resources) {
    assertThat(read(Events.with(EVENT, "resources", JsonReader.read(resources))))
        .isEqualTo(
            new Ignored(
                "Tags changed on null, which is not a SageMaker endpoint or inference component."));
  }

  @Test
  void the_detail_is_not_needed() {
    assertThat(read(Events.without(EVENT, "detail"))).isEqualTo(read(EVENT));
  }
}
