package io.github.tagscaler.command.simulate.trace;

/** A trace that cannot be used. */
public final class BadTraceException extends Exception {
  private static final long serialVersionUID = 1L;

  BadTraceException(String message) {
    super(message);
  }

  /** Something is wrong on that line. */
  static BadTraceException at(int line, String sentences) {
    return new BadTraceException("line %d: %s".formatted(line, sentences));
  }
}
