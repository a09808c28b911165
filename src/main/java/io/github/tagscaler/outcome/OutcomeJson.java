package io.github.tagscaler.outcome;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Audience.Occasion;
import java.util.List;

/**
 * Writes an outcome as other systems read it: {@code outcome.schema.json} beside this class is the
 * contract, {@code docs/outcomes.md} explains it.
 *
 * <p>Every member is always there, but {@code reminder} only in a reminder. A scalar that does not
 * apply is {@code null}; a list that does not is empty, so that a reader can loop over it without
 * asking.
 */
public final class OutcomeJson {
  private static final int VERSION = 1;

  private OutcomeJson() {}

  /** The outcome as JSON. */
  public static Json.Obj of(Outcome outcome) {
    var summary = OutcomeSummary.of(outcome);
    var dimension = outcome.dimension();
    var kind = outcome.kind();
    var json =
        Json.object()
            .put("version", VERSION)
            .put("resourceId", outcome.resourceId())
            .put("scalableDimension", dimension == null ? null : dimension.wire())
            .put("kind", kind == null ? null : kind.wire())
            .put("outcome", summary.word())
            .put("code", summary.code())
            .put("message", summary.message())
            .put("changes", changes(outcome.ending()))
            .put("problems", problems(problemsOf(outcome.ending())))
            .put("warnings", problems(outcome.warnings()))
            .put("dryRun", outcome.dryRun())
            .put("trigger", trigger(outcome.trigger()))
            .put("stack", outcome.stack())
            .put("tags", Json.ofStrings(outcome.tags()));
    if (outcome.audience().occasion() == Occasion.REMINDER) {
      json.put("reminder", true);
    }
    var reset = outcome.reset();
    if (reset != null) {
      json.put(
          "reset", Json.object().put("before", reset.before()).put("after", reset.after()).build());
    }
    return json.build();
  }

  private static Json changes(Ending ending) {
    return new Json.Arr(ending.changes().stream().map(OutcomeJson::change).toList());
  }

  private static Json change(ChangeEntry change) {
    return Json.object()
        .put("action", change.action().wire())
        .put("type", change.type().wire())
        .put("name", change.name())
        .put("before", change.before())
        .put("after", change.after())
        .build();
  }

  private static List<Problem> problemsOf(Ending ending) {
    return switch (ending) {
      case Ending.Rejected(var problems, _) -> problems;
      case Ending.Failed(var problem, _) -> List.of(problem);
      case Ending.Applied _,
          Ending.Planned _,
          Ending.Unchanged _,
          Ending.Released _,
          Ending.Skipped _ ->
          List.of();
    };
  }

  /** Problems, as all that is published holds them. */
  public static Json problems(List<Problem> problems) {
    return new Json.Arr(problems.stream().map(OutcomeJson::problem).toList());
  }

  private static Json problem(Problem problem) {
    return Json.object()
        .put("code", problem.code().wire())
        .put("key", problem.key())
        .put("value", problem.value())
        .put("message", Quote.escape(problem.message()))
        .put("allowed", Json.ofStrings(problem.allowed()))
        .put("audience", problem.code().audience())
        .build();
  }

  /** A trigger, as all that is published holds it. */
  public static Json trigger(Trigger trigger) {
    return Json.object()
        .put("type", trigger.type().wire())
        .put("eventId", trigger.eventId())
        .put("detailType", trigger.detailType())
        .put("principal", trigger.principal())
        .build();
  }
}
