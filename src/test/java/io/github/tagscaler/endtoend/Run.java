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
 * One invocation of the function and all that came of it.
 *
 * @param answer what it answered, or what its error said
 * @param raised whether it ended with an error, which makes Lambda try again
 * @param log the lines that it logged
 * @param calls the calls that it made to AWS
 * @param rounds how many sequential rounds these took
 */
record Run(Json answer, boolean raised, List<Json> log, List<RecordedCall> calls, int rounds) {

  private static final Set<String> ONLY_LOGGED =
      Set.of("timestamp", "level", "_aws", "Outcomes", "Stack", "Kind", "Outcome", "Code");

  /** The outcomes, from the log: there they are whatever the event came in. */
  List<Told> outcomes() {
    return log.stream()
        .filter(line -> !line.get("outcome").isNull())
        .map(line -> new Told(withoutTheMetric(line)))
        .toList();
  }

  private static Json withoutTheMetric(Json line) {
    var members = new LinkedHashMap<>(((Json.Obj) line).members());
    members.keySet().removeAll(ONLY_LOGGED);
    return new Json.Obj(members);
  }

  /** The one outcome. */
  Told outcome() {
    assertThat(outcomes()).as("one outcome").hasSize(1);
    return outcomes().getFirst();
  }

  /** The outcome of that resource. */
  Told outcome(String resourceId) {
    return outcomes().stream()
        .filter(told -> told.resourceId().equals(resourceId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no outcome of " + resourceId + " in " + outcomes()));
  }

  /** How each ended, by resource. */
  Map<String, String> endings() {
    return outcomes().stream().collect(toUnmodifiableMap(Told::resourceId, Told::ending));
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

  /** What the lines say that are about no outcome: {@code Ignored}, {@code Refused}. */
  List<String> notices() {
    return log.stream().flatMap(line -> line.get("event").text().stream()).toList();
  }

  /** The messages of a batch that have to come again. */
  List<String> failures() {
    return answer.get("batchItemFailures").stream()
        .flatMap(item -> item.get("itemIdentifier").text().stream())
        .toList();
  }
}
