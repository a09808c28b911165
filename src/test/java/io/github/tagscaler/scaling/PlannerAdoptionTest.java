package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Plans.PLANNER;
import static io.github.tagscaler.scaling.Plans.changes;
import static io.github.tagscaler.scaling.Plans.plan;
import static io.github.tagscaler.scaling.Plans.problems;
import static io.github.tagscaler.scaling.Plans.update;
import static io.github.tagscaler.scaling.Plans.warning;
import static io.github.tagscaler.scaling.Plans.warnings;
import static io.github.tagscaler.scaling.Targets.ARN;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.action;
import static io.github.tagscaler.scaling.Targets.adopting;
import static io.github.tagscaler.scaling.Targets.config;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.managed;
import static io.github.tagscaler.scaling.Targets.scheduled;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.suspended;
import static io.github.tagscaler.scaling.Targets.track;
import static io.github.tagscaler.scaling.Targets.tracking;
import static io.github.tagscaler.scaling.Targets.week;
import static io.github.tagscaler.scaling.Targets.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that another tool registered, and pauses by Tagscaler. */
class PlannerAdoptionTest {
  private static final Bounds FOUND = new Bounds(1, 20);
  private static final Bounds ASKED = new Bounds(1, 4);
  private static final ScalingPolicy FOREIGN =
      new ScalingPolicy("console", tracking("Invocations", 70));
  private static final ScalingPolicy TWIN =
      new ScalingPolicy("console", tracking("Concurrency", 70));

  private final DesiredState keep = adopting(desired(), Adoption.KEEP);
  private final DesiredState replace = adopting(desired(), Adoption.REPLACE);

  private static final TagTarget CLAIM = new TagTarget(KEY, ARN, new TreeMap<>(), OWNERSHIP.mark());

  private static TagTarget recorded(DesiredState desired) {
    return new TagTarget(
        KEY,
        ARN,
        new TreeMap<>(),
        new TreeMap<>(Map.of("tagscaler:config", config(desired, ASKED))));
  }

  private static ObservedTarget found(List<ScalingPolicy> policies, String... actions) {
    return with(with(managed(FOUND, "", policies), Map.of()), policies, actions);
  }

  @Nested
  class To_adopt {
    @Test
    void claims_the_target_first_keeps_what_is_foreign_and_records_last() {
      var plan = plan(keep, found(List.of(FOREIGN), "theirs"));

      assertThat(changes(plan))
          .containsExactly(
              CLAIM, update(FOUND, ASKED), new PutPolicy(KEY, null, TRACK), recorded(keep));
      assertThat(warnings(plan)).containsExactly(Code.ADOPTED, Code.FOREIGN_SCHEDULE);
    }

    @Test
    void tells_the_bounds_before_and_what_stays() {
      assertThat(warning(plan(keep, found(List.of(FOREIGN)))))
          .isEqualTo(
              "Another tool registered the target with min 1, max 20. Its policy \"console\" still"
                  + " scales it, too.");
      assertThat(warning(plan(replace, found(List.of(FOREIGN)))))
          .isEqualTo("Another tool registered the target with min 1, max 20.");
    }

    @Test
    void refuses_a_foreign_policy_on_the_same_metric_by_its_name() {
      assertThat(problems(plan(keep, found(List.of(TWIN)))))
          .containsExactly(
              new Problem(
                  Code.NOT_OWNED,
                  "autoscaling:adopt",
                  null,
                  "The existing scaling policy \"console\" already tracks this metric,"
                      + " and AWS allows one policy per metric. Delete it, choose another metric,"
                      + " or set autoscaling:adopt = replace (this deletes every scaling policy and"
                      + " scheduled action on the target that Tagscaler did not create).",
                  List.of()));
    }

    @Test
    void by_replacing_removes_what_is_foreign_before_all_else() {
      var plan = plan(replace, found(List.of(TWIN), "theirs"));

      assertThat(plan)
          .isEqualTo(
              new Plan.Changes(
                  List.of(
                      new DeletePolicy(KEY, TWIN),
                      new DeleteScheduledAction(KEY, action("theirs")),
                      CLAIM,
                      update(FOUND, ASKED),
                      new PutPolicy(KEY, null, TRACK),
                      recorded(replace)),
                  List.of(
                      Problem.of(
                          Code.ADOPTED,
                          "Another tool registered the target with min 1, max 20."))));
    }

    @Test
    void replaces_what_goes_by_our_names() {
      var old = track("concurrency", "Concurrency", 9);

      assertThat(changes(plan(keep, found(List.of(old))))).contains(new PutPolicy(KEY, old, TRACK));
    }

