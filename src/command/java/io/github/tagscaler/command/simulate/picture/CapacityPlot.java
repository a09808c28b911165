package io.github.tagscaler.command.simulate.picture;

import io.github.tagscaler.command.simulate.result.Column;
import io.github.tagscaler.command.simulate.result.Ticks;
import io.github.tagscaler.resource.Bounds;
import java.time.ZoneId;
import java.util.List;

/** The plot of capacity over time. */
record CapacityPlot(Frame frame, List<Column> columns, ZoneId zone) {
  private static final int LABEL_ROOM = 72;

  /** The value at the upper edge that shows everything. */
  static double top(List<Column> columns) {
    double max = columns.stream().mapToDouble(each -> each.gradual().max()).max().orElse(1);
    double asked = columns.stream().mapToDouble(Column::asked).max().orElse(1);
    return Math.max(
        1, Math.ceil(Math.min(Math.max(max, asked), Math.max(1.5 * max, max + 1))) + 0.4);
  }

  void draw(Svg svg) {
    shadeSchedule(svg);
    grid(svg);
    var steps = new Steps(frame, columns.size());
    svg.path(
        "bounds",
        steps.area(
            i -> columns.get(i).gradual().min(), i -> columns.get(i).gradual().max(), _ -> true));
    svg.path(
        "starting",
        steps.area(i -> columns.get(i).least(), i -> columns.get(i).withStarting(), _ -> true));
    svg.path(
        "pace", steps.area(i -> columns.get(i).least(), i -> columns.get(i).most(), _ -> true));
    svg.path("idle", steps.area(_ -> 0, i -> columns.get(i).least(), _ -> true));
    svg.path(
        "used",
        steps.area(
            _ -> 0, i -> Math.min(columns.get(i).used(), columns.get(i).least()), _ -> true));
    svg.path(
        "over",
        steps.area(
            i -> columns.get(i).least(),
            i -> columns.get(i).asked(),
            i -> columns.get(i).overTarget() && !columns.get(i).overloaded()));
    svg.path(
        "overload",
        steps.area(
            i -> columns.get(i).least(),
            i -> columns.get(i).asked(),
            i -> columns.get(i).overloaded()));
    svg.path("limit", steps.line(i -> columns.get(i).gradual().max()));
    svg.path("limit", steps.line(i -> columns.get(i).gradual().min()));
    svg.path("demand", steps.line(i -> columns.get(i).gradual().needed()));
    svg.line("axis", frame.x(), frame.bottom(), frame.right(), frame.bottom());
    svg.newLine();
  }

  private Bounds bounds(int column) {
    var bucket = columns.get(column).gradual();
    return new Bounds(bucket.min(), bucket.max());
  }

  /** Shades the times at which other bounds than the first ones are in force. */
  private void shadeSchedule(Svg svg) {
    for (int from = 0; from < columns.size(); ) {
      int to = from;
      while (to < columns.size() && bounds(to).equals(bounds(from))) {
        to++;
      }
      if (!bounds(from).equals(bounds(0))) {
        svg.rect(
            "window",
            frame.column(from, columns.size()),
            frame.y(),
            frame.column(to, columns.size()) - frame.column(from, columns.size()),
            frame.height());
      }
      from = to;
    }
  }

  private void grid(Svg svg) {
    int step = (int) Math.max(1, Math.ceil(frame.top() / 6));
    for (int value = 0; value <= frame.top(); value += step) {
      svg.line("grid", frame.x(), frame.up(value), frame.right(), frame.up(value));
      svg.label("small end", frame.x() - 6, frame.up(value) + 4, Integer.toString(value));
    }
    for (var tick :
        Ticks.of(frame.start(), frame.length(), zone, (int) (frame.width() / LABEL_ROOM))) {
      double x = frame.at(tick.time());
      svg.line("grid", x, frame.y(), x, frame.bottom());
    }
  }

  /** The labels of the time axis, below another edge. */
  void timeLabels(Svg svg, double y) {
    for (var tick :
        Ticks.of(frame.start(), frame.length(), zone, (int) (frame.width() / LABEL_ROOM))) {
      double x = frame.at(tick.time());
      if (x < frame.right() - 30) {
        svg.label("small", x + 3, y, tick.label());
      }
    }
    svg.newLine();
  }
}
