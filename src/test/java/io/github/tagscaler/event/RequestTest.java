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
import org.junit.jupiter.params.provider.EnumSource;
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
      "Send exactly one of endpointName, inferenceComponentName, \"all\": true and"
          + " \"release\": \"all\"; dryRun is optional, and with all also confirm.";

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

  @Nested
  class Looks_at_everything {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {"all": true}                                    | false
            {"all": true, "dryRun": true}                    | true
            {"dryRun": false, "all": true, "confirm": false} | false
            """)
    void whoever_asks(String request, boolean dryRun) {
      assertThat(byEvent(request)).isEqualTo(sweep(BY_EVENT, dryRun, false));
      assertThat(directly(request)).isEqualTo(sweep(DIRECTLY, dryRun, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void and_releases_any_number_if_an_invoker_confirms(boolean dryRun) {
      assertThat(directly("{\"all\": true, \"confirm\": true, \"dryRun\": %s}".formatted(dryRun)))
          .isEqualTo(sweep(DIRECTLY, dryRun, true));
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void but_an_event_cannot_confirm(Delivery delivery) {
      assertThat(event("{\"all\": true, \"confirm\": true}", delivery))
          .isEqualTo(notFromAnEvent("confirm"));
    }

    private static Command sweep(Trigger trigger, boolean dryRun, boolean confirmed) {
      return new Command.Sweep(trigger, dryRun, confirmed, Optional.empty());
    }
  }

  @Nested
  class Releases_everything {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        textBlock =
            """
            {"release": "all"}                  | false
            {"release": "all", "dryRun": false} | false
            {"dryRun": true, "release": "all"}  | true
            """)
    void if_an_invoker_asks(String request, boolean dryRun) {
      assertThat(directly(request)).isEqualTo(new Command.ReleaseAll(DIRECTLY, dryRun));
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void but_not_for_an_event(Delivery delivery) {
      assertThat(event("{\"release\": \"all\"}", delivery)).isEqualTo(notFromAnEvent("release"));
    }
  }

  private static Command event(String detail, Delivery delivery) {
    return EventReader.read(Events.with(EVENT, "detail", JsonReader.read(detail)), delivery);
  }

  private static Command notFromAnEvent(String member) {
    return new Refused(
        "Invalid request: \"%s\" is accepted only from a direct invocation with a bare request, not from an event. %s"
            .formatted(member, ALLOWED));
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
            {"endpointName": "chat", "dryrun": true}               | unknown field "dryrun"
            {"endpointName": "chat", "force": 1, "\\n": 2}         | unknown fields "force", "\\n"
            {"a": 1, "b": 1, "endpointName": "c", "d": 1, "e": 1}  | unknown fields "a", "b", "d"
            {"endpointName": "chat", "dryRun": "true"}             | "dryRun" must be true or false and is "true"
            {"endpointName": "chat", "dryRun": null}               | "dryRun" must be true or false and is null
            {"endpointName": "chat", "dryRun": 1}                  | "dryRun" must be true or false and is a number
            {"endpointName": "a", "all": true}                     | expected exactly one task
            {"all": true, "release": "all"}                        | expected exactly one task
            {"confirm": true}                                      | expected exactly one task
            {"all": false}                                         | "all" must be true and is false
            {"all": "true"}                                        | "all" must be true and is "true"
            {"all": null}                                          | "all" must be true and is null
            {"all": true, "dryRun": 1}                             | "dryRun" must be true or false and is a number
            {"all": true, "confirm": "yes"}                        | "confirm" must be true or false and is "yes"
            {"endpointName": "chat", "confirm": true}              | "confirm" is allowed only with "all"
            {"release": "all", "confirm": false}                   | "confirm" is allowed only with "all"
            {"release": true}                                      | "release" must be "all" and is true
            {"release": "chat"}                                    | "release" must be "all" and is "chat"
            {"release": "all", "dryRun": "no"}                     | "dryRun" must be true or false and is "no"
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
