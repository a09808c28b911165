package io.github.tagscaler.command.simulate.model;

import java.util.List;

/** One policy on one trace, at one pace. */
public record Run(
    Pace pace, List<Minute> minutes, List<ScalingDecision> decisions, RunTotals totals) {
  public Run {
    minutes = List.copyOf(minutes);
    decisions = List.copyOf(decisions);
  }
}
