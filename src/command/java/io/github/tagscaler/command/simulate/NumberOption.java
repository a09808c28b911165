package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.ValueReader;
import picocli.CommandLine.TypeConversionException;

/** Reads a number above zero. */
final class NumberOption implements ValueReader<Double> {
  private static final double LARGEST = 1e9;

  @Override
  public Double convert(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      if (number > 0 && number <= LARGEST) {
        return number;
      }
    } catch (NumberFormatException _) {
      // As a number that is out of range.
    }
    throw new TypeConversionException("%s is not %s".formatted(text, accepted()));
  }

  @Override
  public String accepted() {
    return "a number above 0, at most 1e9";
  }
}
