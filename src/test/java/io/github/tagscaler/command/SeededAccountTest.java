package io.github.tagscaler.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import org.junit.jupiter.api.Test;

class SeededAccountTest {
  @Test
  void the_function_has_registered_what_the_seed_tags() {
    try (var account = SeededAccount.after("seed fleet.json; reconcile; advance PT1H")) {
      assertThat(targets(account))
          .isEqualTo(
              """
              endpoint/chat/variant/AllTraffic 2-8 tagscaler
              endpoint/embed/variant/AllTraffic 1-10 tagscaler
              endpoint/ranking/variant/blue 2-10 tagscaler
              endpoint/ranking/variant/green 2-10 tagscaler
              endpoint/search/variant/AllTraffic 2-10 null
              endpoint/transcribe/variant/AllTraffic 0-5 tagscaler
              inference-component/chat-llama 1-6 tagscaler
              inference-component/chat-mistral 1-3 tagscaler
              """);
      assertThat(account.aws().now()).isEqualTo("2026-06-01T09:00:00Z");
    }
  }

  @Test
  void others_change_what_the_function_made() {
    try (var account = SeededAccount.after("seed fleet.json; reconcile; seed changes.json")) {
      assertThat(targets(account)).contains("endpoint/ranking/variant/blue 2-4 tagscaler\n");
    }
  }

  @Test
  void an_unknown_step_is_an_error() {
    assertThatThrownBy(() -> SeededAccount.after("sed fleet.json"))
        .hasMessage("There is no step \"sed fleet.json\".");
  }

  private static String targets(SeededAccount account) {
    var text = new StringBuilder();
    JsonReader.read(account.aws().state()).get("scalableTargets").stream()
        .map(SeededAccountTest::target)
        .sorted()
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String target(Json target) {
    return "%s %s-%s %s"
        .formatted(
            target.get("ResourceId").text().orElse(""),
            target.get("MinCapacity").write(),
            target.get("MaxCapacity").write(),
            target.get("Tags").get("tagscaler:stack").text().orElse("null"));
  }
}
