package io.github.tagscaler.standin.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a scheduled action runs: {@code at(…)}, {@code rate(…)} or {@code cron(…)}, as the
 * Application Auto Scaling API reference, PutScheduledAction, describes them.
 */
public sealed interface Schedule {

  /** The first time after this moment, if there is one. */
  Optional<Instant> next(Instant after);

  /** Once. */
  record At(LocalDateTime time, ZoneId zone) implements Schedule {
    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(time.atZone(zone).toInstant()).filter(instant -> instant.isAfter(after));
    }
  }

  /** Again and again, counted from the start. */
  record Rate(Duration every, Instant start) implements Schedule {
    @Override
    public Optional<Instant> next(Instant after) {
      if (after.isBefore(start)) {
        return Optional.of(start);
      }
      long passed = Duration.between(start, after).dividedBy(every);
      return Optional.of(start.plus(every.multipliedBy(passed + 1)));
    }
  }

  /** By the calendar of a time zone. */
  record Cron(CronExpression expression, ZoneId zone) implements Schedule {
    @Override
    public Optional<Instant> next(Instant after) {
      return expression.next(after, zone);
    }
  }

  Pattern FORM = Pattern.compile("(at|rate|cron)\\((.*)\\)");
  Pattern RATE = Pattern.compile("([1-9][0-9]{0,8}) (minute|hour|day)(s?)");
  DateTimeFormatter AT_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Read a schedule.
   *
   * @param start from when a rate counts
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Schedule parse(String text, ZoneId zone, Instant start) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("must be at(...), rate(...) or cron(...)");
    }
    String inner = form.group(2);
    return switch (form.group(1)) {
      case "at" -> new At(time(inner), zone);
      case "rate" -> new Rate(interval(inner), start);
      default -> new Cron(CronExpression.parse(inner), zone);
    };
  }

  private static LocalDateTime time(String text) {
    try {
      return LocalDateTime.parse(text, AT_TIME);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("at() takes yyyy-mm-ddThh:mm:ss, was " + text, e);
    }
  }

  private static Duration interval(String text) {
    Matcher rate = RATE.matcher(text);
    // "1 minute", "5 minutes": Amazon EventBridge Scheduler user guide, rate-based schedules.
    if (!rate.matches() || rate.group(1).equals("1") == rate.group(3).equals("s")) {
      throw new IllegalArgumentException(
          "rate() takes a value and minute(s), hour(s) or day(s), was " + text);
    }
    long value = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(value);
      case "hour" -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }
}
