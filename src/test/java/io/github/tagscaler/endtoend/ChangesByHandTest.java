package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/**
 * What people set by hand in Application Auto Scaling and SageMaker, in an incident for example,
 * and what Tagscaler then does at an event, in a sweep, and on request.
 */
class ChangesByHandTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final ScalableDimension INSTANCES =
      ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT;

  @RegisterExtension static final TestAccount account = new TestAccount();

  /** What starts a run. */
  enum Occasion {
    EVENT,
    SWEEP,
    REQUEST;

    Json event() {
      return switch (this) {
        case EVENT -> SampleEvents.inService("chat");
        case SWEEP -> sweep();
        case REQUEST -> JsonReader.read("{\"endpointName\": \"chat\"}");
      };
    }
  }

  private static Json sweep() {
    return JsonReader.read(
        """
        {"id": "s", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {},
         "time": "%s"}
        """
            .formatted(account.aws().now()));
  }

  @BeforeEach
  void monday_at_ten() {
    account.clock("2026-06-01T10:00:00Z");
  }

  private static void registered(String... tags) {
    account.endpoint("chat", tags);
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(15));
  }

  private static void setInstances(int instances) {
    account.user.setInstances("chat", instances);
    account.advance(Duration.ofMinutes(15));
  }

  private static void setBounds(int min, int max) {
    account.user.register(ON_CHAT, INSTANCES, min, max);
    account.advance(Duration.ofMinutes(15));
  }

  private static int running() {
    return account.capacities().getOrDefault("chat/AllTraffic", 0);
  }

  @Nested
  class A_suspension {
    @ParameterizedTest
    @EnumSource
    void of_scale_in_stays_and_is_reported(Occasion occasion) {
      registered("policy=default");
      account.user.suspend(ON_CHAT, state -> state.dynamicScalingInSuspended(true));

      var run = account.invoke(occasion.event());

      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in");
      assertThat(run.writes()).isEmpty();
      if (occasion != Occasion.SWEEP) {
        assertThat(run.outcome().warnings()).containsExactly("SuspendedByHand");
      }
    }

    @ParameterizedTest
    @EnumSource
    void of_everything_stays_although_nothing_scales_any_more(Occasion occasion) {
      registered("policy=default");
      account.user.suspend(
          ON_CHAT,
          state ->
              state
                  .dynamicScalingInSuspended(true)
                  .dynamicScalingOutSuspended(true)
                  .scheduledScalingSuspended(true));

      account.invoke(occasion.event());

      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in scale-out scheduled");
    }

    @Test
    void stays_when_the_owner_changes_the_tags() {
      registered("max=4");
      account.user.suspend(ON_CHAT, state -> state.dynamicScalingInSuspended(true));
      account.user.tag("endpoint/chat", "max=6");

      var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");
      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in");
      assertThat(run.outcome().warnings()).containsExactly("SuspendedByHand");
    }

    @Test
    void stays_after_a_pause() {
      registered("max=4");
      account.user.suspend(ON_CHAT, state -> state.dynamicScalingInSuspended(true));
      account.user.tag("endpoint/chat", "paused=true");

      var pause = account.invoke(SampleEvents.tagChange("endpoint/chat"));
      assertThat(pause.outcome().warnings()).containsExactly("Paused", "SuspendedByHand");
      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in scale-out scheduled");
      assertThat(account.target(ON_CHAT).tags()).containsEntry("tagscaler:paused", "out+scheduled");

      account.user.untag("endpoint/chat", "paused");
      var end = account.invoke(SampleEvents.tagChange("endpoint/chat"));

      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in");
      assertThat(account.target(ON_CHAT).tags()).doesNotContainKey("tagscaler:paused");
      assertThat(end.outcome().message())
          .contains("scale-in suspended. Resumed scale-out and scheduled scaling.");
    }

    @Test
    void of_everything_is_not_touched_by_a_pause_at_all() {
      registered("max=4");
      account.user.suspend(
          ON_CHAT,
          state ->
              state
                  .dynamicScalingInSuspended(true)
                  .dynamicScalingOutSuspended(true)
                  .scheduledScalingSuspended(true));
      account.user.tag("endpoint/chat", "paused=true");

      assertThat(account.invoke(SampleEvents.tagChange("endpoint/chat")).writes()).isEmpty();
      account.user.untag("endpoint/chat", "paused");
      account.invoke(SampleEvents.tagChange("endpoint/chat"));

      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in scale-out scheduled");
    }

    @ParameterizedTest
    @EnumSource
    void of_scheduled_scaling_keeps_the_bounds_of_the_change_that_was_skipped(Occasion occasion) {
      registered("schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
      account.user.suspend(ON_CHAT, state -> state.scheduledScalingSuspended(true));
      account.advanceTo("2026-06-01T22:00:00Z");

      assertThat(account.invoke(occasion.event()).writes()).isEmpty();
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");

      account.user.suspend(ON_CHAT, state -> state.scheduledScalingSuspended(false));
      account.invoke(occasion.event());
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-2");
    }

    @ParameterizedTest
    @EnumSource
    void keeps_capacity_below_the_min(Occasion occasion) {
      registered("min=2");
      account.user.suspend(ON_CHAT, state -> state.dynamicScalingOutSuspended(true));
      setInstances(1);

      account.invoke(occasion.event());

      assertThat(running()).isEqualTo(1);
    }

    @Test
    void stays_when_the_target_is_adopted() {
      account.endpoint("chat", "max=4", "adopt=true");
      account.user.register(ON_CHAT, INSTANCES, 1, 4);
      account.user.suspend(ON_CHAT, state -> state.dynamicScalingInSuspended(true));

      var run = account.invoke(SampleEvents.inService("chat"));

      assertThat(run.outcome().ending()).isEqualTo("Applied");
      assertThat(run.outcome().warnings()).contains("SuspendedByHand");
      assertThat(account.target(ON_CHAT).suspended()).isEqualTo("scale-in");
    }
  }

  @Nested
  class Capacity {
    @ParameterizedTest
    @EnumSource
    void above_the_max_of_a_tag_is_left_to_application_auto_scaling(Occasion occasion) {
      registered("policy=default", "max=4");
      setInstances(7);

      var run = account.invoke(occasion.event());

      assertThat(running()).isEqualTo(7);
      assertThat(run.writes()).isEmpty();
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
      if (occasion != Occasion.SWEEP) {
        assertThat(run.outcome().message())
            .isEqualTo(
                "endpoint/chat/variant/AllTraffic: 1-4 instances, 5 concurrent requests per instance."
                    + " Already up to date. 7 instances are running, more than the max of 4."
                    + " Tagscaler removes none, but Application Auto Scaling goes back to 4 at its next"
                    + " scaling or scheduled action. To keep more, set a max of 7 in autoscaling:max"
                    + " (or in autoscaling:schedule, if there is one), or set autoscaling:paused ="
                    + " true.");
      }
    }

    @ParameterizedTest
    @EnumSource
    void below_the_min_is_lifted(Occasion occasion) {
      registered("min=2");
      setInstances(1);

      account.invoke(occasion.event());

      assertThat(running()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void above_the_max_is_kept_when_the_owner_changes_another_tag(Occasion occasion) {
      registered("max=4");
      setInstances(7);
      account.user.tag("endpoint/chat", "min=2");

      account.invoke(occasion.event());

      assertThat(running()).isEqualTo(7);
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-7");
    }

    @Test
    void above_the_max_is_removed_when_the_owner_lowers_the_max() {
      registered("max=8");
      setInstances(7);
      account.user.tag("endpoint/chat", "max=5");

      var outcome = account.invoke(SampleEvents.addTags("endpoint/chat")).outcome();

      assertThat(running()).isEqualTo(5);
      assertThat(outcome.message())
          .endsWith("Changed max 8 -> 5. The max of 5 removes 2 of 7 instances.");
    }

    @Test
    void above_the_max_is_removed_when_the_owner_changes_the_schedule() {
      registered("schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
      setInstances(7);
      account.user.tag("endpoint/chat", "schedule=Mon-Fri 08:00-20:00 2-5 else 1-2");

      account.invoke(SampleEvents.addTags("endpoint/chat"));

      assertThat(running()).isEqualTo(5);
    }

    @Test
    void above_the_max_is_kept_when_the_target_is_adopted() {
      account.endpointOf("chat", "[{\"count\": 7}]", "max=4", "adopt=true");
      account.user.register(ON_CHAT, INSTANCES, 1, 9);

      var run = account.invoke(SampleEvents.inService("chat"));

      assertThat(run.outcome().warnings()).contains("AboveMax");
      assertThat(running()).isEqualTo(7);
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-9");
    }

    @Test
    void above_the_max_is_kept_when_a_pause_ends_after_a_scheduled_change() {
      registered("schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
      setInstances(7);
      account.user.tag("endpoint/chat", "paused=true");
      account.invoke(SampleEvents.tagChange("endpoint/chat"));
      account.advanceTo("2026-06-01T22:00:00Z");
      account.user.untag("endpoint/chat", "paused");

      var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

      assertThat(run.outcome().warnings()).containsExactly("AboveMax");
      assertThat(running()).isEqualTo(7);
    }
  }

  @Nested
  class Bounds {
    @ParameterizedTest
    @EnumSource(names = {"EVENT", "SWEEP"})
    void are_left_for_four_hours_and_then_put_back_by_a_sweep(Occasion occasion) {
      registered("policy=default", "max=4");
      setBounds(2, 9);

      var first = account.invoke(occasion.event());

      assertThat(first.writes()).containsExactly("TagResource");
      assertThat(first.outcome().warnings()).containsExactly("Drift");
      assertThat(first.outcome().message())
          .endsWith(
              "Nothing changed. The scaling was changed outside Tagscaler: bounds 2-9 instead of 1-4."
                  + " The first sweep after 2026-06-01 14:30 UTC changes it back."
                  + " To keep the change, set autoscaling:policy = ignore.");
      account.advanceTo("2026-06-01T14:29:00Z");
      assertThat(account.invoke(sweep()).writes()).isEmpty();
      assertThat(account.invoke(SampleEvents.inService("chat")).writes()).isEmpty();
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-9");

      account.advanceTo("2026-06-01T14:31:00Z");
      assertThat(account.invoke(SampleEvents.inService("chat")).writes()).isEmpty();
      var repair = account.invoke(sweep());

      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
      assertThat(account.target(ON_CHAT).tags()).doesNotContainKey("tagscaler:drift");
      assertThat(repair.outcome().ending()).isEqualTo("Applied");
      assertThat(repair.outcome().message())
          .endsWith(
              "Changed min 2 -> 1 and max 9 -> 4."
                  + " This undoes what was changed outside Tagscaler: bounds 2-9 instead of 1-4."
                  + " If it comes back, look up the event name RegisterScalableTarget in CloudTrail"
                  + " to find who does it.");
    }

    @Test
    void are_put_back_at_once_by_a_request_for_the_endpoint_and_not_for_all() {
      registered("max=4");
      setBounds(2, 9);

      account.invoke(JsonReader.read("{\"all\": true}"));
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-9");
      var request = account.invoke(Occasion.REQUEST.event());

      assertThat(request.outcome().warnings()).containsExactly("Drift");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
    }

    @Test
    void are_put_back_by_any_sweep_without_a_delay() {
      var function = account.function(Map.of("TAGSCALER_DRIFT_HOURS", "0"));
      registered("max=4");
      setBounds(2, 9);

      var event = function.invoke(SampleEvents.inService("chat"));
      assertThat(event.writes()).isEmpty();
      assertThat(event.outcome().message()).contains("The next sweep changes it back.");
      function.invoke(sweep());

      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
    }

    @Test
    void are_kept_by_ignore() {
      registered("max=4");
      setBounds(2, 9);
      account.invoke(SampleEvents.inService("chat"));
      account.user.tag("endpoint/chat", "policy=ignore");
      account.advance(Duration.ofHours(5));

      account.invoke(sweep());

      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-9");
    }

    @Test
    void are_put_back_without_removing_what_runs() {
      registered("max=4");
      setBounds(2, 9);
      account.invoke(SampleEvents.inService("chat"));
      setInstances(7);
      account.advance(Duration.ofHours(4));

      var repair = account.invoke(sweep());

      assertThat(repair.outcome().warnings()).containsExactly("AboveMax", "Drift");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-9");
      assertThat(running()).isEqualTo(7);
    }

    @Test
    void that_nobody_changed_any_more_are_forgotten() {
      registered("max=4");
      setBounds(2, 9);
      account.invoke(SampleEvents.inService("chat"));
      setBounds(1, 4);

      assertThat(account.invoke(SampleEvents.inService("chat")).writes())
          .containsExactly("UntagResource");
    }
  }
}
