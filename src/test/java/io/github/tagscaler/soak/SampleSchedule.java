package io.github.tagscaler.soak;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

/** The schedules that the soak sets in tags, with their expected bounds. */
enum SampleSchedule {
  OFFICE("Mon-Fri 08:00-20:00 2-8 else 1-2"),
  DAYTIME("Daily 06:00-22:00 2-base else 1-base"),
  /** Only for resources that can scale to zero. */
  SLEEPY("Mon-Fri 07:00-19:00 1-4 else 0-2");

  private final String tag;

  SampleSchedule(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }

  /**
   * The bounds in force at that time, {@code min-max}.
   *
   * @param max the max without a schedule
   */
  String inForce(Instant now, int max) {
    var local = now.atOffset(ZoneOffset.UTC);
    boolean weekday = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    var time = local.toLocalTime();
    return switch (this) {
      case OFFICE -> weekday && within(time, 8, 20) ? "2-8" : "1-2";
      case DAYTIME -> (within(time, 6, 22) ? "2-" : "1-") + max;
      case SLEEPY -> weekday && within(time, 7, 19) ? "1-4" : "0-2";
    };
  }

  private static boolean within(LocalTime time, int from, int to) {
    return time.getHour() >= from && time.getHour() < to;
  }

  /** The scheduled actions by name, with the bounds of each. */
  Map<String, String> actions(int max) {
    return switch (this) {
      case OFFICE -> Map.of("tagscaler-Mon-Fri-0800", "2-8", "tagscaler-Mon-Fri-2000", "1-2");
      case DAYTIME ->
          Map.of("tagscaler-Daily-0600", "2-" + max, "tagscaler-Daily-2200", "1-" + max);
      case SLEEPY -> Map.of("tagscaler-Mon-Fri-0700", "1-4", "tagscaler-Mon-Fri-1900", "0-2");
    };
  }
}
