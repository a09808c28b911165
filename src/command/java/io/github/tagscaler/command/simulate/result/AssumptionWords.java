package io.github.tagscaler.command.simulate.result;

import io.github.tagscaler.command.simulate.model.Assumptions;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/**
 * Says what was assumed.
 *
 * @param unitRpsSource why a unit sustains that many requests: {@code --max-rps}, or how it was
 *     assumed
 */
public record AssumptionWords(Kind kind, Assumptions assumed, String unitRpsSource) {

  /** The unit of capacity. */
  public String unit() {
    return switch (kind) {
      case REAL_TIME, ASYNC -> "instance";
      case COMPONENT -> "copy";
      case SERVERLESS -> "unit";
    };
  }

  /** A number of units. */
  public String units(int count) {
    var plural =
        switch (kind) {
          case COMPONENT -> "copies";
          case REAL_TIME, ASYNC, SERVERLESS -> unit() + "s";
        };
    return count + " " + (count == 1 ? unit() : plural);
  }

  /** The assumptions, each a sentence. */
  public List<String> sentences() {
    return List.of(
        "A request takes %s; one %s sustains %s requests/s (%s)."
            .formatted(time(assumed.serviceTime()), unit(), rate(assumed.unitRps()), unitRpsSource),
        "New capacity serves %s after the decision; a data point is acted on %s after it ends."
            .formatted(time(assumed.start()), time(assumed.delay())));
  }

  /** The limits of the model, each a sentence. */
  public List<String> limits() {
    return List.of(
        "A model, not AWS: rules that AWS does not publish are assumed (docs/simulate.md).",
        "AWS does not publish how fast it scales in: the band is from one %s at a time to straight to the target."
            .formatted(unit()),
        "scale-out-cooldown changes nothing for a tracked metric: a data point counts with the capacity it was measured on.",
        switch (kind) {
          case ASYNC ->
              "Requests wait in a queue and are answered in turn; no retries, no failures.";
          case REAL_TIME, COMPONENT, SERVERLESS ->
              "Each request takes the same time, also in overload; no retries, no queue.";
        });
  }

  /** As {@code 90s}, {@code 5m}, {@code 1h}. */
  public static String time(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }

  /** A rate with as many digits as matter. */
  public static String rate(double perSecond) {
    return perSecond >= 100
        ? "%.0f".formatted(perSecond)
        : BigDecimal.valueOf(perSecond)
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString();
  }
}
