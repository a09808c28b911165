package io.github.tagscaler.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.policy.setting.StepEntry.Missing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a step entry, without which none can be built. */
class StepEntryTest {
  private static final Pattern STEP = Pattern.compile("(-?[0-9.]*)\\.\\.(-?[0-9.]*):(-?[0-9]+)");

  private static final Measure INVOCATIONS = new Measure.Alias(Metric.INVOCATIONS);
  private static final Measure CONCURRENCY = new Measure.Alias(Metric.CONCURRENCY);

  /** Steps as {@code from..to:by}, either end left out where it is open. */
  private static List<CapacityStep> steps(String text) {
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split(" ", -1))
            .map(each -> {
              var step = STEP.matcher(each);
              if (!step.matches()) {
                throw new IllegalArgumentException(each);
              }
              return new CapacityStep(
                  end(step.group(1)), end(step.group(2)), Integer.parseInt(step.group(3)));
            })
            .toList();
  }

  private static Optional<BigDecimal> end(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  /** An entry that is valid until a test changes one thing. */
  private record Draft(
      String name,
      Measure measure,
      Optional<Statistic> statistic,
      int period,
      int breaching,
      int of,
      Adjust adjust,
      Optional<Integer> minChange,
      int cooldown,
      String steps) {
    Draft(Measure measure, String steps) {
      this("surge", measure, 60, 1, 1, steps);
    }

    Draft(Measure measure, Statistic statistic) {
      this(
          "surge",
          measure,
          Optional.of(statistic),
          60,
          1,
          1,
          Adjust.CHANGE,
          Optional.empty(),
          300,
          "5..:1");
    }

    Draft(String name, Measure measure, int period, int breaching, int of, String steps) {
      this(
          name,
          measure,
          Optional.empty(),
          period,
          breaching,
          of,
          Adjust.CHANGE,
          Optional.empty(),
          300,
          steps);
    }

    StepEntry entry() {
      return new StepEntry(
          name,
          measure,
          statistic,
          Duration.ofSeconds(period),
          breaching,
          of,
          Missing.MISSING,
          adjust,
          minChange,
          Duration.ofSeconds(cooldown),
          StepEntryTest.steps(steps));
    }

    /** The problems as {@code key: message}. */
    List<String> problems() {
      return StepEntryTest.problems(Checked.of(this::entry)).stream()
          .map(problem -> problem.key() + ": " + problem.message())
          .toList();
    }
  }

  private static List<Problem> problems(Checked<?> checked) {
    return checked instanceof Checked.Invalid<?>(var problems) ? problems : List.of();
  }

  private static List<String> problems(String steps) {
    return new Draft(INVOCATIONS, steps).problems();
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
          "0..1:0 1..2:0 2..:4",
        })
    void that_follow_each_other_up_or_down_are_valid(String steps) {
      assertThat(problems(steps)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'' | steps needs at least one step, such as [{ from: 1000, by: 1 }].",
          "..10:-1 10..:1 | One step has no from and another has no to, but an alarm acts in one direction only. Split them into two entries.",
          "10..:1 20..:2 | Several steps have no to, so they overlap. Only the highest may leave it out.",
          "..10:-1 ..20:-2 | Several steps have no from, so they overlap. Only the lowest may leave it out.",
          "10..20:1 20..30:2 | The steps end at 30, and none covers higher values. Leave to out in the last step.",
          "10..20:1 25..:2 | The steps { from: 10, to: 20, by: 1 } and { from: 25, by: 2 } leave a gap. Each step must begin where the one before ends.",
          "10..20:1 15..:2 | The steps { from: 10, to: 20, by: 1 } and { from: 15, by: 2 } overlap. Each step must begin where the one before ends.",
          "10..20:1 10..:2 | The steps { from: 10, to: 20, by: 1 } and { from: 10, by: 2 } overlap. Each step must begin where the one before ends.",
          "..10:-2 15..20:-1 | The steps { to: 10, by: -2 } and { from: 15, to: 20, by: -1 } leave a gap. Each step must begin where the one before ends.",
          "..10:-2 5..20:-1 | The steps { to: 10, by: -2 } and { from: 5, to: 20, by: -1 } overlap. Each step must begin where the one before ends.",
          "10..:2 15..20:1 | The steps { from: 10, by: 2 } and { from: 15, to: 20, by: 1 } overlap. Each step must begin where the one before ends.",
          "10..20:-1 20..:1 | This entry acts while invocations is high (its lowest step has a from), but { from: 10, to: 20, by: -1 } removes capacity. Write a positive by, or leave out from in the lowest step to scale in.",
          "..10:1 | This entry acts while invocations is low (its lowest step has no from), but { to: 10, by: 1 } adds capacity. Write a negative by, or leave out to in the highest step instead of from in the lowest.",
          "20..:2 10..:1 15..20:3 | Several steps have no to, so they overlap. Only the highest may leave it out.",
        })
    void that_do_not_are_refused(String steps, String message) {
      assertThat(problems(steps)).containsExactly("steps: " + message);
    }

    @Test
    void report_a_missing_open_end_and_a_gap_together() {
      assertThat(problems("10..20:1 25..30:2")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "..:1 | null: A step needs from (it acts from that value up), to (it acts below that value), or both.",
          "10..10:1 | to: to must be above from, which is 10.",
          "10..5:1 | to: to must be above from, which is 10.",
        })
    void have_an_end_and_the_lower_one_first(String step, String problem) {
      assertThat(StepEntryTest.problems(Checked.of(() -> steps(step))))
          .extracting(each -> each.key() + ": " + each.message())
          .containsExactly(problem);
    }

    @Test
    void are_at_most_twenty() {
      var twenty = IntStream.range(0, 19).mapToObj(i -> i + ".." + (i + 1) + ":1").toList();

      assertThat(problems(String.join(" ", twenty) + " 19..:2")).isEmpty();
      assertThat(problems(String.join(" ", twenty) + " 19..20:2 20..:3"))
          .containsExactly("steps: AWS allows at most 20 steps, and there are 21.");
    }

    @Test
    void are_sorted_lowest_first() {
      assertThat(new Draft(INVOCATIONS, "5..10:-1 ..5:-2 10..20:0").entry().lowestFirst())
          .isEqualTo(steps("..5:-2 5..10:-1 10..20:0"));
      assertThat(new Draft(INVOCATIONS, "20..:2 10..20:1").entry().lowestFirst())
          .isEqualTo(steps("10..20:1 20..:2"));
    }

    @ParameterizedTest
    @CsvSource({
      "10..:1, false",
      "10..20:1 20..:2, false",
      "..10:-1, true",
      "5..10:-1 ..5:-2, true"
    })
    void scale_in_if_one_has_no_from(String steps, boolean scalesIn) {
      assertThat(new Draft(INVOCATIONS, steps).entry().scalesIn()).isEqualTo(scalesIn);
    }
  }

  @Nested
  class Values_in_percent {

    @ParameterizedTest
    @EnumSource(
        value = Metric.class,
        names = {"CPU", "GPU", "UTILIZATION"})
    void are_neither_ratios_nor_sums(Metric metric) {
      var measure = new Measure.Alias(metric);

      assertThat(new Draft(measure, "1..70:1 70..100:2 100..:3").problems()).isEmpty();
      assertThat(new Draft(measure, "0.5..0.7:1 0.7..:2").problems())
          .containsExactly(
              "steps: The values of %s are in percent, and the highest one here is 0.7. Did you mean 70?"
                  .formatted(metric.wire()));
      assertThat(new Draft(measure, "1..:1").problems()).hasSize(1);
      assertThat(new Draft(measure, "70..400:1 400..:2").problems())
          .containsExactly(
              "steps: The values of %s are in percent, so 400 is too high. Use at most 100."
                  .formatted(metric.wire()));
    }

    @Test
    void are_those_of_percentages_alone() {
      assertThat(problems("0.5..:1")).isEmpty();
      assertThat(problems("400..:1")).isEmpty();
    }
  }

  @Nested
  class An_alarm {
    private static List<String> problems(Measure measure, int period, int breaching, int of) {
      return new Draft("surge", measure, period, breaching, of, "10..:1").problems();
    }

    @ParameterizedTest
    @CsvSource({
      "60, 1, 1",
      "60, 1440, 1440",
      "60, 2, 3",
      "300, 288, 288",
      "3600, 168, 168",
      "86400, 7, 7"
    })
    void counts_some_of_some_periods(int seconds, int breaching, int of) {
      assertThat(problems(INVOCATIONS, seconds, breaching, of)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "0 | 1 | 1 | period: Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "15 | 1 | 1 | period: Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "90 | 1 | 1 | period: Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "86460 | 1 | 1 | period: Use 10s, 20s, 30s or whole minutes (1m), at most 24h.",
          "30 | 1 | 1 | period: AWS reports invocations once a minute. Use whole minutes (1m).",
          "60 | 0 | 1 | periods: periods must be at least 1.",
          "60 | 3 | 2 | of: of must be at least periods, which is 3.",
          "60 | 1 | 1441 | of: 1441 periods of 60s are longer than a day, which is as far as an alarm with this period looks back.",
          "60 | 1441 | 1441 | periods: 1441 periods of 60s are longer than a day, which is as far as an alarm with this period looks back.",
          "3600 | 1 | 169 | of: 169 periods of 3600s are longer than a week, which is as far as an alarm with this period looks back.",
        })
    void stays_within_the_limits_of_CloudWatch(int seconds, int breaching, int of, String problem) {
      assertThat(problems(INVOCATIONS, seconds, breaching, of)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30})
    void of_concurrency_or_a_custom_metric_can_evaluate_more_often(int seconds) {
      var custom = new Measure.Custom(Customized.of("App", "Queue", Map.of(), "Average"));

      assertThat(problems(CONCURRENCY, seconds, 1, 1)).isEmpty();
      assertThat(problems(custom, seconds, 1, 1)).isEmpty();
    }

    @Test
    void reads_concurrency_by_its_extremes_only() {
      assertThat(new Draft(CONCURRENCY, "5..:1").problems()).isEmpty();
      assertThat(new Draft(CONCURRENCY, Statistic.MINIMUM).problems()).isEmpty();
      assertThat(new Draft(CONCURRENCY, Statistic.MAXIMUM).problems()).isEmpty();
      assertThat(
              StepEntryTest.problems(
                  Checked.of(() -> new Draft(CONCURRENCY, Statistic.AVERAGE).entry())))
          .containsExactly(
              new Problem(
                  Code.BAD_VALUE,
                  "statistic",
                  null,
                  "For concurrency, AWS supports Minimum and Maximum only.",
                  List.of("Minimum", "Maximum")));
      assertThat(new Draft(INVOCATIONS, Statistic.SUM).problems()).isEmpty();
    }

    @Test
    void of_a_custom_metric_has_the_statistic_of_the_metric() {
      var sum = new Measure.Custom(Customized.of("App", "Queue", Map.of(), "Sum"));
      var math = new Measure.Custom(new Calculated(List.of()));

      assertThat(new Draft(sum, Statistic.SUM).problems()).isEmpty();
      assertThat(new Draft(sum, Statistic.MAXIMUM).problems())
          .containsExactly("statistic: custom has its own statistic. Remove this one.");
      assertThat(new Draft(math, "5..:1").problems()).isEmpty();
      assertThat(new Draft(math, Statistic.SUM).problems())
          .containsExactly("statistic: custom has its own statistic. Remove this one.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHANGE | | ..10:-1 |",
        "PERCENT | 2 | 10..:50 |",
        "PERCENT | 1 | 10..:50 |",
        "PERCENT | | ..10:-50 |",
        "PERCENT | | 10..:-50 | steps: This entry acts while invocations is high (its lowest step has a from), but { from: 10, by: -50 } removes capacity. Write a positive by, or leave out from in the lowest step to scale in.",
        "EXACT | | 10..20:0 20..:4 |",
        "EXACT | | ..10:4 |",
        "CHANGE | 2 | 10..:1 | min-change: min-change works with adjust: percent only.",
        "EXACT | 2 | 10..:1 | min-change: min-change works with adjust: percent only.",
        "PERCENT | 0 | 10..:1 | min-change: min-change must be at least 1.",
        "EXACT | | 10..20:-1 20..:4 | steps: With adjust: exact, by is the capacity to set, so it cannot be negative as in { from: 10, to: 20, by: -1 }.",
      })
  void capacity_changes_in_one_of_three_ways(
      Adjust adjust, @Nullable Integer minChange, String steps, @Nullable String problem) {
    assertThat(
            new Draft(
                    "surge",
                    INVOCATIONS,
                    Optional.empty(),
                    60,
                    1,
                    1,
                    adjust,
                    Optional.ofNullable(minChange),
                    300,
                    steps)
                .problems())
        .isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void a_cooldown_is_not_negative() {
    assertThat(
            new Draft(
                    "surge",
                    INVOCATIONS,
                    Optional.empty(),
                    60,
                    1,
                    1,
                    Adjust.CHANGE,
                    Optional.empty(),
                    -1,
                    "5..:1")
                .problems())
        .containsExactly("cooldown: cooldown cannot be negative.");
  }

  @Test
  void the_name_of_the_wake_policy_is_reserved() {
    assertThat(new Draft("wake", INVOCATIONS, 60, 1, 1, "10..:1").problems())
        .containsExactly(
            "name: \"wake\" is a reserved name (used by the wake-from-zero policy). Choose another.");
  }

  @Test
  void all_problems_are_reported_at_once_and_nothing_is_built() {
    var draft =
        new Draft(
            "wake",
            INVOCATIONS,
            Optional.empty(),
            15,
            1,
            1,
            Adjust.CHANGE,
            Optional.of(1),
            300,
            "10..20:1");

    assertThat(draft.problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly("name", "period", "min-change", "steps");
    assertThatThrownBy(draft::entry).isInstanceOf(IllegalArgumentException.class);
  }
}
