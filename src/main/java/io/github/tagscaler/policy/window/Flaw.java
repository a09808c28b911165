package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Code;
import java.util.List;

/**
 * One thing wrong with an expression; its reader knows where the expression came from.
 *
 * @param code what kind of thing it is
 * @param message one or more full sentences
 * @param allowed the accepted values, where they can be listed
 */
public record Flaw(Code code, String message, List<String> allowed) {
  public Flaw {
    allowed = List.copyOf(allowed);
  }

  /** A value that cannot be read. */
  static Flaw badValue(String message) {
    return new Flaw(Code.BAD_VALUE, message, List.of());
  }

  /** Bounds that contradict each other. */
  static Flaw conflict(String message) {
    return new Flaw(Code.BOUNDS_CONFLICT, message, List.of());
  }
}
