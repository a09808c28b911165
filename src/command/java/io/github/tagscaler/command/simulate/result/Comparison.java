package io.github.tagscaler.command.simulate.result;

import io.github.tagscaler.command.simulate.model.Assumptions;
import io.github.tagscaler.command.simulate.model.Minute;
import io.github.tagscaler.command.simulate.model.Pace;
import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import io.github.tagscaler.command.simulate.model.Simulator;
import io.github.tagscaler.command.simulate.trace.Trace;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Several policies on one trace.
 *
 * @param words how assumptions came about, for the picture
 * @param zone whose clock the picture shows
 * @param price of an hour of one unit
 */
public record Comparison(
    Trace trace,
    Assumptions assumed,
    AssumptionWords words,
    ZoneId zone,
    Optional<BigDecimal> price,
    Baseline baseline,
    List<Compared> policies) {
  public Comparison {
    policies = List.copyOf(policies);
  }

  /** Runs them. */
  public static Comparison of(
      Trace trace,
      Assumptions assumed,
      AssumptionWords words,
      ZoneId zone,
      Optional<BigDecimal> price,
      Optional<Baseline> baseline,
      List<SimulatedPolicy> policies) {
    var compared =
        policies.stream()
            .map(policy ->
                new Compared(
                    policy,
                    Simulator.run(policy, trace, assumed, Pace.ONE_AT_A_TIME),
                    Simulator.run(policy, trace, assumed, Pace.STRAIGHT_TO_TARGET)))
            .toList();
    return new Comparison(
        trace, assumed, words, zone, price, baseline.orElseGet(() -> usual(compared)), compared);
  }

  private static Baseline usual(List<Compared> policies) {
    return policies.size() > 1
        ? new Baseline.FirstPolicy()
        : new Baseline.Fixed(busiest(policies.getFirst()), false);
  }

  private static int busiest(Compared policy) {
    return (int)
        Math.max(
            1,
            Math.ceil(
                policy.gradual().minutes().stream().mapToDouble(Minute::needed).max().orElse(1)
                    - 1e-9));
  }

  /**
   * What a policy saves of the baseline's hours, as a share of one; empty for the baseline itself.
   */
  public Optional<Range> saving(Compared policy) {
    return switch (baseline) {
      case Baseline.Fixed(int capacity, _) -> {
        double hours = capacity * trace.length().toSeconds() / 3600.0;
        yield Optional.of(policy.hours().map(each -> 1 - each / hours));
      }
      case Baseline.FirstPolicy() -> {
        var first = policies.getFirst();
        yield policy.equals(first)
            ? Optional.empty()
            : Optional.of(
                new Range(
                    saved(
                        policy.gradual().totals().unitHours(),
                        first.gradual().totals().unitHours()),
                    saved(
                        policy.straight().totals().unitHours(),
                        first.straight().totals().unitHours())));
      }
    };
  }

  private static double saved(double hours, double of) {
    return of == 0 ? 0 : 1 - hours / of;
  }

  /** What the baseline is, in words. */
  public String baselineWords() {
    return switch (baseline) {
      case Baseline.Fixed(int capacity, boolean chosen) ->
          "%s all the time%s"
              .formatted(words.units(capacity), chosen ? "" : ", which the busiest minute needs");
      case Baseline.FirstPolicy() -> "policy 1";
    };
  }

  /** Which metrics of which policies are left out, in words. */
  public List<String> notSimulated() {
    return IntStream.range(0, policies.size())
        .boxed()
        .flatMap(i ->
            policies.get(i).notSimulated().stream()
                .map(words -> "Policy %d: %s".formatted(i + 1, words)))
        .toList();
  }

  /** The cost of a policy; empty without a price. */
  public Optional<Range> cost(Compared policy) {
    return price.map(each -> policy.hours().map(hours -> hours * each.doubleValue()));
  }
}
