package io.github.tagscaler.reconcile;

import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.List;

/** Port: what Application Auto Scaling did, the newest first. */
public interface ScalingActivities {

  /** The latest activities of a target, as many as one call answers. */
  List<ScalingActivity> latest(TargetKey key);

  /**
   * The activities of a target that began at that time or later, without those that left capacity
   * as it was: a target at its max may have many of these.
   */
  List<ScalingActivity> scaling(TargetKey key, Instant start);

  /** The activities of all targets that began at that time or later. */
  List<ScalingActivity> since(Instant start);
}
