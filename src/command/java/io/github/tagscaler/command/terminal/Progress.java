package io.github.tagscaler.command.terminal;

import java.time.Duration;

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
  private volatile long done;
  private volatile long total;

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
    now(activity, 0, 0);
  }

  /** Tells what is done now, and how many of all are done. */
  public void now(String activity, long doneNow, long ofTotal) {
    what = activity;
    done = doneNow;
    total = ofTotal;
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

  private String text(int frame) {
    if (total <= 0) {
      return "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".charAt(frame % 10) + " " + what;
    }
    int filled = (int) Math.min(BAR, BAR * done / total);
    return "%s %s%s %d/%d"
        .formatted(what, "━".repeat(filled), "┄".repeat(BAR - filled), done, total);
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
