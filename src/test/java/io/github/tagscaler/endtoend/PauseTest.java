package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** While scaling is paused, nothing but the suspension is written. */
class PauseTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final String ALL = "scale-in scale-out scheduled";

  @RegisterExtension static final TestAccount account = new TestAccount();

  @BeforeEach
  void monday_at_six() {
    account.clock("2026-06-01T06:00:00Z");
  }

  @Test
  void all_three_kinds_of_activity_are_suspended() {
    account.endpoint("chat", "max=6");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true");

    var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).contains("Paused");
    assertThat(run.writes()).containsExactly("TagResource", "RegisterScalableTarget");
    assertThat(account.target(ON_CHAT).tags())
        .containsEntry("tagscaler:paused", "in+out+scheduled");
    assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  @Test
  void other_changes_wait_until_it_ends() {
    account.endpoint("chat", "max=6");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true");
    account.invoke(SampleEvents.tagChange("endpoint/chat"));
    account.user.tag("endpoint/chat", "max=9", "metric=cpu");

    assertThat(account.invoke(SampleEvents.tagChange("endpoint/chat")).writes()).isEmpty();
    account.user.untag("endpoint/chat", "paused");
    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(account.target(ON_CHAT).suspended()).isEmpty();
    assertThat(account.target(ON_CHAT).tags()).doesNotContainKey("tagscaler:paused");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-9");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-cpu");
  }

  @Test
  void a_release_because_of_missing_tags_waits_too() {
    account.endpoint("chat", "max=6");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true");
    account.user.untag("endpoint/chat", "max");

    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
  }

  @Test
  void off_is_obeyed_before_a_pause() {
    account.endpoint("chat", "max=6", "paused=true");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "policy=off");

    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(account.targets()).isEmpty();
  }

  // After a release nothing would end the suspension, and the other policy would never scale again.
  @Test
  void off_ends_it_where_a_foreign_policy_remains() {
    account.endpoint("chat", "max=6", "paused=false");
    account.invoke(SampleEvents.inService("chat"));
    account.user.putTrackingPolicy(
        ON_CHAT, "theirs", MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE, 70);
    account.user.tag("endpoint/chat", "paused=true");
    account.invoke(SampleEvents.tagChange("endpoint/chat"));
    account.advance(Duration.ofMinutes(15));
    account.user.setInstances("chat", 7);
    account.advance(Duration.ofMinutes(15));
    account.user.tag("endpoint/chat", "policy=off");

    var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("theirs");
    assertThat(account.target(ON_CHAT).suspended()).isEmpty();
    assertThat(account.target(ON_CHAT).tags()).isEmpty();
    assertThat(account.capacities()).containsEntry("chat/AllTraffic", 7);
  }

  @Test
  void what_is_not_registered_stays_so() {
    account.endpoint("chat", "max=6", "paused=true");

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Unchanged");
    assertThat(run.outcome().warnings()).containsExactly("Paused");
    assertThat(account.targets()).isEmpty();
  }

  @Test
  void capacity_outside_the_bounds_is_not_moved() {
    account.endpoint("chat", "min=2", "max=4");
    account.invoke(SampleEvents.inService("chat"));
    account.advanceTo("2026-06-01T06:15:00Z");
    account.user.setInstances("chat", 7);
    account.advanceTo("2026-06-01T06:30:00Z");
    account.user.tag("endpoint/chat", "paused=true");

    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(account.capacities()).containsEntry("chat/AllTraffic", 7);
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-7");
    assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-02, 2026-06-01T21:59:00Z, scale-in scale-out scheduled",
    "2026-06-02, 2026-06-01T22:00:00Z, ''",
    "2026-06-02 18:00, 2026-06-02T15:59:00Z, scale-in scale-out scheduled",
    "2026-06-02 18:00, 2026-06-02T16:00:00Z, ''",
  })
  void a_date_or_a_moment_ends_it_in_the_stacks_zone(String until, String now, String suspended) {
    var function = account.function(java.util.Map.of("TAGSCALER_TIME_ZONE", "Europe/Berlin"));
    account.endpoint("chat", "max=6");
    function.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=" + until);
    function.invoke(SampleEvents.tagChange("endpoint/chat"));
    assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);

    account.advanceTo(now);
    function.invoke(SampleEvents.inService("chat"));

    assertThat(account.target(ON_CHAT).suspended()).isEqualTo(suspended);
  }

  @Test
  void a_change_point_that_was_missed_is_made_up_for() {
    account.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true");
    account.invoke(SampleEvents.tagChange("endpoint/chat"));
    account.advanceTo("2026-06-01T10:00:00Z");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-2");
    account.user.untag("endpoint/chat", "paused");

    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(account.target(ON_CHAT).suspended()).isEmpty();
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");
  }

  @Test
  void it_works_whatever_else_is_wrong() {
    account.endpoint("chat", "max=6");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true", "max=many", "policy=nonsense");

    var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).contains("Paused", "BadValue", "UnknownPolicy");
    assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
  }

  @Test
  void a_foreign_target_is_not_touched() {
    account.endpoint("chat", "max=6", "paused=true");
    account.user.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 3);

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.writes()).isEmpty();
    assertThat(account.target(ON_CHAT).suspended()).isEmpty();
  }

  @Test
  void a_dry_run_plans_it() {
    account.endpoint("chat", "max=6");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true", "dry-run=true");

    var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Planned");
    assertThat(run.writes()).isEmpty();
  }

  /**
   * Nothing about bounds is written within a minute of a change point, but an off switch cannot
   * wait.
   */
  @Nested
  class Near_a_change_point {
    @BeforeEach
    void registered() {
      account.endpointOf(
          "chat",
          "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 2}]",
          "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
      account.invoke(SampleEvents.inService("chat"));
    }

    @Test
    void a_pause_is_obeyed() {
      account.advanceTo("2026-06-01T07:59:30Z");
      account.user.tag("endpoint/chat", "paused=true");

      assertThat(account.invoke(SampleEvents.tagChange("endpoint/chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
    }

    @Test
    void a_pause_does_not_undo_what_changed_while_it_was_on_its_way() throws Exception {
      account.advanceTo("2026-06-01T07:59:30Z");
      account.user.tag("endpoint/chat", "paused=true");
      account.aws().hold("RegisterScalableTarget");
      try (var threads = Executors.newSingleThreadExecutor()) {
        var run = threads.submit(() -> account.invoke(SampleEvents.tagChange("endpoint/chat")));
        assertThat(account.aws().awaitHeld(1, Duration.ofSeconds(30))).isTrue();
        account.advanceTo("2026-06-01T08:00:30Z");
        account.aws().release(1);
        assertThat(run.get().outcome().ending()).isEqualTo("Applied");
      }

      assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");
      assertThat(account.capacities()).containsEntry("chat/AllTraffic", 2);
    }

    @Test
    void the_end_of_a_pause_waits_and_sets_the_new_bounds() {
      account.user.tag("endpoint/chat", "paused=true");
      account.invoke(SampleEvents.tagChange("endpoint/chat"));
      account.advanceTo("2026-06-01T07:59:30Z");
      account.user.untag("endpoint/chat", "paused");

      assertThat(account.invoke(SampleEvents.tagChange("endpoint/chat")).outcome().ending())
          .isEqualTo("Failed NotReady");
      assertThat(account.target(ON_CHAT).suspended()).isEqualTo(ALL);
      account.advance(Duration.ofMinutes(2));
      account.invoke(SampleEvents.tagChange("endpoint/chat"));

      assertThat(account.target(ON_CHAT).suspended()).isEmpty();
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");
    }
  }
}
