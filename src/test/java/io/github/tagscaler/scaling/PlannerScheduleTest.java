package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Plans.FORGET_PAUSE;
import static io.github.tagscaler.scaling.Plans.changes;
import static io.github.tagscaler.scaling.Plans.created;
import static io.github.tagscaler.scaling.Plans.noted;
import static io.github.tagscaler.scaling.Plans.plan;
import static io.github.tagscaler.scaling.Plans.record;
import static io.github.tagscaler.scaling.Plans.repair;
import static io.github.tagscaler.scaling.Plans.update;
import static io.github.tagscaler.scaling.Plans.warning;
import static io.github.tagscaler.scaling.Plans.warnings;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.MONDAY_TEN;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.acting;
import static io.github.tagscaler.scaling.Targets.action;
import static io.github.tagscaler.scaling.Targets.at;
import static io.github.tagscaler.scaling.Targets.config;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.limits;
import static io.github.tagscaler.scaling.Targets.maxTags;
import static io.github.tagscaler.scaling.Targets.paused;
import static io.github.tagscaler.scaling.Targets.running;
import static io.github.tagscaler.scaling.Targets.scheduled;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.suspended;
import static io.github.tagscaler.scaling.Targets.week;
import static io.github.tagscaler.scaling.Targets.with;
import static io.github.tagscaler.scaling.Targets.withActions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds that change by the clock; it is Monday, ten o'clock. */
class PlannerScheduleTest {
  private static final Bounds BASE = new Bounds(1, 4);
  private static final Bounds DAY = new Bounds(2, 8);
  private static final Bounds NIGHT = new Bounds(1, 2);
  private static final Instant EVENING = Instant.parse("2026-08-10T21:00:00Z");

  private static final ScheduledAction MORNINGS =
      weekly("tagscaler-Mon-Fri-0800", "cron(0 8 ? * MON,TUE,WED,THU,FRI *)", DAY);
  private static final ScheduledAction EVENINGS =
      weekly("tagscaler-Mon-Fri-2000", "cron(0 20 ? * MON,TUE,WED,THU,FRI *)", NIGHT);

  /** 2-8 by day and 1-2 by night, by a tag, three running. */
  private final DesiredState byTag = windows(MaxSource.TAG);

  private final DesiredState byPolicy = windows(MaxSource.POLICY);

  private static DesiredState windows(MaxSource source) {
    return scheduled(
        desired(1, 4, source, 3, TRACK), week("Mon-Fri 08:00-20:00 2-8 else 1-2", source));
  }

  private static ScheduledAction weekly(String name, String cron, Bounds bounds) {
    return new ScheduledAction(
        name, cron, "UTC", Optional.of(bounds.min()), Optional.of(bounds.max()), false);
  }

  private static PutScheduledAction put(@Nullable ScheduledAction before, ScheduledAction after) {
    return new PutScheduledAction(KEY, before, after);
  }

  @Nested
  class A_new_target {
    @Test
    void gets_the_bounds_in_force_and_an_action_for_each_change_of_them() {
      assertThat(created(byTag))
          .isEqualTo(
              new Plan.Changes(
                  List.of(
                      new CreateTarget(KEY, DAY, OWNERSHIP.tags(config(byTag, DAY))),
                      new PutPolicy(KEY, null, TRACK),
                      new PutScheduledAction(KEY, null, MORNINGS),
                      new PutScheduledAction(KEY, null, EVENINGS)),
                  List.of()));
      assertThat(changes(created(running(at(byTag, EVENING), 1))))
          .first()
          .isEqualTo(new CreateTarget(KEY, NIGHT, OWNERSHIP.tags(config(byTag, DAY))));
    }

    @Test
    void settled_so_needs_nothing_at_any_time_of_the_week() {
      assertThat(plan(byTag, settled(byTag))).isEqualTo(new Plan.Changes(List.of(), List.of()));
      var evening = running(at(byTag, EVENING), 2);
      assertThat(plan(evening, with(settled(byTag), NIGHT)))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
    }
  }

  @Nested
  class Bounds_that_differ_from_those_in_force {
    @Test
    void are_set_right_by_any_run_if_they_are_those_of_another_time() {
      assertThat(plan(byTag, with(settled(byTag), NIGHT)))
          .isEqualTo(new Plan.Changes(List.of(update(NIGHT, DAY)), List.of()));
    }

