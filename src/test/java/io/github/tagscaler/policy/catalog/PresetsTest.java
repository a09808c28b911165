package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.SettingParser;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies that come with Tagscaler. */
class PresetsTest {
  private static final Catalog BUNDLED = CatalogReader.read(List.of());
  private static final Setting CONCURRENCY = new Setting.TrackOnly(Metric.CONCURRENCY);
  private static final Setting FIVE = new Setting.TargetValue(BigDecimal.valueOf(5));

  @Test
  void are_these() {
    assertThat(BUNDLED.policies().keySet())
        .containsExactlyInAnyOrder(
            "default",
            "llm",
            "cpu-model",
            "batch",
            "ha",
            "scale-to-zero",
            "scale-out-only",
            "office-hours",
            "office-hours-zero");
    assertThat(BUNDLED.broken()).isEmpty();
    assertThat(BUNDLED.brokenDocuments()).isEmpty();
    assertThat(BUNDLED.unusable()).isEmpty();
    assertThat(BUNDLED.defaults()).isEmpty();
    assertThat(BUNDLED.guardrails()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "default, real-time async serverless component",
    "llm, real-time component",
    "cpu-model, real-time",
    "batch, async",
    "ha, real-time async serverless component",
    "scale-to-zero, async component",
    "scale-out-only, real-time async serverless component",
    "office-hours, real-time async serverless component",
    "office-hours-zero, async component",
  })
  void are_made_for(String name, String kinds) {
    assertThat(TestDocuments.policy(BUNDLED, name).kinds())
        .extracting(Kind::wire)
        .containsExactlyInAnyOrder(kinds.split(" ", -1));
  }

  @Test
  void default_tracks_what_suits_the_kind() {
    assertThat(settings("default", Kind.REAL_TIME)).containsExactly(List.of(CONCURRENCY, FIVE));
    assertThat(settings("default", Kind.COMPONENT)).containsExactly(List.of(CONCURRENCY, FIVE));
    assertThat(settings("default", Kind.SERVERLESS))
        .containsExactly(
            List.of(
                new Setting.TrackOnly(Metric.UTILIZATION),
                new Setting.TargetValue(BigDecimal.valueOf(70))));
    assertThat(settings("default", Kind.ASYNC))
        .containsExactly(List.of(new Setting.TrackOnly(Metric.BACKLOG), FIVE));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void default_states_no_bounds(Kind kind) {
    assertThat(settings("default", kind).stream().flatMap(List::stream))
        .noneMatch(setting -> setting instanceof Setting.Min || setting instanceof Setting.Max);
  }

  @Test
  void llm_cpu_model_and_batch_are_laid_over_default() {
    assertThat(settings("llm", Kind.REAL_TIME))
        .containsExactly(
            List.of(CONCURRENCY, FIVE),
            List.of(new Setting.ScaleInCooldown(Duration.ofMinutes(10))));
    assertThat(settings("cpu-model", Kind.REAL_TIME))
        .containsExactly(
            List.of(CONCURRENCY, FIVE),
            List.of(
                new Setting.TrackOnly(Metric.CPU),
                new Setting.TargetValue(BigDecimal.valueOf(50))));
    assertThat(settings("batch", Kind.ASYNC))
        .hasSize(2)
        .last()
        .isEqualTo(List.of(new Setting.Min(0)));
  }

  @Test
  void modifiers_say_one_thing() {
    assertThat(settings("ha", Kind.REAL_TIME)).containsExactly(List.of(new Setting.Min(2)));
    assertThat(settings("scale-to-zero", Kind.ASYNC)).containsExactly(List.of(new Setting.Min(0)));
    assertThat(settings("scale-out-only", Kind.REAL_TIME))
        .containsExactly(List.of(new Setting.ScaleIn(false)));
    assertThat(settings("office-hours", Kind.REAL_TIME))
        .containsExactly(List.of(schedule("Mon-Fri 07:00-19:00 base else 1-base")));
    assertThat(settings("office-hours-zero", Kind.COMPONENT))
        .containsExactly(List.of(schedule("Mon-Fri 07:00-19:00 base else 0-base")));
  }

  @Test
  void only_those_that_say_so_allow_zero() {
    var zero = Set.of(new Setting.Min(0), schedule("Mon-Fri 07:00-19:00 base else 0-base"));

    assertThat(BUNDLED.policies().keySet())
        .filteredOn(name ->
            EnumSet.allOf(Kind.class).stream()
                .flatMap(kind -> settings(name, kind).stream().flatMap(List::stream))
                .anyMatch(zero::contains))
        .contains("batch", "scale-to-zero", "office-hours-zero")
        .doesNotContain("default", "llm", "cpu-model", "ha", "scale-out-only");
  }

  @Test
  void have_no_place_that_anybody_could_change() {
    var origin = new Origin.StackSetting("TAGSCALER_DEFAULT_POLICY", "ha");

    assertThat(TestDocuments.policy(BUNDLED, "ha").read(Kind.REAL_TIME, origin).getFirst())
        .extracting(stated -> stated.origin())
        .containsExactly(new Origin.Policy("ha", Optional.empty(), origin));
  }

  private static List<List<Setting>> settings(String name, Kind kind) {
    return TestDocuments.settings(BUNDLED, name, kind);
  }

  private static Setting schedule(String expression) {
    return SettingParser.parse(PolicyKey.SCHEDULE, expression, new Origin.BuiltIn())
        .setting()
        .orElseThrow();
  }
}
