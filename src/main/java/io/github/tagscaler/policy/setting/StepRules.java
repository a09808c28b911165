package io.github.tagscaler.policy.setting;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the steps of a step policy fit together: the rules of Application Auto Scaling, checked
 * before AWS refuses.
 */
final class StepRules {
  /** How many steps AWS allows in one policy. */
  private static final int MOST_STEPS = 20;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final Comparator<Optional<BigDecimal>> LOWEST_FIRST =
      Comparator.<Optional<BigDecimal>, Boolean>comparing(Optional::isPresent)
          .thenComparing(from -> from.orElse(BigDecimal.ZERO));

  private final List<CapacityStep> steps;
  private final Problems problems;

  private StepRules(List<CapacityStep> steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  /** Reports every rule that these steps break. */
  static void check(
      Measure measure,
      Adjust adjust,
      Optional<Integer> minChange,
      List<CapacityStep> steps,
      Problems problems) {
    var rules = new StepRules(steps, problems);
    rules.minChange(adjust, minChange);
    rules.exactCapacity(adjust);
    rules.percentages(measure);
    rules.number();
    if (rules.openEnds()) {
      rules.neighbors();
      rules.direction(measure, adjust);
    }
  }

  /** The steps, lowest first; one without {@code from} is the lowest. */
  static List<CapacityStep> lowestFirst(List<CapacityStep> steps) {
    return steps.stream().sorted(Comparator.comparing(CapacityStep::from, LOWEST_FIRST)).toList();
  }

  private void minChange(Adjust adjust, Optional<Integer> minChange) {
    if (minChange.isPresent() && adjust != Adjust.PERCENT) {
      problems.badValue("min-change", "min-change works with adjust: percent only.");
    } else if (minChange.isPresent() && minChange.get() < 1) {
      problems.badValue("min-change", "min-change must be at least 1.");
    }
  }

  private void exactCapacity(Adjust adjust) {
    steps.stream()
        .filter(step -> adjust == Adjust.EXACT && step.by() < 0)
        .forEach(step ->
            problems.badValue(
                "steps",
                "With adjust: exact, by is the capacity to set, so it cannot be negative as in %s."
                    .formatted(step)));
  }

  /**
   * The metrics of Tagscaler rise with the load, so capacity must not fall as one rises, nor rise
   * as it falls. A custom metric may run the other way.
   */
  private void direction(Measure measure, Adjust adjust) {
    if (!(measure instanceof Measure.Alias(var metric)) || adjust == Adjust.EXACT) {
      return;
    }
    boolean falling = steps.stream().anyMatch(step -> step.from().isEmpty());
    steps.stream()
        .filter(step -> falling ? step.by() > 0 : step.by() < 0)
        .forEach(step ->
            problems.badValue(
                "steps",
                falling
                    ? "This entry acts while %s is low (its lowest step has no from), but %s adds capacity. Write a negative by, or leave out to in the highest step instead of from in the lowest."
                        .formatted(metric.wire(), step)
                    : "This entry acts while %s is high (its lowest step has a from), but %s removes capacity. Write a positive by, or leave out from in the lowest step to scale in."
                        .formatted(metric.wire(), step)));
  }

  private void percentages(Measure measure) {
    if (!(measure instanceof Measure.Alias(var metric)) || !metric.percent()) {
      return;
    }
    var highest =
        steps.stream()
            .flatMap(step -> Stream.concat(step.from().stream(), step.to().stream()))
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ZERO);
    if (highest.signum() > 0 && highest.compareTo(BigDecimal.ONE) <= 0) {
      problems.badValue(
          "steps",
          "The values of %s are in percent, and the highest one here is %s. Did you mean %s?"
              .formatted(
                  metric.wire(),
                  highest.toPlainString(),
                  Values.plain(highest.multiply(HUNDRED)).toPlainString()));
    }
    if (highest.compareTo(HUNDRED) > 0) {
      problems.badValue(
          "steps",
          "The values of %s are in percent, so %s is too high. Use at most 100."
              .formatted(metric.wire(), highest.toPlainString()));
    }
  }

  private void number() {
    if (steps.isEmpty()) {
      problems.badValue("steps", "steps needs at least one step, such as [{ from: 1000, by: 1 }].");
    }
    if (steps.size() > MOST_STEPS) {
      problems.badValue(
          "steps",
          "AWS allows at most %d steps, and there are %d.".formatted(MOST_STEPS, steps.size()));
    }
  }

  /** Whether exactly one end is open, so that the steps act in one direction without a limit. */
  private boolean openEnds() {
    long withoutFrom = steps.stream().filter(step -> step.from().isEmpty()).count();
    long withoutTo = steps.stream().filter(step -> step.to().isEmpty()).count();
    if (withoutFrom > 0 && withoutTo > 0) {
      problems.badValue(
          "steps",
          "One step has no from and another has no to, but an alarm acts in one direction only. Split them into two entries.");
    } else if (withoutFrom > 1) {
      problems.badValue(
          "steps",
          "Several steps have no from, so they overlap. Only the lowest may leave it out.");
    } else if (withoutTo > 1) {
      problems.badValue(
          "steps", "Several steps have no to, so they overlap. Only the highest may leave it out.");
    } else if (withoutFrom + withoutTo == 0 && !steps.isEmpty()) {
      problems.badValue(
          "steps",
          "The steps end at %s, and none covers higher values. Leave to out in the last step."
              .formatted(lowestFirst(steps).getLast().to().orElseThrow().toPlainString()));
    }
    return withoutFrom + withoutTo <= 1;
  }

  private void neighbors() {
    var ordered = lowestFirst(steps);
    for (int i = 1; i < ordered.size(); i++) {
      var lower = ordered.get(i - 1);
      var upper = ordered.get(i);
      int gap =
          lower.to().isEmpty()
              ? -1
              : upper.from().orElseThrow().compareTo(lower.to().orElseThrow());
      if (gap != 0) {
        problems.badValue(
            "steps",
            "The steps %s and %s %s. Each step must begin where the one before ends."
                .formatted(lower, upper, gap > 0 ? "leave a gap" : "overlap"));
      }
    }
  }
}
