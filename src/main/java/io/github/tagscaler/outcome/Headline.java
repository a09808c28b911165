package io.github.tagscaler.outcome;

import org.jspecify.annotations.Nullable;

/**
 * An outcome in short.
 *
 * @param word the ending, as outcomes spell it
 * @param code the first problem's code or the reason to skip, {@code null} if there is neither
 * @param message what a person reads, in one line
 */
public record Headline(String word, @Nullable String code, String message) {

  /** Sums up an outcome. */
  public static Headline of(Outcome outcome) {
    var message = Message.of(outcome);
    return switch (outcome.ending()) {
      case Ending.Applied _ -> new Headline("Applied", null, message);
      case Ending.Planned _ -> new Headline("Planned", null, message);
      case Ending.Unchanged _ -> new Headline("Unchanged", null, message);
      case Ending.Released _ -> new Headline("Released", null, message);
      case Ending.Skipped(var reason, _) -> new Headline("Skipped", reason.wire(), message);
      case Ending.Rejected(var problems, _) ->
          new Headline("Rejected", problems.getFirst().code().wire(), message);
      case Ending.Failed(var problem, _) -> new Headline("Failed", problem.code().wire(), message);
    };
  }
}
