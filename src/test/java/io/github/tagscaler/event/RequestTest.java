package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Refused;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be requested, by an event on the bus or by a bare document. */
class RequestTest {
  private static final Json EVENT = Events.file("reconcile-requested-endpoint");
  private static final Trigger BY_EVENT =
      new Trigger(
          Trigger.Type.REQUEST,
          "e928a41b-27fc-46d9-8ad8-fcdaecfcc9ee",
          "Reconcile Requested",
          null);
  private static final Trigger DIRECTLY = new Trigger(Trigger.Type.DIRECT, null, null, null);

  private static final String ALLOWED =
      "Send exactly one of endpointName, inferenceComponentName and \"all\": true; dryRun is"
          + " optional.";

  private static Command byEvent(String detail) {
    return event(detail, Delivery.QUEUE);
  }

  private static Command directly(String document) {
    return EventReader.read(JsonReader.read(document), Delivery.DIRECT);
  }

  private static Command command(Subject subject, Trigger trigger, boolean dryRun) {
    return new ReconcileResource(subject, Cause.REQUESTED, trigger, Hint.NONE, dryRun);
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

      assertThat(byEvent(request)).isEqualTo(command(chat, BY_EVENT, dryRun));
      assertThat(directly(request)).isEqualTo(command(chat, DIRECTLY, dryRun));
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

      assertThat(byEvent(request)).isEqualTo(command(llama, BY_EVENT, dryRun));
      assertThat(directly(request)).isEqualTo(command(llama, DIRECTLY, dryRun));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"all": true}                   | false
          {"all": true, "dryRun": true}   | true
          {"dryRun": false, "all": true}  | false
          """)
  void everything_can_be_requested(String request, boolean dryRun) {
    assertThat(byEvent(request)).isEqualTo(new Command.Sweep(BY_EVENT, dryRun, Optional.empty()));
    assertThat(directly(request)).isEqualTo(new Command.Sweep(DIRECTLY, dryRun, Optional.empty()));
  }

  /** Who may only invoke the function must not be able to uninstall Tagscaler. */
  @Nested
  class To_release_more_than_the_tags_say_takes_a_deployment {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {"release": "all"}                   | "release"
            {"release": "ALL"}                   | "release"
            {"Release": "all"}                   | "Release"
            {"relase": "all"}                    | "relase"
            {"release": "all", "dryrun": true}   | "release"
            {"dryrun": true, "release": "all"}   | "release"
            """)
    void so_release_is_refused(String request, String shown) {
      var refused =
          new Refused(
              "Invalid request: %s is not accepted. To release everything that the stack manages, deploy the stack with the parameter ReleaseAll set to the stack's name."
                  .formatted(shown));

      assertThat(byEvent(request)).isEqualTo(refused);
      assertThat(directly(request)).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          """
          {"all": true, "confirm": true}\
          """,
          """
          {"all": true, "Confirm": false}\
          """,
          """
          {"confirm": true}\
          """,
          """
          {"endpointName": "chat", "confirm": true}\
          """
        })
    void so_confirm_is_refused(String request) {
      var refused =
          new Refused(
              "Invalid request: \"confirm\" is not accepted. To let sweeps release any number of targets whose tags are gone, deploy the stack with SweepLimit = 100 for a while.");

      assertThat(byEvent(request)).isEqualTo(refused);
      assertThat(directly(request)).isEqualTo(refused);
    }
  }

  private static Command event(String detail, Delivery delivery) {
    return EventReader.read(Events.with(EVENT, "detail", JsonReader.read(detail)), delivery);
  }

  @Nested
  class Refuses {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {}                                                     | expected exactly one task
            {"dryRun": true}                                       | expected exactly one task
            {"endpointName": "a", "inferenceComponentName": "b"}   | expected exactly one task
            {"endpointName": "a", "inferenceComponentName": null}  | expected exactly one task
            {"endpointName": "chat", "dryrun": true}               | unknown field "dryrun" (did you mean "dryRun"?)
            {"all": true, "dry-run": true}                         | unknown field "dry-run" (did you mean "dryRun"?)
            {"endpoint": "chat"}                                   | unknown field "endpoint" (did you mean "endpointName"?)
            {"EndpointName": "chat"}                               | unknown field "EndpointName" (did you mean "endpointName"?)
            {"component": "llama"}                                 | unknown field "component" (did you mean "inferenceComponentName"?)
            {"name": "chat"}                                       | unknown field "name"
            {"All": true}                                          | unknown field "All" (did you mean "all"?)
            {"endpointName": "chat", "force": 1, "\\n": 2}         | unknown fields "force", "\\n"
            {"a": 1, "b": 1, "endpointName": "c", "d": 1, "e": 1}  | unknown fields "a", "b", "d"
            {"endpointName": "chat", "dryRun": "true"}             | "dryRun" must be true or false and is "true"
            {"endpointName": "chat", "dryRun": null}               | "dryRun" must be true or false and is null
            {"endpointName": "chat", "dryRun": 1}                  | "dryRun" must be true or false and is a number
            {"endpointName": "a", "all": true}                     | expected exactly one task
            {"all": "yes"}                                         | "all" must be true and is "yes"
            {"all": false}                                         | "all" must be true and is false
            {"all": "true"}                                        | "all" must be true and is "true"
            {"all": null}                                          | "all" must be true and is null
            {"all": true, "dryRun": 1}                             | "dryRun" must be true or false and is a number
            """)
    void what_it_does_not_know(String request, String why) {
      var refused = new Refused("Invalid request: %s. %s".formatted(why, ALLOWED));

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
              "Invalid request: \"%s\" must be 1 to 63 letters, digits and hyphens that neither begin nor end with a hyphen, and is %s. %s"
                  .formatted(member, shown, ALLOWED));

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
    void a_detail_that_is_not_an_object(String detail, String shown) {
      assertThat(byEvent(detail))
          .isEqualTo(
              new Refused(
                  "Invalid request: expected an object, got %s. %s".formatted(shown, ALLOWED)));
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
                  "The message is not an EventBridge event: it has neither source nor detail-type. A"
                      + " bare request is accepted from a direct invocation only."));
    }
  }
}
