package io.github.tagscaler.command.fleet;

import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link ScalingRegistry} that reads each target once and changes nothing. */
final class RegisteredOnce implements ScalingRegistry {
  private final ScalingRegistry registry;
  private final Map<ResourceId, List<ObservedTarget>> known = new HashMap<>();

  RegisteredOnce(ScalingRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<ObservedTarget> observe(List<ResourceId> ids) {
    var missing = ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
    if (!missing.isEmpty()) {
      var read = registry.observe(missing);
      missing.forEach(
          id -> known.put(id, read.stream().filter(each -> each.key().id().equals(id)).toList()));
    }
    return ids.stream().flatMap(id -> known.getOrDefault(id, List.of()).stream()).toList();
  }

  @Override
  public List<ResourceId> variantsOf(String endpoint) {
    return registry.variantsOf(endpoint);
  }

  @Override
  public List<ResourceId> componentNamed(String component) {
    return registry.componentNamed(component);
  }

  @Override
  public List<ScalingAlarm> alarms(List<String> namePrefixes) {
    return registry.alarms(namePrefixes);
  }

  @Override
  public void apply(Change change) {
    throw new IllegalStateException("The command changes nothing: " + change);
  }
}
