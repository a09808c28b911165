package io.github.tagscaler.policy.window;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lays the windows of a week over each other. */
final class TimelineCompiler {
  private static final int WEEK = 7 * Hours.DAY;

  private final List<Window> windows;
  private final BoundsWish otherwise;
  private final CapacityBounds base;

  private TimelineCompiler(Windows windows, CapacityBounds base) {
    this.windows = windows.windows();
    this.otherwise = windows.otherwise().orElse(BoundsWish.BASE);
    this.base = base;
  }

  /** The timeline; the bounds must fit the base. */
  static Timeline compile(Windows windows, CapacityBounds base, ZoneId zone) {
    var compiler = new TimelineCompiler(windows, base);
    return Timeline.of(
        zone,
        compiler.edges().stream()
            .map(minute -> ChangePoint.at(minute, compiler.boundsAt(minute)))
            .toList());
  }

  /** Wherever a window begins or ends, in order: nothing can change anywhere else. */
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

  private CapacityBounds boundsAt(int minute) {
    var wish =
        windows.stream()
            .filter(window -> covers(window, minute))
            .findFirst()
            .map(Window::bounds)
            .orElse(otherwise);
    return new CapacityBounds(wish.min().over(base.min()), wish.max().over(base.max()));
  }

  private static boolean covers(Window window, int minute) {
    return window.days().days().stream()
        .mapToInt(day -> ChangePoint.minuteOfWeek(day, window.hours().from()))
        .anyMatch(start -> Math.floorMod(minute - start, WEEK) < window.hours().length());
  }
}
