package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock is stopped at Monday, 2026-01-05T08:00:00Z, and is moved far in one step. */
class TimeTest {

  private final Caller aws = AllKinds.start();

  @BeforeEach
  void register() {
    aws.ok(
        AUTO_SCALING,
        "RegisterScalableTarget",
        "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 9}");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private void schedule(String name, String schedule, int capacity) {
    aws.ok(
        AUTO_SCALING,
        "PutScheduledAction",
        "{%s, 'ScheduledActionName': '%s', 'Schedule': '%s', 'Timezone': 'Europe/Berlin', 'ScalableTargetAction': {'MinCapacity': %d, 'MaxCapacity': %d}}"
            .formatted(REALTIME, name, schedule, capacity, capacity));
  }

  /** Those that change capacity. */
  private List<JsonObject> activities() {
    return aws.state().objects("scalingActivities").stream()
        .filter(activity -> activity.text("Description").startsWith("Setting desired"))
        .toList();
  }

  /** Application Auto Scaling user guide, View scaling activities for a scalable target. */
  @Test
  void what_a_scheduled_action_does_to_the_bounds_is_an_activity_of_its_own() {
    schedule("more", "at(2026-01-05T10:00:00)", 6);

    aws.standIn().advance(Duration.ofHours(3));

    assertThat(aws.state().objects("scalingActivities"))
        .extracting(activity -> activity.text("Description") + " " + activity.text("Cause"))
        .containsExactly(
            "Setting min capacity to 6 and max capacity to 6 scheduled action name more was triggered",
            "Setting desired instance count to 6. minimum capacity was set to 6 by scheduled action name more");
  }

  @Test
  void one_move_of_the_clock_runs_everything_due_in_its_order() {
    schedule("evening", "cron(0 18 ? * MON-FRI *)", 2);
    schedule("morning", "cron(0 9 ? * MON-FRI *)", 5);

    aws.standIn().advance(Duration.ofDays(7));

    assertThat(activities())
        .extracting(activity -> activity.text("StartTime"))
        .containsExactly(
            "2026-01-05T17:00:00Z",
            "2026-01-06T08:00:00Z",
            "2026-01-06T17:00:00Z",
            "2026-01-07T08:00:00Z",
            "2026-01-07T17:00:00Z",
            "2026-01-08T08:00:00Z",
            "2026-01-08T17:00:00Z",
            "2026-01-09T08:00:00Z",
            "2026-01-09T17:00:00Z",
            "2026-01-12T08:00:00Z");
    assertThat(activities())
        .extracting(activity -> activity.text("StatusCode"))
        .containsOnly("Successful", "InProgress");
  }

  @Test
  void an_update_settles_before_later_events() {
    schedule("more", "at(2026-01-05T10:00:00)", 6);
    schedule("less", "at(2026-01-05T10:01:00)", 3);

    aws.standIn().advance(Duration.ofHours(3));

    assertThat(activities())
        .extracting(activity -> activity.text("StatusCode"))
        .containsExactly("Successful", "Successful");
  }

  /** Ten thousand evaluations of each alarm. */
  @Test
  void a_week_with_alarms_passes_in_one_step() {
    schedule("evening", "cron(0 18 ? * MON-FRI *)", 2);
    schedule("morning", "cron(0 9 ? * MON-FRI *)", 5);
    for (int i = 0; i < 10; i++) {
      aws.standIn()
          .seed(
              Caller.json(
                  "{'alarms': [" + PolicyRequests.alarm("x").replace("wake-up", "a" + i) + "]}"));
    }

    aws.standIn().advance(Duration.ofDays(7));

    assertThat(activities()).hasSize(10);
  }

  /** A queue that never empties emits metrics every minute. */
  @Test
  void a_week_of_a_busy_queue_passes_in_one_step() {
    aws.standIn()
        .seed(
            Caller.json(
                "{'endpoints': [{'name': 'Queue', 'async': true, 'variants': [{'count': 0}]}],"
                    + " 'alarms': ["
                    + PolicyRequests.alarm("x")
                        .replace(
                            "'MetricName': 'M'",
                            "'MetricName': 'HasBacklogWithoutCapacity', 'Dimensions': [{'Name':"
                                + " 'EndpointName', 'Value': 'Queue'}]")
                    + "]}"));
    aws.post(
        "/endpoints/Queue/async-invocations",
        Map.of("X-Amzn-SageMaker-InputLocation", "s3://bucket/in.json"),
        "");

    aws.standIn().advance(Duration.ofDays(7));

    JsonObject acted = aws.state().objects("alarms").getFirst().objects("History").getLast();
    assertThat(acted.whole("Times")).isEqualTo(7 * 24 * 60);
  }
}
