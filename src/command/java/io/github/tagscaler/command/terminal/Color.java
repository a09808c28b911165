package io.github.tagscaler.command.terminal;

/**
 * A look of text, for terminals that show colors. The eight basic colors follow the user's own
 * scheme.
 */
public enum Color {
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36");

  private final String code;

  Color(String code) {
    this.code = code;
  }

  String start() {
    return "\033[" + code + "m";
  }
}
