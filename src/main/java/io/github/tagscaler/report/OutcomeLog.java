package io.github.tagscaler.report;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code.Concern;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.outcome.Problem;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Writes each outcome as one line that is a log entry and a metric at once.
 *
 * <p>A resource is never a dimension of the metric: each would be a metric to pay for.
 */
public final class OutcomeLog {
  private static final String NONE = "None";
  private static final Json METRICS =
      EmbeddedMetrics.of(
          List.of("Stack", "Kind", "Outcome", "Code"), EmbeddedMetrics.metric("Outcomes", "Count"));

  private final JsonLines lines;
  private final InstantSource clock;

  /** A log that writes to {@code lines} and takes the metric's time from {@code clock}. */
  public OutcomeLog(JsonLines lines, InstantSource clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /** Writes one outcome. */
  public void write(Outcome outcome) {
    var members = new LinkedHashMap<>(OutcomeJson.of(outcome).members());
    members.putAll(metric(outcome).members());
    lines.write(severityOf(outcome.ending()), new Json.Obj(members));
  }

  /**
   * WARN where the owner has to act or it is tried again; ERROR where only an operator can help.
   */
  private static Severity severityOf(Ending ending) {
    return switch (ending) {
      case Ending.Applied _,
          Ending.Planned _,
          Ending.Unchanged _,
          Ending.Released _,
          Ending.Skipped _ ->
          Severity.INFO;
      case Ending.Failed _ -> Severity.WARN;
      case Ending.Rejected(var problems, _) ->
          problems.stream().anyMatch(OutcomeLog::concernsOperator) ? Severity.ERROR : Severity.WARN;
    };
  }

  private static boolean concernsOperator(Problem problem) {
    return problem.code().concern() == Concern.OPERATOR;
  }

  private Json.Obj metric(Outcome outcome) {
    var summary = OutcomeSummary.of(outcome);
    var kind = outcome.kind();
    var code = summary.code();
    return Json.object()
        .put("_aws", EmbeddedMetrics.directive(clock, METRICS))
        // CloudWatch drops all dimensions of a metric if the value of one is empty.
        .put("Stack", outcome.stack())
        .put("Kind", kind == null ? NONE : kind.wire())
        .put("Outcome", summary.word())
        .put("Code", code == null ? NONE : code)
        .put("Outcomes", 1)
        .build();
  }
}
