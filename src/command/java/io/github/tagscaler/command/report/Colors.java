package io.github.tagscaler.command.report;

import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.terminal.Color;

/** The colors of a report on a terminal. */
final class Colors {
  private Colors() {}

  static Color of(Coverage coverage) {
    return switch (coverage) {
      case BLOCKED -> Color.RED;
      case PENDING -> Color.BLUE;
      case SCALED -> Color.GREEN;
      case ANOTHER_TOOL -> Color.MAGENTA;
      case UNTAGGED -> Color.YELLOW;
      case OFF, NOT_READY, NOT_SCALABLE -> Color.FAINT;
    };
  }
}
