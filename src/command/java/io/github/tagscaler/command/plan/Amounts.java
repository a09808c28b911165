package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.cost.MonthlyCost;
import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Amounts of capacity and money in words. */
public final class Amounts {
  private Amounts() {}

  /** {@code 730 to 2,920 instance-hours a month}. */
  public static String hours(MonthlyHours hours, @Nullable ScalableDimension dimension) {
    return "%s %s-hours a month"
        .formatted(range(hours.floor(), hours.ceiling(), ""), unit(dimension));
  }

  /** {@code $1,029 to $4,117 a month}; empty without a price. */
  static String money(OptionalDouble floor, OptionalDouble ceiling) {
    return floor.isEmpty() || ceiling.isEmpty()
        ? ""
        : range(floor.getAsDouble(), ceiling.getAsDouble(), "$") + " a month";
  }

  /** Hours, and money where there is a price. */
  static String cost(MonthlyCost cost, @Nullable ScalableDimension dimension) {
    var money = money(cost.floor(), cost.ceiling());
    return hours(cost.hours(), dimension) + (money.isEmpty() ? "" : ", " + money);
  }

  private static String range(double from, double to, String before) {
    var low = before + whole(from);
    var high = before + whole(to);
    return low.equals(high) ? low : low + " to " + high;
  }

  private static String whole(double amount) {
    return String.format(Locale.ROOT, "%,d", Math.round(amount));
  }

  private static String unit(@Nullable ScalableDimension dimension) {
    return switch (dimension) {
      case INSTANCE_COUNT -> "instance";
      case COPY_COUNT -> "copy";
      case PROVISIONED_CONCURRENCY -> "concurrency-unit";
      case null -> "unit";
    };
  }

  /** {@code 1 target}, {@code 2 targets}. */
  static String count(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }
}
