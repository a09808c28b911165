package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.command.tags.reverse.Obstacle;
import java.util.List;
import java.util.stream.Stream;

/** Why a target cannot be moved without a change. */
final class Blockers {
  private Blockers() {}

  /** In the words that targets of a fleet are grouped by; none if it can. */
  static List<String> groups(Answer.Found found) {
    var obstacles =
        found.proposal().terms().obstacles().stream()
            .map(Obstacle::reason)
            .map(reason -> "It has " + reason.words() + ".")
            .distinct()
            .toList();
    return switch (found.proposal().proof()) {
      case Proof.Rejected(var problems) ->
          Stream.concat(
                  obstacles.stream(),
                  problems.stream()
                      .map(problem ->
                          "Its tags would be rejected: %s%s."
                              .formatted(
                                  problem.code().wire(),
                                  problem.key() == null ? "" : " (" + problem.key() + ")"))
                      .distinct())
              .toList();
      case Proof.Adopted(_, var differences, _) ->
          differences.isEmpty()
              ? List.of()
              : obstacles.isEmpty()
                  ? differences.stream()
                      .map(each -> "Different afterwards: %s.".formatted(kind(each.what())))
                      .distinct()
                      .toList()
                  : obstacles;
    };
  }

  /** Without the name of the one policy. */
  private static String kind(String what) {
    return what.startsWith("tracking of ")
        ? "target tracking"
        : what.startsWith("steps of ") ? "step scaling" : what;
  }
}
