package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {

  @ParameterizedTest(name = "U+{0} is shown as {1}")
  @CsvSource({
    "000A, \\n",
    "000D, \\r",
    "0009, \\t",
    "0000, \\u0000",
    "001B, \\u001b",
    "007F, \\u007f",
    "0085, \\u0085",
    "00A0, \\u00a0",
    "2007, \\u2007",
    "200B, \\u200b",
    "202E, \\u202e",
    "2066, \\u2066",
    "2028, \\u2028",
    "2029, \\u2029",
    "FEFF, \\ufeff",
    "D800, \\ud800",
    "E000, \\ue000",
    "E0041, \\udb40\\udc41",
  })
  void a_character_that_cannot_be_seen_is_spelt_out(String codePoint, String shown) {
    var text = "a" + Character.toString(Integer.parseInt(codePoint, 16)) + "b";

    assertThat(Quote.escape(text)).isEqualTo("a" + shown + "b");
    assertThat(Quote.of(text)).isEqualTo("\"a" + shown + "b\"");
  }

  @Test
  void what_can_be_seen_stays_as_it_is() {
    assertThat(Quote.of("llm-chat + größe = 東京 😀")).isEqualTo("\"llm-chat + größe = 東京 😀\"");
  }

  @Test
  void a_quoted_text_cannot_end_its_own_quotes() {
    assertThat(Quote.of("a\" is fine. \\")).isEqualTo("\"a\\\" is fine. \\\\\"");
  }

  @Test
  void a_sentence_is_escaped_once_however_often_it_is_asked() {
    var once = Quote.escape("max = " + Quote.of("4\n\"x\\y"));

    assertThat(once).isEqualTo("max = \"4\\n\\\"x\\\\y\"");
    assertThat(Quote.escape(once)).isEqualTo(once);
  }

  @Test
  void a_long_text_is_cut_after_80_characters_never_within_one() {
    assertThat(Quote.of("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(Quote.of("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "...\"");
    assertThat(Quote.of("😀".repeat(81))).isEqualTo("\"" + "😀".repeat(80) + "...\"");
  }
}