    @Test
    void leaves_a_suspension() {
      var plan = plan(keep, suspended(found(List.of())));

      assertThat(changes(plan)).contains(update(FOUND, Suspension.ALL, ASKED, Suspension.ALL));
      assertThat(warnings(plan)).containsExactly(Code.ADOPTED, Code.SUSPENDED_BY_HAND);
      assertThat(warning(plan))
          .isEqualTo("Another tool registered the target with min 1, max 20, suspended.");
    }

    @Test
    void follows_the_desired_policy_though_an_old_record_of_it_exists() {
      var left = with(settled(keep), Map.of("tagscaler:config", config(keep, ASKED)));

      assertThat(changes(plan(keep, with(left, FOUND))))
          .containsExactly(CLAIM, update(FOUND, ASKED));
    }

    @Test
    void lowers_neither_a_min_nor_a_max_that_nobody_states() {
      var unstated = adopting(desired(1, 4, MaxSource.BUILT_IN, 2, TRACK), Adoption.KEEP);

      assertThat(problems(plan(unstated, with(found(List.of()), new Bounds(3, 20)))))
          .containsExactly(lowers("min", "3", 1), lowers("max", "20", 4));
      assertThat(changes(plan(unstated, with(found(List.of()), new Bounds(1, 4))))).isNotEmpty();
    }

    private static Problem lowers(String key, String value, int instead) {
      return new Problem(
          Code.BOUNDS_CONFLICT,
          "autoscaling:" + key,
          null,
          "No tag or policy sets %1$s, so adopting the target would lower its %1$s from %2$s to %3$d. Set autoscaling:%1$s = %2$s or another %1$s."
              .formatted(key, value, instead),
          List.of());
    }

    @Test
    void lowers_no_bound_at_another_time_of_the_week_either() {
      var night =
          scheduled(
              adopting(desired(1, 4, MaxSource.TAG, 2, TRACK), Adoption.KEEP),
              week("Mon-Fri 08:00-20:00 2-30 else base", MaxSource.TAG)
                  .map(limits ->
                      limits.bounds().max() == 30
                          ? limits
                          : new Limits(limits.bounds(), MaxSource.BUILT_IN, true)));

      assertThat(problems(plan(night, found(List.of())))).containsExactly(lowers("max", "20", 4));
    }

    @Test
    void takes_no_capacity_away_that_no_tag_gives_up() {
      var above = adopting(desired(1, 4, MaxSource.BUILT_IN, 25, TRACK), Adoption.KEEP);

      assertThat(problems(plan(above, found(List.of())))).containsExactly(lowers("max", "25", 4));
    }

    @Test
    void of_a_target_without_an_arn_sets_the_bounds_before_the_tags() {
      var old = withoutArn(found(List.of()));

      assertThat(changes(plan(keep, old)))
          .extracting(change -> change.getClass().getSimpleName())
          .containsExactly("UpdateTarget", "TagTarget", "PutPolicy", "TagTarget");
      assertThat(
              changes(plan(adopting(desired(1, 20, MaxSource.TAG, 2, TRACK), Adoption.KEEP), old)))
          .extracting(change -> change.getClass().getSimpleName())
          .containsExactly("TagTarget", "PutPolicy", "TagTarget");
    }

    private static ObservedTarget withoutArn(ObservedTarget it) {
      return ObservedTarget.of(
          KEY,
          "",
          it.bounds(),
          it.suspended(),
          it.tags(),
          it.policies(),
          it.scheduledActions(),
          it.alarms());
    }

