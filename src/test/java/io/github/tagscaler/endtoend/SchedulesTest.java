package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** Scheduled scaling: what is registered, and what Application Auto Scaling then does by itself. */
class SchedulesTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final ScalableDimension INSTANCES =
      ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT;

  @RegisterExtension static final TestAccount account = new TestAccount();

  @Test
  void a_week_of_an_endpoint_with_office_hours() {
    // Monday 06:59:30 in Berlin, half a minute before the bounds change.
    account.clock("2026-06-08T04:59:30Z");
    account.endpoint("chat", "policy=office-hours", "min=2", "max=6");
    var zone = ZoneId.of("Europe/Berlin");
    var function = account.function(Map.of("TAGSCALER_TIME_ZONE", "Europe/Berlin"));
    assertThat(function.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Failed NotReady");
    account.advance(Duration.ofMinutes(2));

    assertThat(function.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).schedule())
        .containsExactlyInAnyOrder(
            "tagscaler-Mon-Fri-0700 cron(0 7 ? * MON,TUE,WED,THU,FRI *) Europe/Berlin 2-6",
            "tagscaler-Mon-Fri-1900 cron(0 19 ? * MON,TUE,WED,THU,FRI *) Europe/Berlin 1-6");

    for (int hour = 0; hour < 7 * 24; hour++) {
      account.advance(Duration.ofMinutes(30));
      var there = account.aws().now().atZone(zone);
      boolean atWork =
          there.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
              && there.getHour() >= 7
              && there.getHour() < 19;
      assertThat(account.target(ON_CHAT).bounds())
          .as("%s", there)
          .isEqualTo(atWork ? "2-6" : "1-6");
      // Every scaling activity sends IN_SERVICE again: it must find nothing to do.
      var run = function.invoke(SampleEvents.inService("chat"));
      assertThat(run.outcome().ending()).as("%s", there).isEqualTo("Unchanged");
      assertThat(run.outcome().warnings()).isEmpty();
      account.advance(Duration.ofMinutes(30));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin is two hours ahead of UTC in June; the first of June 2026 is a Monday.
    "2026-06-01T07:00:00Z, 2-8",
    "2026-06-01T19:00:00Z, 1-2",
    "2026-06-06T10:00:00Z, 1-2",
  })
  void a_new_target_gets_the_bounds_in_force_now(String now, String bounds) {
    account.clock(now);
    account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin");

    account.invoke(SampleEvents.inService("chat"));

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo(bounds);
  }

  @Test
  void the_base_bounds_are_wrong_inside_a_window() {
    account.clock("2026-06-01T09:00:00Z");
    account.endpoint("chat", "max=9", "schedule=Mon-Fri 08:00-20:00 2-8");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(2));
    account.user.register(ON_CHAT, INSTANCES, 1, 9);

    // Our own schedule sets these bounds, though at another time: no drift, and put right at once.
    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).isEmpty();
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");
  }

  @Test
  void bounds_that_no_window_sets_are_drift() {
    account.clock("2026-06-01T09:00:00Z");
    account.endpoint("chat", "max=9", "schedule=Mon-Fri 08:00-20:00 2-8");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(2));
    account.user.register(ON_CHAT, INSTANCES, 3, 5);
    account.advance(Duration.ofMinutes(2));

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.writes()).containsExactly("TagResource");
    assertThat(run.outcome().warnings()).containsExactly("Drift");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("3-5");
    account.invoke(SampleEvents.requested("chat"));
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");
  }

  @Nested
  class Near_a_change_point {
    @ParameterizedTest
    @CsvSource({
      "2026-06-01T07:58:59Z, Applied",
      "2026-06-01T07:59:00Z, Failed NotReady",
      "2026-06-01T08:00:00Z, Failed NotReady",
      "2026-06-01T08:01:00Z, Failed NotReady",
      "2026-06-01T08:01:01Z, Applied",
    })
    void no_bounds_are_written(String now, String ending) {
      account.clock(now);
      account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8");

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo(ending);
    }

    @Test
    void all_else_is() {
      account.clock("2026-06-01T06:00:00Z");
      account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8");
      account.invoke(SampleEvents.inService("chat"));
      account.advanceTo("2026-06-01T07:59:30Z");
      account.user.tag("endpoint/chat", "target=9");

      assertThat(account.invoke(SampleEvents.tagChange("endpoint/chat")).outcome().ending())
          .isEqualTo("Applied");
    }
  }

  @Test
  void a_schedule_that_is_taken_away_takes_its_actions_and_bounds_along() {
    account.clock("2026-06-01T09:00:00Z");
    account.endpoint("chat", "max=9", "schedule=Mon-Fri 08:00-20:00 2-8");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(2));
    account.user.untag("endpoint/chat", "schedule");

    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(account.target(ON_CHAT).actions()).isEmpty();
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-9");
  }

  @Test
  void a_missing_action_is_put_back_and_a_changed_one_reported() {
    account.clock("2026-06-01T09:00:00Z");
    account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(2));
    account.user.putScheduledAction(ON_CHAT, "tagscaler-Mon-Fri-2000");

    var outcome = account.invoke(SampleEvents.inService("chat"));
    assertThat(outcome.writes()).containsExactly("TagResource");
    assertThat(outcome.outcome().warnings()).containsExactly("Drift");
    account.user.scaling.deleteScheduledAction(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(ON_CHAT)
            .scalableDimension(INSTANCES)
            .scheduledActionName("tagscaler-Mon-Fri-2000"));
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().changes())
        .containsExactly(
            "create scheduledAction tagscaler-Mon-Fri-2000", "delete tag tagscaler:drift");
  }

  @Test
  void actions_of_a_policy_set_bounds_that_are_right_until_the_next() {
    account.clock("2026-06-25T00:00:00Z");
    account.document(
        "_platform",
        """
        version: 1
        policies:
          month-end:
            actions:
              - { name: closing, cron: "0 6 28 * ? *", timezone: UTC, min: 4, max: 12 }
              - { name: reopen, cron: "0 6 2 * ? *", timezone: UTC, min: 1, max: 4 }
        """);
    account.endpoint("chat", "policy=month-end", "max=6");
    var function = account.withCatalog();
    function.invoke(SampleEvents.inService("chat"));
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");

    account.advanceTo("2026-06-28T12:00:00Z");
    var closing = function.invoke(SampleEvents.inService("chat"));
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("4-12");
    assertThat(closing.outcome().ending()).isEqualTo("Unchanged");
    assertThat(closing.outcome().warnings()).isEmpty();

    account.advanceTo("2026-07-02T12:00:00Z");
    assertThat(function.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
  }

  @Test
  void an_action_whose_time_has_passed_is_neither_wanted_nor_drift() {
    account.clock("2026-06-01T00:00:00Z");
    account.document(
        "_platform",
        """
        version: 1
        policies:
          launch: { actions: [ { name: big-day, at: "2026-06-02 09:00", min: 2, max: 4 } ] }
        """);
    account.endpoint("chat", "policy=launch");
    var function = account.withCatalog();
    function.invoke(SampleEvents.inService("chat"));
    assertThat(account.target(ON_CHAT).actions()).containsExactly("tagscaler-big-day");

    account.advanceTo("2026-06-03T00:00:00Z");
    var run = function.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Unchanged");
    assertThat(run.outcome().warnings()).isEmpty();
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-4");
  }

  @Test
  void capacity_above_a_max_that_only_a_policy_states_outlives_the_night() {
    account.clock("2026-06-01T12:00:00Z");
    account.document(
        "_platform",
        """
        version: 1
        policies:
          small: { max: 3, schedule: "Mon-Fri 07:00-19:00 base else 1-base" }
        """);
    account.endpointOf(
        "chat", "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 5}]", "policy=small");
    var function = account.withCatalog();
    var run = function.invoke(SampleEvents.inService("chat"));
    assertThat(run.outcome().warnings()).containsExactly("NoEffect", "AboveMax");

    account.advanceTo("2026-06-01T21:00:00Z");

    assertThat(account.capacities()).containsEntry("chat/AllTraffic", 5);
  }

  // Days of an endpoint that runs more than a policy's max: no scheduled action takes any of it
  // away, and once it has fallen by itself all is as if nothing had been.
  @Test
  void a_concession_lasts_through_the_days_until_capacity_has_fallen() {
    account.clock("2026-06-01T12:00:00Z");
    account.document(
        "_platform",
        """
        version: 1
        policies:
          small: { max: 3, schedule: "Mon-Fri 07:00-19:00 base else 1-2" }
        """);
    account.endpointOf(
        "chat", "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 5}]", "policy=small");
    var function = account.withCatalog();
    function.invoke(SampleEvents.inService("chat"));
    assertThat(account.target(ON_CHAT).schedule())
        .containsExactlyInAnyOrder(
            "tagscaler-Mon-Fri-0700 cron(0 7 ? * MON,TUE,WED,THU,FRI *) UTC 1-5",
            "tagscaler-Mon-Fri-1900 cron(0 19 ? * MON,TUE,WED,THU,FRI *) UTC 1-5");
    for (var time : List.of("01T21", "02T03", "02T12", "02T21", "03T03")) {
      account.advanceTo("2026-06-" + time + ":00:00Z");
      var run = function.invoke(SampleEvents.inService("chat"));
      assertThat(run.outcome().ending()).as(time).isEqualTo("Unchanged");
      assertThat(run.outcome().warnings()).as(time).containsExactly("AboveMax");
      assertThat(account.capacities()).as(time).containsEntry("chat/AllTraffic", 5);
    }

    // By night 3 are still above the max of 2.
    account.user.setInstances("chat", 3);
    account.advance(Duration.ofMinutes(30));
    assertThat(function.invoke(SampleEvents.inService("chat")).outcome().warnings())
        .containsExactly("AboveMax");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-5");
    account.advanceTo("2026-06-03T12:00:00Z");
    var ended = function.invoke(SampleEvents.inService("chat"));
    assertThat(ended.outcome().ending()).isEqualTo("Applied");
    assertThat(ended.outcome().warnings()).isEmpty();
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-3");
    assertThat(account.target(ON_CHAT).schedule())
        .containsExactlyInAnyOrder(
            "tagscaler-Mon-Fri-0700 cron(0 7 ? * MON,TUE,WED,THU,FRI *) UTC 1-3",
            "tagscaler-Mon-Fri-1900 cron(0 19 ? * MON,TUE,WED,THU,FRI *) UTC 1-2");
    account.advance(Duration.ofMinutes(5));
    assertThat(function.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  // The tag's word: what runs above goes with the window, though another window concedes.
  @Test
  void a_max_that_a_tag_states_takes_away_what_runs_when_its_window_comes() {
    account.clock("2026-06-01T12:00:00Z");
    account.endpointOf(
        "chat",
        "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 5}]",
        "policy=default",
        "max=6",
        "schedule=Mon-Fri 07:00-19:00 base else 1-2");
    account.invoke(SampleEvents.inService("chat"));
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");

    account.advanceTo("2026-06-01T21:00:00Z");

    assertThat(account.capacities()).containsEntry("chat/AllTraffic", 2);
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  @Test
  void a_base_that_is_never_in_force_sets_no_bounds() {
    account.clock("2026-06-01T09:00:00Z");
    account.endpoint("chat", "min=3", "max=9", "schedule=Mon-Fri 08:00-20:00 2-4 else 1-2");
    account.invoke(SampleEvents.inService("chat"));
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-4");
    account.advance(Duration.ofMinutes(5));
    account.user.register(ON_CHAT, INSTANCES, 3, 9);
    account.advance(Duration.ofMinutes(15));

    var outcome = account.invoke(SampleEvents.inService("chat"));

    assertThat(outcome.writes()).containsExactly("TagResource");
    assertThat(outcome.outcome().warnings())
        .containsExactly("NotApplicable", "NotApplicable", "Drift");
  }

  @Test
  void a_change_is_reported_with_before_and_after() {
    account.clock("2026-06-01T09:00:00Z");
    account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(5));
    account.user.tag("endpoint/chat", "schedule=Mon-Fri 08:00-21:00 2-9 else 1-2");

    var outcome = account.invoke(SampleEvents.tagChange("endpoint/chat")).outcome();

    assertThat(outcome.changes())
        .containsExactly(
            "update target " + ON_CHAT,
            "delete scheduledAction tagscaler-Mon-Fri-2000",
            "update scheduledAction tagscaler-Mon-Fri-0800",
            "create scheduledAction tagscaler-Mon-Fri-2100",
            "update tag tagscaler:config");
    var changes = outcome.json().get("changes").stream().toList();
    assertThat(changes.get(0).get("before").write()).contains("8");
    assertThat(changes.get(0).get("after").write()).contains("9");
    assertThat(changes.get(1).get("before").write()).contains("cron(0 20 ");
    assertThat(changes.get(1).get("after").isNull()).isTrue();
    assertThat(changes.get(2).get("before").write()).contains("cron(0 8 ", "8");
    assertThat(changes.get(2).get("after").write()).contains("cron(0 8 ", "9");
    assertThat(changes.get(3).get("before").isNull()).isTrue();
    assertThat(changes.get(3).get("after").write()).contains("cron(0 21 ");
    assertThat(changes.get(4).get("before").write()).startsWith("\"v1:");
  }
}
