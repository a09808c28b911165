package io.github.tagscaler.command.report.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A report of the fleet: all targets of one account and region, or of several.
 *
 * @param at the time that it describes
 * @param accounts the accounts and regions, in the order in which they were named
 * @param days how many days before that time the usage covers
 * @param rows one for each target, what is wrong first, then by name
 * @param groupings the targets grouped by tags
 * @param notes what could not be read and therefore is unknown, in sentences
 */
public record FleetReport(
    Instant at,
    List<ReportedAccount> accounts,
    int days,
    List<ReportRow> rows,
    List<Grouping> groupings,
    List<String> notes) {
  public FleetReport {
    accounts = List.copyOf(accounts);
    rows = List.copyOf(rows);
    groupings = List.copyOf(groupings);
    notes = List.copyOf(notes);
  }

  /** Makes a report of one account's rows in any order, grouped by those tags. */
  public static FleetReport of(
      Instant at,
      String region,
      int days,
      List<ReportRow> rows,
      List<String> tags,
      List<String> notes) {
    return of(at, List.of(ReportedAccount.read("", null, region)), days, rows, tags, notes);
  }

  /** Makes a report of rows in any order, grouped by those tags. */
  public static FleetReport of(
      Instant at,
      List<ReportedAccount> accounts,
      int days,
      List<ReportRow> rows,
      List<String> tags,
      List<String> notes) {
    var sorted =
        rows.stream()
            .sorted(
                Comparator.comparing((ReportRow row) -> !row.needsAttention())
                    .thenComparing(ReportRow::coverage)
                    .thenComparing(ReportRow::account)
                    .thenComparing(ReportRow::target))
            .toList();
    return new FleetReport(
        at,
        accounts,
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

  /** Whether there are several accounts and regions, so that each row names its own. */
  public boolean hasSeveralAccounts() {
    return accounts.size() > 1;
  }

  /** Where the targets are: the region, or how many accounts and regions were read. */
  public String place() {
    var read = accounts.stream().filter(ReportedAccount::isRead).toList();
    var regions = read.stream().map(ReportedAccount::region).distinct().toList();
    // Without its ID, an account counts as one of its own.
    long ids =
        read.stream()
            .map(each -> Objects.requireNonNullElse(each.id(), each.name()))
            .distinct()
            .count();
    var places =
        regions.size() == 1
            ? Objects.requireNonNullElse(regions.getFirst(), "")
            : regions.size() + " regions";
    return ids > 1 ? "%d accounts in %s".formatted(ids, places) : places;
  }

  /** The targets grouped by their account, if there are several. */
  public Optional<Grouping> byAccount() {
    return hasSeveralAccounts() ? Optional.of(Grouping.byAccount(rows)) : Optional.empty();
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