    @Test
    void take_no_capacity_away_then_whoever_states_the_max() {
      for (var desired : List.of(byTag, byPolicy)) {
        var evening = at(desired, EVENING);

        assertThat(warnings(plan(evening, settled(desired)))).containsExactly(Code.ABOVE_MAX);
        assertThat(changes(plan(evening, settled(desired))))
            .startsWith(update(DAY, new Bounds(1, 8)))
            .endsWith(record(settled(desired), config(evening, DAY)));
      }
    }

    @Test
    void take_capacity_away_where_the_owner_changes_the_schedule() {
      var later =
          at(scheduled(byTag, week("Mon-Fri 08:00-19:00 2-8 else 1-2", MaxSource.TAG)), EVENING);
      var changed = maxTags(later, "Mon-Fri 08:00-19:00 2-8 else 1-2");

      assertThat(changes(plan(changed, settled(byTag)))).startsWith(update(DAY, NIGHT));
      assertThat(warnings(plan(changed, settled(byTag)))).containsExactly(Code.ABOVE_MAX);
    }

    @Test
    void are_drift_otherwise_be_it_the_base() {
      var based = with(settled(byTag), BASE);

      assertThat(changes(plan(byTag, based))).containsExactly(noted());
      assertThat(warning(plan(byTag, based))).contains("bounds 1-4 instead of 2-8");
      assertThat(changes(repair(byTag, based))).containsExactly(update(BASE, DAY));
    }

    @Test
    void are_those_in_force_once_a_pause_is_over() {
      assertThat(changes(plan(byTag, paused(with(settled(byTag), NIGHT)))))
          .containsExactly(update(NIGHT, Suspension.ALL, DAY, Suspension.NONE), FORGET_PAUSE);
    }

    @Test
    void stay_while_scheduled_scaling_is_suspended_by_hand() {
      var night = suspended(with(settled(byTag), NIGHT), new Suspension(false, false, true));
      var drifted = with(night, new Bounds(1, 3));

      assertThat(changes(repair(running(byTag, 2), night))).isEmpty();
      assertThat(warnings(repair(running(byTag, 2), night)))
          .containsExactly(Code.SUSPENDED_BY_HAND);
      assertThat(changes(repair(byTag, drifted)))
          .containsExactly(update(new Bounds(1, 3), drifted.suspended(), DAY, drifted.suspended()));
    }
  }

  @Nested
  class Scheduled_actions {
    @Test
    void that_are_missing_come_back_at_once() {
      assertThat(changes(plan(byTag, withActions(settled(byTag), List.of(MORNINGS)))))
          .containsExactly(new PutScheduledAction(KEY, null, EVENINGS));
    }

    @Test
    void that_were_changed_or_added_are_reported_and_left_to_a_repair() {
      var changed = weekly(EVENINGS.name(), EVENINGS.schedule(), new Bounds(0, 1));
      var changedByHand =
          withActions(settled(byTag), List.of(MORNINGS, changed, action("tagscaler-more")));
      var plan = plan(byTag, changedByHand);

      assertThat(changes(plan)).containsExactly(noted());
      assertThat(warning(plan))
          .contains(
              "outside Tagscaler: scheduled action \"tagscaler-Mon-Fri-2000\""
                  + " (min 0 instead of 1, max 1 instead of 2);"
                  + " scheduled action \"tagscaler-more\" (added).");
      assertThat(changes(repair(byTag, changedByHand)))
          .containsExactly(
              new DeleteScheduledAction(KEY, action("tagscaler-more")), put(changed, EVENINGS));
    }

    @Test
    void no_longer_desired_make_room_first() {
      var other = scheduled(byTag, week("Sat 08:00-20:00 2-8 else 1-2", MaxSource.TAG));
      var saturday = at(other, Instant.parse("2026-08-15T10:00:00Z"));

      assertThat(changes(plan(saturday, settled(byTag))))
          .startsWith(
              new DeleteScheduledAction(KEY, MORNINGS), new DeleteScheduledAction(KEY, EVENINGS))
          .hasSize(5)
          .endsWith(record(settled(byTag), config(saturday, DAY)));
    }

