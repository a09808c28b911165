package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import org.jspecify.annotations.Nullable;

/**
 * A call to AWS that failed, with its outcome code. A not-found answer is not a failure: ports
 * return it as a value.
 */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final boolean answered;

  /**
   * A failure that AWS answered with.
   *
   * @param code what kind of failure it is
   * @param message a sentence for the operator: the operation, the resource and what AWS said
   */
  public CallFailedException(Code code, String message, @Nullable Throwable cause) {
    this(code, message, cause, true);
  }

  /** Like the other constructor; {@code answered} is false if there was no answer at all. */
  public CallFailedException(
      Code code, String message, @Nullable Throwable cause, boolean answered) {
    super(message, cause);
    this.code = code;
    this.answered = answered;
  }

  /** What kind of failure it is. */
  public Code code() {
    return code;
  }

  /** Whether AWS answered; if not, in time or at all, the next call may wait just as long. */
  public boolean answered() {
    return answered;
  }
}
