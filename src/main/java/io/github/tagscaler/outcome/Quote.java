package io.github.tagscaler.outcome;

import java.util.regex.Pattern;

/**
 * Puts text that came from outside into a sentence so that it can be read, cannot hide anything,
 * and cannot pass for the sentence itself.
 *
 * <p>SageMaker allows any kind of separator in tags, among them line separators and spaces that
 * look like the ordinary one and are not.
 */
public final class Quote {
  private static final int LONGEST = 80;
  private static final String CUT = "...";

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._@:/+-]{1,128}");

  private Quote() {}

  /** The text as it is if it is a word that no reader mistakes, else in double quotes. */
  public static String ifOdd(String text) {
    return WORD.matcher(text).matches() ? text : of(text);
  }

  /** The text in double quotes, escaped, and cut after 80 characters. */
  public static String of(String text) {
    boolean cut = text.codePointCount(0, text.length()) > LONGEST;
    var shown = cut ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) : text;
    return '"' + escape(shown.replace("\\", "\\\\").replace("\"", "\\\"")) + (cut ? CUT : "") + '"';
  }

  /**
   * The text with every character spelt out that a reader could not see for what it is: controls,
   * invisible and direction-changing ones, line ends, odd spaces, halves of surrogate pairs.
   * Sentences pass through unchanged, escaped ones too.
   */
  public static String escape(String text) {
    if (text.codePoints().allMatch(Quote::isPlain)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(each -> append(each, out));
    return out.toString();
  }

  private static void append(int codePoint, StringBuilder out) {
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPlain(codePoint)) {
          out.appendCodePoint(codePoint);
        } else {
          for (char unit : Character.toChars(codePoint)) {
            out.append(String.format("\\u%04x", (int) unit));
          }
        }
      }
    }
  }

  private static boolean isPlain(int codePoint) {
    if (codePoint == ' ') {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
