package io.github.tagscaler.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is attached to a scalable target, by name.
 *
 * @param policies its scaling policies
 * @param actions its scheduled actions
 */
public record Attached(List<String> policies, List<String> actions) {
  private static final int MOST_NAMES = 3;

  public Attached {
    policies = List.copyOf(policies);
    actions = List.copyOf(actions);
  }

  /** The policies alone. */
  Attached onlyPolicies() {
    return new Attached(policies, List.of());
  }

  /** Whether nothing is attached. */
  boolean isEmpty() {
    return policies.isEmpty() && actions.isEmpty();
  }

  /** Whether it is one thing only. */
  boolean isSingle() {
    return policies.size() + actions.size() == 1;
  }

  /** In parts: {@code policies "a", "b"}, {@code scheduled action "c"}; few by name. */
  List<String> parts() {
    var parts = new ArrayList<String>();
    if (!policies.isEmpty()) {
      parts.add((policies.size() == 1 ? "policy " : "policies ") + names(policies));
    }
    if (!actions.isEmpty()) {
      parts.add(
          (actions.size() == 1 ? "scheduled action " : "scheduled actions ") + names(actions));
    }
    return parts;
  }

  /** In words: {@code policies "a", "b" and scheduled action "c"}. */
  String text() {
    return String.join(" and ", parts());
  }

  /** Some names, few of them in full. */
  static String names(List<String> names) {
    var shown = names.stream().limit(MOST_NAMES).map(Quote::of);
    return (names.size() > MOST_NAMES
            ? Stream.concat(shown, Stream.of((names.size() - MOST_NAMES) + " more"))
            : shown)
        .collect(Collectors.joining(", "));
  }
}
