package io.github.tagscaler.command.picture;

import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Bounds;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;

/** How the hours of a day are spread over columns. */
record DayScale(int columnsPerHour) {
  private static final int FINEST = 4;

  /** The finest scale whose day has room in that width. */
  static DayScale fitting(int width) {
    return new DayScale(Math.clamp(width / 24, 1, FINEST));
  }

  private int minutes() {
    return 60 / columnsPerHour;
  }

  /** The column of a time. */
  int column(LocalTime time) {
    return (time.getHour() * 60 + time.getMinute()) / minutes();
  }

  /** The bounds of each column of a day: those in force in its middle. */
  List<Bounds> values(Timeline<Bounds> week, DayOfWeek day) {
    return IntStream.range(0, 24 * columnsPerHour)
        .mapToObj(column -> week.at(day, column * minutes() + minutes() / 2))
        .toList();
  }
}
