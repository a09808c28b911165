package io.github.tagscaler.lambda;

/** Some targets of an event have to be tried again; the message is the whole answer as JSON. */
public final class TargetsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TargetsFailedException(String answer) {
    super(answer);
  }
}
