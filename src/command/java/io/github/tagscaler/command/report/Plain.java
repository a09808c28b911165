package io.github.tagscaler.command.report;

import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.NumberWords;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measured numbers as plain text. */
final class Plain {
  private Plain() {}

  static String of(@Nullable Measured number, String unknown) {
    return switch (Objects.requireNonNullElse(number, Measured.inapplicable())) {
      case Measured.Value(var value) -> NumberWords.amount(value);
      case Measured.Unknown() -> unknown;
      case Measured.Inapplicable() -> "-";
    };
  }
}
