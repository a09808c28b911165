package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Hours and prices of rows. */
final class Prices {
  private Prices() {}

  /** The price of an hour of capacity, where capacity is instances and the price is known. */
  static @Nullable Double of(PriceList prices, @Nullable Kind kind, List<String> types) {
    boolean instances = kind == null || kind == Kind.REAL_TIME || kind == Kind.ASYNC;
    return instances ? prices.of(types).map(BigDecimal::doubleValue).orElse(null) : null;
  }

  /** The hours of a capacity that nothing changes; {@code null} if it is not known. */
  static @Nullable MonthlyHours fixed(OptionalInt running) {
    return running.isEmpty()
        ? null
        : MonthlyHours.of(new Bounds(running.getAsInt(), running.getAsInt()));
  }
}
