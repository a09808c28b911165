package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TriggerTest {

  @Test
  void its_types_are_spelt_as_outcomes_promise() {
    assertThat(Stream.of(Trigger.Type.values()).map(Trigger.Type::wire))
        .containsExactly(
            "endpoint", "component", "tag", "catalog", "schedule", "request", "direct");
  }
}
