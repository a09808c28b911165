package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.StepEntry.Adjust;
import io.github.tagscaler.policy.setting.StepEntry.Rung;
import io.github.tagscaler.policy.setting.StepEntry.Statistic;
import io.github.tagscaler.policy.window.Flaw;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether an entry of a policy's list {@code step} fits together, whatever the resource: the rules
 * of Application Auto Scaling for steps and of CloudWatch for alarms, told before AWS refuses.
 */
public final class StepRules {
  /**
   * The name of the policy and alarm that bring capacity back from zero, which no entry may have.
   */
  public static final String WAKE = "wake";

  /** How many steps AWS takes in one policy. */
  public static final int MOST_STEPS = 20;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Set<Duration> HIGH_RESOLUTION =
      Set.of(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
  private static final Set<Statistic> OF_CONCURRENCY = Set.of(Statistic.MINIMUM, Statistic.MAXIMUM);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final StepEntry entry;
  private final List<Flaw> flaws = new ArrayList<>();

  private StepRules(StepEntry entry) {
    this.entry = entry;
  }

  /** All that is wrong with an entry, each in one or more sentences that name it. */
  public static List<Flaw> flaws(StepEntry entry) {
    var rules = new StepRules(entry);
    rules.name();
    rules.alarm();
    rules.statistic();
    rules.adjust();
    rules.steps();
    return List.copyOf(rules.flaws);
  }

  /** Whether capacity follows the metric down from a value: one of its steps has no beginning. */
  public static boolean falling(StepEntry entry) {
    return entry.steps().stream().anyMatch(step -> step.from().isEmpty());
  }

  /** The steps, lowest first; one without a beginning is the lowest. */
  public static List<Rung> lowestFirst(StepEntry entry) {
    return entry.steps().stream().sorted(Comparator.comparing(Rung::from, LOWEST_FIRST)).toList();
  }

  private static final Comparator<Optional<BigDecimal>> LOWEST_FIRST =
      Comparator.<Optional<BigDecimal>, Boolean>comparing(Optional::isPresent)
          .thenComparing(from -> from.orElse(BigDecimal.ZERO));

  private void name() {
    if (entry.name().equals(WAKE)) {
      tell("may not be called so: that is the name of what brings capacity back from zero");
    }
  }

  private void alarm() {
    var period = entry.period();
    if (!isPeriod(period)) {
      tell(
          "has a period of %s, which must be 10s, 20s, 30s or whole minutes"
              .formatted(time(period)));
    } else if (HIGH_RESOLUTION.contains(period)
        && entry.measure() instanceof Measure.Alias(var metric)
        && metric != Metric.CONCURRENCY) {
      tell(
          "has a period of %s, but AWS reports %s once a minute: the period must be whole minutes"
              .formatted(time(period), metric.wire()));
    }
    if (entry.breaching() < 1 || entry.of() < entry.breaching()) {
      tell(
          "asks for %d of %d periods: the first must be at least 1, and the second not below it"
              .formatted(entry.breaching(), entry.of()));
    } else if (period.multipliedBy(entry.of()).compareTo(farthest(period)) > 0) {
      tell(
          "looks back over %d periods of %s, and CloudWatch looks back over one day at most, or a week if the period is at least an hour"
              .formatted(entry.of(), time(period)));
    }
  }

  /** Whether an alarm can have that period: 10, 20 or 30 seconds, or whole minutes. */
  public static boolean isPeriod(Duration period) {
    return HIGH_RESOLUTION.contains(period)
        || (period.isPositive() && period.toSeconds() % MINUTE.toSeconds() == 0);
  }

  /** How far an alarm with that period looks back at most. */
  public static Duration farthest(Duration period) {
    return period.compareTo(HOUR) < 0 ? DAY : WEEK;
  }

  private void statistic() {
    var statistic = entry.statistic();
    if (statistic.isEmpty()) {
      return;
    }
    if (entry.measure().equals(new Measure.Alias(Metric.CONCURRENCY))
        && !OF_CONCURRENCY.contains(statistic.get())) {
      flaws.add(
          new Flaw(
              Code.BAD_VALUE,
              sentence(
                  "reads concurrency by %s, and for its concurrency metrics AWS vouches for Minimum and Maximum only"
                      .formatted(statistic.get().wire())),
              OF_CONCURRENCY.stream().map(Statistic::wire).sorted().toList()));
    }
    if (entry.measure() instanceof Measure.Custom(var spec)
        && spec instanceof MetricSpec.Calculated) {
      tell(
          "has a statistic beside metric math, where each metric of the calculation has its own: leave it out");
    }
  }

  private void adjust() {
    entry
        .minChange()
        .ifPresent(least -> {
          if (entry.adjust() != Adjust.PERCENT) {
            tell("has a min-change, which goes with adjust: percent only");
          } else if (least < 1) {
            tell("has a min-change of %d, which must be at least 1".formatted(least));
          }
        });
    if (entry.cooldown().isNegative()) {
      tell("has a cooldown below 0");
    }
    if (entry.adjust() == Adjust.EXACT) {
      entry.steps().stream()
          .filter(step -> step.by() < 0)
          .forEach(step ->
              tell(
                  "sets an exact capacity of %d in the step %s, which cannot be below 0"
                      .formatted(step.by(), written(step))));
    }
  }

  private void steps() {
    if (entry.steps().isEmpty()) {
      tell("has no steps: write at least one, such as { from: 1000, by: 1 }");
      return;
    }
    if (entry.steps().size() > MOST_STEPS) {
      tell("has %d steps, and AWS takes at most %d".formatted(entry.steps().size(), MOST_STEPS));
    }
    percentages();
    if (ends()) {
      neighbours();
    }
  }

  /** Whether each step has ends that make sense by themselves, and open ones are where they may. */
  private boolean ends() {
    int before = flaws.size();
    for (var step : entry.steps()) {
      if (step.from().isEmpty() && step.to().isEmpty()) {
        tell(
            "has a step with neither from nor to: write from alone to act from a value up, to alone to act from it down");
      } else if (step.from().isPresent()
          && step.to().isPresent()
          && step.from().get().compareTo(step.to().get()) >= 0) {
        tell("has the step %s, whose from must be below its to".formatted(written(step)));
      }
    }
    if (flaws.size() == before) {
      open();
    }
    return flaws.size() == before;
  }

  private void open() {
    long down = entry.steps().stream().filter(step -> step.from().isEmpty()).count();
    long up = entry.steps().stream().filter(step -> step.to().isEmpty()).count();
    if (down > 0 && up > 0) {
      tell(
          "has a step without from and one without to, and an alarm acts in one direction only: make two entries of it");
    } else if (down > 1 || up > 1) {
      tell(
          "has several steps without %s, and only the %s may be open: steps would overlap"
              .formatted(down > 1 ? "from" : "to", down > 1 ? "lowest" : "highest"));
    } else if (down + up == 0) {
      tell(
          "ends at %s, and what happens above is not said: the last step has no to"
              .formatted(lowestFirst(entry).getLast().to().orElseThrow().toPlainString()));
    }
  }

  private void neighbours() {
    var steps = lowestFirst(entry);
    for (int i = 1; i < steps.size(); i++) {
      var lower = steps.get(i - 1);
      var upper = steps.get(i);
      int gap =
          lower.to().isEmpty()
              ? -1
              : upper.from().orElseThrow().compareTo(lower.to().orElseThrow());
      if (gap > 0) {
        tell(
            "leaves a gap between its steps %s and %s: each has to begin where the one before ends"
                .formatted(written(lower), written(upper)));
      } else if (gap < 0) {
        tell(
            "has steps that overlap, %s and %s: each has to begin where the one before ends"
                .formatted(written(lower), written(upper)));
      }
    }
  }

  private void percentages() {
    if (!(entry.measure() instanceof Measure.Alias(var metric)) || !metric.percent()) {
      return;
    }
    var highest =
        entry.steps().stream()
            .flatMap(step -> Stream.concat(step.from().stream(), step.to().stream()))
            .max(Comparator.naturalOrder());
    highest
        .filter(value -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) <= 0)
        .ifPresent(value ->
            tell(
                "has values of %s up to %s, which are in percent: did you mean %s?"
                    .formatted(
                        metric.wire(),
                        value.toPlainString(),
                        Values.plain(value.multiply(HUNDRED)).toPlainString())));
    highest
        .filter(value -> value.compareTo(HUNDRED) > 0)
        .ifPresent(value ->
            tell(
                "has a value of %s for %s, which is in percent and cannot be above 100"
                    .formatted(value.toPlainString(), metric.wire())));
  }

  private void tell(String predicate) {
    flaws.add(new Flaw(Code.BAD_VALUE, sentence(predicate), List.of()));
  }

  private String sentence(String predicate) {
    return "The step entry "
        + Quote.of(entry.name())
        + " "
        + predicate
        + (predicate.endsWith("?") ? "" : ".");
  }

  private static String time(Duration time) {
    return time.toSeconds() + "s";
  }

  private static String written(Rung step) {
    return "{ %s%sby: %d }"
        .formatted(
            step.from().map(from -> "from: " + from.toPlainString() + ", ").orElse(""),
            step.to().map(to -> "to: " + to.toPlainString() + ", ").orElse(""),
            step.by());
  }
}
