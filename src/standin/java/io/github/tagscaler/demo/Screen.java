package io.github.tagscaler.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the audience reads: labeled lines, wrapped at the width of the terminal. */
final class Screen {
  /** The look of a piece of text, for terminals that show colors. */
  enum Look {
    PLAIN(""),
    TITLE("1"),
    FAINT("2"),
    ADDED("32"),
    CHANGED("33"),
    REMOVED("31");

    private final String code;

    Look(String code) {
      this.code = code;
    }
  }

  /** The width where the terminal's is unknown. */
  static final int WIDTH = 80;

  private static final int NARROWEST = 40;
  private static final int WIDEST = 100;
  private static final String LABELED = "   %-12s ";
  private static final int INDENT = LABELED.formatted("").length();

  private final PrintStream out;
  private final int width;
  private final boolean terminal;
  private final boolean colored;
  private boolean muted;

  Screen(PrintStream out, int width, boolean terminal, boolean colored) {
    this.out = out;
    this.width = width;
    this.terminal = terminal;
    this.colored = colored;
  }

  /** Colored, and with time to read, only if a terminal shows it. */
  @SuppressWarnings("SystemConsoleNull") // null where the JDK has no console
  static Screen onStandardOutput(int width) {
    var environment = System.getenv();
    boolean terminal =
        System.console() != null
            && System.console().isTerminal()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    // See no-color.org.
    boolean colored = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        clamped(width),
        terminal,
        colored);
  }

  /** The width that is used on a terminal of that width. */
  static int clamped(int width) {
    return Math.clamp(width, NARROWEST, WIDEST);
  }

  /** Prints nothing while it is muted. */
  void mute(boolean isMuted) {
    muted = isMuted;
  }

  void title(String text) {
    print(colored(Look.TITLE, text));
    blank();
  }

  /** A paragraph from margin to margin; its line breaks are not kept. */
  void paragraph(int indent, String text) {
    wrapped(text.strip().replaceAll("\\s+", " "), width - indent)
        .forEach(line -> print(" ".repeat(indent) + line));
    blank();
  }

  /** A label with text beside it. Lines of the text stay lines. */
  void line(String label, Look look, String text) {
    for (String row : text.lines().toList()) {
      rows(label, look, "", row);
      label = "";
    }
  }

  /** The same with a mark before the text. */
  void marked(String label, Look look, char mark, String text) {
    rows(label, look, mark + " ", text);
  }

  private void rows(String label, Look look, String mark, String text) {
    String left = LABELED.formatted(label);
    for (String row : wrapped(text, width - INDENT - mark.length())) {
      print(colored(Look.FAINT, left) + colored(look, mark + row));
      left = LABELED.formatted("");
      mark = " ".repeat(mark.length());
    }
  }

  void blank() {
    print("");
  }

  /** Gives a reader at a terminal time to read. */
  void pause(Duration time) {
    if (!terminal || muted) {
      return;
    }
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(String text) {
    if (!muted) {
      out.println(text.stripTrailing());
    }
  }

  private String colored(Look look, String text) {
    return colored && !look.code.isEmpty() ? "\033[" + look.code + "m" + text + "\033[0m" : text;
  }

  /** The words in as few rows as fit; all begin at the first one's margin. */
  private static List<String> wrapped(String text, int width) {
    String margin = " ".repeat(text.length() - text.stripLeading().length());
    var rows = new ArrayList<String>();
    var row = new StringBuilder(margin);
    for (String word : text.strip().split(" ", -1)) {
      if (!row.toString().isBlank() && row.length() + 1 + word.length() > width) {
        rows.add(row.toString());
        row = new StringBuilder(margin);
      }
      row.append(row.toString().isBlank() ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }
}
