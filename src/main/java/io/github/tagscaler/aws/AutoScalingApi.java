package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;

/** {@link ScalingRegistry} on the APIs of Application Auto Scaling and CloudWatch. */
final class AutoScalingApi implements ScalingRegistry {
  private final TargetReader reader;
  private final TargetWriter writer;

  AutoScalingApi(
      ApplicationAutoScalingClient client, Alarms alarms, Concurrently concurrently, Pause pause) {
    this.reader = new TargetReader(client, alarms, concurrently);
    this.writer = new TargetWriter(client, alarms, pause);
  }

  @Override
  public List<ObservedTarget> observe(List<ResourceId> ids) {
    return reader.observe(ids);
  }

  @Override
  public List<ResourceId> variantsOf(String endpoint, boolean anyCase) {
    var prefix = EndpointVariant.prefixOf(endpoint);
    return reader.registered(id -> id.regionMatches(anyCase, 0, prefix, 0, prefix.length()));
  }

  @Override
  public List<ResourceId> componentNamed(String component, boolean anyCase) {
    ResourceId id = new InferenceComponent(component);
    return anyCase
        ? reader.registered(id.wire()::equalsIgnoreCase)
        : reader.registered(List.of(id));
  }

  @Override
  public void apply(Change change) {
    writer.apply(change);
  }
}
