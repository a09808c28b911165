package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;

/**
 * A call to AWS that did not work, sorted into one of our codes. Not-found answers are never this:
 * a port says them as values.
 */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /**
   * @param code {@code AccessDenied}, {@code QuotaExceeded} or a transient code
   * @param message a sentence for the operator: the operation, the resource and what AWS said
   */
  public CallFailedException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What kind of failure it is. */
  public Code code() {
    return code;
  }
}
