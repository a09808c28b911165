package io.github.tagscaler.command.report.model;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** A number of a report's row that had to be read from AWS. */
public sealed interface Measured {
  /** It was read. */
  record Value(double amount) implements Measured {}

  /** It could not be read: a right is missing, as a note of the report says. */
  record Unknown() implements Measured {}

  /** The target has no such number. */
  record Inapplicable() implements Measured {}

  /** A number that could not be read. */
  static Measured unknown() {
    return new Unknown();
  }

  /** No such number. */
  static Measured inapplicable() {
    return new Inapplicable();
  }

  /** A number that was read. */
  static Measured of(double number) {
    return new Value(number);
  }

  /** The number, if there is one. */
  default OptionalDouble number() {
    return this instanceof Value(var number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** Whether there is a number above zero. */
  default boolean isPositive() {
    return number().orElse(0) > 0;
  }

  /** Another number made of it, if there is one. */
  default Measured map(DoubleUnaryOperator change) {
    return this instanceof Value(var number) ? of(change.applyAsDouble(number)) : this;
  }

  /** The sum of two: what is known of it. */
  default Measured plus(Measured other) {
    if (this instanceof Value(var one) && other instanceof Value(var two)) {
      return of(one + two);
    }
    if (this instanceof Value) {
      return this;
    }
    return other instanceof Inapplicable ? this : other;
  }
}
