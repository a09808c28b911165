package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Code;
import java.util.List;

/**
 * One thing wrong with an expression; where the expression came from, whoever read it knows.
 *
 * @param code what kind of thing it is
 * @param message one or more full sentences
 * @param allowed what would be right, where that can be listed
 */
public record Flaw(Code code, String message, List<String> allowed) {
  public Flaw {
    allowed = List.copyOf(allowed);
  }

  /** Something that cannot be read. */
  static Flaw badValue(String message) {
    return new Flaw(Code.BAD_VALUE, message, List.of());
  }

  /** Bounds that can be read and cannot be. */
  static Flaw conflict(String message) {
    return new Flaw(Code.BOUNDS_CONFLICT, message, List.of());
  }
}
