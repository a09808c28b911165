package io.github.tagscaler.endtoend;

import static io.github.tagscaler.endtoend.AffectedResource.Kind.ASYNC;
import static io.github.tagscaler.endtoend.AffectedResource.Kind.COMPONENT;
import static io.github.tagscaler.endtoend.AffectedResource.Kind.REAL_TIME;
import static io.github.tagscaler.endtoend.Incident.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.endtoend.Incident.End;
import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;

/**
 * An incident at night, hour by hour: people change capacity, bounds, suspensions, policies and
 * tags by hand, while sweeps and IN_SERVICE go on. What Tagscaler says about each change, when it
 * is put back and how to keep it is the table of {@code docs/incidents.md}.
 */
class IncidentNightTest {
  private static final Path PAGE = Path.of("docs/incidents.md");
  private static final Pattern TABLES =
      Pattern.compile("(?s)<!-- incidents: start[^\n]*-->\n(.*?)<!-- incidents: end -->");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private static final String TRACKING = "tagscaler-track-concurrency";
  private static final String SCHEDULE = "schedule=Mon-Fri 06:00-20:00 2-4 else 1-4";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final SequencedMap<String, List<Incident>> INCIDENTS = new LinkedHashMap<>();

  static {
    INCIDENTS.put(
        "22:02 Capacity",
        List.of(
            on(
                    REAL_TIME,
                    "max=4",
                    "Set 7 instances of an endpoint with `max` = `4` (`UpdateEndpointWeightsAndCapacities`)",
                    it -> it.run(7))
                .ends(
                    AffectedResource::running,
                    End.NEVER,
                    "Application Auto Scaling removes what is above `max` at its next scaling or scheduled action; Tagscaler does not.")
                .keptBy("max=7")
                .keptBy("paused=true"),
            on(
                    REAL_TIME,
                    SCHEDULE,
                    "The same, with a schedule that changes the bounds at 06:00",
                    it -> it.run(7))
                .ends(AffectedResource::running, End.SCHEDULED_ACTION)
                .keptBy("paused=true"),
            on(
                    COMPONENT,
                    "policy=default, max=4",
                    "Set 7 copies of a component with `max` = `4` (`UpdateInferenceComponentRuntimeConfig`)",
                    it -> it.run(7))
                .ends(AffectedResource::running, End.NEVER, "As for instances.")
                .keptBy("max=7")
                .keptBy("paused=true"),
            on(
                    REAL_TIME,
                    "min=3, max=4",
                    "Set 1 instance of an endpoint with `min` = `3`",
                    it -> it.run(1))
                .ends(AffectedResource::running, End.NEXT_RUN)
                .keptIfBefore("min=1")
                .keptIfBefore("paused=true"),
            on(
                    ASYNC,
                    "min=1, max=4",
                    "Set 0 instances of an async endpoint with `min` = `1`",
                    it -> it.run(0))
                .ends(AffectedResource::running, End.NEXT_RUN)
                .keptIfBefore("paused=true")));
    INCIDENTS.put(
        "23:17 Bounds",
        List.of(
            on(
                    REAL_TIME,
                    "max=4",
                    "Raise the max of the scalable target from 4 to 9 (`RegisterScalableTarget`)",
                    it -> it.register(1, 9))
                .ends(AffectedResource::bounds, End.DRIFT_HOURS)
                .keptBy("max=9")
                .keptBy("policy=ignore"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Lower its max from 4 to 2 while 3 instances run",
                    it -> it.register(1, 2))
                .ends(
                    AffectedResource::bounds,
                    End.DRIFT_HOURS,
                    "Application Auto Scaling removes 1 instance when you do it.")
                .keptBy("max=2")
                .keptBy("policy=ignore"),
            on(REAL_TIME, "max=6", "Raise its min from 1 to 5", it -> it.register(5, 6))
                .ends(
                    AffectedResource::bounds,
                    End.DRIFT_HOURS,
                    "The 5 instances go on running until Application Auto Scaling scales in.")
                .keptBy("min=5")
                .keptBy("policy=ignore"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Raise its max to 9, and set 7 instances",
                    it -> it.register(1, 9))
                .then(3, it -> it.run(7))
                .then(8 * 60, it -> it.run(3))
                .ends(AffectedResource::bounds, End.SCALED_IN)
                .keptBy("max=9"),
            on(
                    ASYNC,
                    "policy=batch",
                    "Raise the min of an async endpoint from 0 to 2",
                    it -> it.register(2, 4))
                .ends(AffectedResource::bounds, End.DRIFT_HOURS)
                .keptBy("min=2"),
            on(
                    COMPONENT,
                    "policy=scale-to-zero",
                    "Raise the max of a component from 4 to 9",
                    it -> it.register(0, 9))
                .ends(AffectedResource::bounds, End.DRIFT_HOURS)
                .keptBy("max=9")));
    INCIDENTS.put(
        "00:47 Suspensions",
        List.of(
            on(
                    REAL_TIME,
                    "max=4",
                    "Suspend scaling in (`RegisterScalableTarget` with `SuspendedState`)",
                    it -> it.suspend(state -> state.dynamicScalingInSuspended(true)))
                .ends(
                    AffectedResource::suspended, End.NEVER, "It stays until somebody resumes it."),
            on(
                    REAL_TIME,
                    "max=4",
                    "Suspend all three kinds of scaling",
                    IncidentNightTest::suspendAll)
                .ends(
                    AffectedResource::suspended, End.NEVER, "It stays until somebody resumes it."),
            on(
                    REAL_TIME,
                    "min=2, max=4",
                    "Suspend all, then set 1 instance with `min` = `2`",
                    it -> {
                      suspendAll(it);
                      it.run(1);
                    })
                .ends(
                    AffectedResource::all,
                    End.NEVER,
                    "Neither is put back while anything is suspended."),
            on(
                    REAL_TIME,
                    SCHEDULE,
                    "Suspend scheduled scaling, with a schedule that changes the bounds at 06:00",
                    it -> it.suspend(state -> state.scheduledScalingSuspended(true)))
                .ends(
                    AffectedResource::all, End.NEVER, "The bounds stay as they were before 06:00."),
            on(
                    COMPONENT,
                    "policy=scale-to-zero",
                    "Suspend all scaling of a component",
                    IncidentNightTest::suspendAll)
                .ends(
                    AffectedResource::suspended,
                    End.NEVER,
                    "It stays until somebody resumes it.")));
    INCIDENTS.put(
        "02:02 Policies, scheduled actions and alarms",
        List.of(
            on(
                    REAL_TIME,
                    "max=4",
                    "Delete the tracking policy (`DeleteScalingPolicy`)",
                    it -> it.deletePolicy(TRACKING))
                .ends(AffectedResource::policies, End.NEXT_RUN)
                .keptIfBefore("policy=ignore"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Change the target value of the tracking policy from 5 to 50 (`PutScalingPolicy`)",
                    it ->
                        it.putTrackingPolicy(
                            TRACKING,
                            MetricType
                                .SAGE_MAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION,
                            50))
                .ends(AffectedResource::policies, End.DRIFT_HOURS)
                .keptBy("target=50")
                .keptBy("policy=ignore"),
            on(
                    REAL_TIME,
                    SCHEDULE,
                    "Delete a scheduled action (`DeleteScheduledAction`)",
                    it -> it.deleteScheduledAction("tagscaler-Mon-Fri-0600"))
                .ends(AffectedResource::actions, End.NEXT_RUN)
                .keptIfBefore("policy=ignore"),
            on(
                    REAL_TIME,
                    SCHEDULE,
                    "Change a scheduled action (`PutScheduledAction`)",
                    it -> it.putScheduledAction("tagscaler-Mon-Fri-0600"))
                .ends(
                    AffectedResource::actions,
                    End.DRIFT_HOURS,
                    "The bounds that the tags want at 06:00 are set by the first sweep after it all the same.")
                .keptBy("policy=ignore"),
            on(
                    ASYNC,
                    "policy=batch",
                    "Delete the alarm that wakes an async endpoint (`DeleteAlarms`)",
                    AffectedResource::deleteAlarm)
                .ends(AffectedResource::wakes, End.NEXT_RUN)
                .keptIfBefore("policy=ignore"),
            on(
                    COMPONENT,
                    "policy=scale-to-zero",
                    "Disable the actions of the alarm that wakes a component (`DisableAlarmActions`)",
                    AffectedResource::disableAlarm)
                .ends(AffectedResource::wakes, End.NEXT_RUN)
                .keptIfBefore("policy=ignore")));
    INCIDENTS.put(
        "03:47 The scalable target",
        List.of(
            on(
                    REAL_TIME,
                    "max=4",
                    "Deregister the scalable target (`DeregisterScalableTarget`)",
                    AffectedResource::deregister)
                .ends(AffectedResource::bounds, End.NEXT_RUN)
                .keptIfBefore("policy=ignore")
                .keptIfBefore("paused=true"),
            on(
                    COMPONENT,
                    "policy=scale-to-zero",
                    "The same with a component",
                    AffectedResource::deregister)
                .ends(AffectedResource::bounds, End.NEXT_RUN)
                .keptIfBefore("policy=ignore"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Set 7 instances, then deregister the scalable target",
                    it -> it.run(7))
                .then(2, AffectedResource::deregister)
                .results(
                    End.OWNER_LOWERS,
                    "When it is registered again, by the next event or sweep, its `max` removes 3 instances: nothing tells it from a new target any more. Set `paused` or `policy` = `ignore` before you do it.",
                    "1-4, 4 run"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Add a scaling policy of your own (`PutScalingPolicy`)",
                    it ->
                        it.putTrackingPolicy(
                            "night-shift",
                            MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE,
                            70))
                .ends(AffectedResource::policies, End.NEVER, "Both policies scale it."),
            on(
                    REAL_TIME,
                    "max=4",
                    "Add a scheduled action of your own (`PutScheduledAction`)",
                    it -> it.putScheduledAction("night-shift"))
                .ends(AffectedResource::actions, End.NEVER, "")));
    INCIDENTS.put(
        "04:47 Tags",
        List.of(
            on(REAL_TIME, "max=4", "Set `paused` = `true`", it -> it.tag("paused=true"))
                .results(
                    End.AS_TAGGED,
                    "Scaling is suspended until you remove the tag.",
                    "1-4, scale-in scale-out scheduled suspended, 3 run"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Set `paused` = `2026-06-02 08:00`",
                    it -> it.tag("paused=2026-06-02 08:00"))
                .results(
                    End.AS_TAGGED,
                    "Scaling is resumed by the first event or sweep after that time.",
                    "1-4, 3 run"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Set `policy` = `ignore`, then raise the max of the scalable target to 9",
                    it -> it.tag("policy=ignore"))
                .then(1, it -> it.register(1, 9))
                .results(
                    End.AS_TAGGED,
                    "Tagscaler changes nothing until you change the tag. Application Auto Scaling goes on scaling.",
                    "1-9, 3 run"),
            on(REAL_TIME, "max=4", "Set `policy` = `off`", it -> it.tag("policy=off"))
                .results(
                    End.AS_TAGGED,
                    "Nothing scales it until you change the tag. Its instances keep running.",
                    "not registered, 3 run"),
            on(
                    REAL_TIME,
                    "max=4",
                    "Remove the tags, and put them back 10 minutes later",
                    it -> it.untag("max"))
                .then(10, it -> it.tag("max=4"))
                .results(
                    End.AS_TAGGED, "Nothing is lost: scaling goes on all the time.", "1-4, 3 run"),
            on(REAL_TIME, "max=4", "Remove the tags", it -> it.untag("max"))
                .results(
                    End.AS_TAGGED,
                    "It is deregistered 15 minutes after the next sweep. Its instances keep running.",
                    "not registered, 3 run"),
            on(REAL_TIME, "max=4", "Set `max` = `2` while 3 instances run", it -> it.tag("max=2"))
                .results(
                    End.OWNER_LOWERS,
                    "1 instance is removed at once. Only this tag and `schedule` can do that.",
                    "1-2, 2 run")));
  }

