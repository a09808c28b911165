package io.github.tagscaler.policy.window;

import static java.util.stream.Collectors.joining;

import io.github.tagscaler.policy.window.Windows.Reading;
import io.github.tagscaler.policy.window.Windows.Resolution;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.time.ZoneId;
import java.util.List;

/** What tests do with expressions. */
public final class Expressions {
  static final ZoneId STACK_ZONE = ZoneId.of("UTC");
  static final Bounds BASE = new Bounds(3, 9);

  private Expressions() {}

  static Windows windows(String expression) {
    return switch (ExpressionReader.read(expression)) {
      case Reading.Understood(var windows) -> windows;
      case Reading.Flawed(var flaws) -> throw new AssertionError(expression + ": " + text(flaws));
    };
  }

  /** The timeline over a base of 3-9, where 0 is allowed. */
  public static Timeline<Bounds> timeline(String expression) {
    return switch (windows(expression).resolve(BASE, Kind.ASYNC, STACK_ZONE)) {
      case Resolution.Resolved(var timeline) -> timeline.map(bounds -> bounds.over(BASE));
      case Resolution.Conflicting(var flaws) ->
          throw new AssertionError(expression + ": " + text(flaws));
    };
  }

  /** Flaws as one text, a code and a message each. */
  static String text(List<Flaw> flaws) {
    return flaws.stream()
        .map(flaw -> flaw.code().wire() + ": " + flaw.message())
        .collect(joining(" | "));
  }

  static String text(Reading reading) {
    return switch (reading) {
      case Reading.Understood(var windows) -> windows.toString();
      case Reading.Flawed(var flaws) -> text(flaws);
    };
  }
}
