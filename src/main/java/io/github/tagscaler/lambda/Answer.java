package io.github.tagscaler.lambda;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the function answers to a plain event. */
final class Answer {
  /** Lambda's limit is 6 MB, for an answer that is escaped once more in an error. */
  private static final int MOST_BYTES = 5_000_000;

  private Answer() {}

  /**
   * The outcomes. What is left out is reported as {@code "complete": false}.
   *
   * @throws TargetsFailedException if any has to be tried again: Lambda does so on an error only
   */
  static Json of(Handled handled) {
    var outcomes = new ArrayList<Json>();
    boolean complete = handled.complete();
    long bytes = 0;
    for (var outcome : handled.outcomes()) {
      var json = OutcomeJson.of(outcome);
      bytes += json.write().getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > MOST_BYTES) {
        complete = false;
        break;
      }
      outcomes.add(json);
    }
    var answer = Json.object().put("outcomes", new Json.Arr(List.copyOf(outcomes)));
    if (!complete) {
      answer.put("complete", false);
    }
    if (!handled.failed().isEmpty()) {
      throw new TargetsFailedException(answer.build().write());
    }
    return answer.build();
  }
}
