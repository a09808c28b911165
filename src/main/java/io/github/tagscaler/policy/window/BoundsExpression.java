package io.github.tagscaler.policy.window;

import io.github.tagscaler.resource.Bounds;

/** The bounds of a window, each end a number or that of the base. */
public record BoundsExpression(End min, End max) {
  /** The bounds that hold without a schedule. */
  public static final BoundsExpression BASE = new BoundsExpression(new End.Base(), new End.Base());

  public BoundsExpression {
    if (min instanceof End.Fixed(int low) && max instanceof End.Fixed(int high) && low > high) {
      throw new IllegalArgumentException("max must be at least min (" + low + "), was " + high);
    }
  }

  /** Bounds of two numbers. */
  public static BoundsExpression of(int min, int max) {
    return new BoundsExpression(new End.Fixed(min), new End.Fixed(max));
  }

  /** The bounds, given those of the base; they must fit it. */
  public Bounds over(Bounds base) {
    return new Bounds(min.over(base.min()), max.over(base.max()));
  }

  /** One end of the bounds. */
  public sealed interface End {
    /** A number. */
    record Fixed(int capacity) implements End {
      public Fixed {
        if (capacity < 0) {
          throw new IllegalArgumentException("capacity must not be negative, was " + capacity);
        }
      }

      @Override
      public String toString() {
        return Integer.toString(capacity);
      }
    }

    /** Whatever this end is without a schedule. */
    record Base() implements End {
      @Override
      public String toString() {
        return "base";
      }
    }

    /** The number, given what the base has at this end. */
    default int over(int base) {
      return switch (this) {
        case Fixed(int capacity) -> capacity;
        case Base() -> base;
      };
    }
  }

  /** As an expression writes it. */
  @Override
  public String toString() {
    return min.equals(max) ? min.toString() : min + "-" + max;
  }
}
