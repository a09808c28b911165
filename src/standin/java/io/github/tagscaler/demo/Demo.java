package io.github.tagscaler.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Runs the demo: {@code make demo}. */
public final class Demo {
  /** The width where the terminal's is unknown. */
  static final int WIDTH = 80;

  private static final int NARROWEST = 40;
  private static final int WIDEST = 100;
  private static final Path EVENTS = Path.of("events");

  private Demo() {}

  /**
   * Shows the scenes on standard output.
   *
   * @param args {@code --width COLUMNS} and {@code --scene NUMBER}; either may be empty
   */
  public static void main(String[] args) throws IOException {
    if (!Files.isDirectory(EVENTS)) {
      fail("The demo reads the folder events. Run it at the top of the repository: make demo");
      return;
    }
    try {
      play(number("--width", args, WIDTH), number("--scene", args, 0));
    } catch (IllegalArgumentException refused) {
      fail(Objects.requireNonNullElse(refused.getMessage(), "refused"));
    }
  }

  private static void play(int width, int only) throws IOException {
    boolean terminal = isTerminal(System.getenv());
    var screen =
        new Screen(
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            Math.clamp(width, NARROWEST, WIDEST),
            terminal,
            terminal && isColored(System.getenv()));
    if (only == 0) {
      Scenes.introduce(screen);
    }
    try (var stage = new Stage(EVENTS, screen)) {
      new Scenes(screen, stage).play(only);
    }
  }

  private static boolean isTerminal(Map<String, String> environment) {
    return System.console() != null
        && System.console().isTerminal()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** See no-color.org: any value but the empty one switches colors off. */
  private static boolean isColored(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  private static int number(String option, String[] args, int otherwise) {
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (args[i].equals(option) && !args[i + 1].isEmpty()) {
        return parsed(option, args[i + 1]);
      }
    }
    return otherwise;
  }

  private static int parsed(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException invalid) {
      throw new IllegalArgumentException(option + " must be a number, not " + text, invalid);
    }
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(2);
  }
}
