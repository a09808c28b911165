package io.github.tagscaler.command.report.model;

import io.github.tagscaler.command.cost.MonthlyHours;

/**
 * What capacity costs in a month.
 *
 * @param floor if the lowest capacity ran all the time
 * @param ceiling if the highest capacity ran all the time
 */
public record CostRange(double floor, double ceiling) {
  /** What these hours cost at a price for one. */
  public static CostRange of(MonthlyHours hours, double price) {
    return new CostRange(hours.floor() * price, hours.ceiling() * price);
  }

  /** Both together. */
  public CostRange plus(CostRange other) {
    return new CostRange(floor + other.floor, ceiling + other.ceiling);
  }
}
