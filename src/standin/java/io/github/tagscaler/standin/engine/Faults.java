package io.github.tagscaler.standin.engine;

import io.github.tagscaler.standin.engine.Fault.Effect;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.wire.AwsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The added faults, and how many matching calls each has counted. */
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

  /** Says for each call what goes wrong with it. */
  @FunctionalInterface
  public interface Source {

    /**
     * What goes wrong with a call, in this order; empty if nothing does.
     *
     * @param operation its name
     * @param input its input as compact JSON
     */
    List<Effect> strike(String operation, String input);
  }

  private final List<Armed> armed = new ArrayList<>();
  private Source source = (_, _) -> List.of();

  public synchronized void add(Fault fault) {
    armed.add(new Armed(fault));
  }

  /** Ask this source for the fault of each call from now on, after the added faults. */
  public synchronized void from(Source another) {
    source = another;
  }

  public synchronized void clear() {
    armed.clear();
    source = (_, _) -> List.of();
  }

  /** The faults of this call; every added fault counts it. */
  synchronized List<Effect> strike(AwsRequest request) {
    var name = request.operation().name();
    return Stream.concat(
            armed.stream()
                .filter(one -> Fault.matches(one.fault.operation(), request.model().name(), name))
                .filter(Armed::strikes)
                .map(one -> one.fault.effect()),
            source.strike(name, JsonWriter.compact(request.input())).stream())
        .toList();
  }
}
