package io.github.tagscaler.command.simulate.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes SVG elements. */
final class Svg {
  private final StringBuilder text = new StringBuilder(1 << 16);

  /** Text between elements. */
  static String escaped(String plain) {
    var escaped = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c < ' ' ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  /** A coordinate with at most one decimal. */
  static String number(double value) {
    var rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  Svg raw(String markup) {
    text.append(markup);
    return this;
  }

  Svg rect(String style, double x, double y, double width, double height) {
    return raw(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(style, number(x), number(y), number(width), number(height)));
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    return raw(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(style, number(x1), number(y1), number(x2), number(y2)));
  }

  Svg path(String style, String d) {
    return d.isEmpty() ? this : raw("<path class=\"%s\" d=\"%s\"/>".formatted(style, d));
  }

  /** Text whose end or start is at x, as its style says. */
  Svg label(String style, double x, double y, String words) {
    return raw(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, number(x), number(y), escaped(words)));
  }

  Svg newLine() {
    return raw("\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
