package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.Origin;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two settings by which the reading of tags can be changed. */
class PolicyReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm |",
        "llm+ha |",
        "on |",
        "off |",
        "ignore |",
        "office-hours |",
        "batch |",
        "typo | There is no policy \"typo\". Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
        "llm+typo | There is no policy \"typo\". Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
        "lm | There is no policy \"lm\". Did you mean \"llm\"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
        "pay/llm | There is no policy \"pay/llm\". Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
        "off+llm | \"off\" cannot be combined with other policies. Use it alone.",
      })
  void a_default_policy_is_checked_at_the_start(String value, @Nullable String problem) {
    var reader = reader("autoscaling:", value);

    assertThat(reader.stackDefaultProblem(Optional.of(TaggedResource.BUNDLED)))
        .isEqualTo(Optional.ofNullable(problem));
    assertThat(reader.hasStackDefault()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "typo |",
        "pay/llm |",
        "off+llm | \"off\" cannot be combined with other policies. Use it alone.",
        "llm+ | No policy name given. Use a name such as default, or several joined with + (llm+ha).",
      })
  void of_a_default_policy_only_the_grammar_is_checked_where_a_catalog_may_name_more(
      String value, @Nullable String problem) {
    assertThat(reader("autoscaling:", value).stackDefaultProblem(Optional.empty()))
        .isEqualTo(Optional.ofNullable(problem));
  }

  @Test
  void no_default_policy_is_fine() {
    var reader = new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("UTC"));

    assertThat(reader.stackDefaultProblem(Optional.of(TaggedResource.BUNDLED))).isEmpty();
    assertThat(reader.hasStackDefault()).isFalse();
  }

  @Test
  void another_prefix_is_used_in_reading_and_in_messages() {
    var reader = new PolicyReader("acme.scale/", Optional.empty(), ZoneId.of("UTC"));
    var tags =
        reader.variant(
            "chat",
            Map.of("acme.scale/enabled", "true", "autoscaling:max", "six"),
            "blue",
            List.of("blue"));

    assertThat(tags.problems().stream().map(Description::problem))
        .containsExactly(
            "UnknownKey: acme.scale/enabled. To turn scaling on, set acme.scale/policy = default.");
  }

  @ParameterizedTest
  @CsvSource({
    "autoscaling:max, true",
    "AUTOSCALING:whatever, true",
    "' autoscaling:max', true",
    "autoscaling:max@gone, true",
    "Name, false",
    "autoscaling, false",
  })
  void a_tag_concerns_us_by_its_prefix(String key, boolean concerns) {
    var reader = new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("UTC"));

    assertThat(reader.concerns(Map.of(key, "", "team", "ml"))).isEqualTo(concerns);
  }

  private static PolicyReader reader(String prefix, String stackDefault) {
    return new PolicyReader(
        prefix,
        Optional.of(new Origin.StackSetting("TAGSCALER_DEFAULT_POLICY", stackDefault)),
        ZoneId.of("UTC"));
  }
}
