package io.github.tagscaler.command.report.model;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.report.model.ReportRow.Unit;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the targets of a report, or of a group in it, add up to.
 *
 * @param targets how many there are
 * @param states how many there are of each coverage; each has an entry
 * @param problems how many have a problem
 * @param hours hours a month, by what is counted
 * @param saved saved hours, by what is counted
 * @param cost what the hours cost a month, as far as a price is given
 * @param allPriced whether every target that is billed by the instance has a price
 * @param savedCost what the saved hours would have cost
 * @param atMax how many ran at their maximum for some time
 * @param idle how many ran at their minimum without a request for some time
 * @param failing how many had scaling activities that failed
 */
public record FleetTotals(
    int targets,
    Map<Coverage, Integer> states,
    int problems,
    Map<Unit, MonthlyHours> hours,
    Map<Unit, Measured> saved,
    @Nullable CostRange cost,
    boolean allPriced,
    Measured savedCost,
    Measured atMax,
    Measured idle,
    Measured failing) {
  public FleetTotals {
    states = Collections.unmodifiableMap(new EnumMap<>(states));
    hours = Collections.unmodifiableMap(new EnumMap<>(hours));
    saved = Collections.unmodifiableMap(new EnumMap<>(saved));
  }

  /** The totals of those rows. */
  public static FleetTotals of(Collection<ReportRow> rows) {
    var states = new EnumMap<Coverage, Integer>(Coverage.class);
    for (var state : Coverage.values()) {
      states.put(state, (int) rows.stream().filter(row -> row.coverage() == state).count());
    }
    var hours = new EnumMap<Unit, MonthlyHours>(Unit.class);
    var saved = new EnumMap<Unit, Measured>(Unit.class);
    for (var unit : Unit.values()) {
      var counted = rows.stream().filter(row -> row.unit() == unit).toList();
      hours.put(
          unit,
          counted.stream()
              .map(ReportRow::hours)
              .filter(Objects::nonNull)
              .reduce(MonthlyHours.NONE, MonthlyHours::plus));
      saved.put(unit, sum(counted, row -> row.usage().saved()));
    }
    return new FleetTotals(
        rows.size(),
        states,
        (int) rows.stream().filter(row -> !row.problems().isEmpty()).count(),
        hours,
        saved,
        rows.stream()
            .map(ReportRow::cost)
            .filter(Objects::nonNull)
            .reduce(CostRange::plus)
            .orElse(null),
        rows.stream()
            .noneMatch(
                row -> row.unit() == Unit.INSTANCE && row.hours() != null && row.price() == null),
        sum(rows, ReportRow::savedCost),
        count(rows, row -> row.usage().atMax()),
        count(rows, row -> row.usage().idleAtMin()),
        count(rows, row -> row.usage().failures()));
  }

  private static Measured sum(Collection<ReportRow> rows, Function<ReportRow, Measured> number) {
    return rows.stream().map(number).reduce(Measured.inapplicable(), Measured::plus);
  }

  private static Measured count(Collection<ReportRow> rows, Function<ReportRow, Measured> number) {
    return sum(rows, row -> number.apply(row).map(value -> value > 0 ? 1 : 0));
  }

  /** How many have that coverage. */
  public int count(Coverage coverage) {
    return states.getOrDefault(coverage, 0);
  }

  /** How many could be scaled: all but those that Application Auto Scaling cannot scale. */
  public int scalable() {
    return targets - count(Coverage.NOT_SCALABLE);
  }

  /** The share of those that could be scaled that is scaled by tags; 0 to 1. */
  public double scaledShare() {
    return scalable() == 0 ? 0 : (double) count(Coverage.SCALED) / scalable();
  }
}