    @Test
    void go_with_the_schedule() {
      var without = desired(2, 8, MaxSource.TAG, 3, TRACK);

      assertThat(changes(plan(without, settled(byTag))))
          .containsExactly(
              new DeleteScheduledAction(KEY, MORNINGS),
              new DeleteScheduledAction(KEY, EVENINGS),
              record(settled(byTag), config(without, DAY)));
    }
  }

  @Nested
  class Near_a_change {
    @ParameterizedTest
    @CsvSource({
      "19:58:59.999, false",
      "19:59:00, true",
      "20:00:00, true",
      "20:01:00, true",
      "20:01:00.001, false"
    })
    void nothing_is_written_about_bounds_for_a_minute_before_and_after(String time, boolean waits) {
      var desired = running(at(byTag, Instant.parse("2026-08-10T" + time + "Z")), 2);

      assertThat(created(desired) instanceof Plan.Deferred).isEqualTo(waits);
      assertThat(repair(desired, with(settled(byTag), BASE)) instanceof Plan.Deferred)
          .isEqualTo(waits);
    }

    @Test
    void the_time_is_reported() {
      var desired = at(byTag, Instant.parse("2026-08-10T20:00:30Z"));

      assertThat(created(desired))
          .isEqualTo(
              new Plan.Deferred(
                  Problem.of(
                      Code.NOT_READY,
                      "A scheduled min/max change is due at 2026-08-10 20:00 UTC."
                          + " Tagscaler does not write within 60 seconds of it and retries shortly."
                          + " No action needed.")));
    }

    @Test
    void what_writes_no_bounds_goes_ahead() {
      var desired = running(at(byTag, Instant.parse("2026-08-10T19:59:30Z")), 3);

      assertThat(changes(plan(desired, withActions(settled(byTag), List.of(MORNINGS)))))
          .containsExactly(new PutScheduledAction(KEY, null, EVENINGS));
    }
  }

  @Nested
  class While_more_than_a_policys_max_may_run {
    private final DesiredState before = desired(1, 4, MaxSource.POLICY, 3, TRACK);
    private final DesiredState above = running(byPolicy, 10);
    private final Bounds conceded = new Bounds(2, 10);
    private final ScheduledAction highMornings =
        weekly(MORNINGS.name(), MORNINGS.schedule(), conceded);
    private final ScheduledAction highEvenings =
        weekly(EVENINGS.name(), EVENINGS.schedule(), new Bounds(1, 10));

    @Test
    void our_own_actions_take_nothing_away_either() {
      assertThat(changes(plan(above, settled(before))))
          .containsExactly(
              update(BASE, conceded),
              put(null, highMornings),
              put(null, highEvenings),
              record(settled(before), config(above, conceded)));
      assertThat(changes(created(above)))
          .endsWith(
              new PutScheduledAction(KEY, null, highMornings),
              new PutScheduledAction(KEY, null, highEvenings));
    }

    @Test
    void the_bounds_that_they_set_are_no_drift() {
      var night = with(settled(above, conceded), new Bounds(1, 10));

      assertThat(changes(plan(above, settled(above, conceded)))).isEmpty();
      assertThat(changes(plan(running(at(above, EVENING), 5), night))).isEmpty();
      assertThat(changes(plan(above, night))).containsExactly(update(new Bounds(1, 10), conceded));
    }

    @Test
    void all_is_as_asked_again_once_capacity_is_inside() {
      assertThat(changes(plan(byPolicy, settled(above, conceded))))
          .containsExactly(
              update(conceded, DAY),
              put(highMornings, MORNINGS),
              put(highEvenings, EVENINGS),
              record(settled(above, conceded), config(byPolicy, DAY)));
    }

    @Test
    void actions_whose_max_a_tag_states_stay_as_they_are() {
      var mixed =
          scheduled(
              desired(1, 4, MaxSource.POLICY, 10, TRACK),
              week("Mon-Fri 08:00-20:00 2-8 else 1-2", MaxSource.POLICY)
                  .map(each -> each.bounds().equals(NIGHT) ? limits(1, 2, MaxSource.TAG) : each));

      assertThat(changes(created(mixed)))
          .endsWith(
              new PutScheduledAction(KEY, null, highMornings),
              new PutScheduledAction(KEY, null, EVENINGS));
    }

