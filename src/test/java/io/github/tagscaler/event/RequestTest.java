package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.event.Notice.Look;
import io.github.tagscaler.event.Notice.Refused;
import io.github.tagscaler.json.Json;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody may ask for, by an event on the bus or by a bare document. */
class RequestTest {
  private static final Json EVENT = Events.file("reconcile-requested-endpoint");
  private static final Trigger BY_EVENT =
      new Trigger(
          Trigger.Type.REQUEST,
          "e928a41b-27fc-46d9-8ad8-fcdaecfcc9ee",
          "Reconcile Requested",
          null);
  private static final Trigger DIRECTLY = new Trigger(Trigger.Type.DIRECT, null, null, null);

  private static Notice byEvent(String detail) {
    return EventReader.read(Events.with(EVENT, "detail", JsonReader.read(detail)), Delivery.QUEUE);
  }

  private static Notice directly(String document) {
    return EventReader.read(JsonReader.read(document), Delivery.DIRECT);
  }

  private static Notice look(Subject subject, Trigger trigger, boolean dryRun) {
    return new Look(subject, Cause.REQUESTED, trigger, Hint.NONE, dryRun);
  }

  @Nested
  class Takes {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {"endpointName": "chat"}                  | false
            {"endpointName": "chat", "dryRun": false} | false
            {"dryRun": true, "endpointName": "chat"}  | true
            """)
    void an_endpoint(String request, boolean dryRun) {
      var chat = new Subject.Endpoint("chat", false);

      assertThat(byEvent(request)).isEqualTo(look(chat, BY_EVENT, dryRun));
      assertThat(directly(request)).isEqualTo(look(chat, DIRECTLY, dryRun));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {"inferenceComponentName": "Chat-Llama"}                 | false
            {"inferenceComponentName": "Chat-Llama", "dryRun": true} | true
            """)
    void a_component(String request, boolean dryRun) {
      var llama = new Subject.Component("Chat-Llama", false);

      assertThat(byEvent(request)).isEqualTo(look(llama, BY_EVENT, dryRun));
      assertThat(directly(request)).isEqualTo(look(llama, DIRECTLY, dryRun));
    }
  }

  @Nested
  class Refuses {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {}                                                     | it must name exactly one resource
            {"dryRun": true}                                       | it must name exactly one resource
            {"endpointName": "a", "inferenceComponentName": "b"}   | it must name exactly one resource
            {"endpointName": "a", "inferenceComponentName": null}  | it must name exactly one resource
            {"endpointName": "chat", "dryrun": true}               | it cannot have "dryrun"
            {"endpointName": "chat", "force": 1, "\\n": 2}         | it cannot have "force", "\\n"
            {"a": 1, "b": 1, "endpointName": "c", "d": 1, "e": 1}  | it cannot have "a", "b", "d"
            {"endpointName": "chat", "dryRun": "true"}             | "dryRun" must be true or false and is "true"
            {"endpointName": "chat", "dryRun": null}               | "dryRun" must be true or false and is null
            {"endpointName": "chat", "dryRun": 1}                  | "dryRun" must be true or false and is a number
            {"all": true}                                          | looking at everything ("all") comes with a later version
            {"all": true, "confirm": true}                         | looking at everything ("all") comes with a later version
            {"all": false, "endpointName": "chat"}                 | looking at everything ("all") comes with a later version
            {"release": "all"}                                     | releasing on request ("release") comes with a later version
            """)
    void what_it_does_not_know(String request, String why) {
      var refused =
          new Refused(
              "The request cannot be taken: %s. Allowed are one of \"endpointName\" and \"inferenceComponentName\", and \"dryRun\"."
                  .formatted(why));

      assertThat(byEvent(request)).isEqualTo(refused);
      assertThat(directly(request)).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            endpointName           | "chat/variant/a" | "chat/variant/a"
            endpointName           | "*"              | "*"
            endpointName           | ""               | ""
            endpointName           | "chat\\n"        | "chat\\n"
            endpointName           | null             | null
            endpointName           | true             | true
            endpointName           | ["chat"]         | an array
            inferenceComponentName | "-llama"         | "-llama"
            inferenceComponentName | {}               | an object
            """)
    void a_name_that_SageMaker_would_not_take(String member, String name, String shown) {
      var refused =
          new Refused(
              "The request cannot be taken: \"%s\" must be 1 to 63 letters, digits and hyphens that neither begin nor end with a hyphen, and is %s. Allowed are one of \"endpointName\" and \"inferenceComponentName\", and \"dryRun\"."
                  .formatted(member, shown));

      assertThat(byEvent("{\"%s\": %s}".formatted(member, name))).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            null     | null
            "chat"   | "chat"
            ["chat"] | an array
            """)
    void a_detail_that_is_no_object(String detail, String shown) {
      assertThat(byEvent(detail))
          .isEqualTo(
              new Refused(
                  "The request cannot be taken: it is no object but %s. Allowed are one of \"endpointName\" and \"inferenceComponentName\", and \"dryRun\"."
                      .formatted(shown)));
    }

    @Test
    void a_bare_document_from_the_queue() {
      assertThat(
              EventReader.read(
                  JsonReader.read(
                      """
                      {"endpointName": "chat"}\
                      """),
                  Delivery.QUEUE))
          .isEqualTo(
              new Refused(
                  "The message is no EventBridge event: it has neither source nor detail-type. A"
                      + " bare request is taken from a direct invocation only."));
    }
  }
}
