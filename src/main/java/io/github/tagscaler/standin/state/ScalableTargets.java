package io.github.tagscaler.standin.state;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What Application Auto Scaling holds: the targets, and what it did to them. */
public final class ScalableTargets {

  private final NavigableMap<TargetId, ScalableTarget> targets = new TreeMap<>();
  private final List<ScalingActivity> activities = new ArrayList<>();

  public NavigableMap<TargetId, ScalableTarget> targets() {
    return targets;
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
    return targets.values().stream()
        .filter(target -> target.id().resourceId().startsWith(prefix))
        .toList();
  }

  /** All scaling activities, oldest first. */
  public List<ScalingActivity> activities() {
    return activities;
  }
}