    @Test
    void an_action_whose_days_differ_in_who_states_it_takes_nothing_away() {
      var mixed =
          scheduled(
              desired(1, 4, MaxSource.POLICY, 10, TRACK),
              week("Mon 08:00-20:00 2-8 + Tue 08:00-20:00 2-7 else 1-2", MaxSource.TAG)
                  .map(each -> each.bounds().max() == 7 ? limits(2, 8, MaxSource.POLICY) : each));

      assertThat(mixed.scheduledActions(Optional.of(10)))
          .extracting(ScheduledAction::name, ScheduledAction::max)
          .containsExactly(
              tuple("tagscaler-Mon-Tue-0800", Optional.of(10)),
              tuple("tagscaler-Mon-Tue-2000", Optional.of(2)));
    }
  }

  @Nested
  class Actions_that_no_week_can_say {
    private final TimedAction closing =
        new TimedAction(
            "tagscaler-closing",
            "cron(0 6 28 * ? *)",
            "Europe/Berlin",
            limits(4, 12, MaxSource.POLICY),
            Optional.empty());
    private final TimedAction once =
        new TimedAction(
            "tagscaler-launch",
            "at(2026-08-10T09:00:00)",
            "UTC",
            limits(3, 9, MaxSource.POLICY),
            Optional.of(Instant.parse("2026-08-10T09:00:00Z")));
    private final DesiredState desired = acting(desired(1, 4, MaxSource.POLICY, 4, TRACK), closing);

    private final ScheduledAction standing =
        new ScheduledAction(
            "tagscaler-closing",
            "cron(0 6 28 * ? *)",
            "Europe/Berlin",
            Optional.of(4),
            Optional.of(12),
            false);
    private final ScheduledAction launch =
        weekly("tagscaler-launch", "at(2026-08-10T09:00:00)", new Bounds(3, 9));

    @Test
    void leave_a_new_target_with_the_base() {
      assertThat(changes(created(desired)))
          .containsExactly(
              new CreateTarget(KEY, BASE, OWNERSHIP.tags(config(desired, BASE))),
              new PutPolicy(KEY, null, TRACK),
              new PutScheduledAction(KEY, null, standing));
    }

    @Test
    void make_any_bounds_right_that_one_of_them_sets() {
      assertThat(plan(desired, with(settled(desired), new Bounds(4, 12))))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
      assertThat(plan(desired, settled(desired))).isEqualTo(new Plan.Changes(List.of(), List.of()));
      assertThat(warnings(plan(desired, with(settled(desired), new Bounds(4, 11)))))
          .containsExactly(Code.DRIFT);
    }

    @Test
    void have_capacity_pulled_inside_what_they_set() {
      var bounds = new Bounds(4, 12);

      assertThat(changes(repair(running(desired, 2), with(settled(desired), bounds))))
          .containsExactly(update(bounds, bounds));
    }

    @Test
    void do_not_make_the_bounds_of_another_time_of_the_week_right() {
      var both = acting(byTag, closing);

      assertThat(changes(plan(both, with(settled(both), NIGHT))))
          .containsExactly(update(NIGHT, DAY));
      assertThat(changes(plan(running(both, 5), with(settled(both), new Bounds(4, 12))))).isEmpty();
    }

    @Test
    void are_neither_wanted_nor_drift_once_they_have_passed() {
      var passed = acting(desired(1, 4, MaxSource.POLICY, 4, TRACK), once);

      assertThat(changes(created(passed))).noneMatch(PutScheduledAction.class::isInstance);
      assertThat(plan(passed, withActions(settled(passed), List.of(launch))))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
      assertThat(repair(passed, withActions(settled(passed), List.of(launch))))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
    }

    @Test
    void are_drift_after_they_have_passed_if_changed_by_hand() {
      var passed = acting(desired(1, 4, MaxSource.POLICY, 4, TRACK), once);
      var moved = weekly("tagscaler-launch", "at(2026-09-10T09:00:00)", new Bounds(3, 9));
      var changedByHand = withActions(settled(passed), List.of(moved));

      assertThat(warnings(plan(passed, changedByHand))).containsExactly(Code.DRIFT);
      assertThat(changes(repair(passed, changedByHand)))
          .containsExactly(new DeleteScheduledAction(KEY, moved));
    }

