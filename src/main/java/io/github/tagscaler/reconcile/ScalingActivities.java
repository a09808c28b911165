package io.github.tagscaler.reconcile;

import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Port: what Application Auto Scaling did, the newest first. */
public interface ScalingActivities {

  /** The latest activities of a target, as many as one call answers. */
  List<ScalingActivity> latest(TargetKey key);

  /**
   * The activities of a target that began at that time or later, up to one that decides; those that
   * are older may be missing. Those that left capacity as it was are not among them: a target at
   * its max may have many. Empty if there are too many to read them all, and none of those decides.
   */
  Optional<List<ScalingActivity>> scaling(
      TargetKey key, Instant start, Predicate<ScalingActivity> decides);

  /** The activities of all targets that began at that time or later. */
  List<ScalingActivity> since(Instant start);
}
