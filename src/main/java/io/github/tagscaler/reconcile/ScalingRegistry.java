package io.github.tagscaler.reconcile;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.List;

/** Port: what Application Auto Scaling holds now, and the writes to it. */
public interface ScalingRegistry {

  /**
   * The scalable targets of these resources, in whichever of the known dimensions they are
   * registered.
   */
  List<ObservedTarget> observe(List<ResourceId> ids);

  /**
   * The resource IDs of all registered variants of an endpoint, whether it still exists or not.
   *
   * @param endpoint its name, in any case
   */
  List<ResourceId> variantsOf(String endpoint);

  /** As {@link #variantsOf}, for a component: its registered resource IDs. */
  List<ResourceId> componentNamed(String component);

  /**
   * The alarms whose names start with one of these, each once, also if the policies that they
   * trigger are gone.
   */
  List<ScalingAlarm> alarms(List<String> namePrefixes);

  /**
   * Makes one change.
   *
   * @throws CallFailedException if AWS does not accept it; deleting something that is gone already
   *     succeeds
   */
  void apply(Change change);
}
