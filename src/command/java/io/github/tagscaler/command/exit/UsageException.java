package io.github.tagscaler.command.exit;

/**
 * The command line asks for something that is not possible; the command ends with {@link
 * ExitCode#USAGE}.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With its reason.
   *
   * @param message one sentence or more: what is wrong, what is allowed, and the likely fix
   */
  public UsageException(String message) {
    super(message);
  }
}
