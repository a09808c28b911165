package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a track entry, without which none can be built. */
class TrackEntryTest {
  private static final Measure CUSTOM =
      new Measure.Custom(Customized.of("App", "Waiting", Map.of(), "Sum"));

  private static List<String> problems(
      Measure measure, @Nullable String target, @Nullable String maxRps) {
    var checked =
        Checked.of(() ->
            new TrackEntry(
                "waiting",
                measure,
                Optional.ofNullable(target).map(BigDecimal::new),
                Optional.ofNullable(maxRps).map(BigDecimal::new),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    return switch (checked) {
      case Checked.Valid<TrackEntry> valid -> List.of();
      case Checked.Invalid<TrackEntry>(var problems) ->
          problems.stream().map(each -> each.key() + ": " + each.message()).toList();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CPU | | |",
        "CPU | 50 | |",
        "INVOCATIONS | | 10 |",
        "CPU | | 10 | max-rps: max-rps works with the metric invocations only. Use target instead.",
        "CPU | 50 | 10 | max-rps: max-rps works with the metric invocations only. Use target instead.",
        "INVOCATIONS | 300 | 10 | max-rps: max-rps already sets the target. Remove max-rps or target.",
      })
  void max_rps_replaces_the_target_of_invocations_and_of_nothing_else(
      Metric metric, @Nullable String target, @Nullable String maxRps, @Nullable String problem) {
    assertThat(problems(new Measure.Alias(metric), target, maxRps))
        .isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void a_custom_metric_needs_a_target_and_has_no_max_rps() {
    assertThat(problems(CUSTOM, "5", null)).isEmpty();
    assertThat(problems(CUSTOM, null, "10"))
        .containsExactly(
            "target: The track \"waiting\" needs a target: custom metrics have no default.",
            "max-rps: max-rps works with the metric invocations only. Use target instead.");
  }
}
