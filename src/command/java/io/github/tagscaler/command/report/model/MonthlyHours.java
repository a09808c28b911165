package io.github.tagscaler.command.report.model;

/**
 * Hours of capacity in a month of 730 hours.
 *
 * @param floor if the lowest capacity ran all the time
 * @param ceiling if the highest capacity ran all the time
 */
public record MonthlyHours(double floor, double ceiling) {
  /** None. */
  public static final MonthlyHours NONE = new MonthlyHours(0, 0);

  /** Both together. */
  public MonthlyHours plus(MonthlyHours other) {
    return new MonthlyHours(floor + other.floor, ceiling + other.ceiling);
  }

  /** The same at a price for an hour. */
  public MonthlyHours times(double price) {
    return new MonthlyHours(floor * price, ceiling * price);
  }
}
