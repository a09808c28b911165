package io.github.tagscaler.standin.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * The six fields of AWS's cron: minutes, hours, day of month, month, day of week, year. One of the
 * two days must be {@code ?} (Application Auto Scaling user guide, Schedule recurring scaling
 * actions using cron expressions).
 */
record CronExpression(
    NavigableSet<Integer> minutes,
    NavigableSet<Integer> hours,
    CronDay day,
    NavigableSet<Integer> months,
    NavigableSet<Integer> years) {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;

  static CronExpression parse(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException(
          "cron() takes six fields: minutes hours day-of-month month day-of-week year, was "
              + text);
    }
    return new CronExpression(
        new CronField("minutes", 0, 59, List.of()).parse(fields[0]),
        new CronField("hours", 0, 23, List.of()).parse(fields[1]),
        CronDay.parse(fields[2], fields[4]),
        new CronField("month", 1, 12, MONTHS).parse(fields[3]),
        new CronField("year", FIRST_YEAR, LAST_YEAR, List.of()).parse(fields[5]));
  }

  Optional<Instant> next(Instant after, ZoneId zone) {
    ZonedDateTime from = after.atZone(zone);
    LocalDate date = from.toLocalDate();
    while (date.getYear() <= years.last()) {
      if (!years.contains(date.getYear())) {
        date = LocalDate.of(date.getYear() + 1, 1, 1);
      } else if (!months.contains(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else {
        Optional<Instant> found = day.includes(date) ? onDay(date, after, zone) : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
        date = date.plusDays(1);
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> onDay(LocalDate date, Instant after, ZoneId zone) {
    return hours.stream()
        .flatMap(hour -> minutes.stream().map(minute -> date.atTime(hour, minute)))
        .filter(time -> exists(time, zone))
        .map(time -> time.atZone(zone).toInstant())
        .filter(instant -> instant.isAfter(after))
        .findFirst();
  }

  /**
   * AWS does not say what becomes of times that a clock change leaves out; here they do not run.
   */
  private static boolean exists(LocalDateTime time, ZoneId zone) {
    return !zone.getRules().getValidOffsets(time).isEmpty();
  }
}