  private static void suspendAll(AffectedResource resource) {
    resource.suspend(state ->
        state
            .dynamicScalingInSuspended(true)
            .dynamicScalingOutSuspended(true)
            .scheduledScalingSuspended(true));
  }

  private static final List<IncidentCourse> COURSES = new ArrayList<>();
  private static IncidentNight night;

  @BeforeAll
  static void the_night_is_played() {
    account.reset();
    for (var topic : INCIDENTS.entrySet()) {
      var at = LocalTime.parse(topic.getKey().substring(0, 5));
      var start =
          at.atDate(LocalDate.of(2026, 6, at.getHour() > 12 ? 1 : 2)).toInstant(ZoneOffset.UTC);
      for (var incident : topic.getValue()) {
        course(incident, Optional.empty(), start);
        for (var keep : incident.keeps()) {
          course(incident, Optional.of(keep), start);
        }
        start = start.plus(Duration.ofMinutes(15));
      }
    }
    night = new IncidentNight(account, COURSES);
    night.play();
  }

  private static void course(Incident incident, Optional<Incident.Keep> keep, Instant start) {
    COURSES.add(
        new IncidentCourse(
            incident,
            keep,
            new AffectedResource(account, incident.kind(), "night-%03d".formatted(COURSES.size())),
            start));
  }

