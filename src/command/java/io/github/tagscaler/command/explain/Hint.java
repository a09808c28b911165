package io.github.tagscaler.command.explain;

import java.util.Optional;

/**
 * Something that the owner may want to do.
 *
 * @param code a stable word for programs
 * @param text one sentence or more
 * @param command the command that does it
 */
public record Hint(String code, String text, Optional<String> command) {
  /** A hint that no single command follows. */
  static Hint of(String code, String text) {
    return new Hint(code, text, Optional.empty());
  }

  /** A hint with the command that does it; the text ends with a colon. */
  static Hint of(String code, String text, String command) {
    return new Hint(code, text, Optional.of(command));
  }
}
