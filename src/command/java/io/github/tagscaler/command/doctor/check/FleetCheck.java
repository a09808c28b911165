package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.List;

/** A check that decides by what is listed of the whole fleet. */
abstract class FleetCheck implements Check {
  private final String subject;
  private final FleetSnapshot fleet;

  FleetCheck(String subject, FleetSnapshot fleet) {
    this.subject = subject;
    this.fleet = fleet;
  }

  @Override
  public final Group group() {
    return Group.FLEET;
  }

  @Override
  public final String subject() {
    return subject;
  }

  @Override
  public final List<Finding> findings() {
    return Finding.of(subject, fleet.read(), this::decide);
  }

  /** What the lists show. */
  abstract List<Finding> decide(Snapshot snapshot);
}
