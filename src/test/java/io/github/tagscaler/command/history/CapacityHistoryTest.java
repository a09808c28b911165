package io.github.tagscaler.command.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.history.ScalingActivity.Status;
import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final Span DAY = Span.before(NOW, Duration.ofHours(24));

  @Test
  void without_activities_capacity_was_what_it_is_now() {
    var history = CapacityHistory.of(DAY, List.of(), 2);

    assertThat(history.steps()).containsExactly(new CapacityHistory.Step(DAY.from(), 2));
    assertThat(history.time(capacity -> capacity == 2)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void each_activity_sets_the_capacity_until_the_next_one() {
    var history =
        CapacityHistory.of(
            DAY, List.of(to(4, 6, Status.SUCCESSFUL), to(2, 30, Status.SUCCESSFUL)), 4);

    assertThat(history.time(capacity -> capacity >= 4)).isEqualTo(Duration.ofHours(6));
    assertThat(history.time(capacity -> capacity == 2)).isEqualTo(Duration.ofHours(18));
  }

  @Test
  void before_the_first_activity_capacity_is_unknown() {
    var history = CapacityHistory.of(DAY, List.of(to(4, 6, Status.SUCCESSFUL)), 4);

    assertThat(history.known()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void a_failed_activity_changed_nothing() {
    var history = CapacityHistory.of(DAY, List.of(to(9, 6, Status.FAILED)), 1);

    assertThat(history.time(capacity -> capacity == 1)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void capacity_is_at_min_by_the_bounds_that_were_in_force() {
    var night = says("Setting min capacity to 1 and max capacity to 4", 20, Status.SUCCESSFUL);
    var day = says("Setting min capacity to 2 and max capacity to 8", 10, Status.SUCCESSFUL);
    var bounds = BoundsHistory.of(List.of(night, day), new Bounds(2, 8));

    assertThat(
            CapacityHistory.of(DAY, List.of(), 2)
                .time(bounds, (capacity, inForce) -> capacity <= inForce.min()))
        .as("not in the ten hours in which 1 was the minimum")
        .isEqualTo(Duration.ofHours(14));
    assertThat(bounds.changedSince(DAY.from())).isTrue();
    assertThat(BoundsHistory.of(List.of(), new Bounds(2, 8)).changedSince(DAY.from())).isFalse();
  }

  private static ScalingActivity to(int capacity, int hoursAgo, Status status) {
    return says("Setting desired instance count to " + capacity + ".", hoursAgo, status);
  }

  private static ScalingActivity says(String description, int hoursAgo, Status status) {
    return new ScalingActivity(
        "endpoint/chat/variant/blue",
        "sagemaker:variant:DesiredInstanceCount",
        NOW.minus(Duration.ofHours(hoursAgo)),
        Optional.empty(),
        status,
        description,
        "cause",
        Optional.empty(),
        List.of());
  }
}
