package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.List;
import java.util.Map;

/** {@link ScalingRegistry} on the APIs of Application Auto Scaling and CloudWatch. */
final class AutoScalingApi implements ScalingRegistry {
  private final TargetReader reader;
  private final TargetWriter writer;
  private final Alarms alarms;

  AutoScalingApi(TargetReader reader, TargetWriter writer, Alarms alarms) {
    this.reader = reader;
    this.writer = writer;
    this.alarms = alarms;
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
    // The policies are not resolved: the caller only deletes these alarms.
    return alarms.under(namePrefixes).stream()
        .map(alarm -> AlarmTranslator.read(alarm).among(Map.of()))
        .toList();
  }

  @Override
  public void apply(Change change) {
    writer.apply(change);
  }
}
