package io.github.tagscaler.command.terminal;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Shows on standard error how far something is that takes longer than two seconds; nothing where
 * nobody watches. Closing it removes it again.
 */
public final class Progress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRAME = Duration.ofMillis(100);
  private static final String CLEAR = "\r\033[K";
  private static final int BAR = 24;

  private final Terminal terminal;
  private final Thread painter;
  private volatile String what;
  private volatile Supplier<Count> count = () -> Count.UNKNOWN;

  /**
   * How far it is.
   *
   * @param total 0 if that is not known
   */
  public record Count(long done, long total) {
    /** Not known. */
    public static final Count UNKNOWN = new Count(0, 0);
  }

  private Progress(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
    this.painter = Thread.ofVirtual().unstarted(this::paint);
  }

  /**
   * Starts to show progress.
   *
   * @param what what is done, such as {@code Reading endpoints}
   */
  public static Progress start(Terminal terminal, String what) {
    var progress = new Progress(terminal, what);
    if (terminal.interactive()) {
      progress.painter.start();
    }
    return progress;
  }

  /** Tells what is done now; its length is not known. */
  public void now(String activity) {
    now(activity, () -> Count.UNKNOWN);
  }

  /** Tells what is done now, and how many of all are done. */
  public void now(String activity, long done, long total) {
    var known = new Count(done, total);
    now(activity, () -> known);
  }

  /** Tells what is done now, and who knows how far that is. */
  public void now(String activity, Supplier<Count> howFar) {
    what = activity;
    count = howFar;
  }

  private void paint() {
    try {
      Thread.sleep(PATIENCE);
      for (int frame = 0; ; frame++) {
        terminal.err().print(CLEAR + text(frame));
        terminal.err().flush();
        Thread.sleep(FRAME);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /** The line that is shown. */
  String text(int frame) {
    var now = count.get();
    if (now.total() <= 0) {
      return "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".charAt(frame % 10) + " " + what;
    }
    int filled = (int) Math.min(BAR, BAR * now.done() / now.total());
    return "%s %s%s %d/%d"
        .formatted(what, "━".repeat(filled), "┄".repeat(BAR - filled), now.done(), now.total());
  }

  @Override
  public void close() {
    if (!terminal.interactive()) {
      return;
    }
    painter.interrupt();
    try {
      painter.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    terminal.err().print(CLEAR);
    terminal.err().flush();
  }
}
