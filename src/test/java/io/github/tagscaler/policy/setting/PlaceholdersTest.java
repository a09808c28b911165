package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Names in braces, replaced by values of the scaled resource. */
class PlaceholdersTest {
  private static final Map<String, String> VALUES =
      Map.of("{endpoint}", "chat", "{variant}", "$1\\blue");

  private static Customized metric(String namespace, String name, String dimension) {
    return new Customized(
        namespace, name, new TreeMap<>(Map.of("{key}", dimension)), "Sum", Optional.of("Count"));
  }

  private static Calculated math(String expression, String dimension) {
    return new Calculated(
        List.of(
            new Query("e1", new Source.Expression(expression), Optional.of("of {variant}"), true),
            new Query(
                "m1", new Source.Stat(metric("App", "Used", dimension)), Optional.empty(), false)));
  }

  @Test
  void are_found_in_every_text_each_once() {
    assertThat(
            Placeholders.in(
                metric("App/{account}", "{endpoint}Used", "{endpoint} in {region} of {model}")))
        .containsExactly("{account}", "{endpoint}", "{region}");
    assertThat(Placeholders.in(new Predefined("{endpoint}"))).isEmpty();
    assertThat(Placeholders.in(metric("App", "Used", "{ {} }x{"))).isEmpty();
  }

  @Test
  void of_metric_math_are_only_those_of_tagscaler() {
    assertThat(
            Placeholders.in(
                math("SEARCH('{AWS/SageMaker,EndpointName} \"{endpoint}\"', 'Sum')", "{model}")))
        .containsExactly("{endpoint}");
  }

  @Test
  void that_do_not_exist_are_reported_each_once() {
    assertThat(Placeholders.unknown("{model} of {endpoint}, {endpont}, {model}"))
        .containsExactly("{model}", "{endpont}");
    assertThat(Placeholders.unknown("{endpoint}/{variant}/{component}/{region}/{account}"))
        .isEmpty();
  }

  @Test
  void are_filled_in_as_they_are() {
    assertThat(
            Placeholders.fill(metric("App/{endpoint}", "{variant}", "{variant}/{region}"), VALUES))
        .isEqualTo(metric("App/chat", "$1\\blue", "$1\\blue/{region}"));
    assertThat(Placeholders.fill(math("{A,B} {endpoint}", "{endpoint}"), VALUES))
        .isEqualTo(math("{A,B} chat", "chat"));
    assertThat(Placeholders.fill(new Predefined("{endpoint}"), VALUES))
        .isEqualTo(new Predefined("{endpoint}"));
  }
}
