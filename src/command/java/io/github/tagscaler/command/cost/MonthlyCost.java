package io.github.tagscaler.command.cost;

import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a target costs in a month, at least and at most.
 *
 * @param hours in the unit of the target
 * @param price of an hour of an instance; empty where it is not known, and for what is not billed
 *     by the instance: copies run on the instances of their variant
 */
public record MonthlyCost(MonthlyHours hours, Optional<BigDecimal> price) {
  /** The cost of hours of a target of that kind, on one of these instance types. */
  public static MonthlyCost of(
      MonthlyHours hours, Kind kind, List<String> instanceTypes, PriceList prices) {
    return new MonthlyCost(
        hours,
        switch (kind) {
          case REAL_TIME, ASYNC -> prices.of(instanceTypes);
          case SERVERLESS, COMPONENT -> Optional.empty();
        });
  }

  /** The least it costs; empty without a price. */
  public OptionalDouble floor() {
    return times(hours.floor());
  }

  /** The most it costs; empty without a price. */
  public OptionalDouble ceiling() {
    return times(hours.ceiling());
  }

  private OptionalDouble times(double amount) {
    return price
        .map(each -> OptionalDouble.of(each.doubleValue() * amount))
        .orElse(OptionalDouble.empty());
  }
}
