package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceNameTest {

  @ParameterizedTest
  @MethodSource
  void a_name_that_SageMaker_allows_is_taken_as_it_is(String name) {
    assertThat(ResourceName.of(Json.of(name))).contains(name);
  }

  static Stream<String> a_name_that_SageMaker_allows_is_taken_as_it_is() {
    return Stream.of("a", "7", "Chat-Prod", "a--b", "x".repeat(63), "a" + "-".repeat(61) + "b");
  }

  @ParameterizedTest
  @MethodSource
  void no_other_text_is_a_name(String text) {
    assertThat(ResourceName.of(Json.of(text))).isEmpty();
  }

  static Stream<String> no_other_text_is_a_name() {
    return Stream.of(
        "",
        "-",
        "-a",
        "a-",
        "a_b",
        "a.b",
        "a b",
        "a/b",
        "a\n",
        "é",
        "٣",
        "x".repeat(64),
        "a" + "-".repeat(62) + "b",
        "-".repeat(1_000_000));
  }
}
