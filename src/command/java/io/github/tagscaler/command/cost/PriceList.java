package io.github.tagscaler.command.cost;

import io.github.tagscaler.command.exit.UsageException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an hour of an instance costs, as the user says; Tagscaler knows no prices.
 *
 * @param any of every type that is not listed; {@code null} if that was not said
 * @param byType by instance type
 */
public record PriceList(@Nullable BigDecimal any, Map<String, BigDecimal> byType) {
  /** No prices. */
  public static final PriceList NONE = new PriceList(null, Map.of());

  public PriceList {
    byType = Map.copyOf(byType);
  }

  /**
   * Reads prices, each {@code 1.41} or {@code ml.g5.xlarge=1.41}.
   *
   * @throws UsageException if one cannot be read
   */
  public static PriceList read(List<String> texts) {
    BigDecimal any = null;
    var byType = new HashMap<String, BigDecimal>();
    for (var text : texts) {
      int sign = text.indexOf('=');
      var price = price(text, text.substring(sign + 1));
      if (sign < 0) {
        any = price;
      } else {
        byType.put(text.substring(0, sign).strip(), price);
      }
    }
    return new PriceList(any, byType);
  }

  private static BigDecimal price(String whole, String number) {
    try {
      var price = new BigDecimal(number.strip().replaceFirst("^\\$", ""));
      if (price.signum() >= 0) {
        return price;
      }
    } catch (NumberFormatException _) {
      // As a negative one.
    }
    throw new UsageException(
        "--price is \"%s\", but it must be the price of an instance-hour, such as 1.41 or ml.g5.xlarge=1.41."
            .formatted(whole));
  }

  /** Whether any price is known. */
  public boolean isEmpty() {
    return any == null && byType.isEmpty();
  }

  /**
   * The price of an hour of one of these types, the dearest where they differ; empty if unknown.
   */
  public Optional<BigDecimal> of(List<String> instanceTypes) {
    var prices =
        instanceTypes.stream()
            .flatMap(type -> Optional.ofNullable(byType.get(type)).stream())
            .toList();
    return prices.size() == instanceTypes.size() && !prices.isEmpty()
        ? prices.stream().max(BigDecimal::compareTo)
        : Optional.ofNullable(any);
  }
}
