package io.github.tagscaler.policy.window;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;

/** As much of AWS's cron as a week needs. */
final class Cron {
  private static final Pattern DAILY =
      Pattern.compile("cron\\(([0-9]+) ([0-9]+) \\* \\* \\? \\*\\)");
  private static final Pattern WEEKLY =
      Pattern.compile("cron\\(([0-9]+) ([0-9]+) \\? \\* ([A-Z,]+) \\*\\)");
  private static final List<String> EVERY_DAY =
      List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  private final LocalTime time;
  private final List<String> days;

  Cron(String schedule) {
    var weekly = WEEKLY.matcher(schedule);
    var daily = DAILY.matcher(schedule);
    if (weekly.matches()) {
      time = LocalTime.of(Integer.parseInt(weekly.group(2)), Integer.parseInt(weekly.group(1)));
      days = List.of(weekly.group(3).split(",", -1));
    } else if (daily.matches()) {
      time = LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1)));
      days = EVERY_DAY;
    } else {
      throw new AssertionError("no schedule of a week: " + schedule);
    }
  }

  boolean firesOn(LocalDate date) {
    return days.contains(EVERY_DAY.get(date.getDayOfWeek().getValue() - 1));
  }

  LocalDateTime on(LocalDate date) {
    return date.atTime(time);
  }

  LocalTime time() {
    return time;
  }
}
