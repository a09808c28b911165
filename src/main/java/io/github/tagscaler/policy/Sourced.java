package io.github.tagscaler.policy;

/** A value with where it comes from. */
public record Sourced<T>(T value, Origin origin) {

  /** A value that nobody stated. */
  static <T> Sourced<T> builtIn(T value) {
    return new Sourced<>(value, new Origin.BuiltIn());
  }
}
