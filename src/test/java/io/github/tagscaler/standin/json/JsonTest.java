package io.github.tagscaler.standin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void reads_every_kind_of_value() {
    JsonObject object =
        JsonReader.object(
            """
            {"a": [1, -2.50, true, "x\\u00e9\\n\\"", {}], "b": 12345678901234567890, "c": null}
            """);

    assertThat(object.find("a"))
        .contains(List.of(1L, new BigDecimal("-2.50"), true, "xé\n\"", JsonObject.EMPTY));
    assertThat(object.find("b")).contains(new BigDecimal("12345678901234567890"));
    assertThat(object.has("c")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}}",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "NaN",
        "tru",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "{\"a\":1,\"a\":2}",
        "[null]",
        "null",
        "/**/1",
        "1 2"
      })
  void refuses_what_is_not_json(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void refuses_a_duplicate_name_also_if_its_value_is_null() {
    assertThatThrownBy(() -> JsonReader.read("{\"a\":null,\"a\":1}"))
        .hasMessageContaining("\"a\" is there twice");
  }

  @Test
  void refuses_nesting_without_end() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(10_000)))
        .hasMessageContaining("nested deeper");
  }

  @Test
  void writes_times_for_the_wire_as_seconds_and_for_people_as_iso() {
    JsonObject object = JsonObject.of("t", Instant.parse("2026-01-05T08:00:00.250Z"));

    assertThat(JsonWriter.wire(object)).isEqualTo("{\"t\":1767600000.250}");
    assertThat(JsonWriter.compact(object)).isEqualTo("{\"t\":\"2026-01-05T08:00:00.250Z\"}");
  }

  @Test
  void writes_canonical_text_with_sorted_names_and_plain_numbers() {
    JsonObject object = JsonReader.object("{\"b\": 0.50, \"a\": [1e3, \"\\u0001\"]}");

    assertThat(JsonWriter.canonical(object))
        .isEqualTo(
            """
            {
              "a": [
                1000,
                "\\u0001"
              ],
              "b": 0.5
            }
            """);
  }

  @Test
  void what_is_written_is_read_as_the_same() {
    JsonObject object =
        JsonReader.object("{\"a\": [\"\\ud83d\\ude00 \\\\ \\/ \\t\", {\"b\": false}]}");

    assertThat(JsonReader.read(JsonWriter.compact(object))).isEqualTo(object);
  }

  @Test
  void the_error_names_a_member_of_the_wrong_type() {
    assertThatThrownBy(() -> JsonObject.of("n", 1L).text("n"))
        .hasMessage("\"n\" should be a text, was 1");
  }
}
