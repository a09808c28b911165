package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.template.Dashboard.Metric;
import io.github.tagscaler.template.Dashboard.Widget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A picture of the dashboard, drawn from its body with a day of sample data: where each widget is,
 * what it draws, and whether titles and legends have room. CloudWatch draws it a little otherwise.
 */
final class DashboardPicture {
  private static final int COLUMN = 52;
  private static final int ROW = 34;
  private static final int HOURS = 24;
  private static final List<String> PALETTE =
      List.of(
          "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f");

  /** What the two queries of metrics return. */
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "outcomes", List.of("Unchanged", "Applied", "Skipped", "Rejected", "Released", "Failed"),
          "codes", List.of("HostsComponents", "UnknownPolicy", "BoundsConflict", "Throttled"));

  private final StringBuilder out = new StringBuilder();

  /** A line of a chart. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Series(String label, String color, double[] values, boolean right) {
    double last() {
      return values[values.length - 1];
    }
  }

  /** The picture as SVG. */
  static String of(Dashboard dashboard) {
    return new DashboardPicture().drawn(dashboard.widgets());
  }

  private String drawn(List<Widget> widgets) {
    int bottom =
        widgets.stream()
            .mapToInt(widget -> widget.cell("y") + widget.cell("height"))
            .max()
            .orElseThrow();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="Helvetica, Arial, sans-serif" font-size="11">
        <rect width="100%%" height="100%%" fill="#f2f3f3"/>
        """
            .formatted(24 * COLUMN, bottom * ROW));
    widgets.forEach(this::widget);
    return out.append("</svg>\n").toString();
  }

  private void widget(Widget widget) {
    int x = widget.cell("x") * COLUMN + 4;
    int y = widget.cell("y") * ROW + 4;
    int width = widget.cell("width") * COLUMN - 8;
    int height = widget.cell("height") * ROW - 8;
    out.append("<g transform=\"translate(%d %d)\">\n".formatted(x, y));
    rect(0, 0, width, height, "#ffffff", "#d5dbdb");
    if (!widget.title().isEmpty()) {
      text(10, 18, widget.title(), "font-weight=\"bold\" font-size=\"12\"");
    }
    switch (widget.type()) {
      case "text" -> markdown(widget.property("markdown").text().orElseThrow());
      case "alarm" -> alarms(widget, width);
      case "log" -> rows(width);
      default -> {
        var series = series(widget);
        switch (widget.property("view").text().orElseThrow()) {
          case "singleValue" -> numbers(series, width);
          case "bar" -> bars(series, width);
          default -> lines(widget, series, width, height);
        }
      }
    }
    out.append("</g>\n");
  }

  private void markdown(String text) {
    var lines = text.replace("**", "").split("(?<=\\.) ", -1);
    text(10, 22, lines[0], "font-weight=\"bold\" font-size=\"13\"");
    text(10, 42, String.join(" ", Arrays.copyOfRange(lines, 1, lines.length)), "");
  }

  private void alarms(Widget widget, int width) {
    var names =
        widget.property("alarms").stream()
            .map(arn -> arn.text().orElseThrow().replaceFirst(".*:", ""))
            .sorted()
            .toList();
    int cell = (width - 20) / names.size();
    for (int i = 0; i < names.size(); i++) {
      boolean on = names.get(i).equals("OperatorAlarm");
      rect(10 + i * cell, 30, cell - 6, 54, on ? "#fdf3f1" : "#f2f8f0", on ? "#d13212" : "#1d8102");
      text(16 + i * cell, 50, names.get(i), "font-size=\"10.5\"");
      text(
          16 + i * cell,
          70,
          on ? "In alarm" : "OK",
          "font-weight=\"bold\" fill=\"%s\"".formatted(on ? "#d13212" : "#1d8102"));
    }
  }

  private void rows(int width) {
    var table =
        List.of(
            List.of("resourceId", "why", "text"),
            List.of(
                "endpoint/chat/variant/blue",
                "UnknownPolicy",
                "endpoint/chat/variant/blue was not changed. UnknownPolicy: autoscaling:policy = \"llm-caht\" on endpoint/chat. Did you mean \"llm-chat\"? …"),
            List.of(
                "endpoint/ranker/variant/AllTraffic",
                "BoundsConflict",
                "endpoint/ranker/variant/AllTraffic was not changed. BoundsConflict: autoscaling:min = 4 is above autoscaling:max = 2. …"),
            List.of(
                "inference-component/llama-70b",
                "AccessDenied",
                "inference-component/llama-70b was not changed. AccessDenied: AWS denied PutScalingPolicy. …"));
    for (int i = 0; i < table.size(); i++) {
      int y = 46 + i * 26;
      var style = i == 0 ? "font-weight=\"bold\"" : "";
      text(12, y, table.get(i).get(0), style);
      text(240, y, table.get(i).get(1), style);
      text(360, y, table.get(i).get(2), style);
      line(10, y + 9, width - 10, y + 9, "#eaeded");
    }
  }

  private void numbers(List<Series> series, int width) {
    int cell = (width - 20) / 4;
    for (int i = 0; i < series.size(); i++) {
      int x = 14 + i % 4 * cell;
      int y = 40 + i / 4 * 96;
      var each = series.get(i);
      rect(x, y - 8, 9, 9, each.color(), "none");
      text(x + 14, y, each.label(), "");
      text(x, y + 38, "%.0f".formatted(each.last()), "font-size=\"30\"");
      path(each.values(), x, y + 46, cell - 30, 18, max(each.values()), each.color());
    }
  }

  private void bars(List<Series> series, int width) {
    double most = series.stream().mapToDouble(Series::last).max().orElse(1);
    for (int i = 0; i < series.size(); i++) {
      int y = 36 + i * 38;
      var each = series.get(i);
      text(12, y + 17, each.label(), "");
      rect(130, y, (int) ((width - 230) * each.last() / most), 26, each.color(), "none");
      text(
          140 + (int) ((width - 230) * each.last() / most),
          y + 17,
          String.format(Locale.ROOT, "%.3f", each.last()),
          "");
    }
  }

  private void lines(Widget widget, List<Series> series, int width, int height) {
    boolean stacked = widget.property("stacked").write().equals("true");
    boolean right = series.stream().anyMatch(Series::right);
    int perRow = Math.max(1, (width - 20) / 118);
    int legend = (series.size() + perRow - 1) / perRow * 16 + 6;
    int left = 48;
    int top = 30;
    int w = width - left - (right ? 48 : 14);
    int h = height - top - legend - 22;
    var thresholds = widget.property("annotations").get("horizontal").stream().toList();
    double most =
        Math.max(
            stacked
                ? max(sums(series))
                : series.stream()
                    .filter(each -> !each.right())
                    .mapToDouble(each -> max(each.values()))
                    .max()
                    .orElse(1),
            thresholds.stream().mapToDouble(DashboardPicture::value).max().orElse(0));
    double scale = nice(most);
    for (int i = 0; i <= 4; i++) {
      int y = top + h - h * i / 4;
      line(left, y, left + w, y, "#eaeded");
      text(left - 6, y + 4, number(scale * i / 4), "text-anchor=\"end\" fill=\"#545b64\"");
    }
    for (int hour = 0; hour <= HOURS; hour += 6) {
      text(
          left + w * hour / HOURS,
          top + h + 14,
          "%02d:00".formatted(hour % HOURS),
          "text-anchor=\"%s\" fill=\"#545b64\"".formatted(hour == HOURS ? "end" : "middle"));
    }
    var base = new double[HOURS];
    for (var each : series) {
      if (stacked) {
        var upper = new double[HOURS];
        Arrays.setAll(upper, i -> base[i] + each.values()[i]);
        area(base.clone(), upper, left, top, w, h, scale, each.color());
        System.arraycopy(upper, 0, base, 0, HOURS);
      } else {
        double own = each.right() ? nice(max(each.values())) : scale;
        path(each.values(), left, top, w, h, own, each.color());
        if (each.right()) {
          text(left + w + 6, top + 4, number(own), "fill=\"#545b64\"");
          text(left + w + 6, top + h + 4, "0", "fill=\"#545b64\"");
        }
      }
    }
    for (var threshold : thresholds) {
      int y = (int) (top + h - h * value(threshold) / scale);
      out.append(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#d62728\" stroke-dasharray=\"4 3\"/>\n"
              .formatted(left, y, left + w, y));
      text(left + 4, y + 12, threshold.get("label").text().orElseThrow(), "fill=\"#d62728\"");
    }
    for (int i = 0; i < series.size(); i++) {
      int x = 12 + i % perRow * 118;
      int y = height - legend + 10 + i / perRow * 16;
      rect(x, y - 8, 9, 9, series.get(i).color(), "none");
      text(x + 13, y, series.get(i).label(), "font-size=\"10\"");
    }
  }

  private List<Series> series(Widget widget) {
    var series = new ArrayList<Series>();
    for (var metric : widget.metrics()) {
      var rendering = metric.rendering();
      if (!rendering.get("visible").write().equals("false")) {
        series.add(
            new Series(
                rendering.get("label").text().orElse(metric.name()),
                rendering.get("color").text().orElse(PALETTE.get(series.size() % PALETTE.size())),
                values(SampleData.of(metric)),
                rendering.get("yAxis").text().orElse("left").equals("right")));
      }
    }
    for (var expression : widget.expressions()) {
      var id = expression.get("id").text().orElseThrow();
      for (var label :
          GROUPS.getOrDefault(id, List.of(expression.get("label").text().orElse("")))) {
        series.add(
            new Series(
                label,
                PALETTE.get(series.size() % PALETTE.size()),
                values(SampleData.of(label)),
                false));
      }
    }
    return series;
  }

  /** A day that moves between two values, the same at each call. */
  private static double[] values(SampleData.Day day) {
    return IntStream.range(0, HOURS).mapToDouble(day::at).toArray();
  }

  private static double[] sums(List<Series> series) {
    return IntStream.range(0, HOURS)
        .mapToDouble(i -> series.stream().mapToDouble(each -> each.values()[i]).sum())
        .toArray();
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  private static double value(Json threshold) {
    return Double.parseDouble(threshold.get("value").write());
  }

  /** The next 1, 2 or 5 times a power of ten. */
  private static double nice(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1))));
    return List.of(1, 2, 4, 5, 8, 10).stream()
        .mapToDouble(step -> step * power)
        .filter(step -> step >= most)
        .findFirst()
        .orElseThrow();
  }

  private static String number(double value) {
    if (value >= 1000) {
      return "%.0fk".formatted(value / 1000);
    }
    return value == Math.rint(value)
        ? "%.0f".formatted(value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private void path(double[] values, int x, int y, int w, int h, double scale, String color) {
    out.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>\n"
            .formatted(points(values, x, y, w, h, scale), color));
  }

  private void area(
      double[] lower, double[] upper, int x, int y, int w, int h, double scale, String color) {
    var back = List.of(points(lower, x, y, w, h, scale).split(" ")).reversed();
    out.append(
        "<polygon points=\"%s %s\" fill=\"%s\" fill-opacity=\"0.75\"/>\n"
            .formatted(points(upper, x, y, w, h, scale), String.join(" ", back), color));
  }

  private static String points(double[] values, int x, int y, int w, int h, double scale) {
    return IntStream.range(0, values.length)
        .mapToObj(i ->
            "%d,%d"
                .formatted(
                    x + w * i / (values.length - 1),
                    Math.round(y + h - h * Math.min(1, values[i] / Math.max(scale, 1e-9)))))
        .collect(Collectors.joining(" "));
  }

  private void rect(int x, int y, int width, int height, String fill, String stroke) {
    out.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(x, y, width, height, fill, stroke));
  }

  private void line(int x1, int y1, int x2, int y2, String color) {
    out.append(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>\n"
            .formatted(x1, y1, x2, y2, color));
  }

  private void text(int x, int y, String text, String style) {
    out.append(
        "<text x=\"%d\" y=\"%d\" %s>%s</text>\n"
            .formatted(
                x, y, style, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
  }

  /** A day in an account of some 300 targets. */
  private static final class SampleData {
    /** From one value at midnight to another at noon and back, with some unrest. */
    private record Day(double night, double day, double unrest) {
      double at(int hour) {
        double wave = (1 - Math.cos(2 * Math.PI * hour / HOURS)) / 2;
        double noise = Math.sin(hour * 2.4) * unrest;
        return Math.max(0, night + (day - night) * wave + noise);
      }
    }

    static Day of(Metric metric) {
      return metric.dimensions().containsKey("State")
          ? of(metric.dimensions().get("State"))
          : of(
              metric.rendering().get("label").text().orElse(metric.name())
                  + " of "
                  + metric.name());
    }

    static Day of(String what) {
      return switch (what) {
        case "Scaled" -> new Day(262, 268, 2);
        case "Pending" -> new Day(1, 8, 3);
        case "Paused" -> new Day(4, 4, 0);
        case "Suspended" -> new Day(2, 2, 0);
        case "Rejected" -> new Day(6, 3, 0);
        case "Failing" -> new Day(0, 2, 0);
        case "AtMax" -> new Day(0, 5, 1);
        case "NotOwned" -> new Day(9, 9, 0);
        case "NotReady" -> new Day(1, 5, 1);
        case "NotScalable" -> new Day(12, 12, 0);
        case "Off" -> new Day(7, 7, 0);
        case "Ignored" -> new Day(3, 3, 0);
        case "Unread" -> new Day(0, 0, 0);
        case "Untagged" -> new Day(41, 41, 0);
        case "Unchanged" -> new Day(20, 170, 12);
        case "Applied" -> new Day(2, 24, 5);
        case "Skipped" -> new Day(5, 14, 3);
        case "Released" -> new Day(0, 6, 1);
        case "Failed" -> new Day(0, 3, 1);
        case "HostsComponents" -> new Day(4, 9, 2);
        case "UnknownPolicy" -> new Day(1, 5, 1);
        case "BoundsConflict" -> new Day(0, 3, 1);
        case "Throttled" -> new Day(0, 2, 1);
        case "age of SweepAge" -> new Day(30, 240, 60);
        case "age of ApproximateAgeOfOldestMessage" -> new Day(10, 400, 90);
        case "messages of ApproximateNumberOfMessagesVisible" -> new Day(0, 0, 0);
        case "failures of Failures" -> new Day(0, 2, 1);
        case "for the operator of OperatorProblems" -> new Day(0, 1, 1);
        case "to reconcile of SweepItems" -> new Day(2, 30, 8);
        case "registered, by any tool of ScalableTargets" -> new Day(271, 283, 0);
        case "invocations of Invocations" -> new Day(8, 60, 6);
        case "longest, in ms of Duration" -> new Day(900, 4200, 500);
        case "Lambda" -> new Day(0.031, 0.031, 0);
        case "SQS" -> new Day(0.009, 0.009, 0);
        case "CloudWatch Logs" -> new Day(0.014, 0.014, 0);
        case "total" -> new Day(0.054, 0.054, 0);
        default -> new Day(0, 0, 0);
      };
    }
  }
}
