package io.github.tagscaler.command.report.page;

import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.FleetTotals;
import io.github.tagscaler.resource.Bounds;
import java.util.Locale;

/** Small charts as SVG. The text beside each says the same, so assistive technology skips them. */
final class Strip {
  private static final double GAP = 2;

  private Strip() {}

  /** How many targets there are of each state, in one bar. */
  static SvgTag states(FleetTotals totals, double width, double height) {
    var svg = svg(width, height).attr("preserveAspectRatio", "none");
    double scale = width / Math.max(1, totals.targets());
    double left = 0;
    for (var state : Coverage.values()) {
      double part = totals.count(state) * scale;
      if (part > 0) {
        svg.with(rect("fill-" + state.wire(), left, 0, Math.max(1, part - GAP), height));
        left += part;
      }
    }
    return svg;
  }

  /** The bounds as a band from zero to the maximum, and where capacity is now. */
  static SvgTag bounds(Bounds bounds, int running, double width) {
    double scale = width / Math.max(1, Math.max(bounds.max(), running));
    return svg(width, 10)
        .withClass("strip")
        .with(
            rect("fill-track", 0, 3, width, 4),
            rect(
                "fill-band",
                bounds.min() * scale,
                3,
                Math.max(2, (bounds.max() - bounds.min()) * scale),
                4),
            rect("fill-mark", Math.clamp(running * scale - 1.5, 0, width - 3), 0, 3, 10));
  }

  private static SvgTag svg(double width, double height) {
    return new SvgTag("svg")
        .attr("viewBox", "0 0 %s %s".formatted(number(width), number(height)))
        .attr("width", number(width))
        .attr("height", number(height))
        .attr("aria-hidden", "true");
  }

  private static SvgTag rect(String look, double x, double y, double width, double height) {
    return new SvgTag("rect")
        .withClass(look)
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", number(height));
  }

  private static String number(double value) {
    var text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
