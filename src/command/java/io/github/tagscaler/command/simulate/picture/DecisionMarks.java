package io.github.tagscaler.command.simulate.picture;

import io.github.tagscaler.command.simulate.model.ScalingDecision;
import io.github.tagscaler.command.simulate.result.MergedDecisions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A mark for each decision, with its reason for those who point at it. */
record DecisionMarks(Frame frame, List<MergedDecisions.Made> decisions, ZoneId zone) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  void draw(Svg svg, double y) {
    for (var made : decisions) {
      var decision = made.decision();
      var x = Svg.number(frame.at(decision.time()));
      svg.raw(
          "<g class=\"%s\" transform=\"translate(%s %s)\"><title>%s</title><path d=\"%s\"/></g>"
              .formatted(
                  style(decision.action()),
                  x,
                  Svg.number(y),
                  Svg.escaped(words(made, zone)),
                  shape(decision.action())));
    }
    svg.newLine();
  }

  /** A decision as one line. */
  static String words(MergedDecisions.Made made, ZoneId zone) {
    var decision = made.decision();
    return "%s: %s, %s%s"
        .formatted(
            TIME.format(decision.time().atZone(zone)),
            decision.scales()
                ? decision.from() + " → " + decision.to()
                : "stays at max " + decision.to(),
            decision.reason(),
            made.pace().note());
  }

  private static String style(ScalingDecision.Action action) {
    return switch (action) {
      case SCALE_OUT, WAKE -> "out";
      case SCALE_IN -> "in";
      case SCHEDULE -> "schedule";
      case AT_MAX -> "at-max";
    };
  }

  private static String shape(ScalingDecision.Action action) {
    return switch (action) {
      case SCALE_OUT, WAKE -> "M-3 3H3L0 -4Z";
      case SCALE_IN -> "M-3 -3H3L0 4Z";
      case SCHEDULE -> "M0 -5L4 0L0 5L-4 0Z";
      case AT_MAX -> "M-4 -1.5H4V1.5H-4Z";
    };
  }
}
