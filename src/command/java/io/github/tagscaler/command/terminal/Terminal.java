package io.github.tagscaler.command.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a command writes: answers to standard output, everything else to standard error.
 *
 * @param out for answers
 * @param err for progress, notes and errors
 * @param width the number of columns, at least 40
 * @param colored whether answers may be colored
 * @param interactive whether a person watches standard error, so that progress may be drawn there
 * @param unicode whether it shows more than ASCII
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    int width,
    boolean colored,
    boolean interactive,
    boolean unicode) {
  /** The width where the terminal's is unknown. */
  public static final int DEFAULT_WIDTH = 100;

  private static final int NARROWEST = 40;
  private static final String RESET = "\033[0m";

  public Terminal {
    width = Math.max(NARROWEST, width);
  }

  /** A terminal that shows Unicode, as nearly all do. */
  public Terminal(
      PrintStream out, PrintStream err, int width, boolean colored, boolean interactive) {
    this(out, err, width, colored, interactive, true);
  }

  /**
   * The process's own streams.
   *
   * @param environment {@code NO_COLOR} (no-color.org), {@code CLICOLOR_FORCE}, {@code TERM} and
   *     {@code COLUMNS}, and {@code TAGSCALER_TTY}, with which the launcher says which of the two
   *     streams are terminals: a JVM can tell only whether both standard input and output are
   */
  @SuppressWarnings("SystemConsoleNull") // null where the JDK has no console
  public static Terminal ofProcess(Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    var streams = environment.get("TAGSCALER_TTY");
    boolean console = System.console() != null && System.console().isTerminal();
    boolean outIsTerminal = streams == null ? console : streams.contains("out");
    boolean errIsTerminal = streams == null ? console : streams.contains("err");
    boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        new PrintStream(System.out, false, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        columns(environment.get("COLUMNS")),
        !refused && (forced || (outIsTerminal && !dumb)),
        errIsTerminal && !dumb,
        unicode(environment));
  }

  /**
   * Whether the locale is one of UTF-8. Without any locale it is taken for one: containers and
   * pipelines set none, and what shows their output knows UTF-8.
   */
  private static boolean unicode(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .map(locale -> locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
        .orElse(true);
  }

  private static int columns(@org.jspecify.annotations.Nullable String text) {
    try {
      return text == null || text.isBlank() ? DEFAULT_WIDTH : Integer.parseInt(text.strip());
    } catch (NumberFormatException _) {
      return DEFAULT_WIDTH;
    }
  }

  /** The same without colors. */
  public Terminal withoutColor() {
    return new Terminal(out, err, width, false, interactive, unicode);
  }

  /** The first text, or the second where only ASCII is shown. */
  public String symbol(String symbol, String ascii) {
    return unicode ? symbol : ascii;
  }

  /** Text in a color, or as it is where nothing is colored. */
  public String paint(Color color, String text) {
    return colored && !text.isEmpty() ? color.start() + text + RESET : text;
  }

  /** Writes a line of the answer. */
  public void line(String text) {
    out.println(text.stripTrailing());
  }

  /** Writes an empty line of the answer. */
  public void line() {
    out.println();
  }

  /** Writes a line that is no part of the answer. */
  public void note(String text) {
    err.println(text);
  }
}
