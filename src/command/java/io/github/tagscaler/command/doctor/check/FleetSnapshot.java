package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.sweep.Fleet;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The whole fleet, read when it is first needed, and once. */
public final class FleetSnapshot {
  private static final Duration BUDGET = Duration.ofMinutes(2);

  private final Fleet fleet;
  private @Nullable Attempt<Snapshot> read;

  public FleetSnapshot(Fleet fleet) {
    this.fleet = fleet;
  }

  synchronized Attempt<Snapshot> read() {
    var known = read;
    if (known == null) {
      known = Attempt.of("sagemaker:ListEndpoints", () -> fleet.read(BUDGET));
      read = known;
    }
    return known;
  }
}
