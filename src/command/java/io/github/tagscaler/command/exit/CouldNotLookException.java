package io.github.tagscaler.command.exit;

import org.jspecify.annotations.Nullable;

/**
 * Something that the answer needs could not be read; the command ends with {@link
 * ExitCode#COULD_NOT_LOOK}.
 */
public final class CouldNotLookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With its reason.
   *
   * @param message one sentence or more: what could not be read, why, and the likely fix
   */
  public CouldNotLookException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** With its reason. */
  public CouldNotLookException(String message) {
    this(message, null);
  }
}
