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

  @RegisterExtension static final World world = new World();

  @BeforeEach
  void monday_at_six() {
    world.clock("2026-06-01T06:00:00Z");
  }

  @Test
  void all_three_kinds_of_activity_are_suspended() {
    world.endpoint("chat", "max=6");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true");

    var run = world.on(News.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).contains("Paused");
    assertThat(run.writes()).containsExactly("RegisterScalableTarget");
    assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-6");
    assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Unchanged");
  }

  @Test
  void other_changes_wait_until_it_ends() {
    world.endpoint("chat", "max=6");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true");
    world.on(News.tagChange("endpoint/chat"));
    world.somebody.tag("endpoint/chat", "max=9", "metric=cpu");

    assertThat(world.on(News.tagChange("endpoint/chat")).writes()).isEmpty();
    world.somebody.untag("endpoint/chat", "paused");
    world.on(News.tagChange("endpoint/chat"));

    assertThat(world.held(ON_CHAT).suspended()).isEmpty();
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-9");
    assertThat(world.held(ON_CHAT).policies()).containsExactly("tagscaler-track-cpu");
  }

  @Test
  void a_release_for_want_of_tags_waits_too() {
    world.endpoint("chat", "max=6");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true");
    world.somebody.untag("endpoint/chat", "max");

    world.on(News.tagChange("endpoint/chat"));

    assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
  }

  @Test
  void off_is_obeyed_before_a_pause() {
    world.endpoint("chat", "max=6", "paused=true");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "policy=off");

    world.on(News.tagChange("endpoint/chat"));

    assertThat(world.held()).isEmpty();
  }

  // Released, nobody would end the suspension any more, and the other policy never scale again.
  @Test
  void off_ends_it_where_somebody_elses_policy_stays() {
    world.endpoint("chat", "max=6", "paused=false");
    world.on(News.inService("chat"));
    world.somebody.track(
        ON_CHAT, "theirs", MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE, 70);
    world.somebody.tag("endpoint/chat", "paused=true");
    world.on(News.tagChange("endpoint/chat"));
    world.advance(Duration.ofMinutes(15));
    world.somebody.run("chat", 7);
    world.advance(Duration.ofMinutes(15));
    world.somebody.tag("endpoint/chat", "policy=off");

    var run = world.on(News.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(world.held(ON_CHAT).policies()).containsExactly("theirs");
    assertThat(world.held(ON_CHAT).suspended()).isEmpty();
    assertThat(world.held(ON_CHAT).tags()).isEmpty();
    assertThat(world.capacities()).containsEntry("chat/AllTraffic", 7);
  }

  @Test
  void what_is_not_registered_stays_so() {
    world.endpoint("chat", "max=6", "paused=true");

    var run = world.on(News.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Unchanged");
    assertThat(run.outcome().warnings()).containsExactly("Paused");
    assertThat(world.held()).isEmpty();
  }

  @Test
  void capacity_outside_the_bounds_is_not_moved() {
    world.endpoint("chat", "min=2", "max=4");
    world.on(News.inService("chat"));
    world.advanceTo("2026-06-01T06:15:00Z");
    world.somebody.run("chat", 7);
    world.advanceTo("2026-06-01T06:30:00Z");
    world.somebody.tag("endpoint/chat", "paused=true");

    world.on(News.tagChange("endpoint/chat"));

    assertThat(world.capacities()).containsEntry("chat/AllTraffic", 7);
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("2-7");
    assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-02, 2026-06-01T21:59:00Z, scale-in scale-out scheduled",
    "2026-06-02, 2026-06-01T22:00:00Z, ''",
    "2026-06-02 18:00, 2026-06-02T15:59:00Z, scale-in scale-out scheduled",
    "2026-06-02 18:00, 2026-06-02T16:00:00Z, ''",
  })
  void a_date_or_a_moment_ends_it_in_the_stacks_zone(String until, String now, String suspended) {
    var function = world.function(java.util.Map.of("TAGSCALER_TIME_ZONE", "Europe/Berlin"));
    world.endpoint("chat", "max=6");
    function.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=" + until);
    function.on(News.tagChange("endpoint/chat"));
    assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);

    world.advanceTo(now);
    function.on(News.inService("chat"));

    assertThat(world.held(ON_CHAT).suspended()).isEqualTo(suspended);
  }

  @Test
  void a_change_point_that_was_missed_is_made_up_for() {
    world.endpoint("chat", "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true");
    world.on(News.tagChange("endpoint/chat"));
    world.advanceTo("2026-06-01T10:00:00Z");
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-2");
    world.somebody.untag("endpoint/chat", "paused");

    world.on(News.tagChange("endpoint/chat"));

    assertThat(world.held(ON_CHAT).suspended()).isEmpty();
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("2-8");
  }

  @Test
  void it_works_whatever_else_is_wrong() {
    world.endpoint("chat", "max=6");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true", "max=many", "policy=nonsense");

    var run = world.on(News.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).contains("Paused", "BadValue", "UnknownPolicy");
    assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
  }

  @Test
  void somebody_elses_target_is_left_alone() {
    world.endpoint("chat", "max=6", "paused=true");
    world.somebody.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 3);

    var run = world.on(News.inService("chat"));

    assertThat(run.writes()).isEmpty();
    assertThat(world.held(ON_CHAT).suspended()).isEmpty();
  }

  @Test
  void a_dry_run_plans_it() {
    world.endpoint("chat", "max=6");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "paused=true", "dry-run=true");

    var run = world.on(News.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Planned");
    assertThat(run.writes()).isEmpty();
  }

  /** Nothing about bounds is written within a minute of a change point, but a brake cannot wait. */
  @Nested
  class Near_a_change_point {
    @BeforeEach
    void registered() {
      world.endpointOf(
          "chat",
          "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 2}]",
          "schedule=Mon-Fri 08:00-20:00 2-8 else 1-2");
      world.on(News.inService("chat"));
    }

    @Test
    void a_pause_is_obeyed() {
      world.advanceTo("2026-06-01T07:59:30Z");
      world.somebody.tag("endpoint/chat", "paused=true");

      assertThat(world.on(News.tagChange("endpoint/chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
    }

    @Test
    void a_pause_does_not_undo_what_changed_while_it_was_on_its_way() throws Exception {
      world.advanceTo("2026-06-01T07:59:30Z");
      world.somebody.tag("endpoint/chat", "paused=true");
      world.aws().hold("RegisterScalableTarget");
      try (var threads = Executors.newSingleThreadExecutor()) {
        var run = threads.submit(() -> world.on(News.tagChange("endpoint/chat")));
        assertThat(world.aws().awaitHeld(1, Duration.ofSeconds(30))).isTrue();
        world.advanceTo("2026-06-01T08:00:30Z");
        world.aws().release(1);
        assertThat(run.get().outcome().ending()).isEqualTo("Applied");
      }

      assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("2-8");
      assertThat(world.capacities()).containsEntry("chat/AllTraffic", 2);
    }

    @Test
    void the_end_of_a_pause_waits_and_sets_the_new_bounds() {
      world.somebody.tag("endpoint/chat", "paused=true");
      world.on(News.tagChange("endpoint/chat"));
      world.advanceTo("2026-06-01T07:59:30Z");
      world.somebody.untag("endpoint/chat", "paused");

      assertThat(world.on(News.tagChange("endpoint/chat")).outcome().ending())
          .isEqualTo("Failed NotReady");
      assertThat(world.held(ON_CHAT).suspended()).isEqualTo(ALL);
      world.advance(Duration.ofMinutes(2));
      world.on(News.tagChange("endpoint/chat"));

      assertThat(world.held(ON_CHAT).suspended()).isEmpty();
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("2-8");
    }
  }
}
