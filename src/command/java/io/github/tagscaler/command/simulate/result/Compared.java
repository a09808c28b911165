package io.github.tagscaler.command.simulate.result;

import io.github.tagscaler.command.simulate.model.Run;
import io.github.tagscaler.command.simulate.model.RunTotals;
import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One policy at both ends of the scale-in pace.
 *
 * @param gradual one unit at a time
 * @param straight straight to the target
 */
public record Compared(SimulatedPolicy policy, Run gradual, Run straight) {

  /** That the picture leaves out some of its metrics, in words; empty if it does not. */
  public Optional<String> notSimulated() {
    return policy.ignored().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not simulated: %s (requests alone do not determine it)"
                .formatted(String.join(", ", policy.ignored())));
  }

  /** A total from the one end to the other. */
  public Range total(ToDoubleFunction<RunTotals> total) {
    return new Range(total.applyAsDouble(gradual.totals()), total.applyAsDouble(straight.totals()));
  }

  /** Hours of instances, copies or units. */
  public Range hours() {
    return total(RunTotals::unitHours);
  }
}
