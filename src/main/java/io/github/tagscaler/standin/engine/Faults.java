package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.engine.Fault.Effect;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.util.ArrayList;
import java.util.List;

/** The faults that are armed, and how many matching calls each has seen. */
public final class Faults {

  private static final class Armed {
    private final Fault fault;
    private long seen;

    Armed(Fault fault) {
      this.fault = fault;
    }

    boolean strikes() {
      seen++;
      return seen >= fault.from() && seen - fault.from() < fault.times();
    }
  }

  private final List<Armed> armed = new ArrayList<>();

  public synchronized void add(Fault fault) {
    armed.add(new Armed(fault));
  }

  public synchronized void clear() {
    armed.clear();
  }

  /** What goes wrong with this call; every armed fault counts it. */
  synchronized List<Effect> strike(AwsRequest request) {
    return armed.stream()
        .filter(one ->
            Fault.matches(
                one.fault.operation(), request.model().name(), request.operation().name()))
        .filter(Armed::strikes)
        .map(one -> one.fault.effect())
        .toList();
  }
}
