package io.github.tagscaler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.ScalingActivity.Status;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityResetsTest {
  private static final Instant NOW = Instant.parse("2026-08-10T12:00:00Z");
  private static final EndpointVariant ID = new EndpointVariant("chat", "blue");
  private static final TargetKey KEY = new TargetKey(ID, ScalableDimension.INSTANCE_COUNT);
  private static final ObservedTarget TARGET =
      ObservedTarget.of(
          KEY,
          "arn:1",
          new Bounds(1, 9),
          Suspension.NONE,
          Map.of(),
          List.of(),
          List.of(),
          List.of());

  private final FakeScalingActivities activities = new FakeScalingActivities();
  private final CapacityResets resets = new CapacityResets(activities);

  /** An endpoint of two days, deployed with 2 instances so many hours ago. */
  private static ScalableResource deployed(int hoursAgo, int running) {
    return new InstanceVariant(
        ID,
        false,
        "arn",
        running,
        List.of("ml.g5.xlarge"),
        Optional.of(new Deployment(2, hours(hoursAgo), hours(48))));
  }

  private static Instant hours(int ago) {
    return NOW.minus(Duration.ofHours(ago));
  }

  private void scaledTo(int capacity, int hoursAgo) {
    did(Status.SUCCESSFUL, "Setting desired instance count to " + capacity + ".", hoursAgo);
  }

  private void failed(int hoursAgo) {
    did(Status.FAILED, "Setting desired instance count to 9.", hoursAgo);
  }

  private void did(Status status, String description, int hoursAgo) {
    activities.add(
        new ScalingActivity(
            KEY,
            hours(hoursAgo),
            Optional.of(hours(hoursAgo)),
            status,
            description,
            Optional.empty(),
            List.of()));
  }

  private Optional<CapacityReset> found(ScalableResource resource) {
    return resets.of(TARGET, resource, NOW);
  }

  @Test
  void a_deployment_to_less_than_was_scaled_is_a_reset_each_time_it_is_looked_at() {
    scaledTo(8, 3);

    assertThat(found(deployed(1, 2))).map(CapacityReset::before).contains(8);
    assertThat(found(deployed(1, 2))).map(CapacityReset::before).contains(8);
    assertThat(activities.reads()).isEqualTo(2);
  }

  @Test
  void a_deployment_that_reset_nothing_is_read_once() {
    assertThat(found(deployed(1, 2))).isEmpty();
    assertThat(found(deployed(1, 2))).isEmpty();

    assertThat(activities.reads()).isEqualTo(1);
  }

  @Test
  void the_next_deployment_is_read_anew() {
    assertThat(found(deployed(3, 2))).isEmpty();
    scaledTo(8, 2);

    assertThat(found(deployed(1, 2))).map(CapacityReset::before).contains(8);
  }

  @Test
  void nothing_is_read_without_a_recent_deployment_at_its_own_capacity() {
    scaledTo(8, 3);

    assertThat(found(deployed(25, 2))).isEmpty();
    assertThat(found(deployed(1, 3))).isEmpty();
    assertThat(activities.reads()).isZero();
  }

  /** It retained the capacity, and somebody set that of the config by hand later. */
  @Test
  void a_deployment_that_was_seen_at_another_capacity_resets_nothing_later() {
    scaledTo(8, 3);

    assertThat(found(deployed(1, 8))).isEmpty();
    assertThat(found(deployed(1, 2))).isEmpty();

    assertThat(activities.reads()).isZero();
  }

  @Test
  void activities_are_read_up_to_the_last_success_before_the_deployment() {
    did(Status.SUCCESSFUL, "Setting min capacity to 1 and max capacity to 9", 2);
    failed(3);
    scaledTo(8, 4);
    failed(5);
    activities.most(3);

    assertThat(found(deployed(1, 2))).map(CapacityReset::before).contains(8);
  }

  @Test
  void one_that_began_since_the_deployment_is_enough_to_know_that_there_is_no_reset() {
    failed(1);
    failed(2);
    scaledTo(8, 4);
    activities.most(1);

    assertThat(found(deployed(1, 2))).isEmpty();
    assertThat(found(deployed(1, 2))).isEmpty();

    assertThat(activities.reads()).isEqualTo(1);
  }

  @Test
  void too_many_activities_show_nothing_this_time() {
    failed(2);
    failed(3);
    scaledTo(8, 4);
    activities.most(1);
    assertThat(found(deployed(1, 2))).isEmpty();

    activities.most(3);

    assertThat(found(deployed(1, 2))).map(CapacityReset::before).contains(8);
  }

  @Test
  void activities_that_cannot_be_read_are_asked_for_again() {
    scaledTo(8, 3);
    activities.fail(true);
    assertThat(found(deployed(1, 2))).isEmpty();

    activities.fail(false);

    assertThat(found(deployed(1, 2))).map(CapacityReset::before).contains(8);
  }
}
