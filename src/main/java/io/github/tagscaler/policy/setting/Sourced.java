package io.github.tagscaler.policy.setting;

/** A value with where it comes from. */
public record Sourced<T>(T value, Origin origin) {

  /** A built-in value. */
  public static <T> Sourced<T> builtIn(T value) {
    return new Sourced<>(value, new Origin.BuiltIn());
  }
}