    @Test
    void stand_until_the_moment_that_they_fire() {
      var early = acting(at(desired, Instant.parse("2026-08-10T08:59:59Z")), once);

      assertThat(changes(created(early))).contains(new PutScheduledAction(KEY, null, launch));
      assertThat(at(early, MONDAY_TEN.minusSeconds(3600)).scheduledActions(Optional.empty()))
          .isEmpty();
    }

    @Test
    void take_nothing_away_while_more_than_the_max_may_run() {
      var above = running(acting(desired(1, 4, MaxSource.POLICY, 3, TRACK), closing), 14);
      var raised = weekly("tagscaler-closing", closing.schedule(), new Bounds(4, 14));

      assertThat(changes(created(above)))
          .endsWith(
              new PutScheduledAction(
                  KEY,
                  null,
                  new ScheduledAction(
                      raised.name(),
                      raised.schedule(),
                      "Europe/Berlin",
                      raised.min(),
                      raised.max(),
                      false)));
      assertThat(
              changes(
                  plan(
                      running(above, 13),
                      with(settled(above, new Bounds(1, 14)), new Bounds(4, 14)))))
          .isEmpty();
    }
  }

  @Nested
  class Where_somebody_else_schedules_too {
    private final ObservedTarget shared =
        withActions(settled(byTag), List.of(MORNINGS, EVENINGS, action("theirs")));

    @Test
    void bounds_are_left_to_the_two_schedules_whatever_they_are() {
      var plan = repair(byTag, with(shared, new Bounds(7, 70)));

      assertThat(changes(plan)).isEmpty();
      assertThat(((Plan.Changes) plan).warnings())
          .containsExactly(
              Problem.of(
                  Code.FOREIGN_SCHEDULE,
                  "Another scheduled action (\"theirs\") also sets min and max."
                      + " To avoid fighting with it, Tagscaler writes them only when the tags change."));
    }

    @Test
    void another_desired_policy_writes_bounds_and_keeps_foreign_ones() {
      var desired = desired(1, 4, MaxSource.TAG, 3, TRACK);

      assertThat(changes(plan(desired, shared)))
          .containsExactly(
              update(DAY, BASE),
              new DeleteScheduledAction(KEY, MORNINGS),
              new DeleteScheduledAction(KEY, EVENINGS),
              record(shared, config(desired, BASE)));
    }

    @Test
    void a_pause_ends_with_the_bounds_that_stand() {
      var bounds = new Bounds(7, 70);

      assertThat(changes(plan(byTag, paused(with(shared, bounds)))))
          .containsExactly(
              update(bounds, Suspension.ALL, new Bounds(3, 70), Suspension.NONE), FORGET_PAUSE);
    }

    @Test
    void what_is_missing_comes_back() {
      var missing = withActions(shared, List.of(action("theirs"), MORNINGS));

      assertThat(changes(plan(byTag, missing)))
          .containsExactly(new PutScheduledAction(KEY, null, EVENINGS));
    }
  }

  @Test
  void more_than_fifty_policies_do_not_fit_so_that_old_ones_then_go_first() {
    var old = new ArrayList<ScalingPolicy>();
    var fresh = new ArrayList<ScalingPolicy>();
    for (int i = 0; i < 30; i++) {
      old.add(Targets.track("old" + i, "Old" + i, 1));
      fresh.add(Targets.track("new" + i, "New" + i, 1));
    }
    var before = settled(desired(1, 4, MaxSource.TAG, 2, old.toArray(ScalingPolicy[]::new)));
    var desired = desired(1, 4, MaxSource.TAG, 2, fresh.toArray(ScalingPolicy[]::new));
    var few =
        desired(1, 4, MaxSource.TAG, 2, fresh.stream().limit(20).toArray(ScalingPolicy[]::new));

    assertThat(kinds(plan(desired, before))).startsWith("DeletePolicy");
    assertThat(kinds(plan(few, before))).startsWith("PutPolicy");
  }

  private static Stream<String> kinds(Plan plan) {
    return changes(plan).stream().map(change -> change.getClass().getSimpleName());
  }
}
