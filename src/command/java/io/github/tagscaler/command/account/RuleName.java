package io.github.tagscaler.command.account;

/** The name of a rule, which belongs to an event bus. */
public record RuleName(String bus, String name) {
  private static final String DEFAULT = "default";

  /**
   * Of a rule's physical ID: {@code rule}, or {@code bus|rule} on another bus than the default one.
   */
  public static RuleName of(String physicalId) {
    int bar = physicalId.indexOf('|');
    return bar < 0
        ? new RuleName(DEFAULT, physicalId)
        : new RuleName(physicalId.substring(0, bar), physicalId.substring(bar + 1));
  }

  /** Whether its bus is the one that AWS's own events come on. */
  public boolean onDefaultBus() {
    return bus.equals(DEFAULT);
  }
}
