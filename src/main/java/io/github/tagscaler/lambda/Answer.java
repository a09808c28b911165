package io.github.tagscaler.lambda;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import java.util.List;

/** What the function answers to a plain event. */
final class Answer {
  private Answer() {}

  /**
   * The outcomes.
   *
   * @throws TargetsFailedException if any has to be tried again: Lambda does so on an error only
   */
  static Json of(List<Outcome> outcomes) {
    var answer =
        Json.object()
            .put(
                "outcomes",
                new Json.Arr(
                    outcomes.stream().<Json>map(outcome -> OutcomeJson.of(outcome)).toList()))
            .build();
    if (outcomes.stream().anyMatch(Outcome::failed)) {
      throw new TargetsFailedException(answer.write());
    }
    return answer;
  }
}
