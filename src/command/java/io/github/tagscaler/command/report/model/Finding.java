package io.github.tagscaler.command.report.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/**
 * One thing that has to be fixed, with all targets that have it.
 *
 * @param title the code of a problem, or the words for another failure
 */
public record Finding(String title, List<Place> places) {
  /** The title of scaling activities that failed. */
  public static final String FAILED_SCALING = "Scaling fails";

  public Finding {
    places = List.copyOf(places);
  }

  /**
   * One target that has it.
   *
   * @param message what is wrong there, and how to fix it
   */
  public record Place(String target, String message) {}

  /** What has to be fixed in those rows: what most targets have comes first. */
  public static List<Finding> of(List<ReportRow> rows) {
    var places = new LinkedHashMap<String, List<Place>>();
    for (var row : rows) {
      row.problems()
          .forEach(problem ->
              places
                  .computeIfAbsent(problem.code().wire(), _ -> new ArrayList<>())
                  .add(new Place(row.target(), problem.message())));
      if (row.usage().failures().isPositive()) {
        places
            .computeIfAbsent(FAILED_SCALING, _ -> new ArrayList<>())
            .add(
                new Place(
                    row.target(),
                    Objects.requireNonNullElse(
                        row.usage().lastFailure(), "AWS does not say why.")));
      }
    }
    return places.entrySet().stream()
        .map(entry -> new Finding(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt((Finding finding) -> finding.places().size()).reversed())
        .toList();
  }
}
