package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.ARN;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.MONDAY_TEN;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.acting;
import static io.github.tagscaler.scaling.Targets.at;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.paused;
import static io.github.tagscaler.scaling.Targets.running;
import static io.github.tagscaler.scaling.Targets.scheduled;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.suspended;
import static io.github.tagscaler.scaling.Targets.week;
import static io.github.tagscaler.scaling.Targets.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bringing back capacity that a deployment reset. */
class PlannerRestoreTest {
  private static final Planner PLANNER =
      new Planner(
          OWNERSHIP, new TargetProblems("autoscaling:"), Adoption.KEEP, Duration.ofHours(4));

  /** 1-8 by the tags, two running. */
  private static final DesiredState DESIRED = desired(1, 8, MaxSource.TAG, 2, TRACK);

  private static Optional<DeployReset> reset(int before) {
    return Optional.of(
        new DeployReset(new CapacityReset(before, 2, MONDAY_TEN.minusSeconds(60)), true));
  }

  private static Plan.Changes plan(
      DesiredState desired, ObservedTarget observed, Optional<DeployReset> reset) {
    return (Plan.Changes) PLANNER.plan(desired, Optional.of(observed), Repair.LEAVE, reset);
  }

  private static Change tag(ObservedTarget observed, String value) {
    return Change.TagTarget.of(observed, Map.of("tagscaler:restore", value));
  }

  private static Change register(ObservedTarget before, int min, int max) {
    return new Change.UpdateTarget(
        KEY,
        ARN,
        OWNERSHIP.mark(),
        Change.Registered.of(before),
        new Change.Registered(new Bounds(min, max), before.suspended()));
  }

  private static Change suspend(ObservedTarget before, int min, int max) {
    return new Change.UpdateTarget(
        KEY,
        ARN,
        OWNERSHIP.mark(),
        Change.Registered.of(before),
        new Change.Registered(new Bounds(min, max), Suspension.ALL));
  }

  private static final Change UNTAG =
      new Change.UntagTarget(KEY, ARN, new TreeSet<>(List.of("tagscaler:restore")));

  /** As the tags ask, but with a min that was raised at that time. */
  private static ObservedTarget raised(DesiredState desired, int raised, String record) {
    var observed = settled(desired);
    return marked(with(observed, new Bounds(raised, observed.bounds().max())), record);
  }

  private static ObservedTarget marked(ObservedTarget observed, String record) {
    var tags = new TreeMap<>(observed.tags());
    tags.put("tagscaler:restore", record);
    return with(observed, tags);
  }

  @Nested
  class Begins {
    @Test
    void with_a_record_before_the_min_is_raised() {
      var observed = settled(DESIRED);

      assertThat(plan(DESIRED, observed, reset(6)).changes())
          .containsExactly(tag(observed, "1-6@2026-08-10T10:00:00Z"), register(observed, 6, 8));
    }

    @Test
    void no_higher_than_the_max_in_force() {
      var observed = settled(DESIRED);

      assertThat(plan(DESIRED, observed, reset(20)).changes())
          .containsExactly(tag(observed, "1-8@2026-08-10T10:00:00Z"), register(observed, 8, 8));
    }

    @Test
    void within_the_bounds_of_the_window_that_is_in_force() {
      var inWindow = scheduled(DESIRED, week("Mon-Fri 08:00-20:00 2-5 else 1", MaxSource.TAG));
      var observed = settled(inWindow);

      assertThat(plan(inWindow, observed, reset(6)).changes())
          .containsExactly(tag(observed, "2-5@2026-08-10T10:00:00Z"), register(observed, 5, 5));
    }

    @Test
    void not_where_no_tag_asks_for_it() {
      var off = reset(6).map(each -> new DeployReset(each.reset(), false));

      var plan = plan(DESIRED, settled(DESIRED), off);

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .containsExactly(
              "A deployment reset the capacity from 6 to 2 instances. Call UpdateEndpoint with RetainAllVariantProperties = true to keep the capacity, or set autoscaling:restore = on to have Tagscaler bring it back after a deployment.");
    }

