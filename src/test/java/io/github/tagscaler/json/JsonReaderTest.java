package io.github.tagscaler.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Nested
  class Reads {

    @Test
    void every_sort_of_value() {
      var value =
          JsonReader.read(
              """
              {"b": "text", "a": [1, 0.70, true, false, null, {}, []]}
              """);

      assertThat(value)
          .isEqualTo(
              Json.object()
                  .put("b", "text")
                  .put(
                      "a",
                      new Json.Arr(
                          List.of(
                              Json.of(1),
                              Json.of(new BigDecimal("0.70")),
                              Json.of(true),
                              Json.of(false),
                              Json.Null.NULL,
                              Json.object().build(),
                              new Json.Arr(List.of()))))
                  .build());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"b\":1,\"a\":2}",
          "\"\\u00fc \\ud83d\\ude00 \\u0000\"",
          "12345678901234567890.12345678901234567890",
          "1592411992203.0",
          "1E+999999999",
        })
    void what_is_written_again_the_same(String text) {
      assertThat(JsonReader.read(text).write()).isEqualTo(text);
    }

    @Test
    void a_stream_of_UTF_8() {
      var stream = new ByteArrayInputStream(" {\"name\": \"Grüße 😀\"} \n".getBytes(UTF_8));

      assertThat(JsonReader.read(stream)).isEqualTo(Json.object().put("name", "Grüße 😀").build());
    }

    @Test
    void a_value_as_deep_as_allowed() {
      var text = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);

      assertThat(JsonReader.read(text).write()).isEqualTo(text);
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
            nothing                  | ~~                       | it is empty (line 1, column 1).
            only space               | ~  ~                     | it is empty (line 1, column 3).
            a second value           | {} {}                    | more follows its first value (line 1, column 4).
            a bracket too many       | {}]                      | Unexpected close marker
            text behind it           | {} x                     | Unrecognized token 'x'
            a member twice           | {"a": 1, "a": 2}         | Duplicate field 'a'
            a comment                | {} // why                | Unexpected character ('/'
            an end that is missing   | {"a": [1, 2              | Unexpected end-of-input
            a comma too many         | [1, ]                    | Unexpected character (']'
            single quotes            | {'a': 1}                 | Unexpected character ('''
            a word                   | nope                     | Unrecognized token 'nope'
            what is no number        | NaN                      | Non-standard token 'NaN'
            an exponent out of reach | 1e99999999999            | the exponent of a number is too large (line 1, column 14).
            """)
    void what_is_not_one_JSON_value(String what, String text, String sentence) {
      assertThatThrownBy(() -> JsonReader.read(text))
          .as(what)
          .isInstanceOf(MalformedJsonException.class)
          .hasMessageStartingWith("The text is not one JSON value: ")
          .hasMessageContaining(sentence)
          .hasMessageContaining("line 1");
    }

    @Test
    void a_control_character_in_a_string() {
      assertThatThrownBy(() -> JsonReader.read("\"a\nb\""))
          .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void a_value_too_deep_before_the_stack_is_used_up() {
      assertThatThrownBy(() -> JsonReader.read("[".repeat(1_000_000)))
          .isInstanceOf(MalformedJsonException.class)
          .hasMessageContaining("depth (101)");
      assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(101)))
          .isInstanceOf(MalformedJsonException.class)
          .hasMessageContaining("depth (101)");
    }

    @Test
    void a_number_of_too_many_digits() {
      assertThatThrownBy(() -> JsonReader.read("1".repeat(100_000)))
          .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void bytes_that_are_no_UTF_8() {
      var latin1 = new ByteArrayInputStream(new byte[] {'"', (byte) 0xfc, '"'});
      var notEvenUtf32 = new ByteArrayInputStream(new byte[] {0, 0, 0, '"', 1, 2, 3, 4});

      assertThatThrownBy(() -> JsonReader.read(latin1)).isInstanceOf(MalformedJsonException.class);
      assertThatThrownBy(() -> JsonReader.read(notEvenUtf32))
          .isInstanceOf(MalformedJsonException.class);
    }
  }

  @Test
  void a_stream_that_cannot_be_read_is_not_called_malformed() {
    var broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("the pipe is broken");
          }
        };

    assertThatThrownBy(() -> JsonReader.read(broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the pipe is broken");
  }
}
