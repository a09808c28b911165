package io.github.tagscaler.outcome;

import org.jspecify.annotations.Nullable;

/**
 * An outcome in short.
 *
 * @param word the ending, as outcomes spell it
 * @param code the first problem's code or the reason to skip, {@code null} if there is neither
 * @param message what a person reads, in one line
 */
public record OutcomeSummary(String word, @Nullable String code, String message) {

  /** Sums up an outcome. */
  public static OutcomeSummary of(Outcome outcome) {
    var message = Message.of(outcome);
    return switch (outcome.ending()) {
      case Ending.Applied _ -> new OutcomeSummary("Applied", null, message);
      case Ending.Planned _ -> new OutcomeSummary("Planned", null, message);
      case Ending.Unchanged _ -> new OutcomeSummary("Unchanged", null, message);
      case Ending.Released _ -> new OutcomeSummary("Released", null, message);
      case Ending.Skipped(var reason, _) -> new OutcomeSummary("Skipped", reason.wire(), message);
      case Ending.Rejected(var problems, _) ->
          new OutcomeSummary("Rejected", problems.getFirst().code().wire(), message);
      case Ending.Failed(var problem, _) ->
          new OutcomeSummary("Failed", problem.code().wire(), message);
    };
  }
}
