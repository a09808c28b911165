package io.github.tagscaler.sweep;

import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.report.SweepCounts;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts what a sweep found.
 *
 * @param unread how many resources could not be read
 * @param untagged how many nothing asks to scale
 */
record SweepTally(List<Outcome> outcomes, int unread, int untagged) {
  SweepTally {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What the line of the sweep reports.
   *
   * @param items how much is handed over
   * @param owned what is left of what the stack registered
   */
  SweepCounts counts(Snapshot snapshot, int items, long owned) {
    var states = new LinkedHashMap<String, Integer>();
    for (var state : TargetState.values()) {
      states.put(state.wire(), 0);
    }
    var codes = new TreeMap<String, Integer>();
    for (var outcome : outcomes) {
      states.merge(TargetState.of(outcome).wire(), 1, Integer::sum);
      var code = OutcomeSummary.of(outcome).code();
      if (code != null) {
        codes.merge(code, 1, Integer::sum);
      }
    }
    states.merge(TargetState.UNREAD.wire(), unread, Integer::sum);
    states.merge(TargetState.UNTAGGED.wire(), untagged, Integer::sum);
    int heldBack =
        (int)
            outcomes.stream()
                .filter(outcome -> outcome.skippedFor(SkipReason.SWEEP_LIMIT_EXCEEDED))
                .count();
    return new SweepCounts(
        snapshot.endpoints().size(),
        snapshot.components().size(),
        snapshot.targets().size(),
        owned,
        items,
        heldBack,
        states.getOrDefault(TargetState.UNREAD.wire(), 0),
        states,
        codes);
  }
}
