package io.github.tagscaler.policy.window;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Merges the windows of a week; the first that matches applies. */
final class TimelineCompiler {
  private static final int WEEK = 7 * Hours.DAY;

  private final List<Window> windows;
  private final BoundsExpression otherwise;

  private TimelineCompiler(List<Window> windows, BoundsExpression otherwise) {
    this.windows = windows;
    this.otherwise = otherwise;
  }

  /** The timeline. */
  static Timeline<BoundsExpression> compile(
      List<Window> windows, Optional<BoundsExpression> otherwise, ZoneId zone) {
    var compiler = new TimelineCompiler(windows, otherwise.orElse(BoundsExpression.BASE));
    return Timeline.of(
        zone,
        compiler.edges().stream()
            .map(minute -> ChangePoint.at(minute, compiler.boundsAt(minute)))
            .toList());
  }

  /** The minutes at which a window begins or ends, in order; nothing changes at any other. */
  private Set<Integer> edges() {
    var edges = new TreeSet<Integer>();
    for (var window : windows) {
      for (var day : window.days().days()) {
        int start = ChangePoint.minuteOfWeek(day, window.hours().from());
        edges.add(start);
        edges.add((start + window.hours().length()) % WEEK);
      }
    }
    return edges;
  }

  private BoundsExpression boundsAt(int minute) {
    for (var window : windows) {
      if (covers(window, minute)) {
        return window.bounds();
      }
    }
    return otherwise;
  }

  private static boolean covers(Window window, int minute) {
    for (var day : window.days().days()) {
      int start = ChangePoint.minuteOfWeek(day, window.hours().from());
      if (Math.floorMod(minute - start, WEEK) < window.hours().length()) {
        return true;
      }
    }
    return false;
  }
}
