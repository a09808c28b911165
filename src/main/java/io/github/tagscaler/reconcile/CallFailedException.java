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
  private final String failure;
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
    this(code, message, "", cause, answered);
  }

  /**
   * Like the other constructor, with what to do.
   *
   * @param failure a sentence: the operation, the resource and what AWS said
   * @param remedy what the operator can do; may be empty
   */
  public CallFailedException(
      Code code, String failure, String remedy, @Nullable Throwable cause, boolean answered) {
    super((failure + " " + remedy).strip(), cause);
    this.code = code;
    this.failure = failure;
    this.answered = answered;
  }

  /** What kind of failure it is. */
  public Code code() {
    return code;
  }

  /** The message without the remedy, for readers who are not the operator. */
  public String failure() {
    return failure;
  }

  /** Whether AWS answered; if not, in time or at all, the next call may wait just as long. */
  public boolean answered() {
    return answered;
  }
}
