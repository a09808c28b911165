package io.github.tagscaler.command.simulate.result;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The days or hours that label a time axis. */
public final class Ticks {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final List<Integer> MINUTES =
      List.of(5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440);
  private static final int HOURS_WITHOUT_DAYS = 60;

  private Ticks() {}

  /** A labeled time. */
  public record Tick(Instant time, String label) {}

  /** The ticks of a stretch of time, about as many as have room. */
  public static List<Tick> of(Instant start, Duration length, ZoneId zone, int room) {
    boolean days = length.toHours() > HOURS_WITHOUT_DAYS;
    long fewest = Math.max(1, (long) Math.ceil((double) length.toMinutes() / Math.max(1, room)));
    long minutes =
        days
            ? 1440 * Math.max(1, (long) Math.ceil(fewest / 1440.0))
            : MINUTES.stream().filter(each -> each >= fewest).findFirst().orElse(1440);
    var ticks = new ArrayList<Tick>();
    var end = start.plus(length);
    ZonedDateTime tick = start.atZone(zone).toLocalDate().atStartOfDay(zone);
    while (tick.toInstant().isBefore(end)) {
      if (!tick.toInstant().isBefore(start)) {
        boolean midnight = tick.getHour() == 0 && tick.getMinute() == 0;
        ticks.add(new Tick(tick.toInstant(), (midnight ? DAY : HOUR).format(tick)));
      }
      tick = days ? tick.plusDays(minutes / 1440) : tick.plusMinutes(minutes);
    }
    return ticks;
  }
}
