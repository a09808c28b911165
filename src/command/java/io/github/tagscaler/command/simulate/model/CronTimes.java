package io.github.tagscaler.command.simulate.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * When an AWS cron expression is due. It was checked when the catalog was read: six fields, each of
 * lists, ranges and steps, and of the days {@code L}, {@code W} and {@code #}.
 */
final class CronTimes {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private CronTimes() {}

  /** Whether it is due in that minute. */
  static boolean matches(String expression, LocalDateTime time) {
    var fields = expression.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
    return in(fields[0], time.getMinute(), 0, List.of(), 0)
        && in(fields[1], time.getHour(), 0, List.of(), 0)
        && dayOfMonth(fields[2], time.toLocalDate())
        && in(fields[3], time.getMonthValue(), 1, MONTHS, 0)
        && dayOfWeek(fields[4], time.toLocalDate())
        && in(fields[5], time.getYear(), 1970, List.of(), 0);
  }

  private static boolean dayOfMonth(String field, LocalDate date) {
    if (field.equals("?")) {
      return true;
    }
    if (field.equals("L")) {
      return date.getDayOfMonth() == date.lengthOfMonth();
    }
    if (field.endsWith("W")) {
      int day = Integer.parseInt(field.substring(0, field.length() - 1));
      return day <= date.lengthOfMonth() && date.equals(weekdayNearest(date.withDayOfMonth(day)));
    }
    return in(field, date.getDayOfMonth(), 1, List.of(), 0);
  }

  /** The nearest Monday to Friday in the same month. */
  private static LocalDate weekdayNearest(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }

  private static boolean dayOfWeek(String field, LocalDate date) {
    if (field.equals("?")) {
      return true;
    }
    if (field.equals("L")) {
      return date.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    if (field.endsWith("L")) {
      var day = day(field.substring(0, field.length() - 1));
      return date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
    }
    int hash = field.indexOf('#');
    if (hash > 0) {
      int nth = Integer.parseInt(field.substring(hash + 1));
      return date.equals(
          date.with(TemporalAdjusters.dayOfWeekInMonth(nth, day(field.substring(0, hash)))));
    }
    return in(field, date.getDayOfWeek().getValue() % 7 + 1, 1, DAYS, 7);
  }

  private static DayOfWeek day(String text) {
    return DayOfWeek.of((number(text, 1, DAYS) + 5) % 7 + 1);
  }

  /**
   * Whether a value is in a list of ranges.
   *
   * @param cycle the number of values if a range may run over the end; 0 if not
   */
  private static boolean in(String field, int value, int least, List<String> names, int cycle) {
    for (var item : field.split(",", -1)) {
      int slash = item.indexOf('/');
      int step = slash < 0 ? 1 : Integer.parseInt(item.substring(slash + 1));
      var range = slash < 0 ? item : item.substring(0, slash);
      int dash = range.indexOf('-');
      boolean all = range.equals("*");
      int from = all ? least : number(dash < 0 ? range : range.substring(0, dash), least, names);
      int to =
          all || (dash < 0 && slash >= 0)
              ? Integer.MAX_VALUE
              : dash < 0 ? from : number(range.substring(dash + 1), least, names);
      boolean inside =
          (from <= to || cycle == 0)
              ? (value >= from && value <= to)
              : (value >= from || value <= to);
      if (inside && Math.floorMod(value - from, step) == 0) {
        return true;
      }
    }
    return false;
  }

  private static int number(String text, int least, List<String> names) {
    int named = names.indexOf(text);
    return named >= 0 ? least + named : Integer.parseInt(text);
  }
}
