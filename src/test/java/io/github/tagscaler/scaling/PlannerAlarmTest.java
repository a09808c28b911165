package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Plans.RELEASES;
import static io.github.tagscaler.scaling.Plans.changes;
import static io.github.tagscaler.scaling.Plans.created;
import static io.github.tagscaler.scaling.Plans.noted;
import static io.github.tagscaler.scaling.Plans.plan;
import static io.github.tagscaler.scaling.Plans.record;
import static io.github.tagscaler.scaling.Plans.repair;
import static io.github.tagscaler.scaling.Plans.warning;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.STEPS;
import static io.github.tagscaler.scaling.Targets.SURGE;
import static io.github.tagscaler.scaling.Targets.SURGE_ALARM;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.config;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.settled;
import static io.github.tagscaler.scaling.Targets.stepping;
import static io.github.tagscaler.scaling.Targets.with;
import static io.github.tagscaler.scaling.Targets.withAlarms;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.DeleteAlarms;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeregisterTarget;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tagscaler creates, repairs and deletes the alarms that trigger step policies. */
class PlannerAlarmTest {
  private static final ScalingAlarm FOREIGN =
      new ScalingAlarm(
          "tagscaler/other/endpoint/chat/variant/blue/wake",
          Optional.empty(),
          new ScalingAlarm.Other());

  private final DesiredState plain = desired();
  private final DesiredState desired = stepping(desired(), SURGE, SURGE_ALARM);
  private final ObservedTarget settled = settled(desired);

  @Test
  void an_alarm_comes_after_the_policy_that_it_sets_off() {
    assertThat(changes(created(desired)))
        .containsExactly(
            new CreateTarget(
                KEY, new Bounds(1, 4), OWNERSHIP.tags(config(desired, new Bounds(1, 4)))),
            new PutPolicy(KEY, null, SURGE),
            new PutPolicy(KEY, null, TRACK),
            new PutAlarm(KEY, null, SURGE_ALARM));
    assertThat(changes(plan(desired, settled(plain))))
        .containsExactly(
            new PutPolicy(KEY, null, SURGE),
            new PutAlarm(KEY, null, SURGE_ALARM),
            record(settled(plain), config(desired, new Bounds(1, 4))));
    assertThat(plan(desired, settled)).isEqualTo(new Plan.Changes(List.of(), List.of()));
  }

  @Test
  void a_missing_alarm_comes_back_at_once() {
    assertThat(plan(desired, withAlarms(settled)))
        .isEqualTo(new Plan.Changes(List.of(new PutAlarm(KEY, null, SURGE_ALARM)), List.of()));
  }

  @Test
  void an_alarm_that_does_not_set_off_the_standing_policy_counts_as_missing() {
    var idle = actingOn(SURGE_ALARM, Optional.empty());
    var elsewhere = actingOn(SURGE_ALARM, Optional.of("tagscaler-wake"));

    assertThat(changes(plan(desired, withAlarms(settled, idle))))
        .containsExactly(new PutAlarm(KEY, idle, SURGE_ALARM));
    assertThat(changes(plan(desired, withAlarms(settled, elsewhere))))
        .containsExactly(new PutAlarm(KEY, elsewhere, SURGE_ALARM));
    assertThat(changes(plan(desired, withAlarms(with(settled, List.of(TRACK)), idle))))
        .containsExactly(new PutPolicy(KEY, null, SURGE), new PutAlarm(KEY, idle, SURGE_ALARM));
  }

  @Test
  void what_was_changed_or_added_by_hand_is_reported_and_left_to_a_repair() {
    var watching = (Watching) SURGE_ALARM.definition();
    var changed =
        new ScalingAlarm(
            SURGE_ALARM.name(),
            SURGE_ALARM.actsOn(),
            new Watching(
                watching.metric(),
                watching.period(),
                watching.breaching(),
                watching.of(),
                9999,
                watching.comparison(),
                watching.missing()));
    var added = named("tagscaler/tagscaler/endpoint/chat/variant/blue/step-more");
    var changedByHand = withAlarms(settled, changed, added);

    assertThat(changes(plan(desired, changedByHand))).containsExactly(noted());
    assertThat(warning(plan(desired, changedByHand)))
        .contains(
            "outside Tagscaler: alarm \"step-surge\" (threshold 9999 instead of 1000);"
                + " alarm \"step-more\" (added).");
    assertThat(changes(repair(desired, changedByHand)))
        .containsExactly(
            new DeleteAlarms(KEY.id(), List.of(added)), new PutAlarm(KEY, changed, SURGE_ALARM));
  }

  @Test
  void an_alarm_goes_before_the_policy_that_it_sets_off() {
    assertThat(changes(plan(plain, settled)))
        .containsExactly(
            new DeleteAlarms(KEY.id(), List.of(SURGE_ALARM)),
            new DeletePolicy(KEY, SURGE),
            record(settled, config(plain, new Bounds(1, 4))));
  }

  @Test
  void alarms_of_others_are_never_touched() {
    var shared = withAlarms(settled, SURGE_ALARM, FOREIGN);

    assertThat(repair(desired, shared)).isEqualTo(new Plan.Changes(List.of(), List.of()));
    assertThat(RELEASES.release(shared, OptionalInt.empty()).changes())
        .containsExactly(
            new DeleteAlarms(KEY.id(), List.of(SURGE_ALARM)),
            new DeregisterTarget(KEY, new Bounds(1, 4)));
    assertThat(RELEASES.release(KEY.id(), List.of(FOREIGN))).isEmpty();
  }

  @Test
  void a_release_takes_alarms_policies_and_tags_where_something_foreign_stays() {
    var foreign = new ScalingPolicy("console", STEPS);

    assertThat(
            RELEASES
                .release(with(settled, List.of(SURGE, TRACK, foreign)), OptionalInt.empty())
                .changes())
        .containsExactly(
            new DeleteAlarms(KEY.id(), List.of(SURGE_ALARM)),
            new DeletePolicy(KEY, SURGE),
            new DeletePolicy(KEY, TRACK),
            Targets.UNMARKED);
  }

  @Test
  void alarms_go_by_the_hundred() {
    var alarms =
        IntStream.range(0, 201)
            .mapToObj(i -> named("tagscaler/tagscaler/endpoint/chat/variant/blue/step-" + i))
            .toList();

    assertThat(RELEASES.release(KEY.id(), alarms))
        .containsExactly(
            new DeleteAlarms(KEY.id(), alarms.subList(0, 100)),
            new DeleteAlarms(KEY.id(), alarms.subList(100, 200)),
            new DeleteAlarms(KEY.id(), alarms.subList(200, 201)));
    assertThat(RELEASES.release(KEY.id(), List.of())).isEmpty();
  }

  @Test
  void alarms_known_besides_are_reported_once() {
    var orphan = named("tagscaler/tagscaler/endpoint/chat/variant/blue/wake");
    var idle = actingOn(SURGE_ALARM, Optional.empty());

    assertThat(settled.withAlarms(List.of(idle, orphan)).alarms())
        .isEqualTo(Stream.of(SURGE_ALARM, orphan).toList());
  }

  private static ScalingAlarm named(String name) {
    return new ScalingAlarm(name, Optional.empty(), new ScalingAlarm.Other());
  }

  private static ScalingAlarm actingOn(ScalingAlarm it, Optional<String> policy) {
    return new ScalingAlarm(it.name(), policy, it.definition());
  }
}