  static Stream<IncidentCourse> left() {
    return COURSES.stream().filter(course -> course.keep.isEmpty());
  }

  static Stream<IncidentCourse> kept() {
    return COURSES.stream().filter(course -> course.keep.isPresent());
  }

  @ParameterizedTest
  @MethodSource("left")
  void what_is_done_by_hand_ends_in_time_and_not_before(IncidentCourse course) {
    var lasted = course.lasted().orElse(Duration.ZERO);
    switch (course.incident.end()) {
      case NEXT_RUN -> {
        assertThat(lasted).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(15));
        assertThat(course.last()).isEqualTo(course.before());
      }
      case DRIFT_HOURS -> {
        assertThat(lasted).isBetween(Duration.ofHours(4), Duration.ofMinutes(4 * 60 + 30));
        assertThat(course.last()).isEqualTo(course.before());
      }
      case SCALED_IN -> {
        assertThat(lasted).isBetween(Duration.ofHours(8), Duration.ofMinutes(8 * 60 + 15));
        assertThat(course.last()).isEqualTo(course.before());
      }
      case SCHEDULED_ACTION ->
          assertThat(course.start.plus(lasted))
              .isBetween(
                  Instant.parse("2026-06-02T06:00:00Z"), Instant.parse("2026-06-02T06:15:00Z"));
      case NEVER -> {
        assertThat(course.after()).isNotEqualTo(course.before());
        assertThat(course.last()).isEqualTo(course.after());
        assertThat(course.lasted()).isEmpty();
      }
      case AS_TAGGED, OWNER_LOWERS -> assertThat(course.last()).isEqualTo(course.incident.result());
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void what_the_page_says_keeps_it(IncidentCourse course) {
    assertThat(course.last()).isEqualTo(course.after()).isNotEqualTo(course.before());
    assertThat(course.lasted()).isEmpty();
  }

  /** With {@code -Dtagscaler.docs.write=true} it writes the tables into the page instead. */
  @Test
  void the_page_shows_what_happened() throws IOException {
    var page = Files.readString(PAGE);
    var tables = TABLES.matcher(page);
    assertThat(tables.find()).isTrue();
    var generated = tables();

    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(
          PAGE, page.substring(0, tables.start(1)) + generated + page.substring(tables.end(1)));
      return;
    }
    assertThat(tables.group(1))
        .as("docs/incidents.md; run this test with -Dtagscaler.docs.write=true to update it")
        .isEqualTo(generated);
  }

