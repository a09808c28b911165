package io.github.tagscaler.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
  private static final Json EVENT =
      Json.object()
          .put("source", "aws.sagemaker")
          .put("resources", Json.ofStrings(List.of("a", "b")))
          .put("detail", Json.object().put("FailureReason", Json.Null.NULL).build())
          .build();

  static Stream<Json> not_objects() {
    return Stream.of(
        Json.of("text"), Json.of(1), Json.of(true), Json.Null.NULL, new Json.Arr(List.of(EVENT)));
  }

  @Nested
  class Looking_into_a_value {

    @Test
    void finds_a_member() {
      assertThat(EVENT.get("source")).isEqualTo(Json.of("aws.sagemaker"));
    }

    @Test
    void finds_null_for_a_member_that_is_missing() {
      assertThat(EVENT.get("time")).isEqualTo(Json.Null.NULL);
      assertThat(EVENT.get("time").get("year").isNull()).isTrue();
    }

    @Test
    void finds_null_for_a_member_that_is_null() {
      assertThat(EVENT.get("detail").get("FailureReason").isNull()).isTrue();
      assertThat(EVENT.get("detail").isNull()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.json.JsonTest#not_objects")
    void finds_null_in_what_is_no_object(Json value) {
      assertThat(value.get("source")).isEqualTo(Json.Null.NULL);
    }

    @Test
    void finds_text_in_a_string_only() {
      assertThat(EVENT.get("source").text()).contains("aws.sagemaker");
      assertThat(EVENT.text()).isEmpty();
    }

    @Test
    void finds_items_in_an_array_only() {
      assertThat(EVENT.get("resources").stream()).containsExactly(Json.of("a"), Json.of("b"));
      assertThat(EVENT.stream()).isEmpty();
    }
  }

  @Nested
  class A_value {

    @Test
    void is_null_where_the_text_is() {
      String nothing = null;

      assertThat(Json.of(nothing)).isEqualTo(Json.Null.NULL);
      assertThat(Json.object().put("name", nothing).build().get("name").isNull()).isTrue();
    }

    @Test
    void keeps_its_members_in_order() {
      var members = new LinkedHashMap<String, String>();
      members.put("b", "1");
      members.put("a", "2");

      assertThat(Json.ofStrings(members).write()).isEqualTo("{\"b\":\"1\",\"a\":\"2\"}");
    }

    @Test
    void does_not_change_with_what_it_was_made_of() {
      var members = new LinkedHashMap<String, Json>();
      var object = new Json.Obj(members);
      var items = new ArrayList<Json>();
      var array = new Json.Arr(items);

      members.put("late", Json.of(1));
      items.add(Json.of(1));

      assertThat(object.write()).isEqualTo("{}");
      assertThat(array.write()).isEqualTo("[]");
    }

    @Test
    void cannot_be_changed() {
      var object = new Json.Obj(new LinkedHashMap<>());

      assertThatThrownBy(() -> object.members().put("late", Json.of(1)))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Written {

    @Test
    void a_value_is_compact() {
      var value =
          Json.object()
              .put("text", "a b")
              .put("number", 3)
              .put("exact", Json.of(new BigDecimal("0.70")))
              .put("truth", false)
              .put("nothing", Json.Null.NULL)
              .put("list", new Json.Arr(List.of(Json.of(1), Json.of(2))))
              .build();

      assertThat(value.write())
          .isEqualTo(
              """
              {"text":"a b","number":3,"exact":0.70,"truth":false,"nothing":null,"list":[1,2]}\
              """);
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void a_string_is_one_line_of_printable_ASCII(String text, String written) {
      assertThat(Json.of(text).write()).isEqualTo('"' + written + '"');
    }

    static Stream<Arguments> escapes() {
      return Stream.of(
          escape("say \"hi\"", "say \\\"hi\\\""),
          escape("a\\b", "a\\\\b"),
          escape("a\nb\rc\td", "a\\nb\\rc\\td"),
          escape("\0\u001f", "\\u0000\\u001f"),
          escape(" ~", " ~"),
          escape("\u007f", "\\u007f"),
          escape("ü", "\\u00fc"),
          escape("\u2028", "\\u2028"),
          escape("😀", "\\ud83d\\ude00"),
          escape("\ud83d", "\\ud83d"));
    }

    private static Arguments escape(String text, String written) {
      return Arguments.of(text, written);
    }

    @Test
    void the_name_of_a_member_is_escaped_too() {
      assertThat(Json.object().put("a\"b", 1).build().write()).isEqualTo("{\"a\\\"b\":1}");
    }

    @Test
    void a_number_of_a_huge_exponent_stays_short() {
      assertThat(Json.of(new BigDecimal("1e999999999")).write()).isEqualTo("1E+999999999");
    }
  }
}
