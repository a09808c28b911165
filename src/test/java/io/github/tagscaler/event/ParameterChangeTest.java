package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterChangeTest {
  private static final Json CHANGED = Events.file("parameter-changed");

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update", "Delete"})
  void a_document_that_changed_starts_a_sweep(String operation) {
    assertThat(read(Events.with(CHANGED, "detail.operation", Json.of(operation))))
        .isEqualTo(
            new Command.Sweep(
                new Trigger(
                    Trigger.Type.CATALOG,
                    "2d6c8e5f-7c12-4d88-8e4f-3b75d4c8f202",
                    "Parameter Store Change",
                    null),
                false,
                Optional.of(
                    new ChangedParameter(
                        "/tagscaler/catalog/search", operation.equals("Delete")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "LabelParameterVersion" | "LabelParameterVersion"
          "update"                | "update"
          null                    | null
          ["Update"]              | an array
          """)
  void a_change_of_no_value_is_ignored(String operation, String shown) {
    assertThat(read(Events.with(CHANGED, "detail.operation", JsonReader.read(operation))))
        .isEqualTo(
            new Ignored(
                "The operation %s on parameter \"/tagscaler/catalog/search\" changes no value;"
                        .formatted(shown)
                    + " only Create, Update and Delete are handled."));
  }

  @ParameterizedTest
  @CsvSource({"null, null", "7, a number", "{}, an object"})
  void a_change_of_no_parameter_is_ignored(String name, String shown) {
    assertThat(read(Events.with(CHANGED, "detail.name", JsonReader.read(name))))
        .isEqualTo(
            new Ignored("A change in Parameter Store names its parameter %s.".formatted(shown)));
  }

  private static Command read(Json event) {
    return EventReader.read(event, Delivery.QUEUE);
  }
}
