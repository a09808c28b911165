package io.github.tagscaler.command.report.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The targets grouped by the value of a tag, or by their account.
 *
 * @param tag the key of the tag, or {@code account}
 * @param groups the largest first, those without the tag last
 */
public record Grouping(String tag, List<Group> groups) {
  public Grouping {
    groups = List.copyOf(groups);
  }

  /**
   * The targets with one value of the tag.
   *
   * @param value the value; {@code null} for those without the tag
   */
  public record Group(@Nullable String value, FleetTotals totals) {}

  /** Groups rows by that tag. */
  public static Grouping by(String tag, List<ReportRow> rows) {
    return by(tag, row -> row.tags().get(tag), rows);
  }

  /** Groups the rows of several accounts by their account. */
  public static Grouping byAccount(List<ReportRow> rows) {
    return by("account", ReportRow::account, rows);
  }

  private static Grouping by(
      String title, Function<ReportRow, @Nullable String> valueOf, List<ReportRow> rows) {
    var tagged = new TreeMap<String, List<ReportRow>>();
    var rest = new ArrayList<ReportRow>();
    for (var row : rows) {
      var value = valueOf.apply(row);
      (value == null ? rest : tagged.computeIfAbsent(value, _ -> new ArrayList<>())).add(row);
    }
    var groups = new ArrayList<Group>();
    tagged.forEach((value, its) -> groups.add(new Group(value, FleetTotals.of(its))));
    groups.sort(Comparator.comparingInt((Group group) -> group.totals().targets()).reversed());
    if (!rest.isEmpty()) {
      groups.add(new Group(null, FleetTotals.of(rest)));
    }
    return new Grouping(title, groups);
  }
}
