package io.github.tagscaler.command.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageMeterTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Span DAY = Span.before(NOW, Duration.ofHours(24));
  private static final MetricSeries NO_REQUESTS = new MetricSeries(List.of());

  @Test
  void saved_is_the_peak_held_all_the_time_minus_what_ran() {
    var usage =
        usage(List.of(capacity(2, 24), capacity(6, 12), capacity(2, 6)), new Bounds(1, 8), 2);

    // 6 for 24 hours, minus 2 for 12, 6 for 6 and 2 for 6.
    assertThat(usage.saved()).isEqualTo(Measured.of(6 * 24 - 2 * 12 - 6 * 6 - 2 * 6));
  }

  @Test
  void what_never_scaled_saved_nothing() {
    assertThat(usage(List.of(), new Bounds(1, 8), 3).saved()).isEqualTo(Measured.of(0));
  }

  @Test
  void at_max_counts_the_time_at_the_maximum_that_was_in_force() {
    var scheduled = List.of(capacity(2, 24), bounds(1, 2, 30), capacity(4, 10), bounds(1, 8, 12));

    // At 2 of 2 from 24 to 12 hours ago; then 2 and 4 of 8.
    assertThat(usage(scheduled, new Bounds(1, 8), 4).atMax()).isEqualTo(Measured.of(12));
  }

  @Test
  void a_fixed_capacity_is_never_at_its_max() {
    assertThat(usage(List.of(), new Bounds(3, 3), 3).atMax()).isEqualTo(Measured.of(0));
  }

  @Test
  void before_the_first_known_capacity_nothing_is_counted() {
    var usage = usage(List.of(capacity(4, 6)), new Bounds(1, 4), 4);

    assertThat(usage.atMax()).isEqualTo(Measured.of(6));
    assertThat(usage.saved()).isEqualTo(Measured.of(0));
  }

  @Test
  void an_hour_is_idle_if_capacity_was_at_its_minimum_and_no_request_came() {
    var meter =
        UsageMeter.of(
            DAY, List.of(capacity(1, 24), capacity(3, 10), capacity(1, 5)), new Bounds(1, 4), 1);

    // 14 and 5 hours at the minimum.
    assertThat(meter.idleHours(NO_REQUESTS)).isEqualTo(19);
    assertThat(
            meter.idleHours(
                new MetricSeries(
                    List.of(
                        new Point(NOW.minus(Duration.ofHours(20)), 7),
                        new Point(NOW.minus(Duration.ofHours(2)), 0)))))
        .isEqualTo(18);
  }

  @Test
  void zero_is_not_idle() {
    assertThat(UsageMeter.of(DAY, List.of(), new Bounds(0, 4), 0).idleHours(NO_REQUESTS)).isZero();
  }

  @Test
  void failures_are_counted_in_the_span_with_the_latest_reason() {
    var usage =
        usage(
            List.of(failed(30, "old"), failed(3, "no quota"), failed(8, "throttled")),
            new Bounds(1, 4),
            1);

    assertThat(usage.failures()).isEqualTo(Measured.of(2));
    assertThat(usage.lastFailure()).isEqualTo("no quota");
    assertThat(usage.saved()).isEqualTo(Measured.of(0));
  }

  private static Usage usage(List<ScalingActivity> activities, Bounds registered, int running) {
    return UsageMeter.of(DAY, activities, registered, running).usage(Measured.unknown());
  }

  private static ScalingActivity capacity(int to, int hoursAgo) {
    return activity(
        "Setting desired instance count to " + to + ".", hoursAgo, Status.SUCCESSFUL, null);
  }

  private static ScalingActivity bounds(int min, int max, int hoursAgo) {
    return activity(
        "Setting min capacity to %d and max capacity to %d".formatted(min, max),
        hoursAgo,
        Status.SUCCESSFUL,
        null);
  }

  private static ScalingActivity failed(int hoursAgo, String why) {
    return activity("Setting desired instance count to 9.", hoursAgo, Status.FAILED, why);
  }

  private static ScalingActivity activity(
      String description, int hoursAgo, Status status, @Nullable String message) {
    return new ScalingActivity(
        "endpoint/chat/variant/blue",
        "sagemaker:variant:DesiredInstanceCount",
        NOW.minus(Duration.ofHours(hoursAgo)),
        Optional.empty(),
        status,
        description,
        "cause",
        Optional.ofNullable(message),
        List.of());
  }
}
