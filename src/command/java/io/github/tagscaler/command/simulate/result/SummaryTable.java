package io.github.tagscaler.command.simulate.result;

import io.github.tagscaler.command.simulate.model.RunTotals;
import java.util.ArrayList;
import java.util.List;

/** What each policy adds up to, as text. */
public record SummaryTable(Comparison comparison) {

  /** The names of the columns. */
  public List<String> columns() {
    var columns = new ArrayList<String>();
    columns.add("policy");
    columns.add(comparison.words().unit() + "-hours");
    if (comparison.price().isPresent()) {
      columns.add("cost");
    }
    columns.addAll(List.of("over target", "overload", "at max", "scalings", "saving"));
    return List.copyOf(columns);
  }

  /** A row for each policy. */
  public List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    int number = 1;
    for (var policy : comparison.policies()) {
      rows.add(row(number, policy));
      number++;
    }
    return rows;
  }

  private List<String> row(int number, Compared policy) {
    var row = new ArrayList<String>();
    row.add(number + "  " + policy.policy().title());
    row.add(policy.hours().text(0));
    comparison.cost(policy).ifPresent(cost -> row.add("$" + cost.text(cost.high() < 100 ? 2 : 0)));
    row.add(minutes(policy.total(RunTotals::overTarget)));
    row.add(minutes(policy.total(RunTotals::overloaded)));
    row.add(minutes(policy.total(RunTotals::atMax)));
    row.add(policy.total(RunTotals::scalings).text(0));
    row.add(
        comparison
            .saving(policy)
            .map(saving -> saving.map(each -> each * 100).text(0) + "%")
            .orElse(""));
    return List.copyOf(row);
  }

  /** As minutes below two hours, else as hours. */
  private static String minutes(Range minutes) {
    if (minutes.high() == 0) {
      return "none";
    }
    return minutes.high() < 120
        ? minutes.text(0) + " min"
        : minutes.map(each -> each / 60).text(1) + " h";
  }

  /** What has to be said below it. */
  public String note() {
    return "from–to: the ends of the scale-in pace. Starting capacity counts. Saving: against %s."
        .formatted(comparison.baselineWords());
  }
}
