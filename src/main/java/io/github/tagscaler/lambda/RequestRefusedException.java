package io.github.tagscaler.lambda;

/** A direct invocation that is not a valid request or event; the message says what is wrong. */
public final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RequestRefusedException(String sentence) {
    super(sentence);
  }
}
