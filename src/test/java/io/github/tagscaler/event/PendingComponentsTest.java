package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingComponentsTest {
  @ParameterizedTest
  @CsvSource({
    "TAG, TAGS_CHANGED",
    "REQUEST, REQUESTED",
    "DIRECT, REQUESTED",
    "COMPONENT, COMPONENT_CHANGED",
    "ENDPOINT, COMPONENT_CHANGED",
    "SCHEDULE, COMPONENT_CHANGED",
    "CATALOG, COMPONENT_CHANGED",
  })
  void are_reconciled_for_the_reason_that_they_were_first(Trigger.Type type, Cause cause) {
    var trigger = new Trigger(type, "id", "detail-type", "arn:principal");

    assertThat(EventReader.read(PendingComponents.write("Llama", trigger), Delivery.QUEUE))
        .isEqualTo(
            new Command.ReconcileResource(
                new Subject.Component("Llama", false), cause, trigger, Hint.NONE, false));
  }

  @Test
  void that_lack_something_are_ignored() {
    var whole = PendingComponents.write("llama", new Trigger(Trigger.Type.TAG, null, null, null));
    for (var member : List.of("inferenceComponentName", "trigger")) {
      var broken = Events.with(whole, "detail." + member, Json.of("?!"));
      assertThat(EventReader.read(broken, Delivery.QUEUE))
          .isEqualTo(new Command.Ignored("A pending component's message cannot be read."));
    }
  }
}
