package io.github.tagscaler.command.account;

import java.util.List;
import java.util.Optional;

/**
 * A rule of EventBridge.
 *
 * @param pattern of the events that it matches; empty for a schedule
 * @param schedule such as {@code rate(15 minutes)}; empty for a pattern
 * @param targets the ARNs that it sends to
 */
public record Rule(
    RuleName name,
    boolean enabled,
    Optional<String> pattern,
    Optional<String> schedule,
    List<String> targets) {
  public Rule {
    targets = List.copyOf(targets);
  }
}