    @Test
    void not_where_the_max_allows_no_more_than_runs() {
      var two = desired(1, 2, MaxSource.TAG, 2, TRACK);

      isReportedAsNotRestored(plan(two, settled(two), reset(6)), "its max allows no more");
    }

    private static void isReportedAsNotRestored(Plan.Changes plan, String because) {
      assertThat(plan.changes()).isEmpty();
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .filteredOn(message -> message.startsWith("A deployment reset"))
          .containsExactly(
              "A deployment reset the capacity from 6 to 2 instances. Tagscaler does not restore it because %s."
                  .formatted(because));
    }

    @Test
    void not_where_the_min_brings_everything_back() {
      var four = desired(4, 8, MaxSource.TAG, 2, TRACK);
      var plan = plan(four, settled(four), reset(4));

      assertThat(plan.changes()).containsExactly(register(settled(four), 4, 8));
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .containsExactly(
              "A deployment reset the capacity from 4 to 2 instances. Its min of 4 brings the capacity back.");
    }

    @Test
    void not_while_the_bounds_are_changed_by_hand() {
      var plan = plan(DESIRED, with(settled(DESIRED), new Bounds(1, 9)), reset(6));

      assertThat(plan.changes()).noneMatch(Change.UpdateTarget.class::isInstance);
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .contains(
              "A deployment reset the capacity from 6 to 2 instances. Tagscaler does not restore it because min and max were changed outside Tagscaler.");
    }

    @Test
    void not_under_another_tools_schedule() {
      var theirs = with(settled(DESIRED), settled(DESIRED).policies(), "theirs");

      isReportedAsNotRestored(
          plan(DESIRED, theirs, reset(6)), "another tool's scheduled actions set min and max, too");
    }

    @Test
    void not_while_anything_is_suspended() {
      isReportedAsNotRestored(
          plan(DESIRED, suspended(settled(DESIRED)), reset(6)),
          "scaling was suspended outside Tagscaler");
    }

    @Test
    void not_once_it_was_tried_in_vain_after_that_deployment() {
      var inVain = marked(settled(DESIRED), "1-1@2026-08-10T09:59:30Z");

      isReportedAsNotRestored(
          plan(DESIRED, inVain, reset(6)),
          "Application Auto Scaling did not request the capacity when Tagscaler tried");
    }
  }

