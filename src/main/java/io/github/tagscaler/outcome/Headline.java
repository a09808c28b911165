package io.github.tagscaler.outcome;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An outcome in short: in a word, in a code and in a sentence.
 *
 * @param word the ending, as outcomes spell it
 * @param code the first problem's code or the reason to skip, {@code null} if there is neither
 * @param message one or more sentences on one line, whatever the tags hold
 */
public record Headline(String word, @Nullable String code, String message) {
  public Headline {
    message = Quote.escape(message);
  }

  /** What an ending comes to. */
  public static Headline of(Outcome outcome) {
    return switch (outcome.ending()) {
      case Ending.Applied(var changes, _) ->
          new Headline("Applied", null, ChangeSummary.done(changes));
      case Ending.Planned(var changes, _, _, _) ->
          new Headline("Planned", null, ChangeSummary.planned(changes));
      // Not "all is well": a paused target or a drift that events leave alone ends like this too.
      case Ending.Unchanged _ -> new Headline("Unchanged", null, "Nothing was changed.");
      case Ending.Released(_, var why) -> new Headline("Released", null, why);
      case Ending.Skipped(var reason, var why) -> new Headline("Skipped", reason.wire(), why);
      case Ending.Rejected(var problems, var changes) ->
          new Headline("Rejected", problems.getFirst().code().wire(), failure(problems, changes));
      case Ending.Failed(var problem, var changes) ->
          new Headline("Failed", problem.code().wire(), failure(List.of(problem), changes));
    };
  }

  private static String failure(List<Problem> problems, List<ChangeEntry> changes) {
    var sentences = sentences(problems);
    return changes.isEmpty() ? sentences : sentences + " " + ChangeSummary.doneBefore(changes);
  }

  private static String sentences(Collection<Problem> problems) {
    return problems.stream().map(Headline::sentence).collect(Collectors.joining(" "));
  }

  private static String sentence(Problem problem) {
    return problem.code().wire() + ": " + problem.message();
  }
}
