package io.github.tagscaler.command.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with the digits that matter. */
final class ThreeDigits {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private ThreeDigits() {}

  /** Three digits, but no digit before the point is lost. */
  static String rounded(double value) {
    var number = BigDecimal.valueOf(value);
    var rounded =
        Math.abs(value) >= 100
            ? number.setScale(0, RoundingMode.HALF_UP)
            : number
                .round(THREE_DIGITS)
                .setScale(Math.abs(value) >= 10 ? 1 : 2, RoundingMode.HALF_UP);
    return Asked.plain(rounded);
  }
}
