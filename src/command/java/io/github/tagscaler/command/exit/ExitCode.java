package io.github.tagscaler.command.exit;

/** The exit codes of every verb. */
public final class ExitCode {
  /** Everything is as it should be. */
  public static final int OK = 0;

  /** There is something to fix. */
  public static final int PROBLEMS = 1;

  /** Something would change: only with {@code plan --exit-code}. */
  public static final int CHANGES = 2;

  /** AWS, or a file, could not be read, so there is no answer. */
  public static final int COULD_NOT_LOOK = 3;

  /** The command line is wrong, or names what does not exist (EX_USAGE of sysexits.h). */
  public static final int USAGE = 64;

  private ExitCode() {}
}
