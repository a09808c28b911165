package io.github.tagscaler.command.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.policy.window.ChangePoint;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthlyHoursTest {
  private static final Json TRACKING = Json.object().put("targetValue", 5).build();
  private static final Json STEPS = Json.object().put("cooldown", 60).build();

  @Test
  void bounds_that_hold_all_the_time_hold_for_730_hours_a_month() {
    assertThat(MonthlyHours.of(new Bounds(1, 4))).isEqualTo(new MonthlyHours(730, 2920));
  }

  @Test
  void a_week_counts_each_window_by_its_length() {
    // 8-12 for 60 of 168 hours, else 1-2.
    var week =
        new Timeline<>(
            ZoneId.of("UTC"),
            new Bounds(1, 2),
            Stream.of(
                    DayOfWeek.MONDAY,
                    DayOfWeek.TUESDAY,
                    DayOfWeek.WEDNESDAY,
                    DayOfWeek.THURSDAY,
                    DayOfWeek.FRIDAY)
                .flatMap(day ->
                    Stream.of(
                        new ChangePoint<>(day, 8 * 60, new Bounds(8, 12)),
                        new ChangePoint<>(day, 20 * 60, new Bounds(1, 2))))
                .toList());

    var hours = MonthlyHours.ofWeek(week);

    assertThat(hours.floor()).isCloseTo((8 * 60 + 108) / 168.0 * 730, within(0.001));
    assertThat(hours.ceiling()).isCloseTo((12 * 60 + 2 * 108) / 168.0 * 730, within(0.001));
  }

  @Test
  void a_week_that_begins_inside_a_window_counts_it() {
    var night = new Bounds(0, 0);
    var week =
        new Timeline<>(
            ZoneId.of("UTC"),
            night,
            List.of(
                new ChangePoint<>(DayOfWeek.MONDAY, 12 * 60, new Bounds(2, 2)),
                new ChangePoint<>(DayOfWeek.TUESDAY, 12 * 60, night)));

    assertThat(MonthlyHours.ofWeek(week).floor()).isCloseTo(2 * 730 / 7.0, within(0.001));
  }

  @Test
  void a_price_by_type_takes_precedence_and_the_dearest_of_a_pool_counts() {
    var prices = PriceList.read(List.of("1", "ml.g5.xlarge=1.41", "ml.g6.xlarge=$1.13"));

    assertThat(prices.of(List.of("ml.g5.xlarge"))).contains(new BigDecimal("1.41"));
    assertThat(prices.of(List.of("ml.g5.xlarge", "ml.g6.xlarge"))).contains(new BigDecimal("1.41"));
    assertThat(prices.of(List.of("ml.m5.large"))).contains(new BigDecimal("1"));
    assertThat(PriceList.NONE.of(List.of("ml.m5.large"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cheap", "-1", "ml.g5.xlarge=", "ml.g5.xlarge=x"})
  void what_is_no_price_is_an_error_of_usage(String text) {
    assertThatThrownBy(() -> PriceList.read(List.of(text)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--price is \"%s\", but it must be the price of an instance-hour, such as 1.41 or ml.g5.xlarge=1.41."
                .formatted(text));
  }

  @Test
  void copies_are_not_billed_by_the_instance() {
    var prices = PriceList.read(List.of("2"));
    var hours = new MonthlyHours(10, 20);

    assertThat(MonthlyCost.of(hours, Kind.ASYNC, List.of(), prices).ceiling()).hasValue(40);
    assertThat(MonthlyCost.of(hours, Kind.COMPONENT, List.of(), prices).price())
        .isEqualTo(Optional.empty());
  }

  @Test
  void target_tracking_has_two_alarms_and_steps_have_the_one_that_is_put() {
    var tracking =
        new ChangeEntry(
            ChangeEntry.Action.CREATE, ChangeEntry.Type.POLICY, "track", Json.Null.NULL, TRACKING);
    var steps =
        new ChangeEntry(
            ChangeEntry.Action.CREATE, ChangeEntry.Type.POLICY, "wake", Json.Null.NULL, STEPS);
    var alarm =
        new ChangeEntry(
            ChangeEntry.Action.CREATE, ChangeEntry.Type.ALARM, "wake", Json.Null.NULL, STEPS);
    var gone =
        new ChangeEntry(
            ChangeEntry.Action.DELETE, ChangeEntry.Type.POLICY, "track", TRACKING, Json.Null.NULL);
    var updated =
        new ChangeEntry(
            ChangeEntry.Action.UPDATE, ChangeEntry.Type.POLICY, "track", TRACKING, TRACKING);

    assertThat(AlarmCount.addedBy(List.of(tracking, steps, alarm))).isEqualTo(3);
    assertThat(AlarmCount.addedBy(List.of(gone, updated))).isEqualTo(-2);
  }
}
