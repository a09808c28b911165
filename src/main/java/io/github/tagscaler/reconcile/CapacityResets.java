package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.CapacityReset;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.DeployResets;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds deployments that reset the capacity of a target. Scaling activities are read only where one
 * is possible: after a deployment of the last day, at exactly its capacity.
 */
final class CapacityResets {
  private static final int MOST = 2_000;

  private final ScalingActivities activities;

  /** The deployments that are known to have reset nothing, by target: that stays so. */
  private final SequencedMap<TargetKey, Deployment> harmless = new LinkedHashMap<>();

  CapacityResets(ScalingActivities activities) {
    this.activities = activities;
  }

  /**
   * The reset of a managed target; empty also if the activities cannot be read this time, or are
   * too many. At another capacity than that of the deployment nothing is to be found any more,
   * whatever the capacity is later: somebody may set it to that of the deployment by hand.
   */
  Optional<CapacityReset> of(ObservedTarget observed, ScalableResource resource, Instant now) {
    var recent =
        resource.lastDeployment().filter(deployment -> DeployResets.isRecent(deployment, now));
    recent
        .filter(deployment -> deployment.capacity() != resource.running())
        .ifPresent(deployment -> rememberHarmless(observed.key(), deployment));
    return recent
        .filter(deployment -> !isHarmless(observed.key(), deployment))
        .flatMap(deployment -> find(observed, deployment, resource.running(), now));
  }

  private Optional<CapacityReset> find(
      ObservedTarget observed, Deployment deployment, int running, Instant now) {
    var key = observed.key();
    try {
      var read =
          activities.scaling(
              key,
              DeployResets.earliest(now),
              activity -> DeployResets.decides(activity, deployment));
      if (read.isEmpty()) {
        return Optional.empty();
      }
      var found = DeployResets.find(deployment, observed.registered(), running, read.get(), now);
      if (found.isEmpty()) {
        rememberHarmless(key, deployment);
      }
      return found;
    } catch (CallFailedException unknown) {
      // The next event or sweep asks again; until then nothing is raised.
      return Optional.empty();
    }
  }

  private synchronized boolean isHarmless(TargetKey key, Deployment deployment) {
    return deployment.equals(harmless.get(key));
  }

  private synchronized void rememberHarmless(TargetKey key, Deployment deployment) {
    harmless.remove(key);
    harmless.put(key, deployment);
    if (harmless.size() > MOST) {
      harmless.pollFirstEntry();
    }
  }
}
