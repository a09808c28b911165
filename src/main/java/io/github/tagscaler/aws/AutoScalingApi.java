package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;

/** {@link ScalingRegistry} on the Application Auto Scaling API. */
final class AutoScalingApi implements ScalingRegistry {
  private final TargetReader reader;
  private final TargetWriter writer;

  AutoScalingApi(ApplicationAutoScalingClient client, Concurrently concurrently, Pause pause) {
    this.reader = new TargetReader(client, concurrently);
    this.writer = new TargetWriter(client, pause);
  }

  @Override
  public List<ObservedTarget> observe(List<ResourceId> ids) {
    return reader.observe(ids);
  }

  @Override
  public List<ResourceId> variantsOf(String endpoint) {
    var prefix = EndpointVariant.prefixOf(endpoint);
    return reader.registered(id -> id.regionMatches(true, 0, prefix, 0, prefix.length()));
  }

  @Override
  public List<ResourceId> componentNamed(String component) {
    return reader.registered(new InferenceComponent(component).wire()::equalsIgnoreCase);
  }

  @Override
  public List<ScalingAlarm> alarms(List<String> namePrefixes) {
    // None are made yet.
    return List.of();
  }

  @Override
  public void apply(Change change) {
    writer.apply(change);
  }
}
