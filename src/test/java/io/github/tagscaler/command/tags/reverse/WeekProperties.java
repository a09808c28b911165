package io.github.tagscaler.command.tags.reverse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.RandomExpression;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyAction;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.scaling.ScheduledAction;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows become scheduled actions, and these become windows of the same timeline again. */
class WeekProperties {
  private static final Bounds BASE = new Bounds(3, 9);
  private static final ZoneId UTC = ZoneId.of("UTC");

  static IntStream seeds() {
    return IntStream.range(0, TestRounds.of(400, 5_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void actions_of_random_windows_are_windows_of_the_same_timeline(int seed) {
    var random = new Random(seed);
    var week = timeline(RandomExpression.next(random));

    var read = Week.of(actions(week, random), new Bounds(1, 4));

    if (week.changes().isEmpty()) {
      return;
    }
    assertThat(read).isEqualTo(new Week.Of(week));
    var windows = WindowsOfWeek.of(week);
    assertThat(timeline(windows.toString())).as(windows.toString()).isEqualTo(week);
  }

  @Test
  void a_stretch_over_the_weekend_is_cut_at_midnight() {
    var week = timeline("Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin");

    assertThat(WindowsOfWeek.of(week))
        .hasToString("Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin");
    assertThat(
            WindowsOfWeek.of(
                timeline(
                    "Fri 20:00-24:00 1 + Sat-Sun 00:00-24:00 1 + Mon 00:00-06:00 1 else 2-10 UTC")))
        .hasToString("Mon 00:00-06:00 1 + Fri 20:00-24:00 1 + Sat-Sun 00:00-24:00 1 else 2-10 UTC");
  }

  @Test
  void the_shortest_of_several_expressions_is_taken() {
    assertThat(
            WindowsOfWeek.of(
                timeline("Sat-Sun 00:00-24:00 1 + Daily 22:00-06:00 1-2 else 2-10 UTC")))
        .hasToString("Mon-Fri 06:00-22:00 2-10 + Sat-Sun 00:00-24:00 1 else 1-2 UTC");
  }

  @Test
  void an_end_that_an_action_leaves_unset_is_what_was_set_last() {
    var actions =
        List.of(
            action("cron(0 8 ? * * *)", Optional.of(4), Optional.empty()),
            action("cron(0 12 ? * * *)", Optional.empty(), Optional.of(9)),
            action("cron(0 20 ? * * *)", Optional.of(1), Optional.of(5)));

    assertThat(Week.of(actions, new Bounds(2, 3)))
        .isInstanceOfSatisfying(
            Week.Of.class,
            week ->
                assertThat(WindowsOfWeek.of(week.timeline()))
                    .hasToString("Daily 08:00-12:00 4-5 + Daily 12:00-20:00 4-9 else 1-5 UTC"));
  }

  @Test
  void different_bounds_at_the_same_time_are_no_week() {
    var actions =
        List.of(
            action("cron(0 8 ? * MON-FRI *)", Optional.of(4), Optional.of(8)),
            action("cron(0 8 ? * FRI *)", Optional.of(1), Optional.of(2)));

    assertThat(Week.of(actions, new Bounds(2, 3)))
        .isEqualTo(
            new Week.None(
                Optional.of(
                    new Obstacle(
                        Reason.SAME_TIME,
                        "The scheduled actions \"cron(0 8 ? * MON-FRI *)\", \"cron(0 8 ? * FRI *)\" set different bounds at the same time (Fri 08:00 UTC); which one wins is not defined."))));
  }

  private static ScheduledAction action(String cron, Optional<Integer> min, Optional<Integer> max) {
    return new ScheduledAction(cron, cron, "UTC", min, max, false);
  }

  private static Timeline<Bounds> timeline(String expression) {
    var windows = ((Windows.Reading.Understood) ExpressionReader.read(expression)).windows();
    return ((Windows.Resolution.Resolved) windows.resolve(BASE, Kind.COMPONENT, UTC))
        .timeline()
        .map(bounds -> bounds.over(BASE));
  }

  private static List<ScheduledAction> actions(Timeline<Bounds> week, Random random) {
    var actions =
        new ArrayList<>(
            WeeklyAction.of(week).stream()
                .map(action ->
                    new ScheduledAction(
                        "theirs-" + action.name(),
                        action.schedule(),
                        action.zone().getId(),
                        Optional.of(action.bounds().min()),
                        Optional.of(action.bounds().max()),
                        false))
                .toList());
    Collections.shuffle(actions, random);
    return actions;
  }
}
