package io.github.tagscaler.command.simulate.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Says why a decision was made. */
final class Reasons {
  private Reasons() {}

  static String above(TrackAlarm alarm) {
    var rule = alarm.rule();
    return "%s %s > target %s (%s): %s × %s / %s asks for %d"
        .formatted(
            rule.name(),
            above(alarm.latest(), rule.target()),
            number(rule.target()),
            rule.highResolution() ? "1 point of 1 minute" : "3 of 3 points of 1 minute",
            number(alarm.measuredOn()),
            above(alarm.latest(), rule.target()),
            number(rule.target()),
            alarm.wanted());
  }

  static String below(TrackAlarm alarm) {
    var rule = alarm.rule();
    return "%s %s < %s, 90 %% of target %s, for 15 minutes"
        .formatted(rule.name(), number(alarm.latest()), number(rule.low()), number(rule.target()));
  }

  static String step(StepAlarm alarm) {
    var rule = alarm.rule();
    var entry = rule.entry();
    return "step %s: %s %s %s (%d of %d points of %d seconds)"
        .formatted(
            rule.name(),
            number(alarm.latest()),
            rule.rising() ? "≥" : "≤",
            number(rule.threshold()),
            entry.breaching(),
            entry.of(),
            entry.period().toSeconds());
  }

  /** With more digits where it would look like the target. */
  private static String above(double value, double target) {
    var plain = number(value);
    return plain.equals(number(target))
        ? BigDecimal.valueOf(value).round(new MathContext(6, RoundingMode.UP)).toPlainString()
        : plain;
  }

  /** With as many digits as matter. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "no data";
    }
    int digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    var plain = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
  }
}
