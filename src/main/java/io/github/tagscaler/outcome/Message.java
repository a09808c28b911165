package io.github.tagscaler.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the message of an outcome: first the resource, then what is in force, what changed or what
 * is wrong, and each warning in a sentence. It can be read alone, in a chat for example.
 *
 * <p>All forms are here. They are filled from {@link Reasons}, {@link TargetProblems} and, for tags
 * and catalogs, the package {@code policy}. {@code docs/messages.md} shows each form.
 */
final class Message {
  private final Outcome outcome;

  private Message(Outcome outcome) {
    this.outcome = outcome;
  }

  /** The message in one line, whatever the tags hold. */
  static String of(Outcome outcome) {
    var message = new Message(outcome);
    return Quote.escape(
        Stream.concat(
                message.sentences().stream(), outcome.warnings().stream().map(Problem::message))
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  private List<String> sentences() {
    return switch (outcome.ending()) {
      case Ending.Applied(var changes, var inForce) ->
          List.of(
              resource(": " + phrase(inForce) + "."),
              ChangeSummary.done(changes).map(Message::sentence).orElseGet(this::nothingToDo));
      case Ending.Planned planned -> planned(planned);
      case Ending.Unchanged(var inForce) ->
          List.of(resource(": " + phrase(inForce) + "."), nothingToDo());
      case Ending.Released(_, var because, var running) -> released(because, running.stream());
      case Ending.Skipped(_, var predicate) -> List.of(resource(" " + predicate));
      case Ending.Rejected(var problems, var changes) ->
          problems(
              changes.isEmpty() ? "was not changed" : "was changed in part", problems, changes);
      case Ending.Failed(var problem, var changes) ->
          problems("is not reconciled yet", List.of(problem), changes);
    };
  }

  private String resource(String rest) {
    return outcome.resourceId() + rest;
  }

  private String phrase(@Nullable InForce inForce) {
    return InForcePhrase.of(inForce, outcome.dimension());
  }

  /** With some warnings, a change that the tags ask for was not made. */
  private String nothingToDo() {
    return outcome.warnings().stream().map(Problem::code).anyMatch(Message::holdsChanges)
        ? "Nothing changed."
        : "Already up to date.";
  }

  private static boolean holdsChanges(Code code) {
    return code == Code.PAUSED
        || code == Code.DRIFT
        || code == Code.SUSPENDED_BY_HAND
        || code == Code.FOREIGN_SCHEDULE
        || code.concern() != Code.Concern.WARNING;
  }

  private List<String> planned(Ending.Planned planned) {
    var sentences = new ArrayList<String>();
    sentences.add(resource(": " + phrase(planned.now()) + "."));
    sentences.add(
        "Dry run: would "
            + ChangeSummary.planned(planned.changes()).orElse("change nothing in its scaling")
            + Optional.ofNullable(planned.because())
                .map(why -> " because " + why.clause())
                .orElse("")
            + ".");
    if (planned.then() != null && !planned.then().equals(planned.now())) {
      sentences.add("Result: " + phrase(planned.then()) + ".");
    }
    return sentences;
  }

  private List<String> released(ReleaseReason because, IntStream running) {
    return Stream.concat(
            Stream.of(
                resource(
                    " is no longer autoscaled by Tagscaler because %s."
                        .formatted(because.clause()))),
            running.filter(capacity -> capacity > 0).mapToObj(this::keepsRunning))
        .toList();
  }

  private String keepsRunning(int capacity) {
    return "Its %s %s running."
        .formatted(
            InForcePhrase.capacity(capacity, outcome.dimension()),
            capacity == 1 ? "keeps" : "keep");
  }

  private List<String> problems(String state, List<Problem> problems, List<ChangeEntry> changes) {
    var sentences = new ArrayList<String>();
    if (problems.size() == 1) {
      sentences.add(resource(" " + state + ". " + problem(problems.getFirst())));
    } else {
      sentences.add(resource(" " + state + ": " + problems.size() + " problems."));
      for (int i = 0; i < problems.size(); i++) {
        sentences.add("%d. %s".formatted(i + 1, problem(problems.get(i))));
      }
    }
    ChangeSummary.done(changes).ifPresent(done -> sentences.add("Before that: " + done + "."));
    return sentences;
  }

  private static String problem(Problem problem) {
    return problem.code().wire() + ": " + problem.message();
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
  }
}
