package io.github.tagscaler.command.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Widths and line breaks of text as a terminal shows it, where color codes take no room. */
public final class Columns {
  private static final Pattern CODES = Pattern.compile("\033\\[[0-9;]*m");

  private Columns() {}

  /** The text without color codes. */
  public static String plain(String text) {
    return CODES.matcher(text).replaceAll("");
  }

  /** The number of columns that the text takes. */
  public static int width(String text) {
    var plain = plain(text);
    return plain.codePointCount(0, plain.length());
  }

  /** The text with spaces after it, up to that width. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** The text with spaces before it, up to that width. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /** The words in as few rows as fit; a word that is too long has a row of its own. */
  public static List<String> wrap(String text, int width) {
    var rows = new ArrayList<String>();
    var row = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!row.isEmpty() && width(row.toString()) + 1 + width(word) > width) {
        rows.add(row.toString());
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }
}
