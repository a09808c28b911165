package io.github.tagscaler.lambda;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Report;
import java.util.List;

/** What the function answers to a plain event. */
final class Answer {
  private Answer() {}

  /**
   * The outcomes.
   *
   * @throws TargetsFailedException if any has to be tried again: Lambda does so on an error only
   */
  static Json of(List<Report> reports) {
    var answer =
        Json.object()
            .put(
                "outcomes",
                new Json.Arr(
                    reports.stream()
                        .<Json>map(report -> OutcomeJson.of(report.outcome()))
                        .toList()))
            .build();
    if (reports.stream().anyMatch(Report::failed)) {
      throw new TargetsFailedException(answer.write());
    }
    return answer;
  }
}
