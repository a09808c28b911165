package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.ARN;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.action;
import static io.github.tagscaler.scaling.Targets.config;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.managed;
import static io.github.tagscaler.scaling.Targets.paused;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.suspended;
import static io.github.tagscaler.scaling.Targets.track;
import static io.github.tagscaler.scaling.Targets.tracking;
import static io.github.tagscaler.scaling.Targets.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.Registered;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UntagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
  private static final Planner PLANNER =
      new Planner(
          OWNERSHIP, new TargetProblems("autoscaling:"), Adoption.REPLACE, Duration.ofHours(4));
  private static final ReleasePlanner RELEASES = new ReleasePlanner(OWNERSHIP);
  private static final ScalingPolicy FOREIGN =
      new ScalingPolicy("console", tracking("Invocations", 70));
  private static final UntagTarget FORGET_PAUSE =
      new UntagTarget(KEY, ARN, new TreeSet<>(List.of("tagscaler:paused")));

  @Nested
  class Where_nothing_is_registered {
    @Test
    void the_target_comes_first_with_our_tags_then_its_policies() {
      assertThat(changes(desired()))
          .containsExactly(
              new CreateTarget(
                  KEY, new Bounds(1, 4), OWNERSHIP.tags(config(desired(), new Bounds(1, 4)))),
              new PutPolicy(KEY, null, TRACK));
    }

    @Test
    void more_running_than_a_max_by_tag_is_taken_away() {
      assertThat(changes(desired(1, 4, MaxSource.TAG, 6)))
          .first()
          .isEqualTo(create(desired(1, 4, MaxSource.TAG, 6), new Bounds(1, 4)));
    }

    @Test
    void more_running_than_a_max_by_policy_is_conceded() {
      var desired = desired(1, 4, MaxSource.POLICY, 6);

      assertThat(changes(desired)).containsExactly(create(desired, new Bounds(1, 6)));
      assertThat(warnings(desired)).containsExactly(Code.ABOVE_MAX);
      assertThat(config(desired, new Bounds(1, 6))).matches("v1:[0-9a-f]{32}:[0-9a-f]{8}\\+6");
    }

    @Test
    void more_running_than_the_built_in_max_is_refused() {
      assertThat(
              problems(
                  PLANNER.plan(
                      desired(1, 4, MaxSource.BUILT_IN, 5), Optional.empty(), Repair.LEAVE)))
          .containsExactly(Code.BOUNDS_CONFLICT);
      assertThat(changes(desired(1, 4, MaxSource.BUILT_IN, 4))).hasSize(1);
    }

    private CreateTarget create(DesiredState desired, Bounds bounds) {
      return new CreateTarget(KEY, bounds, OWNERSHIP.tags(config(desired, bounds)));
    }
  }

  @Nested
  class Where_ours_is_registered {
    @Test
    void nothing_is_written_if_all_is_as_asked() {
      assertThat(plan(desired(), settled(desired()), false))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
    }

    @Test
    void another_desired_policy_is_applied_and_recorded_last() {
      var before = settled(desired());
      var desired = desired(2, 8, MaxSource.TAG, 2, track("concurrency", "Concurrency", 9));

      assertThat(changes(desired, before, false))
          .containsExactly(
              update(before.bounds(), new Bounds(2, 8)),
              new PutPolicy(KEY, TRACK, desired.policies().getFirst()),
              record(before, config(desired, new Bounds(2, 8))));
    }

    @Test
    void another_metric_deletes_the_old_policy_after_the_new_one_exists() {
      var desired = desired(1, 4, MaxSource.TAG, 2, track("cpu", "Cpu", 50));

      assertThat(changes(desired, settled(desired()), false))
          .startsWith(
              new PutPolicy(KEY, null, desired.policies().getFirst()),
              new DeletePolicy(KEY, TRACK));
    }

    @Test
    void another_name_for_the_same_metric_needs_the_old_one_gone_first() {
      var desired = desired(1, 4, MaxSource.TAG, 2, track("renamed", "Concurrency", 5));

      assertThat(changes(desired, settled(desired()), false))
          .startsWith(
              new DeletePolicy(KEY, TRACK),
              new PutPolicy(KEY, null, desired.policies().getFirst()));
    }

    @Test
    void two_policies_that_swap_their_metrics_both_end_right() {
      var a = track("a", "A", 1);
      var b = track("b", "B", 1);
      var desired = desired(1, 4, MaxSource.TAG, 2, a, b);
      var swapped = List.of(track("a", "B", 1), track("b", "A", 1));

      assertThat(changes(desired, with(settled(desired), swapped), true))
          .containsExactly(
              new DeletePolicy(KEY, swapped.get(0)),
              new DeletePolicy(KEY, swapped.get(1)),
              new PutPolicy(KEY, null, a),
              new PutPolicy(KEY, null, b));
    }

    @Test
    void managed_actions_no_longer_desired_are_deleted_with_another_desired_policy() {
      var before =
          with(settled(desired(1, 3, MaxSource.TAG, 2)), List.of(TRACK), "tagscaler-x", "theirs");

      assertThat(changes(desired(), before, false))
          .contains(new DeleteScheduledAction(KEY, action("tagscaler-x")))
          .doesNotContain(new DeleteScheduledAction(KEY, action("theirs")));
    }

    @Test
    void a_record_of_another_form_is_just_another_desired_policy() {
      var odd = with(settled(desired()), OWNERSHIP.tags("by hand"));

      assertThat(changes(desired(), odd, false))
          .containsExactly(record(odd, config(desired(), new Bounds(1, 4))));
    }

    @Test
    void a_record_that_is_missing_is_made() {
      var bare = with(settled(desired()), OWNERSHIP.mark());

      assertThat(changes(desired(), bare, false))
          .containsExactly(
              new TagTarget(
                  KEY,
                  ARN,
                  new TreeMap<>(),
                  new TreeMap<>(Map.of("tagscaler:config", config(desired(), new Bounds(1, 4))))));
    }

    @Test
    void capacity_below_right_bounds_is_lifted_by_registering_again() {
      assertThat(changes(desired(1, 4, MaxSource.TAG, 0, TRACK), settled(desired()), false))
          .containsExactly(update(new Bounds(1, 4), new Bounds(1, 4)));
    }

    @ParameterizedTest
    @EnumSource(
        value = MaxSource.class,
        names = {"TAG", "POLICY"})
    void capacity_above_right_bounds_is_left_without_a_call(MaxSource source) {
      var settled = settled(desired(1, 4, source, 2, TRACK));

      for (boolean repair : new boolean[] {false, true}) {
        var plan = (Plan.Changes) plan(desired(1, 4, source, 7, TRACK), settled, repair);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.warnings()).extracting(Problem::code).containsExactly(Code.ABOVE_MAX);
      }
    }
  }

  /** By Tagscaler's own calls only the tag that states a lower max removes running capacity. */
  @Nested
  class Where_more_runs_than_a_max_by_tag {
    private final ObservedTarget eight = settled(desired(1, 8, MaxSource.TAG, 7, TRACK));

    @Test
    void it_is_removed_where_the_owner_changed_that_tag() {
      var desired = desired(1, 4, MaxSource.TAG, 7, TRACK);
      var plan = (Plan.Changes) plan(desired, eight, false);

      assertThat(plan.changes())
          .containsExactly(
              update(new Bounds(1, 8), new Bounds(1, 4)),
              record(eight, config(desired, new Bounds(1, 4))));
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .containsExactly("The max of 4 removes 3 of 7 instances.");
    }

    @Test
    void it_stays_where_the_owner_changed_another_tag() {
      var settled = settled(desired(1, 4, MaxSource.TAG, 2, TRACK));
      var desired = desired(2, 4, MaxSource.TAG, 7, TRACK);
      var plan = (Plan.Changes) plan(desired, settled, false);

      assertThat(plan.changes())
          .containsExactly(
              update(new Bounds(1, 4), new Bounds(2, 7)),
              record(settled, config(desired, new Bounds(2, 7))));
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .containsExactly(
              "7 instances are running, more than the max of 4. Only a change of autoscaling:max or"
                  + " autoscaling:schedule removes capacity, so Tagscaler removes none and keeps max"
                  + " at 7 until capacity has scaled in.");
    }

    @Test
    void it_stays_where_the_record_does_not_know_the_tag() {
      var before =
          with(
              eight,
              OWNERSHIP.tags(eight.tags().getOrDefault("tagscaler:config", "").substring(0, 35)));
      var desired = desired(1, 4, MaxSource.TAG, 7, TRACK);

      assertThat(changes(desired, before, false))
          .containsExactly(record(before, config(desired, new Bounds(1, 8))));
      assertThat(changes(desired(1, 8, MaxSource.TAG, 7, TRACK), before, false))
          .as("a record of before is not completed just for that")
          .isEmpty();
    }

    @Test
    void it_stays_where_the_stack_takes_the_target_over() {
      var foreign = with(eight, new TreeMap<String, String>());
      var desired = Targets.adopting(desired(1, 4, MaxSource.TAG, 7, TRACK), Adoption.KEEP);

      assertThat(changes(desired, foreign, false))
          .noneMatch(UpdateTarget.class::isInstance)
          .contains(
              new TagTarget(
                  KEY,
                  ARN,
                  new TreeMap<>(),
                  new TreeMap<>(Map.of("tagscaler:config", config(desired, new Bounds(1, 8))))));
    }
  }

  @Nested
  class The_end_of_a_pause {

    @Test
    void a_pause_is_ended_by_each_run_and_then_forgotten() {
      assertThat(plan(desired(), paused(settled(desired())), false))
          .isEqualTo(
              new Plan.Changes(
                  List.of(resumed(new Bounds(1, 4), new Bounds(1, 4)), FORGET_PAUSE), List.of()));
    }
  }

  @Nested
  class Where_more_runs_than_a_max_that_no_tag_states {
    private final DesiredState above = desired(1, 4, MaxSource.POLICY, 6, TRACK);
    private final DesiredState inside = desired(1, 4, MaxSource.POLICY, 3, TRACK);
    private final ObservedTarget conceded =
        managed(new Bounds(1, 6), config(above, new Bounds(1, 6)), List.of(TRACK));

    @Test
    void the_max_is_raised_to_what_runs_where_bounds_are_written() {
      var before = settled(desired(1, 5, MaxSource.POLICY, 3, TRACK));

      assertThat(changes(above, before, false))
          .containsExactly(
              update(new Bounds(1, 5), new Bounds(1, 6)),
              record(before, config(above, new Bounds(1, 6))));
    }

    @Test
    void a_concession_stays_without_a_write_and_is_reported_each_time() {
      var plan = (Plan.Changes) plan(above, conceded, false);

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.warnings()).extracting(Problem::code).containsExactly(Code.ABOVE_MAX);
    }

    @Test
    void a_concession_does_not_sink_step_by_step() {
      assertThat(changes(desired(1, 4, MaxSource.POLICY, 5, TRACK), conceded, false)).isEmpty();
    }

    @Test
    void a_concession_ends_once_capacity_is_inside() {
      assertThat(changes(inside, conceded, false))
          .containsExactly(
              update(new Bounds(1, 6), new Bounds(1, 4)),
              record(conceded, config(inside, new Bounds(1, 4))));
    }

    @Test
    void the_end_of_a_concession_that_was_cut_off_is_finished() {
      var cutOff = with(conceded, new Bounds(1, 4));

      assertThat(changes(inside, cutOff, false))
          .containsExactly(record(cutOff, config(inside, new Bounds(1, 4))));
    }

    @ParameterizedTest
    @EnumSource
    void a_max_raised_by_hand_to_just_what_runs_is_left_alone(MaxSource source) {
      var raised = with(settled(desired(1, 4, source, 3, TRACK)), new Bounds(1, 8));

      var plan = (Plan.Changes) plan(desired(1, 4, source, 8, TRACK), raised, false);

      assertThat(plan.changes()).containsExactly(Plans.noted());
      assertThat(plan.warnings()).extracting(Problem::code).containsExactly(Code.DRIFT);
    }

    @Test
    void stating_the_max_by_tag_ends_a_concession_and_removes_what_is_above_it() {
      assertThat(changes(desired(1, 4, MaxSource.TAG, 6, TRACK), conceded, false))
          .startsWith(update(new Bounds(1, 6), new Bounds(1, 4)));
    }

    @Test
    void a_higher_max_that_is_registered_stays() {
      var desired = desired(1, 3, MaxSource.POLICY, 5, TRACK);
      var before = settled(desired(1, 8, MaxSource.POLICY, 5, TRACK));

      assertThat(changes(desired, before, false))
          .containsExactly(record(before, config(desired, new Bounds(1, 8))));
    }

    @Test
    void without_a_max_the_owner_has_to_set_one() {
      var desired = desired(1, 4, MaxSource.BUILT_IN, 6, TRACK);

      assertThat(problems(plan(desired, settled(desired), false)))
          .containsExactly(Code.BOUNDS_CONFLICT);
    }
  }

  @Nested
  class Where_somebody_changed_what_is_ours {
    private final ObservedTarget settled = settled(desired());
    private final ObservedTarget widened = with(settled, new Bounds(1, 9));

    @Test
    void what_is_missing_is_put_back_at_once() {
      assertThat(plan(desired(), with(settled, List.of()), false))
          .isEqualTo(new Plan.Changes(List.of(new PutPolicy(KEY, null, TRACK)), List.of()));
    }

    @Test
    void what_was_changed_or_added_is_kept_and_reported() {
      var changedByHand =
          with(
              widened,
              List.of(track("concurrency", "Concurrency", 99), track("extra", "Extra", 1)),
              "tagscaler-extra");
      var plan = (Plan.Changes) plan(desired(), changedByHand, false);

      assertThat(plan.changes()).containsExactly(Plans.noted());
      assertThat(plan.warnings())
          .extracting(Problem::message)
          .containsExactly(
              "The scaling was changed outside Tagscaler: bounds 1-9 instead of 1-4;"
                  + " policy \"tagscaler-track-concurrency\" (target 99 instead of 5);"
                  + " policy \"tagscaler-track-extra\" (added); 1 more."
                  + " The first sweep after 2026-08-10 14:00 UTC changes it back."
                  + " To keep the change, set autoscaling:policy = ignore.");
    }

    @Test
    void a_repair_puts_it_right_without_a_new_record() {
      var changed = track("concurrency", "Concurrency", 99);
      var changedByHand =
          with(widened, List.of(changed, track("extra", "Extra", 1)), "tagscaler-extra");

      assertThat(plan(desired(), changedByHand, true))
          .isEqualTo(
              new Plan.Changes(
                  List.of(
                      update(new Bounds(1, 9), new Bounds(1, 4)),
                      new PutPolicy(KEY, changed, TRACK),
                      new DeletePolicy(KEY, track("extra", "Extra", 1)),
                      new DeleteScheduledAction(KEY, action("tagscaler-extra"))),
                  List.of(
                      Problem.of(
                          Code.DRIFT,
                          "This undoes what was changed outside Tagscaler: bounds 1-9 instead of 1-4;"
                              + " policy \"tagscaler-track-concurrency\" (target 99 instead of 5);"
                              + " policy \"tagscaler-track-extra\" (added); 1 more. If it comes back,"
                              + " look up the event name RegisterScalableTarget in CloudTrail"
                              + " to find who does it."))));
    }

    @Test
    void a_repair_takes_no_capacity_away_even_where_a_tag_states_the_max() {
      var desired = desired(1, 4, MaxSource.TAG, 7, TRACK);
      var plan = (Plan.Changes) plan(desired, widened, true);

      assertThat(plan.changes())
          .containsExactly(record(widened, config(desired, new Bounds(1, 9))));
      assertThat(plan.warnings()).extracting(Problem::code).containsExactly(Code.ABOVE_MAX);
    }

    @Test
    void what_a_repair_conceded_holds_until_capacity_is_inside() {
      var desired = desired(1, 4, MaxSource.TAG, 7, TRACK);
      var conceded = managed(new Bounds(1, 9), config(desired, new Bounds(1, 9)), List.of(TRACK));

      assertThat(changes(desired, conceded, false)).isEmpty();
    }

    @Test
    void a_pause_of_changed_bounds_is_ended_with_the_bounds_asked_for_and_takes_nothing_away() {
      var desired = desired(1, 4, MaxSource.TAG, 3, TRACK);
      var above = desired(1, 4, MaxSource.TAG, 12, TRACK);

      assertThat(changes(desired, paused(widened), false))
          .containsExactly(resumed(new Bounds(1, 9), new Bounds(1, 4)), FORGET_PAUSE);
      assertThat(changes(above, paused(widened), false))
          .containsExactly(
              resumed(new Bounds(1, 9), new Bounds(1, 12)),
              FORGET_PAUSE,
              record(widened, config(above, new Bounds(1, 12))));
    }

    @Test
    void a_policy_under_our_name_that_is_not_in_the_way_of_a_missing_one_stays() {
      var plan = (Plan.Changes) plan(desired(), with(settled, List.of(track("x", "X", 1))), false);

      assertThat(plan.changes()).containsExactly(new PutPolicy(KEY, null, TRACK), Plans.noted());
      assertThat(plan.warnings()).extracting(Problem::code).containsExactly(Code.DRIFT);
    }

    @Test
    void a_recorded_concession_that_is_none_counts_for_nothing() {
      var odd = managed(new Bounds(1, 9), config(desired(), new Bounds(1, 3)), List.of(TRACK));

      assertThat(((Plan.Changes) plan(desired(), odd, false)).warnings())
          .singleElement()
          .satisfies(it -> assertThat(it.message()).contains("1-9 instead of 1-4"));
    }

    @Test
    void a_policy_under_our_name_that_is_in_the_way_of_a_missing_one_has_to_go() {
      var inTheWay = track("extra", "Concurrency", 1);

      assertThat(changes(desired(), with(settled, List.of(inTheWay)), false))
          .containsExactly(new DeletePolicy(KEY, inTheWay), new PutPolicy(KEY, null, TRACK));
    }
  }

  /** The stack's own pause is the only suspension that it ends. */
  @Nested
  class What_was_suspended_by_hand {
    private static final Suspension SCALE_IN = new Suspension(true, false, false);
    private static final Suspension REST = new Suspension(false, true, true);

    private final ObservedTarget byHand = suspended(settled(desired()), SCALE_IN);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stays_suspended_and_is_reported(boolean repair) {
      assertThat(plan(desired(), byHand, repair))
          .isEqualTo(
              new Plan.Changes(
                  List.of(),
                  List.of(
                      Problem.of(
                          Code.SUSPENDED_BY_HAND,
                          "Scale-in was suspended outside Tagscaler and stays so until somebody"
                              + " resumes it (RegisterScalableTarget, SuspendedState)."))));
    }

    @Test
    void stays_so_while_other_bounds_are_registered() {
      var desired = desired(2, 8, MaxSource.TAG, 2, TRACK);

      assertThat(changes(desired, byHand, false))
          .startsWith(
              update(
                  new Registered(new Bounds(1, 4), SCALE_IN),
                  new Registered(new Bounds(2, 8), SCALE_IN)));
    }

    @Test
    void stays_so_when_a_pause_of_the_rest_ends() {
      var paused = paused(suspended(settled(desired()), Suspension.ALL), "out+scheduled");

      assertThat(changes(desired(), paused, false))
          .containsExactly(
              update(
                  new Registered(new Bounds(1, 4), Suspension.ALL),
                  new Registered(new Bounds(1, 4), SCALE_IN)),
              FORGET_PAUSE);
    }

    @Test
    void keeps_capacity_below_the_bounds_where_it_is() {
      assertThat(
              changes(
                  desired(2, 4, MaxSource.TAG, 1, TRACK),
                  suspended(settled(desired(2, 4, MaxSource.TAG, 2, TRACK)), SCALE_IN),
                  true))
          .isEmpty();
    }

    @Test
    void is_left_by_a_pause_that_was_recorded_and_cut_off() {
      var cutOff = paused(suspended(settled(desired()), Suspension.NONE), "in+out+scheduled");

      assertThat(changes(desired(), cutOff, false)).containsExactly(FORGET_PAUSE);
      assertThat(
              changes(desired(), paused(suspended(settled(desired()), REST), "scheduled"), false))
          .containsExactly(
              update(
                  new Registered(new Bounds(1, 4), REST),
                  new Registered(new Bounds(1, 4), new Suspension(false, true, false))),
              FORGET_PAUSE);
    }
  }

  @Nested
  class What_is_not_ours {
    @Test
    void a_target_without_a_tag_of_ours_is_refused() {
      var foreign = with(settled(desired()), new TreeMap<String, String>());

      assertThat(problems(plan(desired(), foreign, true))).containsExactly(Code.NOT_OWNED);
      assertThat(RELEASES.release(foreign, OptionalInt.empty()))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
    }

    @Test
    void a_target_of_another_stack_is_refused_by_its_name() {
      var other = with(settled(desired()), Map.of("tagscaler:stack", "other"));

      assertThat(((Plan.Refused) plan(desired(), other, true)).problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).contains("stack \"other\""));
    }

    @Test
    void foreign_policies_that_track_the_same_are_refused_by_name_with_all_else() {
      var desired = desired(1, 4, MaxSource.BUILT_IN, 9, TRACK);
      var twin = new ScalingPolicy("console", tracking("Concurrency", 70));

      assertThat(
              ((Plan.Refused) plan(desired, with(settled(desired), List.of(twin)), true))
                  .problems())
          .extracting(Problem::code, problem -> problem.message().contains("\"console\""))
          .containsExactly(tuple(Code.NOT_OWNED, true), tuple(Code.BOUNDS_CONFLICT, false));
    }

    @Test
    void foreign_policies_and_actions_are_no_drift() {
      var shared = with(settled(desired()), List.of(TRACK, FOREIGN), "theirs");
      var plan = (Plan.Changes) plan(desired(), shared, true);

      assertThat(plan.changes()).isEmpty();
      assertThat(plan.warnings()).extracting(Problem::code).containsExactly(Code.FOREIGN_SCHEDULE);
    }
  }

  @Nested
  class A_release {
    @Test
    void is_one_call_if_nothing_foreign_is_attached() {
      assertThat(
              RELEASES.release(
                  with(settled(desired()), List.of(TRACK), "tagscaler-x"), OptionalInt.empty()))
          .isEqualTo(
              new Plan.Changes(List.of(new DeregisterTarget(KEY, new Bounds(1, 4))), List.of()));
    }

    @Test
    void leaves_a_target_with_something_foreign_and_takes_our_tags_off_last() {
      var shared = with(settled(desired()), List.of(TRACK, FOREIGN), "tagscaler-x");

      assertThat(RELEASES.release(shared, OptionalInt.empty()).changes())
          .containsExactly(
              new DeletePolicy(KEY, TRACK),
              new DeleteScheduledAction(KEY, action("tagscaler-x")),
              Targets.UNMARKED);
      assertThat(
              RELEASES
                  .release(with(settled(desired()), List.of(), "theirs"), OptionalInt.empty())
                  .changes())
          .hasSize(1);
    }

    @Test
    void reports_a_suspension_by_hand_that_ends_with_the_target() {
      var suspended = suspended(settled(desired()));

      assertThat(RELEASES.release(suspended, OptionalInt.of(2)))
          .isEqualTo(
              new Plan.Changes(
                  List.of(new DeregisterTarget(KEY, new Bounds(1, 4))),
                  List.of(
                      Problem.of(
                          Code.SUSPENDED_BY_HAND,
                          "Scale-in, scale-out and scheduled scaling were suspended outside"
                              + " Tagscaler. That ends with the scalable target: if it is registered"
                              + " again, nothing is suspended."))));
      assertThat(
              RELEASES
                  .release(with(suspended, paused("in+out+scheduled")), OptionalInt.of(2))
                  .warnings())
          .isEmpty();
    }

    @Test
    void leaves_a_suspension_by_hand_where_something_foreign_remains_and_ends_a_pause() {
      var shared = suspended(with(settled(desired()), List.of(FOREIGN)));

      var byHand = RELEASES.release(shared, OptionalInt.of(2));
      var paused = RELEASES.release(with(shared, paused("in+out")), OptionalInt.of(2));

      assertThat(byHand.changes()).noneMatch(UpdateTarget.class::isInstance);
      assertThat(byHand.warnings().getFirst().message())
          .isEqualTo(
              "The target stays registered (min 1, max 4): policy \"console\", which Tagscaler did"
                  + " not create, can scale it when its suspension ends. To end that, deregister the"
                  + " target.");
      assertThat(paused.changes())
          .startsWith(
              new UpdateTarget(
                  KEY,
                  ARN,
                  OWNERSHIP.mark(),
                  new Registered(new Bounds(1, 4), Suspension.ALL),
                  new Registered(new Bounds(1, 4), new Suspension(false, false, true))))
          .hasSize(2);
    }

    private static Map<String, String> paused(String activities) {
      return Map.of("tagscaler:stack", "tagscaler", "tagscaler:paused", activities);
    }

    @Test
    void names_what_still_scales_the_target() {
      var shared = with(settled(desired()), List.of(TRACK, FOREIGN), "tagscaler-x", "theirs");

      assertThat(RELEASES.release(shared, OptionalInt.empty()).warnings())
          .containsExactly(
              Problem.of(
                  Code.STILL_SCALED,
                  "The target stays registered (min 1, max 4): policy \"console\" and scheduled"
                      + " action \"theirs\", which Tagscaler did not create, still scale it. To end"
                      + " that, deregister the target."));
    }
  }

  private static UpdateTarget resumed(Bounds before, Bounds after) {
    return new UpdateTarget(
        KEY,
        ARN,
        OWNERSHIP.mark(),
        new Registered(before, Suspension.ALL),
        new Registered(after, Suspension.NONE));
  }

  private static UpdateTarget update(Bounds before, Bounds after) {
    return update(new Registered(before, Suspension.NONE), new Registered(after, Suspension.NONE));
  }

  private static UpdateTarget update(Registered before, Registered after) {
    return new UpdateTarget(KEY, ARN, OWNERSHIP.mark(), before, after);
  }

  private static TagTarget record(ObservedTarget before, String config) {
    return new TagTarget(
        KEY,
        ARN,
        new TreeMap<>(
            Map.of("tagscaler:config", String.valueOf(before.tags().get("tagscaler:config")))),
        new TreeMap<>(Map.of("tagscaler:config", config)));
  }

  private static Plan plan(DesiredState desired, ObservedTarget observed, boolean repair) {
    return PLANNER.plan(desired, Optional.of(observed), repair ? Repair.NOW : Repair.LEAVE);
  }

  private static List<Change> changes(
      DesiredState desired, ObservedTarget observed, boolean repair) {
    return ((Plan.Changes) plan(desired, observed, repair)).changes();
  }

  private static List<Change> changes(DesiredState desired) {
    return ((Plan.Changes) PLANNER.plan(desired, Optional.empty(), Repair.LEAVE)).changes();
  }

  private static List<Code> warnings(DesiredState desired) {
    return ((Plan.Changes) PLANNER.plan(desired, Optional.empty(), Repair.LEAVE))
        .warnings().stream().map(Problem::code).toList();
  }

  private static List<Code> problems(Plan plan) {
    return ((Plan.Refused) plan).problems().stream().map(Problem::code).toList();
  }
}
