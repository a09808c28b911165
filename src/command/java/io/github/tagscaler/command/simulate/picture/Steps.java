package io.github.tagscaler.command.simulate.picture;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** Paths of values that hold for a column each. */
final class Steps {
  private final Frame frame;
  private final int columns;

  Steps(Frame frame, int columns) {
    this.frame = frame;
    this.columns = columns;
  }

  /** A line along the values; it is interrupted where there is none. */
  String line(IntToDoubleFunction value) {
    var path = new StringBuilder();
    double before = Double.NaN;
    for (int i = 0; i < columns; i++) {
      double now = value.applyAsDouble(i);
      if (!Double.isNaN(now)) {
        var y = Svg.number(frame.up(now));
        if (Double.isNaN(before)) {
          path.append('M').append(Svg.number(frame.column(i, columns))).append(' ').append(y);
        } else if (!y.equals(Svg.number(frame.up(before)))) {
          path.append('H').append(Svg.number(frame.column(i, columns))).append('V').append(y);
        }
        if (i + 1 == columns || Double.isNaN(value.applyAsDouble(i + 1))) {
          path.append('H').append(Svg.number(frame.column(i + 1, columns)));
        }
      }
      before = now;
    }
    return path.toString();
  }

  /**
   * The areas between two values, where they are wanted and the upper one is above the lower one.
   */
  String area(IntToDoubleFunction lower, IntToDoubleFunction upper, IntPredicate wanted) {
    var path = new StringBuilder();
    for (int from = 0; from < columns; ) {
      if (!filled(lower, upper, wanted, from)) {
        from++;
        continue;
      }
      int to = from;
      while (to < columns && filled(lower, upper, wanted, to)) {
        to++;
      }
      stretch(path, lower, upper, from, to);
      from = to;
    }
    return path.toString();
  }

  private boolean filled(
      IntToDoubleFunction lower, IntToDoubleFunction upper, IntPredicate wanted, int column) {
    return wanted.test(column)
        && frame.up(lower.applyAsDouble(column)) - frame.up(upper.applyAsDouble(column)) > 0.04;
  }

  private void stretch(
      StringBuilder path, IntToDoubleFunction lower, IntToDoubleFunction upper, int from, int to) {
    path.append('M').append(Svg.number(frame.column(from, columns)));
    path.append(' ').append(Svg.number(frame.up(upper.applyAsDouble(from))));
    var y = "";
    for (int i = from; i < to; i++) {
      y = move(path, y, frame.up(upper.applyAsDouble(i)), frame.column(i, columns));
    }
    path.append('H').append(Svg.number(frame.column(to, columns)));
    y = "";
    for (int i = to - 1; i >= from; i--) {
      y = move(path, y, frame.up(lower.applyAsDouble(i)), frame.column(i + 1, columns));
    }
    path.append('H').append(Svg.number(frame.column(from, columns))).append('Z');
  }

  /** Moves up or down at a column's edge, if the value changes there. */
  private static String move(StringBuilder path, String before, double y, double x) {
    var now = Svg.number(y);
    if (!now.equals(before)) {
      if (!before.isEmpty()) {
        path.append('H').append(Svg.number(x));
      }
      path.append('V').append(now);
    }
    return now;
  }
}
