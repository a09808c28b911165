package io.github.tagscaler.standin.state;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What Application Auto Scaling holds: the targets, and what it did to them. */
public final class ScalableTargets {

  /** Application Auto Scaling user guide, Quotas: can be raised. */
  private static final int QUOTA = 500;

  private final NavigableMap<TargetId, ScalableTarget> targets = new TreeMap<>();
  private int quota = QUOTA;
  private final List<ScalingActivity> activities = new ArrayList<>();

  public NavigableMap<TargetId, ScalableTarget> targets() {
    return targets;
  }

  /** How many targets there can be of each dimension. */
  public int quota() {
    return quota;
  }

  public void raiseQuota(int targets) {
    quota = targets;
  }

  public Optional<ScalableTarget> find(TargetId id) {
    return Optional.ofNullable(targets.get(id));
  }

  public Optional<ScalableTarget> byArn(String arn) {
    return targets.values().stream().filter(target -> target.arn().equals(arn)).findFirst();
  }

  /** The targets on variants of an endpoint. */
  public List<ScalableTarget> ofEndpoint(String endpointName) {
    String prefix = "endpoint/" + endpointName + "/variant/";
    // Those that begin alike are next to each other.
    return targets.tailMap(new TargetId(prefix, "")).values().stream()
        .takeWhile(target -> target.id().resourceId().startsWith(prefix))
        .toList();
  }

  /** All scaling activities, oldest first. */
  public List<ScalingActivity> activities() {
    return activities;
  }
}
