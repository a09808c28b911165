package io.github.tagscaler.endtoend;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One invocation of the function, with its result.
 *
 * @param answer its response, or the message of its error
 * @param raised whether it ended with an error, which makes Lambda try again
 * @param log the lines that it logged
 * @param calls the calls that it made to AWS
 * @param rounds how many sequential rounds these took
 */
record Invocation(
    Json answer, boolean raised, List<Json> log, List<RecordedCall> calls, int rounds) {

  private static final Set<String> ONLY_LOGGED =
      Set.of("timestamp", "level", "_aws", "Outcomes", "Stack", "Kind", "Outcome", "Code");

  /** The outcomes, from the log: there they are however the event arrived. */
  List<LoggedOutcome> outcomes() {
    return log.stream()
        .filter(line -> !line.get("outcome").isNull())
        .map(line -> new LoggedOutcome(withoutTheMetric(line)))
        .toList();
  }

  private static Json withoutTheMetric(Json line) {
    var members = new LinkedHashMap<>(((Json.Obj) line).members());
    members.keySet().removeAll(ONLY_LOGGED);
    return new Json.Obj(members);
  }

  /** The one outcome. */
  LoggedOutcome outcome() {
    assertThat(outcomes()).as("one outcome").hasSize(1);
    return outcomes().getFirst();
  }

  /** The outcome of that resource. */
  LoggedOutcome outcome(String resourceId) {
    return outcomes().stream()
        .filter(outcome -> outcome.resourceId().equals(resourceId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no outcome of " + resourceId + " in " + outcomes()));
  }

  /** The ending of each, by resource. */
  Map<String, String> endings() {
    return outcomes().stream()
        .collect(toUnmodifiableMap(LoggedOutcome::resourceId, LoggedOutcome::ending));
  }

  /** The operations called, in the order of their arrival. */
  List<String> operations() {
    return calls.stream().map(RecordedCall::operation).toList();
  }

  /** The operations called that change something at Application Auto Scaling. */
  List<String> writes() {
    return calls.stream()
        .filter(call -> call.service().equals("application-autoscaling") && !call.isRead())
        .map(RecordedCall::operation)
        .toList();
  }

  /** The calls of that operation. */
  List<RecordedCall> calls(String operation) {
    return calls.stream().filter(call -> call.operation().equals(operation)).toList();
  }

  /**
   * The events of the lines without an outcome: {@code Ignored}, {@code Refused}; a sweep's lines
   * of each state count as part of its own.
   */
  List<String> loggedEvents() {
    return log.stream()
        .flatMap(line -> line.get("event").text().stream())
        .filter(event -> !event.equals("SweepState"))
        .toList();
  }

  /** The messages of a batch that SQS delivers again. */
  List<String> failures() {
    return answer.get("batchItemFailures").stream()
        .flatMap(item -> item.get("itemIdentifier").text().stream())
        .toList();
  }
}
