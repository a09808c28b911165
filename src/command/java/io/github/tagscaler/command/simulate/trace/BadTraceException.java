package io.github.tagscaler.command.simulate.trace;

/** A trace that cannot be used. */
public final class BadTraceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean ofLine;

  BadTraceException(String message) {
    this(message, false);
  }

  private BadTraceException(String message, boolean ofLine) {
    super(message);
    this.ofLine = ofLine;
  }

  /** The message as it follows the name of the file. */
  public String after() {
    return (ofLine ? ", " : ": ") + getMessage();
  }

  /** Something is wrong on that line. */
  static BadTraceException at(int line, String sentences) {
    return new BadTraceException("line %d: %s".formatted(line, sentences), true);
  }
}
