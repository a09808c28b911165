package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Plans.FORGET_DRIFT;
import static io.github.tagscaler.scaling.Plans.changes;
import static io.github.tagscaler.scaling.Plans.noted;
import static io.github.tagscaler.scaling.Plans.plan;
import static io.github.tagscaler.scaling.Plans.record;
import static io.github.tagscaler.scaling.Plans.repair;
import static io.github.tagscaler.scaling.Plans.sweep;
import static io.github.tagscaler.scaling.Plans.update;
import static io.github.tagscaler.scaling.Plans.warning;
import static io.github.tagscaler.scaling.Plans.warnings;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.config;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.drifting;
import static io.github.tagscaler.scaling.Targets.paused;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.track;
import static io.github.tagscaler.scaling.Targets.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Limits.MaxSource;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When changes made outside Tagscaler are undone, with a delay of four hours. */
class PlannerDriftTest {
  private static final Bounds ASKED = new Bounds(1, 4);
  private static final Bounds BY_HAND = new Bounds(2, 9);

  private final ObservedTarget settled = settled(desired());
  private final ObservedTarget changed = with(settled, BY_HAND);

  private static DesiredState at(String time) {
    return Targets.at(desired(), Instant.parse("2026-08-10T" + time + "Z"));
  }

  @Nested
  class Drift_that_is_seen_first {
    @Test
    void is_noted_and_left_by_events_and_sweeps() {
      assertThat(changes(plan(at("10:00:00"), changed))).containsExactly(noted());
      assertThat(changes(sweep(at("10:00:00.999"), changed))).containsExactly(noted());
      assertThat(warning(sweep(at("10:00:00"), changed)))
          .isEqualTo(
              "The scaling was changed outside Tagscaler: bounds 2-9 instead of 1-4."
                  + " The first sweep after 2026-08-10 14:00 UTC changes it back."
                  + " To keep the change, set autoscaling:policy = ignore.");
    }

    @Test
    void is_undone_at_once_by_a_request_for_the_resource() {
      assertThat(changes(repair(at("10:00:00"), changed))).containsExactly(update(BY_HAND, ASKED));
    }

    @Test
    void is_noted_again_where_the_note_is_no_time() {
      assertThat(changes(sweep(at("10:00:00"), drifting(changed, "by hand"))))
          .singleElement()
          .isInstanceOfSatisfying(
              Change.TagTarget.class,
              tag ->
                  assertThat(tag.after()).containsEntry("tagscaler:drift", "2026-08-10T10:00:00Z"));
    }
  }

  @Nested
  class Drift_that_is_noted {
    private final ObservedTarget noted = drifting(changed, "2026-08-10T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"10:15:00, false", "13:59:59, false", "14:00:00, true", "23:00:00, true"})
    void is_undone_by_the_first_sweep_after_the_delay(String time, boolean undone) {
      assertThat(changes(sweep(at(time), noted)))
          .isEqualTo(undone ? List.of(update(BY_HAND, ASKED), FORGET_DRIFT) : List.of());
      assertThat(warnings(sweep(at(time), noted))).containsExactly(Code.DRIFT);
    }

    @Test
    void is_left_by_events_however_long_ago_it_was_seen() {
      assertThat(changes(plan(at("23:00:00"), noted))).isEmpty();
      assertThat(warning(plan(at("23:00:00"), noted)))
          .contains("The first sweep after 2026-08-10 14:00 UTC changes it back.");
    }

    @Test
    void is_undone_by_a_request_which_says_what_it_undoes() {
      assertThat(changes(repair(at("10:01:00"), noted)))
          .containsExactly(update(BY_HAND, ASKED), FORGET_DRIFT);
      assertThat(warning(repair(at("10:01:00"), noted)))
          .isEqualTo(
              "This undoes what was changed outside Tagscaler: bounds 2-9 instead of 1-4."
                  + " If it comes back, look up the event name RegisterScalableTarget in CloudTrail"
                  + " to find who does it.");
    }

    @Test
    void is_forgotten_once_it_is_gone() {
      assertThat(plan(at("11:00:00"), drifting(settled, "2026-08-10T10:00:00Z")))
          .isEqualTo(new Plan.Changes(List.of(FORGET_DRIFT), List.of()));
    }

    @Test
    void is_overwritten_and_forgotten_where_the_tags_change() {
      var other = desired(1, 5, MaxSource.TAG, 2, TRACK);

      assertThat(plan(other, noted))
          .isEqualTo(
              new Plan.Changes(
                  List.of(
                      update(BY_HAND, new Bounds(1, 5)),
                      FORGET_DRIFT,
                      record(noted, config(other, new Bounds(1, 5)))),
                  List.of()));
    }

    @Test
    void does_not_keep_what_is_missing_from_coming_back() {
      assertThat(changes(plan(at("10:15:00"), with(noted, List.of()))))
          .containsExactly(new PutPolicy(KEY, null, TRACK));
    }

    @Test
    void keeps_its_time_through_a_pause() {
      var policy = track("concurrency", "Concurrency", 99);
      var both = paused(with(drifting(settled, "2026-08-10T10:00:00Z"), List.of(policy)));

      assertThat(changes(plan(at("11:00:00"), both)))
          .containsExactly(
              update(ASKED, Suspension.ALL, ASKED, Suspension.NONE),
              new UntagTarget(KEY, Targets.ARN, new TreeSet<>(List.of("tagscaler:paused"))));
    }
  }

  @Nested
  class Without_a_delay {
    private final Planner planner =
        new Planner(OWNERSHIP, new TargetProblems("autoscaling:"), Adoption.REPLACE, Duration.ZERO);

    private Plan plan(Repair repair) {
      return planner.plan(at("10:00:00"), Optional.of(changed), repair);
    }

    @Test
    void nothing_is_noted_and_any_sweep_undoes_drift() {
      assertThat(changes(plan(Repair.LEAVE))).isEmpty();
      assertThat(warning(plan(Repair.LEAVE))).contains(" The next sweep changes it back.");
      assertThat(changes(plan(Repair.WHEN_DUE))).containsExactly(update(BY_HAND, ASKED));
      assertThat(changes(plan(Repair.NOW))).containsExactly(update(BY_HAND, ASKED));
    }
  }

  @Nested
  class The_differences {
    private String told(ScalingPolicy policy) {
      return warning(plan(desired(), with(settled, List.of(policy))));
    }

    @Test
    void of_a_policy_are_in_numbers() {
      var own = (TargetTracking) TRACK.definition();

      assertThat(
              told(
                  new ScalingPolicy(
                      TRACK.name(),
                      new TargetTracking(
                          own.metric(),
                          7.5,
                          Duration.ofSeconds(10),
                          Duration.ofSeconds(20),
                          false))))
          .contains(
              "policy \"tagscaler-track-concurrency\" (target 7.5 instead of 5,"
                  + " scale-in cooldown 10s instead of 300s, scale-out cooldown 20s instead of 60s,"
                  + " scale-in off instead of on)");
      assertThat(told(new ScalingPolicy(TRACK.name(), Targets.STEPS))).contains("(changed)");
    }

    @Test
    void are_named_three_at_most() {
      var many =
          with(settled, List.of(TRACK), "tagscaler-a", "tagscaler-b", "tagscaler-c", "tagscaler-d");

      assertThat(warning(plan(desired(), many)))
          .contains("\"tagscaler-c\" (added); 1 more. The first sweep");
    }
  }
}