  @Nested
  class Ends {
    @Test
    void when_the_capacity_is_requested() {
      var observed = raised(DESIRED, 6, "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(running(DESIRED, 6), observed, Optional.empty()).changes())
          .containsExactly(register(observed, 1, 8), UNTAG);
    }

    @Test
    void not_before_application_auto_scaling_had_the_time_to_request_it() {
      var observed = raised(DESIRED, 6, "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(DESIRED, observed, reset(6)).changes()).isEmpty();
    }

    @Test
    void after_five_minutes_in_any_case_and_is_not_tried_again() {
      var observed = raised(DESIRED, 6, "1-6@2026-08-10T09:55:00Z");
      var earlier =
          Optional.of(new DeployReset(new CapacityReset(6, 2, MONDAY_TEN.minusSeconds(600)), true));

      assertThat(plan(DESIRED, observed, earlier).changes())
          .containsExactly(register(observed, 1, 8), tag(observed, "1-1@2026-08-10T09:55:00Z"));
      var inVain = marked(settled(DESIRED), "1-1@2026-08-10T09:55:00Z");
      assertThat(plan(DESIRED, inVain, earlier).changes()).isEmpty();
    }

    /** A run that cannot read the activities finds no reset, and the next one finds it again. */
    @Test
    void in_vain_is_remembered_for_as_long_as_the_deployment_can_be_found() {
      var yesterday = marked(settled(DESIRED), "1-1@2026-08-09T10:00:01Z");
      var earlier = marked(settled(DESIRED), "1-1@2026-08-09T10:00:00Z");

      assertThat(plan(DESIRED, yesterday, Optional.empty()).changes()).isEmpty();
      assertThat(plan(DESIRED, earlier, Optional.empty()).changes()).containsExactly(UNTAG);
    }

    @Test
    void in_vain_is_remembered_while_the_bounds_are_changed_by_hand() {
      var drifted = with(settled(DESIRED), new Bounds(1, 9));
      var record = "1-1@2026-08-10T09:55:00Z";

      assertThat(plan(DESIRED, marked(drifted, record), reset(6)).changes())
          .noneMatch(Change.UntagTarget.class::isInstance);
    }

    @Test
    void with_the_bounds_of_before_where_an_action_had_set_them() {
      var closing =
          new TimedAction(
              "tagscaler-closing",
              "cron(0 6 28 * ? *)",
              "UTC",
              new Limits(new Bounds(2, 12), MaxSource.POLICY, true),
              Optional.empty());
      var acting = acting(DESIRED, closing);
      var observed = marked(with(settled(acting), new Bounds(6, 12)), "2-6@2026-08-10T09:59:00Z");

      assertThat(plan(running(acting, 6), observed, Optional.empty()).changes())
          .containsExactly(register(observed, 2, 12), UNTAG);
    }

    @Test
    void where_the_max_was_changed_by_hand_meanwhile() {
      var observed = marked(with(settled(DESIRED), new Bounds(6, 9)), "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(running(DESIRED, 6), observed, Optional.empty()).changes())
          .startsWith(register(observed, 1, 9));
    }

    /** Without that it would be tried again as soon as the bounds are those of the tags. */
    @Test
    void in_vain_where_the_bounds_were_changed_by_hand_before_it_was_requested() {
      var observed = marked(with(settled(DESIRED), new Bounds(6, 9)), "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(DESIRED, observed, reset(6)).changes())
          .startsWith(register(observed, 1, 9))
          .anySatisfy(change ->
              assertThat(change)
                  .isInstanceOfSatisfying(
                      Change.TagTarget.class,
                      tags ->
                          assertThat(tags.after())
                              .containsEntry("tagscaler:restore", "1-1@2026-08-10T09:59:00Z")));
      var putBack = marked(settled(DESIRED), "1-1@2026-08-10T09:59:00Z");
      assertThat(plan(DESIRED, putBack, reset(6)).changes()).isEmpty();
    }

    @Test
    void in_vain_where_another_tools_schedule_came_before_it_was_requested() {
      var theirs = with(settled(DESIRED), settled(DESIRED).policies(), "theirs");
      var observed = marked(with(theirs, new Bounds(6, 8)), "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(DESIRED, observed, reset(6)).changes())
          .containsExactly(register(observed, 1, 8), tag(observed, "1-1@2026-08-10T09:59:00Z"));
      assertThat(plan(running(DESIRED, 6), observed, Optional.empty()).changes())
          .containsExactly(register(observed, 1, 8), UNTAG);
    }

    @Test
    void when_a_pause_begins() {
      var observed = raised(DESIRED, 6, "1-6@2026-08-10T09:59:00Z");

      assertThat(PLANNER.pause(observed, OptionalInt.of(6)).changes())
          .contains(suspend(observed, 1, 8));
      var suspended = suspended(observed);
      assertThat(PLANNER.pause(suspended, OptionalInt.of(6)).changes())
          .as("also where everything is suspended already")
          .containsExactly(suspend(suspended, 1, 8));
    }

    @Test
    void when_a_pause_ends_under_another_tools_schedule() {
      var theirs = with(settled(DESIRED), settled(DESIRED).policies(), "theirs");
      var observed = marked(paused(with(theirs, new Bounds(6, 8))), "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(running(DESIRED, 6), observed, Optional.empty()).changes())
          .anySatisfy(change ->
              assertThat(change)
                  .isInstanceOfSatisfying(
                      Change.UpdateTarget.class,
                      update -> assertThat(update.after().bounds()).isEqualTo(new Bounds(1, 8))));
    }

    /** The minimum of the window is no raised one, though the record has the same number. */
    @Test
    void where_a_window_has_begun_with_the_raised_min_as_its_own() {
      var inWindow = scheduled(DESIRED, week("Mon-Fri 08:00-20:00 6-10 else 1-8", MaxSource.TAG));
      var observed = marked(settled(inWindow), "1-6@2026-08-10T07:58:00Z");

      var plan = plan(running(inWindow, 6), observed, Optional.empty());

      assertThat(plan.changes()).containsExactly(UNTAG);
      assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void although_the_record_is_of_a_time_to_come() {
      var observed = raised(DESIRED, 6, "1-6@2126-08-10T10:00:00Z");
      var latest = raised(DESIRED, 6, "1-6@+1000000000-12-31T23:59:59Z");

      assertThat(plan(DESIRED, observed, Optional.empty()).changes())
          .startsWith(register(observed, 1, 8));
      assertThat(plan(DESIRED, latest, Optional.empty()).changes())
          .startsWith(register(latest, 1, 8));
    }

    @Test
    void where_only_the_record_is_left() {
      var observed = marked(settled(DESIRED), "1-6@2026-08-10T09:59:00Z");

      assertThat(plan(running(DESIRED, 6), observed, Optional.empty()).changes())
          .containsExactly(UNTAG);
    }

    @Test
    void with_the_bounds_of_a_new_window() {
      var inWindow = scheduled(DESIRED, week("Mon-Fri 08:00-20:00 2-8 else 1", MaxSource.TAG));
      var evening = at(inWindow, MONDAY_TEN.plus(Duration.ofHours(11)));
      var observed = raised(inWindow, 6, "2-6@2026-08-10T10:00:00Z");

      assertThat(plan(running(evening, 6), observed, Optional.empty()).changes())
          .anySatisfy(change ->
              assertThat(change)
                  .isInstanceOfSatisfying(
                      Change.UpdateTarget.class,
                      update -> assertThat(update.after().bounds().min()).isEqualTo(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "9-6@2026-08-10T09:59:00Z", "1-6@yesterday"})
    void where_the_record_cannot_be_read_the_min_is_drift(String record) {
      var observed = raised(DESIRED, 6, record);

      assertThat(plan(running(DESIRED, 6), observed, Optional.empty()).warnings())
          .extracting(Problem::code)
          .containsExactly(Code.DRIFT);
    }
  }

  /** Where nothing else may be changed, as under invalid tags. */
  @Nested
  class Alone {
    private final ObservedTarget observed = raised(DESIRED, 6, "1-6@2026-08-10T09:55:00Z");

    private List<Change> putBack(int running, int seconds) {
      return PLANNER.putMinBack(observed, running, MONDAY_TEN.plusSeconds(seconds)).changes();
    }

    @Test
    void the_min_is_put_back_once_the_capacity_is_requested() {
      assertThat(putBack(6, -299)).containsExactly(register(observed, 1, 8), UNTAG);
    }

    @Test
    void it_is_put_back_after_five_minutes_and_not_tried_again() {
      assertThat(putBack(2, -1)).isEmpty();
      assertThat(putBack(2, 0))
          .containsExactly(register(observed, 1, 8), tag(observed, "1-1@2026-08-10T09:55:00Z"));
    }

    @Test
    void nothing_is_done_where_a_window_has_begun_with_the_raised_min_as_its_own() {
      var inWindow = scheduled(DESIRED, week("Mon-Fri 08:00-20:00 6-10 else 1-8", MaxSource.TAG));
      var window = marked(settled(inWindow), "1-6@2026-08-10T07:58:00Z");
      var raisedByNight = with(window, new Bounds(6, 8));

      assertThat(PLANNER.putMinBack(window, 6, MONDAY_TEN).changes()).isEmpty();
      assertThat(PLANNER.putMinBack(raisedByNight, 6, MONDAY_TEN).changes())
          .containsExactly(register(raisedByNight, 1, 8), UNTAG);
    }

    @Test
    void a_run_that_only_plans_warns() {
      assertThat(PLANNER.putMinBack(observed, 6, MONDAY_TEN).warnings())
          .extracting(Problem::message)
          .containsExactly(
              "Its min was raised from 1 to 6 to restore capacity after a deployment. The next run"
                  + " that is not a dry run registers min = 1 again.");
    }

    @Test
    void nothing_is_done_to_a_target_of_another_stack() {
      var theirs = with(observed, Map.of("tagscaler:restore", "1-6@2026-08-10T09:55:00Z"));

      assertThat(PLANNER.putMinBack(theirs, 6, MONDAY_TEN).changes()).isEmpty();
    }
  }
}