    @ParameterizedTest
    @EnumSource(Adoption.class)
    void is_never_done_with_a_target_of_another_stack(Adoption adoption) {
      var theirs = with(found(List.of()), Map.of("tagscaler:stack", "other"));

      assertThat(problems(plan(adopting(desired(), adoption), theirs)))
          .singleElement()
          .satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.NOT_OWNED);
            assertThat(problem.message()).contains("stack \"other\"");
          });
    }

    @Test
    void has_to_be_asked_for() {
      assertThat(problems(plan(desired(), found(List.of()))))
          .extracting(Problem::message)
          .containsExactly(
              "The target already has autoscaling that Tagscaler did not create (min 1, max 20)."
                  + " To take it over, set autoscaling:adopt = true; if a tool such as Terraform manages it, remove it there first."
                  + " To keep it, set autoscaling:policy = ignore.");
    }

    @Test
    void names_the_bounds_that_have_to_be_stated_with_it() {
      var unstated = desired(1, 4, MaxSource.BUILT_IN, 2, TRACK);

      assertThat(problems(plan(unstated, with(found(List.of(FOREIGN)), new Bounds(3, 20)))))
          .extracting(Problem::message)
          .containsExactly(
              "The target already has autoscaling that Tagscaler did not create (min 3, max 20,"
                  + " policy \"console\"). To take it over, set autoscaling:adopt = true,"
                  + " autoscaling:min = 3 and autoscaling:max = 20; if a tool such as"
                  + " Terraform manages it, remove it there first. To keep it, set autoscaling:policy = ignore.");
    }
  }

  @Nested
  class What_is_attached_later {
    private final ObservedTarget later = with(settled(replace), List.of(TRACK, FOREIGN), "theirs");

    @Test
    void is_kept_and_reported_without_a_tag() {
      assertThat(plan(desired(), later)).isEqualTo(plan(keep, later));
      assertThat(changes(plan(keep, later))).isEmpty();
      assertThat(warnings(plan(keep, later))).containsExactly(Code.FOREIGN_SCHEDULE);
    }

    @Test
    void is_removed_by_replacing_and_nothing_else_is_changed() {
      assertThat(plan(replace, later))
          .isEqualTo(
              new Plan.Changes(
                  List.of(
                      new DeletePolicy(KEY, FOREIGN),
                      new DeleteScheduledAction(KEY, action("theirs"))),
                  List.of()));
      assertThat(config(replace, ASKED)).isEqualTo(config(desired(), ASKED));
    }

    @Test
    void is_removed_by_replacing_where_it_tracks_the_same_metric() {
      assertThat(problems(plan(keep, with(settled(keep), List.of(TWIN)))))
          .extracting(Problem::key)
          .containsExactly("autoscaling:metric");
      assertThat(changes(plan(replace, with(settled(replace), List.of(TWIN)))))
          .containsExactly(new DeletePolicy(KEY, TWIN), new PutPolicy(KEY, null, TRACK));
    }
  }

  /** What the stack allows: TAGSCALER_ALLOW_ADOPT. */
  @Nested
  class A_stack {
    private final ObservedTarget foreign = found(List.of(FOREIGN), "theirs");
    private final ObservedTarget later = with(settled(keep), List.of(TRACK, FOREIGN), "theirs");

    @Test
    void that_allows_no_adoption_refuses_each_and_suggests_none() {
      assertThat(refused(Adoption.NO, keep, foreign))
          .isEqualTo(
              notAllowed(
                  "true",
                  "The target already has autoscaling that Tagscaler did not create (min 1, max 20,"
                      + " policy \"console\", scheduled action \"theirs\"), and this stack does not"
                      + " allow autoscaling:adopt = true (AllowAdopt = none). Deregister it first, or"
                      + " set autoscaling:policy = ignore.",
                  "false"));
      assertThat(refused(Adoption.NO, replace, foreign).value()).isEqualTo("replace");
      assertThat(refused(Adoption.NO, desired(), foreign).message())
          .contains("(AllowAdopt = none)")
          .doesNotContain("adopt = true");
    }

    @Test
    void that_only_keeps_does_not_replace() {
      assertThat(refused(Adoption.KEEP, replace, foreign))
          .isEqualTo(
              notAllowed(
                  "replace",
                  "The target already has autoscaling that Tagscaler did not create (min 1, max 20,"
                      + " policy \"console\", scheduled action \"theirs\"), and this stack does not"
                      + " allow autoscaling:adopt = replace (AllowAdopt = keep). To take it over and"
                      + " keep what is there, set autoscaling:adopt = true.",
                  "true",
                  "false"));
      assertThat(Plans.allowing(Adoption.KEEP).plan(keep, Optional.of(foreign), Repair.LEAVE))
          .isInstanceOf(Plan.Changes.class);
    }

    @Test
    void that_only_keeps_removes_nothing_from_a_managed_target_either() {
      assertThat(refused(Adoption.KEEP, replace, later))
          .isEqualTo(
              notAllowed(
                  "replace",
                  "Tagscaler did not create policy \"console\" and scheduled action \"theirs\", and"
                      + " this stack does not allow autoscaling:adopt = replace (AllowAdopt = keep)."
                      + " To keep them, set autoscaling:adopt = true.",
                  "true",
                  "false"));
      assertThat(Plans.allowing(Adoption.KEEP).objections(later, Adoption.REPLACE))
          .containsExactly(refused(Adoption.KEEP, replace, later));
    }

    @Test
    void goes_on_with_a_managed_target_that_has_nothing_to_remove() {
      for (var allowed : List.of(Adoption.NO, Adoption.KEEP)) {
        assertThat(
                Plans.allowing(allowed).plan(replace, Optional.of(settled(replace)), Repair.LEAVE))
            .isEqualTo(new Plan.Changes(List.of(), List.of()));
        assertThat(Plans.allowing(allowed).plan(keep, Optional.of(later), Repair.LEAVE))
            .isInstanceOf(Plan.Changes.class);
      }
    }

    @Test
    void suggests_to_replace_only_where_it_is_allowed() {
      assertThat(refused(Adoption.KEEP, keep, found(List.of(TWIN))).message())
          .endsWith("Delete it, or choose another metric.");
    }

    private static Problem refused(
        Adoption allowed, DesiredState desired, ObservedTarget observed) {
      var problems =
          problems(Plans.allowing(allowed).plan(desired, Optional.of(observed), Repair.LEAVE));
      assertThat(problems).hasSize(1);
      return problems.getFirst();
    }

    private static Problem notAllowed(String value, String message, String... values) {
      return new Problem(Code.NOT_OWNED, "autoscaling:adopt", value, message, List.of(values));
    }
  }

  @Nested
  class A_pause {
    private final ObservedTarget settled = settled(desired());

    @Test
    void suspends_everything_and_moves_nothing() {
      assertThat(PLANNER.pause(settled, OptionalInt.of(3))).isEqualTo(paused(ASKED, ASKED));
      assertThat(PLANNER.pause(settled, OptionalInt.of(7)))
          .isEqualTo(paused(ASKED, new Bounds(1, 7)));
      assertThat(PLANNER.pause(settled, OptionalInt.of(0)))
          .isEqualTo(paused(ASKED, new Bounds(0, 4)));
      assertThat(PLANNER.pause(settled, OptionalInt.empty())).isEqualTo(paused(ASKED, ASKED));
    }

    @Test
    void records_and_suspends_only_what_was_not_suspended_by_hand() {
      var some = new Suspension(true, false, true);
      var half =
          ObservedTarget.of(
              KEY, ARN, ASKED, some, settled.tags(), settled.policies(), List.of(), List.of());

      assertThat(PLANNER.pause(half, OptionalInt.of(2)).changes())
          .containsExactly(pauseOf("out"), update(ASKED, some, ASKED, Suspension.ALL));
      assertThat(PLANNER.pause(half, OptionalInt.of(2)).warnings())
          .extracting(Problem::code)
          .containsExactly(Code.SUSPENDED_BY_HAND);
    }

    @Test
    void goes_on_after_it_was_cut_off_before_it_suspended() {
      assertThat(
              PLANNER
                  .pause(Targets.paused(settled, "in+out+scheduled"), OptionalInt.of(2))
                  .changes())
          .containsExactly(update(ASKED, Suspension.NONE, ASKED, Suspension.ALL));
    }

    @Test
    void suspends_again_what_somebody_resumed() {
      var resumed =
          Targets.paused(suspended(settled, new Suspension(false, true, true)), "out+scheduled");

      assertThat(PLANNER.pause(resumed, OptionalInt.of(2)).changes())
          .first()
          .isEqualTo(
              new TagTarget(
                  KEY,
                  ARN,
                  new TreeMap<>(Map.of("tagscaler:paused", "out+scheduled")),
                  new TreeMap<>(Map.of("tagscaler:paused", "in+out+scheduled"))));
    }

    @Test
    void needs_nothing_where_all_is_suspended() {
      assertThat(PLANNER.pause(Targets.paused(settled), OptionalInt.of(9)))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
      assertThat(PLANNER.pause(suspended(settled), OptionalInt.of(9)).changes()).isEmpty();
      assertThat(PLANNER.pause(suspended(settled), OptionalInt.of(9)).warnings())
          .extracting(Problem::code)
          .containsExactly(Code.SUSPENDED_BY_HAND);
    }

    @Test
    void leaves_what_is_not_ours() {
      var foreign = found(List.of(FOREIGN));

      assertThat(PLANNER.pause(foreign, OptionalInt.of(2)))
          .isEqualTo(new Plan.Changes(List.of(), List.of()));
      assertThat(PLANNER.notPaused(foreign, Adoption.NO))
          .isEqualTo(problems(plan(desired(), foreign)));
      assertThat(PLANNER.notPaused(foreign, Adoption.KEEP))
          .extracting(Problem::message)
          .containsExactly(
              "The pause does not suspend autoscaling that Tagscaler did not create (min 1, max 20,"
                  + " policy \"console\"). Tagscaler takes it over when the pause ends.");
    }

    private static Plan.Changes paused(Bounds before, Bounds after) {
      return new Plan.Changes(
          List.of(
              pauseOf("in+out+scheduled"), update(before, Suspension.NONE, after, Suspension.ALL)),
          List.of());
    }

    private static TagTarget pauseOf(String activities) {
      return new TagTarget(
          KEY, ARN, new TreeMap<>(), new TreeMap<>(Map.of("tagscaler:paused", activities)));
    }
  }
}
