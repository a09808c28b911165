package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.StepEntry.Adjust;
import io.github.tagscaler.policy.setting.StepEntry.Missing;
import io.github.tagscaler.policy.setting.StepEntry.Rung;
import io.github.tagscaler.policy.setting.StepEntry.Statistic;
import io.github.tagscaler.policy.window.Flaw;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the parts of a step entry fit together. */
class StepRulesTest {
  private static final Pattern RUNG = Pattern.compile("(-?[0-9.]*)\\.\\.(-?[0-9.]*):(-?[0-9]+)");

  /** Steps as {@code from..to:by}, either end left out where it is open. */
  static List<Rung> rungs(String text) {
    return Stream.of(text.split(" ", -1))
        .map(each -> {
          var rung = RUNG.matcher(each);
          if (!rung.matches()) {
            throw new IllegalArgumentException(each);
          }
          return new Rung(end(rung.group(1)), end(rung.group(2)), Integer.parseInt(rung.group(3)));
        })
        .toList();
  }

  private static Optional<BigDecimal> end(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  private static final Measure INVOCATIONS = new Measure.Alias(Metric.INVOCATIONS);

  private static StepEntry entry(Measure measure, Optional<Statistic> statistic, String rungs) {
    return entry(
        "surge", measure, statistic, Duration.ofMinutes(1), 1, 1, Adjust.CHANGE, null, rungs);
  }

  private static StepEntry entry(
      String name,
      Measure measure,
      Optional<Statistic> statistic,
      Duration period,
      int breaching,
      int of,
      Adjust adjust,
      @org.jspecify.annotations.Nullable Integer minChange,
      String rungs) {
    return new StepEntry(
        name,
        measure,
        statistic,
        period,
        breaching,
        of,
        Missing.MISSING,
        adjust,
        Optional.ofNullable(minChange),
        Duration.ofMinutes(5),
        rungs.isEmpty() ? List.of() : rungs(rungs));
  }

  private static List<String> flaws(StepEntry entry) {
    var flaws = StepRules.flaws(entry);
    assertThat(flaws).allMatch(flaw -> flaw.code() == Code.BAD_VALUE);
    return flaws.stream().map(Flaw::message).toList();
  }

  private static List<String> flaws(String rungs) {
    return flaws(entry(INVOCATIONS, Optional.empty(), rungs));
  }

  @Nested
  class Steps {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1000..:1",
          "1000..1500:1 1500..:3",
          "1500..:3 1000..1500:1",
          "..10:-1",
          "..5:-2 5..10:-1",
          "5..10:-1 ..5:-2",
          "-5..0:0 0..:1",
          "0..1:-1 1..2:0 2..:4",
        })
    void follow_each_other_up_or_down(String rungs) {
      assertThat(flaws(rungs)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'' | has no steps: write at least one, such as { from: 1000, by: 1 }.",
          "..:1 | has a step with neither from nor to: write from alone to act from a value up, to alone to act from it down.",
          "10..10:1 10..:2 | has the step { from: 10, to: 10, by: 1 }, whose from must be below its to.",
          "10..5:1 10..:2 | has the step { from: 10, to: 5, by: 1 }, whose from must be below its to.",
          "..10:-1 10..:1 | has a step without from and one without to, and an alarm acts in one direction only: make two entries of it.",
          "10..:1 20..:2 | has several steps without to, and only the highest may be open: steps would overlap.",
          "..10:-1 ..20:-2 | has several steps without from, and only the lowest may be open: steps would overlap.",
          "10..20:1 20..30:2 | ends at 30, and what happens above is not said: the last step has no to.",
          "10..20:1 25..:2 | leaves a gap between its steps { from: 10, to: 20, by: 1 } and { from: 25, by: 2 }: each has to begin where the one before ends.",
          "10..20:1 15..:2 | has steps that overlap, { from: 10, to: 20, by: 1 } and { from: 15, by: 2 }: each has to begin where the one before ends.",
          "10..20:1 10..:2 | has steps that overlap, { from: 10, to: 20, by: 1 } and { from: 10, by: 2 }: each has to begin where the one before ends.",
          "..10:-2 15..20:-1 | leaves a gap between its steps { to: 10, by: -2 } and { from: 15, to: 20, by: -1 }: each has to begin where the one before ends.",
          "..10:-2 5..20:-1 | has steps that overlap, { to: 10, by: -2 } and { from: 5, to: 20, by: -1 }: each has to begin where the one before ends.",
        })
    void that_do_not_are_refused(String rungs, String predicate) {
      assertThat(flaws(rungs)).containsExactly("The step entry \"surge\" " + predicate);
    }

