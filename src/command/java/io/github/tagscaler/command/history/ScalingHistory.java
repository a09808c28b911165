package io.github.tagscaler.command.history;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads what Application Auto Scaling did, also where it decided not to scale. AWS keeps six weeks.
 */
public interface ScalingHistory {

  /** The activities of one target since a time, newest first. */
  Attempt<List<ScalingActivity>> of(TargetKey target, Instant since);

  /** The activities of all targets since a time, newest first. */
  Attempt<List<ScalingActivity>> all(Instant since);

  /** When a target was registered; empty if it is not. */
  Attempt<Optional<Instant>> registeredAt(TargetKey target);
}
