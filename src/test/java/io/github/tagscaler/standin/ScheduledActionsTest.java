package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.AllKinds.REALTIME;
import static io.github.tagscaler.standin.Caller.AUTO_SCALING;
import static io.github.tagscaler.standin.Caller.SAGEMAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock is stopped at Monday, 2026-01-05T08:00:00Z. */
class ScheduledActionsTest {

  private final Caller aws = AllKinds.start();

  @BeforeEach
  void register() {
    aws.ok(
        AUTO_SCALING,
        "RegisterScalableTarget",
        "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 4}");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  static String action(String schedule) {
    return named(
        "morning",
        "'Schedule': '"
            + schedule
            + "', 'ScalableTargetAction': {'MinCapacity': 6, 'MaxCapacity': 8}");
  }

  private static String named(String name, String members) {
    return "{" + REALTIME + ", 'ScheduledActionName': '" + name + "', " + members + "}";
  }

  private void put(String action) {
    aws.ok(AUTO_SCALING, "PutScheduledAction", action);
  }

  private Answer refused(String action) {
    return aws.refused(AUTO_SCALING, "PutScheduledAction", action);
  }

  private JsonObject described() {
    return aws.ok(AUTO_SCALING, "DescribeScheduledActions", "{'ServiceNamespace': 'sagemaker'}")
        .objects("ScheduledActions")
        .getFirst();
  }

  private JsonObject target() {
    return aws.ok(AUTO_SCALING, "DescribeScalableTargets", "{'ServiceNamespace': 'sagemaker'}")
        .objects("ScalableTargets")
        .getFirst();
  }

  private int desiredCount() {
    return aws.ok(SAGEMAKER, "DescribeEndpoint", "{'EndpointName': 'Chat'}")
        .objects("ProductionVariants")
        .getFirst()
        .whole("DesiredInstanceCount");
  }

  /** Application Auto Scaling user guide, Scheduled scaling. */
  @Nested
  class When_the_time_comes {

    @Test
    void the_bounds_are_overwritten_for_good_and_capacity_is_moved_in() {
      put(action("at(2026-01-05T09:00:00)"));

      aws.standIn().advance(Duration.ofMinutes(59));
      assertThat(target().whole("MinCapacity")).isEqualTo(1);

      aws.standIn().advance(Duration.ofMinutes(1));
      assertThat(target().whole("MinCapacity")).isEqualTo(6);
      assertThat(target().whole("MaxCapacity")).isEqualTo(8);
      assertThat(desiredCount()).isEqualTo(6);
    }

    @Test
    void a_lone_bound_leaves_the_other() {
      put(
          named(
              "morning",
              "'Schedule': 'rate(5 minutes)', 'ScalableTargetAction': {'MinCapacity': 3}"));

      aws.standIn().advance(Duration.ofMinutes(5));

      assertThat(target().whole("MinCapacity")).isEqualTo(3);
      assertThat(target().whole("MaxCapacity")).isEqualTo(4);
    }

    @Test
    void the_time_zone_counts_for_cron() {
      put(
          named(
              "morning",
              "'Schedule': 'cron(30 9 ? * MON-FRI *)', 'Timezone': 'Europe/Berlin',"
                  + " 'ScalableTargetAction': {'MinCapacity': 2}"));

      aws.standIn().advance(Duration.ofMinutes(29));
      assertThat(target().whole("MinCapacity")).isEqualTo(1);

      aws.standIn().advance(Duration.ofMinutes(1));
      assertThat(target().whole("MinCapacity")).isEqualTo(2);
    }

    /** User guide, Suspend and resume scaling. */
    @Test
    void a_suspended_target_skips_it_and_does_not_make_up_for_it() {
      put(action("at(2026-01-05T09:00:00)"));
      suspend(true);
      aws.standIn().advance(Duration.ofHours(2));
      suspend(false);
      aws.standIn().advance(Duration.ofHours(24));

      assertThat(target().whole("MinCapacity")).isEqualTo(1);
    }

    private void suspend(boolean suspended) {
      aws.ok(
          AUTO_SCALING,
          "RegisterScalableTarget",
          "{" + REALTIME + ", 'SuspendedState': {'ScheduledScalingSuspended': " + suspended + "}}");
    }

    @Test
    void nothing_runs_before_the_start_or_after_the_end() {
      put(
          named(
              "morning",
              "'Schedule': 'cron(0 * * * ? *)', 'StartTime': 1767607200, 'EndTime': 1767610800,"
                  + " 'ScalableTargetAction': {'MinCapacity': 2}"));
      aws.standIn().advance(Duration.ofMinutes(119));
      assertThat(target().whole("MinCapacity")).isEqualTo(1);

      aws.standIn().advance(Duration.ofMinutes(1));
      assertThat(target().whole("MinCapacity")).isEqualTo(2);

      aws.ok(
          AUTO_SCALING,
          "RegisterScalableTarget",
          "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 4}");
      aws.standIn().advance(Duration.ofDays(2));
      assertThat(target().whole("MinCapacity")).isEqualTo(2);
      aws.ok(
          AUTO_SCALING,
          "RegisterScalableTarget",
          "{" + REALTIME + ", 'MinCapacity': 1, 'MaxCapacity': 4}");
      aws.standIn().advance(Duration.ofDays(2));
      assertThat(target().whole("MinCapacity")).isEqualTo(1);
    }

    /** User guide, Troubleshooting scheduled scaling: the form of the message. */
    @Test
    void a_resource_that_is_busy_makes_it_a_failed_activity() {
      put(action("at(2026-01-05T09:00:00)"));
      aws.standIn().advance(Duration.ofMinutes(59).plusSeconds(30));
      aws.ok(
          SAGEMAKER,
          "UpdateEndpointWeightsAndCapacities",
          "{'EndpointName': 'Chat', 'DesiredWeightsAndCapacities':"
              + " [{'VariantName': 'AllTraffic', 'DesiredInstanceCount': 3}]}");

      aws.standIn().advance(Duration.ofSeconds(30));

      JsonObject activity = aws.state().objects("scalingActivities").getLast();
      assertThat(activity.text("StatusCode")).isEqualTo("Failed");
      assertThat(activity.text("StatusMessage")).contains("is not scalable. Reason:");
    }
  }

  /** API reference, PutScheduledAction. */
  @Nested
  class Putting {

    @Test
    void again_without_start_and_end_deletes_them_and_keeps_the_rest() {
      put(
          named(
              "morning",
              "'Schedule': 'rate(1 hour)', 'Timezone': 'Asia/Tokyo', 'StartTime': 1767607200,"
                  + " 'EndTime': 1767610800, 'ScalableTargetAction': {'MinCapacity': 2}"));

      put(named("morning", "'ScalableTargetAction': {'MinCapacity': 3}"));

      JsonObject action = described();
      assertThat(action.has("StartTime")).isFalse();
      assertThat(action.has("EndTime")).isFalse();
      assertThat(action.text("Schedule")).isEqualTo("rate(1 hour)");
      assertThat(action.text("Timezone")).isEqualTo("Asia/Tokyo");
      assertThat(action.object("ScalableTargetAction").whole("MinCapacity")).isEqualTo(3);
    }

    @Test
    void a_new_one_needs_a_schedule_and_at_least_one_bound() {
      assertThat(refused(named("a", "'ScalableTargetAction': {'MinCapacity': 2}")).message())
          .contains("Schedule is required");
      assertThat(refused(named("a", "'Schedule': 'rate(1 hour)'")).message())
          .contains("MinCapacity, MaxCapacity or both");
      assertThat(
              refused(named("a", "'Schedule': 'rate(1 hour)', 'ScalableTargetAction': {}"))
                  .message())
          .contains("MinCapacity, MaxCapacity or both");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "every hour",
          "cron(0 9 * * *)",
          "cron(0 9 * * * *)",
          "cron(0 9 ? * ? *)",
          "cron(60 9 * * ? *)",
          "cron(0 24 * * ? *)",
          "rate(0 minutes)",
          "rate(1 minutes)",
          "rate(5 minute)",
          "rate(5 seconds)",
          "at(2026-01-05)",
          "at(2026-02-30T00:00:00)"
        })
    void refuses_a_schedule_that_aws_cannot_read(String schedule) {
      Answer answer = refused(action(schedule));

      assertThat(answer.errorType()).isEqualTo("ValidationException");
      assertThat(answer.message()).contains(schedule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Berlin", "+02:00", "Europe/berlin"})
    void refuses_a_time_zone_that_is_not_a_name_of_the_database(String zone) {
      Answer answer =
          refused(
              action("rate(1 hour)")
                  .replace("'Schedule'", "'Timezone': '" + zone + "', 'Schedule'"));

      assertThat(answer.message()).contains("Unknown time zone");
    }

    @Test
    void refuses_max_below_min_and_a_min_that_the_resource_cannot_have() {
      String action = action("rate(1 hour)");

      assertThat(refused(action.replace("'MinCapacity': 6", "'MinCapacity': 9")).message())
          .contains("less than minimum capacity");
      assertThat(refused(action.replace("'MinCapacity': 6", "'MinCapacity': 0")).message())
          .contains("at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {" morning", "morning ", "a:b", "a/b", "a|b"})
    void refuses_a_name_that_the_model_does_not_allow(String name) {
      Answer answer = refused(action("rate(1 hour)").replace("'morning'", "'" + name + "'"));

      assertThat(answer.message()).contains("regular expression pattern");
    }

    @Test
    void on_a_target_that_is_not_registered_is_an_object_not_found() {
      Answer answer = refused(action("rate(1 hour)").replace("endpoint/Chat", "endpoint/None"));

      assertThat(answer.errorType()).isEqualTo("ObjectNotFoundException");
    }

    /** User guide, Quotas for Application Auto Scaling. */
    @Test
    void a_201st_action_is_over_the_quota() {
      for (int i = 0; i < 200; i++) {
        put(action("rate(1 day)").replace("'morning'", "'a" + i + "'"));
      }

      assertThat(refused(action("rate(1 day)")).errorType()).isEqualTo("LimitExceededException");
    }
  }

  @Test
  void deleting_a_missing_action_is_an_object_not_found() {
    put(action("rate(1 hour)"));
    String request = "{" + REALTIME + ", 'ScheduledActionName': 'morning'}";
    aws.ok(AUTO_SCALING, "DeleteScheduledAction", request);

    Answer answer = aws.refused(AUTO_SCALING, "DeleteScheduledAction", request);

    assertThat(answer.errorType()).isEqualTo("ObjectNotFoundException");
    assertThat(answer.message()).contains("scheduled action name: morning");
  }
}