    @Test
    void are_twenty_at_most() {
      var twenty = IntStream.range(0, 19).mapToObj(i -> i + ".." + (i + 1) + ":1").toList();

      assertThat(flaws(String.join(" ", twenty) + " 19..:2")).isEmpty();
      assertThat(flaws(String.join(" ", twenty) + " 19..20:2 20..:3"))
          .containsExactly("The step entry \"surge\" has 21 steps, and AWS takes at most 20.");
    }

    @Test
    void are_put_in_order_lowest_first() {
      assertThat(
              StepRules.lowestFirst(
                  entry(INVOCATIONS, Optional.empty(), "5..10:-1 ..5:-2 10..20:0")))
          .isEqualTo(rungs("..5:-2 5..10:-1 10..20:0"));
      assertThat(StepRules.lowestFirst(entry(INVOCATIONS, Optional.empty(), "20..:2 10..20:1")))
          .isEqualTo(rungs("10..20:1 20..:2"));
    }

    @ParameterizedTest
    @CsvSource({
      "10..:1, false",
      "10..20:1 20..:2, false",
      "..10:-1, true",
      "5..10:-1 ..5:-2, true"
    })
    void fall_if_one_has_no_beginning(String rungs, boolean falling) {
      assertThat(StepRules.falling(entry(INVOCATIONS, Optional.empty(), rungs))).isEqualTo(falling);
    }
  }

  @Nested
  class Values_in_percent {

    @ParameterizedTest
    @EnumSource(
        value = Metric.class,
        names = {"CPU", "GPU", "UTILIZATION"})
    void are_no_ratios_and_no_sums(Metric metric) {
      var measure = new Measure.Alias(metric);

      assertThat(flaws(entry(measure, Optional.empty(), "1..70:1 70..100:2 100..:3"))).isEmpty();
      assertThat(flaws(entry(measure, Optional.empty(), "0.5..0.7:1 0.7..:2")))
          .containsExactly(
              "The step entry \"surge\" has values of %s up to 0.7, which are in percent: did you mean 70?"
                  .formatted(metric.wire()));
      assertThat(flaws(entry(measure, Optional.empty(), "1..:1"))).hasSize(1);
      assertThat(flaws(entry(measure, Optional.empty(), "70..400:1 400..:2")))
          .containsExactly(
              "The step entry \"surge\" has a value of 400 for %s, which is in percent and cannot be above 100."
                  .formatted(metric.wire()));
    }

    @Test
    void are_a_matter_of_those_metrics_alone() {
      assertThat(flaws("0.5..:1")).isEmpty();
      assertThat(flaws("400..:1")).isEmpty();
    }
  }

  @Nested
  class An_alarm {

    @ParameterizedTest
    @CsvSource({
      "60, 1, 1",
      "60, 1440, 1440",
      "60, 2, 3",
      "300, 288, 288",
      "3600, 168, 168",
      "86400, 7, 7"
    })
    void looks_back_over_some_of_some_periods(int seconds, int breaching, int of) {
      assertThat(flaws(alarm(INVOCATIONS, seconds, breaching, of))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "0 | 1 | 1 | has a period of 0s, which must be 10s, 20s, 30s or whole minutes.",
          "15 | 1 | 1 | has a period of 15s, which must be 10s, 20s, 30s or whole minutes.",
          "90 | 1 | 1 | has a period of 90s, which must be 10s, 20s, 30s or whole minutes.",
          "30 | 1 | 1 | has a period of 30s, but AWS reports invocations once a minute: the period must be whole minutes.",
          "60 | 0 | 1 | asks for 0 of 1 periods: the first must be at least 1, and the second not below it.",
          "60 | 3 | 2 | asks for 3 of 2 periods: the first must be at least 1, and the second not below it.",
          "60 | 1 | 1441 | looks back over 1441 periods of 60s, and CloudWatch looks back over one day at most, or a week if the period is at least an hour.",
          "3600 | 1 | 169 | looks back over 169 periods of 3600s, and CloudWatch looks back over one day at most, or a week if the period is at least an hour.",
        })
    void within_what_CloudWatch_takes(int seconds, int breaching, int of, String predicate) {
      assertThat(flaws(alarm(INVOCATIONS, seconds, breaching, of)))
          .containsExactly("The step entry \"surge\" " + predicate);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30})
    void of_concurrency_or_of_a_metric_of_ones_own_may_look_more_often(int seconds) {
      assertThat(flaws(alarm(new Measure.Alias(Metric.CONCURRENCY), seconds, 1, 1))).isEmpty();
      assertThat(
              flaws(
                  alarm(
                      new Measure.Custom(Customized.of("App", "Queue", Map.of(), "Average")),
                      seconds,
                      1,
                      1)))
          .isEmpty();
    }

    private static StepEntry alarm(Measure measure, int seconds, int breaching, int of) {
      return entry(
          "surge",
          measure,
          Optional.empty(),
          Duration.ofSeconds(seconds),
          breaching,
          of,
          Adjust.CHANGE,
          null,
          "10..:1");
    }

    @Test
    void reads_concurrency_by_its_extremes_only() {
      var concurrency = new Measure.Alias(Metric.CONCURRENCY);

      assertThat(flaws(entry(concurrency, Optional.empty(), "5..:1"))).isEmpty();
      assertThat(flaws(entry(concurrency, Optional.of(Statistic.MINIMUM), "5..:1"))).isEmpty();
      assertThat(flaws(entry(concurrency, Optional.of(Statistic.MAXIMUM), "5..:1"))).isEmpty();
      assertThat(StepRules.flaws(entry(concurrency, Optional.of(Statistic.AVERAGE), "5..:1")))
          .containsExactly(
              new Flaw(
                  Code.BAD_VALUE,
                  "The step entry \"surge\" reads concurrency by Average, and for its concurrency metrics AWS vouches for Minimum and Maximum only.",
                  List.of("Maximum", "Minimum")));
      assertThat(flaws(entry(INVOCATIONS, Optional.of(Statistic.SUM), "5..:1"))).isEmpty();
    }

    @Test
    void of_metric_math_has_no_statistic_of_its_own() {
      var math = new Measure.Custom(new Calculated(List.of()));

      assertThat(flaws(entry(math, Optional.empty(), "5..:1"))).isEmpty();
      assertThat(flaws(entry(math, Optional.of(Statistic.SUM), "5..:1")))
          .containsExactly(
              "The step entry \"surge\" has a statistic beside metric math, where each metric of the calculation has its own: leave it out.");
    }
  }

  @Nested
  class A_change {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "CHANGE | | 10..:-1 |",
          "PERCENT | 2 | 10..:50 |",
          "PERCENT | | ..10:-50 |",
          "EXACT | | 10..20:0 20..:4 |",
          "CHANGE | 2 | 10..:1 | has a min-change, which goes with adjust: percent only.",
          "EXACT | 2 | 10..:1 | has a min-change, which goes with adjust: percent only.",
          "PERCENT | 0 | 10..:1 | has a min-change of 0, which must be at least 1.",
          "EXACT | | 10..20:-1 20..:4 | sets an exact capacity of -1 in the step { from: 10, to: 20, by: -1 }, which cannot be below 0.",
        })
    void is_meant_in_one_of_three_ways(
        Adjust adjust,
        @org.jspecify.annotations.Nullable Integer minChange,
        String rungs,
        @org.jspecify.annotations.Nullable String predicate) {
      assertThat(
              flaws(
                  entry(
                      "surge",
                      INVOCATIONS,
                      Optional.empty(),
                      Duration.ofMinutes(1),
                      1,
                      1,
                      adjust,
                      minChange,
                      rungs)))
          .isEqualTo(
              predicate == null ? List.of() : List.of("The step entry \"surge\" " + predicate));
    }
  }

  @Test
  void the_name_of_what_wakes_from_zero_is_taken() {
    assertThat(
            flaws(
                entry(
                    "wake",
                    INVOCATIONS,
                    Optional.empty(),
                    Duration.ofMinutes(1),
                    1,
                    1,
                    Adjust.CHANGE,
                    null,
                    "10..:1")))
        .containsExactly(
            "The step entry \"wake\" may not be called so: that is the name of what brings capacity back from zero.");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThat(
            flaws(
                entry(
                    "wake",
                    INVOCATIONS,
                    Optional.empty(),
                    Duration.ofSeconds(15),
                    1,
                    1,
                    Adjust.CHANGE,
                    1,
                    "10..20:1")))
        .hasSize(4);
  }
}
