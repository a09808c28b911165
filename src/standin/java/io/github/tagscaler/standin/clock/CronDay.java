package io.github.tagscaler.standin.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day fields of a cron expression, of which exactly one says something. */
sealed interface CronDay {

  boolean includes(LocalDate date);

  /** Days of the month, by number. */
  record OfMonth(NavigableSet<Integer> days) implements CronDay {
    @Override
    public boolean includes(LocalDate date) {
      return days.contains(date.getDayOfMonth());
    }
  }

  /** {@code L}: the last day of the month. */
  record LastOfMonth() implements CronDay {
    @Override
    public boolean includes(LocalDate date) {
      return date.getDayOfMonth() == date.lengthOfMonth();
    }
  }

  /** {@code 15W}: the weekday nearest to a day of the month. */
  record NearestWeekday(int day) implements CronDay {
    @Override
    public boolean includes(LocalDate date) {
      return day <= date.lengthOfMonth() && nearest(date.withDayOfMonth(day)).equals(date);
    }

    private static LocalDate nearest(LocalDate date) {
      return switch (date.getDayOfWeek()) {
        case SATURDAY -> date.getDayOfMonth() == 1 ? date.plusDays(2) : date.minusDays(1);
        case SUNDAY ->
            date.getDayOfMonth() == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
        default -> date;
      };
    }
  }

  /** Days of the week, 1 is Sunday. */
  record OfWeek(NavigableSet<Integer> days) implements CronDay {
    @Override
    public boolean includes(LocalDate date) {
      return days.contains(date.getDayOfWeek().getValue() % 7 + 1);
    }
  }

  /** {@code 3#2}: the second Tuesday; {@code 6L}: the last Friday (ordinal -1). */
  record NthOfWeek(int day, int ordinal) implements CronDay {
    @Override
    public boolean includes(LocalDate date) {
      DayOfWeek weekday = DayOfWeek.of((day + 5) % 7 + 1);
      return date.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)).equals(date);
    }
  }

  CronField MONTH_DAYS = new CronField("day-of-month", 1, 31, List.of());
  CronField WEEK_DAYS =
      new CronField("day-of-week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
  Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
  Pattern NTH = Pattern.compile("([1-7]|[A-Z]{3})(#[1-5]|L)");

  static CronDay parse(String ofMonth, String ofWeek) {
    if (ofMonth.equals("?") == ofWeek.equals("?")) {
      throw new IllegalArgumentException(
          "cron(): exactly one of day-of-month and day-of-week must be ?, were "
              + ofMonth
              + " and "
              + ofWeek);
    }
    return ofWeek.equals("?") ? ofMonth(ofMonth) : ofWeek(ofWeek.toUpperCase(Locale.ROOT));
  }

  private static CronDay ofMonth(String text) {
    Matcher nearest = NEAREST.matcher(text);
    if (nearest.matches()) {
      return new NearestWeekday(MONTH_DAYS.number(nearest.group(1), text));
    }
    return text.equals("L") ? new LastOfMonth() : new OfMonth(MONTH_DAYS.parse(text));
  }

  private static CronDay ofWeek(String text) {
    Matcher nth = NTH.matcher(text);
    if (nth.matches()) {
      String ordinal = nth.group(2);
      return new NthOfWeek(
          WEEK_DAYS.number(nth.group(1), text),
          ordinal.equals("L") ? -1 : Integer.parseInt(ordinal.substring(1)));
    }
    return text.equals("L") ? new OfWeek(WEEK_DAYS.parse("7")) : new OfWeek(WEEK_DAYS.parse(text));
  }
}
