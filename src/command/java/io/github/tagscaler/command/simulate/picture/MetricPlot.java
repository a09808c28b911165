package io.github.tagscaler.command.simulate.picture;

import io.github.tagscaler.command.simulate.model.TrackRule;
import io.github.tagscaler.command.simulate.result.AssumptionWords;
import io.github.tagscaler.command.simulate.result.Column;
import java.util.List;

/** The plot of a tracked metric against its target. */
record MetricPlot(Frame frame, List<Column> columns, int track, TrackRule rule) {

  /**
   * The value at the upper edge: twice the target, or the peak, but at most five times the target.
   */
  static double top(List<Column> columns, int track, TrackRule rule) {
    double peak =
        columns.stream()
            .mapToDouble(each -> each.metric(track))
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(0);
    return Math.clamp(peak * 1.1, 2 * rule.target(), 5 * rule.target());
  }

  void draw(Svg svg) {
    var steps = new Steps(frame, columns.size());
    svg.path("metric-area", steps.area(_ -> 0, this::value, _ -> true));
    svg.path(
        "over", steps.area(_ -> rule.target(), this::value, i -> !columns.get(i).overloaded()));
    svg.path(
        "overload", steps.area(_ -> rule.target(), this::value, i -> columns.get(i).overloaded()));
    svg.path("metric", steps.line(i -> columns.get(i).metric(track)));
    svg.line("target", frame.x(), frame.up(rule.target()), frame.right(), frame.up(rule.target()));
    svg.line("axis", frame.x(), frame.bottom(), frame.right(), frame.bottom());
    svg.label(
        "small end",
        frame.x() - 6,
        frame.up(rule.target()) + 4,
        AssumptionWords.rate(rule.target()));
    svg.label(
        "small halo",
        frame.x() + 4,
        frame.y() + 10,
        "%s: %s for each, against the target %s"
            .formatted(rule.name(), rule.signal().unit(), AssumptionWords.rate(rule.target())));
    svg.newLine();
  }

  private double value(int column) {
    double value = columns.get(column).metric(track);
    return Double.isNaN(value) ? 0 : value;
  }
}