  private static String tables() {
    var text = new StringBuilder();
    for (var topic : INCIDENTS.entrySet()) {
      text.append(
          """

          ### %s

          | What you do by hand | What Tagscaler says | When it is put back | To keep it |
          |---|---|---|---|
          """
              .formatted(topic.getKey().substring(6)));
      left()
          .filter(course -> topic.getValue().contains(course.incident))
          .forEach(course ->
              text.append(
                  "| %s: %s. | %s | %s | %s |%n"
                      .formatted(
                          CLOCK.format(course.start),
                          course.incident.words(),
                          said(course),
                          putBack(course),
                          keeps(course.incident))));
    }
    return text.append('\n').toString();
  }

  /** Each message once, with the time when it was first reported. */
  private static String said(IncidentCourse course) {
    var messages = new LinkedHashMap<String, String>();
    for (var report : course.reports) {
      var outcome = report.outcome();
      if (outcome.ending().equals("Unchanged") && outcome.warnings().isEmpty()) {
        continue;
      }
      messages.putIfAbsent(
          outcome.message(),
          "%s `%s`: %s"
              .formatted(
                  CLOCK.format(report.at()),
                  outcome.ending(),
                  course.resource.inTheDocs(outcome.message())));
    }
    return messages.isEmpty()
        ? course
            .answer()
            .map(answer ->
                "No event. If you ask, `%s`: %s"
                    .formatted(answer.ending(), course.resource.inTheDocs(answer.message())))
            .orElse("Nothing.")
        : String.join("<br>", messages.values());
  }

