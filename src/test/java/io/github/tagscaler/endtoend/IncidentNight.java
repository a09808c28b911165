package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;

/**
 * Plays a night: a sweep every quarter of an hour, a storm of IN_SERVICE between any two, people
 * who do things by hand; and checks after every run that it did no harm.
 */
final class IncidentNight {
  static final Instant BEGIN = Instant.parse("2026-06-01T22:00:00Z");
  static final Instant END = Instant.parse("2026-06-02T10:00:00Z");

  private static final String OF_ANOTHER_TOOL = "endpoint/terraform/variant/AllTraffic";

  private static final Duration SWEEPS = Duration.ofMinutes(15);

  private final TestAccount account;
  private final List<IncidentCourse> courses;
  private final List<IncidentCourse.Due> agenda = new ArrayList<>();

  private final DeployedFunction function;
  private int runs;
  private List<Json> published = List.of();

  IncidentNight(TestAccount account, List<IncidentCourse> courses) {
    this.account = account;
    this.courses = courses;
    this.function =
        DeployedFunction.withoutWaiting(
            account.aws(), Map.of("TAGSCALER_QUEUE_URL", account.queueUrl()));
    courses.forEach(course -> agenda.addAll(course.agenda()));
    agenda.sort(Comparator.comparing(IncidentCourse.Due::at));
  }

  /** How often the function ran. */
  int runs() {
    return runs;
  }

  void play() {
    account.clock("2026-05-30T12:00:00Z");
    courses.forEach(course -> course.resource.create(course.incident.tags()));
    anotherTool();
    storm(course -> true);
    deliver();
    account.advanceTo(BEGIN.toString());
    int earlier = account.published().size();
    while (account.aws().now().isBefore(END)) {
      account.enqueue(sweep());
      for (int minute = 0; minute < SWEEPS.toMinutes(); minute++) {
        if (minute == 7) {
          storm(this::scales);
        }
        peopleAct();
        deliver();
        account.advance(Duration.ofMinutes(1));
      }
      courses.stream()
          .filter(course -> course.lasted().isEmpty())
          .forEach(course -> course.look(account.aws().now()));
    }
    courses.forEach(course -> course.look(account.aws().now()));
    courses.stream().filter(course -> course.reports.isEmpty()).forEach(this::ask);
    var all = account.published();
    published = all.subList(earlier, all.size());
  }

  /** What was published during the night. */
  List<Json> published() {
    return published;
  }

  /** Somebody asks about a resource, and changes nothing by that. */
  private void ask(IncidentCourse course) {
    var answer = function.invoke(course.resource.question());
    answer.outcomes().stream()
        .filter(outcome -> outcome.resourceId().equals(course.resource.id()))
        .forEach(course::answer);
  }

  private Json sweep() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(account.aws().now()));
  }

  /** Another tool scales a tagged endpoint, and has an alarm. */
  private void anotherTool() {
    account.endpoint("terraform", "max=4");
    account.user.register(OF_ANOTHER_TOOL, 1, 3);
    account.user.putTrackingPolicy(
        OF_ANOTHER_TOOL, "theirs", MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE, 70);
    account.user.putAlarm("pager");
  }

  /** Endpoints scale, and each sends an event when it has. */
  private void storm(Predicate<IncidentCourse> which) {
    account.enqueue(SampleEvents.inService("terraform"));
    courses.stream()
        .filter(which)
        .forEach(course -> account.enqueue(SampleEvents.inService(course.resource.endpoint())));
  }

  /** An endpoint scales all the time for an hour after its incident, then hourly until it ends. */
  private boolean scales(IncidentCourse course) {
    var since = Duration.between(course.start, account.aws().now());
    return !since.isNegative()
        && (since.toHours() == 0
            || (course.lasted().isEmpty() && since.toMinutesPart() < SWEEPS.toMinutes()));
  }

  private void peopleAct() {
    while (!agenda.isEmpty() && !agenda.getFirst().at().isAfter(account.aws().now())) {
      agenda.removeFirst().deed().run();
    }
  }

  /** Delivers the messages that are visible. */
  private void deliver() {
    var messages = account.user.receive(account.queueUrl());
    if (messages.isEmpty()) {
      return;
    }
    var before = account.state();
    while (!messages.isEmpty()) {
      var run = function.invoke(SqsMessages.batch(messages));
      runs++;
      assertThat(run.failures()).as("messages that failed").isEmpty();
      messages.forEach(message -> account.user.delete(account.queueUrl(), message));
      if (!run.writes().isEmpty()) {
        var after = account.state();
        doesNoHarm(before, after);
        before = after;
      }
      run.outcomes().forEach(this::note);
      messages = account.user.receive(account.queueUrl());
    }
  }

  private void note(LoggedOutcome outcome) {
    courses.stream()
        .filter(course -> course.resource.id().equals(outcome.resourceId()))
        .forEach(course -> course.report(account.aws().now(), outcome));
  }

  private void doesNoHarm(Json before, Json after) {
    var lowered =
        courses.stream()
            .filter(course -> course.incident.end() == Incident.End.OWNER_LOWERS)
            .map(course -> course.resource.capacityName())
            .toList();
    var running = TestAccount.capacities(after);
    TestAccount.capacities(before)
        .forEach((name, capacity) -> {
          if (!lowered.contains(name)) {
            assertThat(running.get(name))
                .as("capacity of " + name)
                .isGreaterThanOrEqualTo(capacity);
          }
        });
    var suspended = suspendedByHand(after);
    suspendedByHand(before)
        .forEach((id, activities) ->
            assertThat(suspended.get(id)).as("suspended by hand: " + id).containsAll(activities));
    assertThat(foreign(after))
        .as("what other tools made: a target, its policy, an alarm, and more")
        .hasSizeGreaterThanOrEqualTo(3)
        .containsAll(foreign(before));
  }

  /** What is suspended of each target by hand; nothing of it, where a pause suspended it. */
  private static Map<String, List<String>> suspendedByHand(Json state) {
    var suspended = new HashMap<String, List<String>>();
    for (var json : state.get("scalableTargets").stream().toList()) {
      var target = new RegisteredTarget(json);
      if (!target.suspended().isEmpty() && !target.tags().containsKey("tagscaler:paused")) {
        suspended.put(target.resourceId(), List.of(target.suspended().split(" ", -1)));
      }
    }
    return suspended;
  }

  /** Everything at Application Auto Scaling and CloudWatch that Tagscaler did not create. */
  private static List<String> foreign(Json state) {
    var foreign = new ArrayList<String>();
    for (var json : state.get("scalableTargets").stream().toList()) {
      var target = new RegisteredTarget(json);
      if (!target.tags().containsKey("tagscaler:stack")) {
        foreign.add(json.write());
      }
      add(foreign, json, "ScalingPolicies", "PolicyName");
      add(foreign, json, "ScheduledActions", "ScheduledActionName");
    }
    state.get("alarms").stream()
        .filter(alarm ->
            !alarm.get("AlarmName").text().orElse("").matches("(tagscaler/|TargetTracking-).*"))
        .forEach(alarm -> foreign.add(alarm.write()));
    return foreign;
  }

  private static void add(List<String> foreign, Json target, String member, String name) {
    target.get(member).stream()
        .filter(each -> !each.get(name).text().orElse("").startsWith("tagscaler-"))
        .forEach(each -> foreign.add(target.get("ResourceId").write() + each.write()));
  }
}
