package io.github.tagscaler.command.report.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * One thing that has to be fixed.
 *
 * @param title the code of a problem, or the words for another failure
 * @param cases what is wrong in detail: what most targets have comes first
 */
public record Finding(String title, List<Case> cases) {
  /** The title of scaling activities that failed. */
  public static final String FAILED_SCALING = "Scaling fails";

  private static final Pattern PLACE =
      Pattern.compile(
          " on (?:endpoint/[\\w-]+(?:/variant/[\\w.-]*\\w)?|inference-component/[\\w-]+)(?=[\\s.,;:]|$)");

  public Finding {
    cases = List.copyOf(cases);
  }

  /**
   * What is wrong with some targets in the same words.
   *
   * @param message what is wrong, and how to fix it
   */
  public record Case(String message, List<String> targets) {
    public Case {
      targets = List.copyOf(targets);
    }
  }

  /** How many targets have it. */
  public int targets() {
    return (int) cases.stream().flatMap(each -> each.targets().stream()).distinct().count();
  }

  /** What has to be fixed in those rows: what most targets have comes first. */
  public static List<Finding> of(List<ReportRow> rows) {
    var findings = new LinkedHashMap<String, SequencedMap<String, List<String>>>();
    for (var row : rows) {
      row.problems()
          .forEach(problem ->
              add(findings, problem.code().wire(), general(problem.message(), row), row));
      if (row.usage().failures().isPositive()) {
        add(
            findings,
            FAILED_SCALING,
            Objects.requireNonNullElse(row.usage().lastFailure(), "AWS does not say why."),
            row);
      }
    }
    return findings.entrySet().stream()
        .map(finding -> new Finding(finding.getKey(), cases(finding.getValue())))
        .sorted(Comparator.comparingInt(Finding::targets).reversed())
        .toList();
  }

  /**
   * The message without the place of the tag and the target, so that the same mistake reads the
   * same.
   */
  private static String general(String message, ReportRow row) {
    return PLACE.matcher(message).replaceAll("").replace(row.target(), "the target");
  }

  private static void add(
      SequencedMap<String, SequencedMap<String, List<String>>> findings,
      String title,
      String message,
      ReportRow row) {
    findings
        .computeIfAbsent(title, _ -> new LinkedHashMap<>())
        .computeIfAbsent(message, _ -> new ArrayList<>())
        .add(row.targetInAccount());
  }

  private static List<Case> cases(SequencedMap<String, List<String>> targets) {
    return targets.entrySet().stream()
        .map(each -> new Case(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingInt((Case each) -> each.targets().size()).reversed())
        .toList();
  }
}
