package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> POLICIES =
      List.of("batch", "cpu-model", "default", "ha", "llm", "llm-chat", "scale-to-zero");

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({
    "llm-caht, llm-chat, two letters swapped",
    "lm-chat, llm-chat, a letter left out",
    "llm-ch, llm-chat, two letters left out",
    "llm-chatt, llm-chat, a letter too many",
    "llm_chat, llm-chat, a letter replaced",
    "llm_caht, llm-chat, two mistakes",
    "LLM, llm, upper case",
    "Defualt, default, upper case and a swap",
    "llm-chat-v2, , three letters too many",
    "gpu-aware, , nothing like it",
    "x, , two edits would leave nothing of what was written",
    "llm, , it is known",
  })
  void the_nearest_known_word_within_two_edits_is_suggested(
      String given, String suggested, String why) {
    assertThat(Suggestions.closest(given, POLICIES).orElse(null)).as(why).isEqualTo(suggested);
  }

  @Test
  void fewer_edits_win() {
    assertThat(Suggestions.closest("mix", Set.of("max", "min", "six-x"))).hasValue("max");
    assertThat(Suggestions.closest("maxx", Set.of("max", "min"))).hasValue("max");
  }

  @Test
  void of_words_as_near_the_one_of_the_same_case_wins_then_the_first_in_the_alphabet() {
    assertThat(Suggestions.closest("Blue", List.of("BLUE", "blue"))).hasValue("blue");
    assertThat(Suggestions.closest("mix", List.of("min", "max"))).hasValue("max");
    assertThat(Suggestions.closest("mix", List.of("max", "min"))).hasValue("max");
  }

  @Test
  void nothing_is_suggested_where_nothing_is_known() {
    assertThat(Suggestions.closest("max", List.of())).isEmpty();
    assertThat(Suggestions.closest("", List.of("max", "ha"))).isEmpty();
  }
}
