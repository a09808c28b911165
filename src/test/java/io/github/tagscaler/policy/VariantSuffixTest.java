package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.Asked.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key with {@code @} and the name of a variant. */
class VariantSuffixTest {

  @ParameterizedTest
  @CsvSource({"max@blue", "max@BLUE", "MAX@Blue", "max @ blue"})
  void concerns_that_variant_alone_in_any_case(String key) {
    var tags = key + " = 6";

    assertThat(instance().variant("blue", "green").tags(tags).shown())
        .isEqualTo("min 1, max 6, concurrency 5");
    assertThat(instance().variant("green", "blue").tags(tags).shown()).isEqualTo("not tagged");
  }

  @Test
  void is_exact_where_two_variants_differ_by_case_alone() {
    var tags = "max@Blue = 6; max@blue = 7; max@BLUE = 8";

    assertThat(instance().variant("blue", "Blue").tags(tags).shown())
        .startsWith("min 1, max 7, concurrency 5\nwarning UnknownVariant: autoscaling:max@BLUE");
    assertThat(instance().variant("Blue", "blue").tags(tags).shown())
        .startsWith("min 1, max 6, concurrency 5\nwarning UnknownVariant: autoscaling:max@BLUE");
  }

  @Test
  void of_two_spellings_is_the_same_key_written_twice() {
    assertThat(instance().tags("max@blue = 6; max@BLUE = 7").problems())
        .extracting(Problem::code)
        .containsExactly(Code.BAD_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max@gren | endpoint/chat has no variant \"gren\". Did you mean \"green\"? Variants: blue, green.",
        "max@canary | endpoint/chat has no variant \"canary\". Variants: blue, green.",
        "max@ | The variant name after @ is missing. Variants: blue, green.",
        "maxx@canary | endpoint/chat has no variant \"canary\". Variants: blue, green.",
      })
  void that_names_no_variant_is_worth_a_warning_only(String key, String sentences) {
    var asked = instance().variant("blue", "green").tags("policy = on; " + key + " = 6");

    assertThat(asked.read().warnings())
        .isEqualTo(
            List.of(
                new Problem(
                    Code.UNKNOWN_VARIANT,
                    "autoscaling:" + key,
                    "6",
                    "autoscaling:%s = \"6\" on endpoint/chat. %s".formatted(key, sentences),
                    List.of("blue", "green"))));
    assertThat(asked.reading().warnings()).isEqualTo(asked.read().warnings());
    assertThat(asked.wish()).isEqualTo(instance().tags("policy = on").wish());
  }
}
