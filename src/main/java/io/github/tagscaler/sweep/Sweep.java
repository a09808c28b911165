package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a sweep found.
 *
 * @param began when it began
 * @param items what needs to be reconciled, what is most likely in vain last, in an order that
 *     differs from sweep to sweep otherwise
 * @param heldBack the targets that it would have released because their tags are missing, had they
 *     been fewer, less those that an item outcomes
 * @param kept how many those are with them
 * @param doubts what lists could not judge
 * @param seen how much it has seen
 */
record Sweep(
    Instant began,
    List<SweepItem> items,
    List<Outcome> heldBack,
    int kept,
    Map<Subject, Doubts.Doubt> doubts,
    Seen seen) {
  Sweep {
    doubts = Map.copyOf(doubts);
    items = List.copyOf(items);
    heldBack = List.copyOf(heldBack);
  }

  /** How many endpoints, components and managed targets there are. */
  record Seen(int endpoints, int components, int targets) {}
}
