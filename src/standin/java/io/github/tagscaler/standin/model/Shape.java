package io.github.tagscaler.standin.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What AWS's model says a value is. */
public sealed interface Shape {

  /** Named members, some of them required; members name the shapes of their values. */
  record Structure(Map<String, String> members, Set<String> required) implements Shape {}

  record ListOf(String member, Range length, boolean flattened) implements Shape {}

  record MapOf(String key, String value, Range size) implements Shape {}

  record Text(Range length, Optional<Pattern> pattern, List<String> values) implements Shape {}

  record Whole(Range range, boolean isLong) implements Shape {}

  record Decimal(Range range) implements Shape {}

  record Flag() implements Shape {}

  record Time() implements Shape {}

  record Blob() implements Shape {}

  /** Inclusive bounds, either of which may be missing. */
  record Range(Optional<Double> min, Optional<Double> max) {

    boolean isTooSmall(double value) {
      return min.isPresent() && value < min.get();
    }

    boolean isTooLarge(double value) {
      return max.isPresent() && value > max.get();
    }
  }
}
