package io.github.tagscaler.command.tags.reverse;

import io.github.tagscaler.policy.setting.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers of AWS in the unit of the owner. */
final class OwnersUnit {
  private static final int MOST_DECIMALS = 9;

  private OwnersUnit() {}

  /** The shortest number that times the factor gives that number, as exactly as AWS keeps it. */
  static BigDecimal of(double sent, BigDecimal factor) {
    var exact = new BigDecimal(Double.toString(sent)).divide(factor, MathContext.DECIMAL64);
    for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
      var rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
      if ((float) rounded.multiply(factor).doubleValue() == (float) sent) {
        return Values.plain(rounded);
      }
    }
    return Values.plain(exact.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN));
  }
}