  private static String putBack(IncidentCourse course) {
    var incident = course.incident;
    var lasted = course.lasted().orElse(Duration.ZERO);
    var when =
        switch (incident.end()) {
          case NEXT_RUN ->
              "By the next event or sweep, here after %d minutes.".formatted(lasted.toMinutes());
          case DRIFT_HOURS ->
              "By the first sweep 4 hours after Tagscaler saw it, here at %s."
                  .formatted(CLOCK.format(course.start.plus(lasted)));
          case SCALED_IN ->
              "Not while 7 instances run. When no more than 4 run, by the next event or sweep, here at %s."
                  .formatted(CLOCK.format(course.start.plus(lasted)));
          case SCHEDULED_ACTION ->
              "At 06:00: the scheduled action sets the bounds, and Application Auto Scaling moves capacity into them.";
          case NEVER -> "Never.";
          case AS_TAGGED, OWNER_LOWERS -> "";
        };
    return (when + " " + incident.remark()).strip();
  }

  private static String keeps(Incident incident) {
    if (!incident.keeps().isEmpty()) {
      return incident.keeps().stream()
          .map(Incident.Keep::words)
          .distinct()
          .collect(Collectors.joining("<br>"));
    }
    return incident.result().isEmpty() ? "Nothing to do." : "";
  }

  @Test
  void a_change_of_what_Tagscaler_made_is_published_when_it_is_seen_and_when_it_is_undone() {
    left()
        .filter(course -> course.incident.end() == End.DRIFT_HOURS)
        .forEach(course ->
            assertThat(
                    night.published().stream()
                        .filter(event -> event.get("DetailType").equals(Json.of("Scaling Applied")))
                        .map(event -> new LoggedOutcome(event.get("Detail")))
                        .filter(outcome -> outcome.resourceId().equals(course.resource.id()))
                        .filter(outcome -> outcome.warnings().contains("Drift")))
                .as(course.toString())
                .hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void the_night_was_busy() {
    assertThat(night.runs()).isGreaterThan(100);
  }
}
