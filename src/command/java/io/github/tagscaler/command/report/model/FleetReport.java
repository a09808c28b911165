package io.github.tagscaler.command.report.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A report of the fleet: all targets of an account and region.
 *
 * @param at the time that it describes
 * @param region the AWS region
 * @param days how many days before that time the usage covers
 * @param rows one for each target, what is wrong first, then by name
 * @param groupings the targets grouped by tags
 * @param notes what could not be read and therefore is unknown, in sentences
 */
public record FleetReport(
    Instant at,
    String region,
    int days,
    List<ReportRow> rows,
    List<Grouping> groupings,
    List<String> notes) {
  public FleetReport {
    rows = List.copyOf(rows);
    groupings = List.copyOf(groupings);
    notes = List.copyOf(notes);
  }

  /** Makes a report of rows in any order, grouped by those tags. */
  public static FleetReport of(
      Instant at,
      String region,
      int days,
      List<ReportRow> rows,
      List<String> tags,
      List<String> notes) {
    var sorted =
        rows.stream()
            .sorted(
                Comparator.comparing((ReportRow row) -> !row.needsAttention())
                    .thenComparing(ReportRow::coverage)
                    .thenComparing(ReportRow::target))
            .toList();
    return new FleetReport(
        at,
        region,
        days,
        sorted,
        tags.stream().map(tag -> Grouping.by(tag, sorted)).toList(),
        notes);
  }

  /** The report in one sentence, without its end. */
  public String headline() {
    return switch (rows.size()) {
      case 0 -> "There are no endpoints";
      case 1 ->
          "The only target is "
              + (totals().count(Coverage.SCALED) == 1 ? "" : "not ")
              + "scaled by tags";
      default ->
          "%s of %s targets are scaled by tags"
              .formatted(
                  NumberWords.whole(totals().count(Coverage.SCALED)),
                  NumberWords.whole(rows.size()));
    };
  }

  /** What all targets add up to. */
  public FleetTotals totals() {
    return FleetTotals.of(rows);
  }

  /** What has to be fixed. */
  public List<Finding> findings() {
    return Finding.of(rows);
  }

  /** Whether any target has a price. */
  public boolean priced() {
    return rows.stream().anyMatch(row -> row.price() != null);
  }
}
