package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.history.CapacityHistory;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.picture.Sparkline;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Writes what happened in the last 24 hours. */
final class LastDayText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);
  private static final int WIDEST = 48;
  private static final int MOST_ACTIVITIES = 6;

  private final Terminal terminal;
  private final Rows rows;

  LastDayText(Terminal terminal, Rows rows) {
    this.terminal = terminal;
    this.rows = rows;
  }

  void print(Explanation of) {
    var lines = new ArrayList<String>();
    of.lastDay().knownTracks().stream()
        .filter(track -> track.hasData() || of.observed().isPresent())
        .forEach(track -> lines.addAll(track(track, of)));
    of.lastDay().capacity().ifPresent(capacity -> lines.addAll(capacity(capacity, of)));
    rows.lines("last 24 h", lines);
    activities(of);
  }

  private List<String> track(TrackHistory track, Explanation of) {
    if (!track.hasData()) {
      return Columns.wrap(track.metric().name() + ": no data", rows.width());
    }
    var lines = new ArrayList<String>();
    var line =
        new Sparkline(track.series(), of.lastDay().span(), track.metric().target().doubleValue())
            .text(terminal, Math.min(WIDEST, rows.width() - "|now".length()));
    lines.add(line + terminal.paint(Color.FAINT, terminal.symbol("▏now", "|now")));
    lines.addAll(Columns.wrap(numbers(track), rows.width()));
    return lines;
  }

  private static String numbers(TrackHistory track) {
    var peak = track.peak().orElseThrow();
    var target = Asked.plain(track.metric().target());
    return "%s: average %s, peak %s at %s; target %s%s"
        .formatted(
            track.metric().name(),
            ThreeDigits.rounded(track.series().average().orElse(0)),
            ThreeDigits.rounded(peak.value()),
            time(peak.at()),
            target,
            track.wentAboveTarget() ? "" : " (never above it)");
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(ZoneOffset.UTC));
  }

  private List<String> capacity(CapacityHistory capacity, Explanation of) {
    var bounds = of.observed().orElseThrow().bounds();
    var parts = new ArrayList<String>();
    CapacityHints.atMaxTime(of)
        .filter(time -> !time.isZero())
        .ifPresent(time ->
            parts.add(
                "at %s for %s"
                    .formatted(CapacityHints.named("max", bounds.max(), of), Ago.length(time))));
    CapacityHints.atMinTime(of)
        .filter(time -> !time.isZero())
        .ifPresent(time ->
            parts.add(
                "at %s for %s"
                    .formatted(CapacityHints.named("min", bounds.min(), of), Ago.length(time))));
    if (parts.isEmpty()) {
      return List.of();
    }
    var known = capacity.known();
    if (known.compareTo(capacity.span().length()) < 0) {
      parts.add("known for the last " + Ago.length(known));
    }
    return Columns.wrap(String.join(", ", parts), rows.width());
  }

  private void activities(Explanation of) {
    if (!(of.lastDay().activities() instanceof Attempt.Read<List<ScalingActivity>>(var all))) {
      return;
    }
    var shown = of.lastDay().shown(MOST_ACTIVITIES);
    if (shown.isEmpty()) {
      if (of.observed().isPresent()) {
        rows.text("activity", "none in the last 7 days");
      }
      return;
    }
    var table = new Table(0);
    for (int i = 0; i < shown.size(); i++) {
      var activity = shown.get(i);
      table.row(
          Ago.of(activity.start(), of.now()),
          ActivityWords.what(activity, before(all, i)),
          ActivityWords.why(activity));
    }
    var lines = new ArrayList<>(table.lines(rows.width()));
    int more = of.lastDay().recent().size() - shown.size();
    if (more > 0) {
      lines.add(terminal.paint(Color.FAINT, "and %d more in the last 24 h".formatted(more)));
    }
    rows.lines("activity", lines);
  }

  /** The capacity before an activity: that of the newest one before it. */
  private static OptionalInt before(List<ScalingActivity> newestFirst, int index) {
    return newestFirst.stream()
        .skip(index + 1L)
        .filter(ScalingActivity::changedCapacity)
        .findFirst()
        .map(ScalingActivity::capacity)
        .orElse(OptionalInt.empty());
  }
}
