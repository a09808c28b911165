package io.github.tagscaler.command.simulate.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** A time as traces write it. */
final class TraceTime {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");
  private static final Pattern SPACE = Pattern.compile("(\\d) +(?=\\d)");
  private static final Pattern SHORT_OFFSET = Pattern.compile(" ?([+-]\\d{2}):?(\\d{2})$");
  private static final Pattern UTC = Pattern.compile(" ?(UTC|GMT|Z)$", Pattern.CASE_INSENSITIVE);

  private TraceTime() {}

  /** The time, of UTC where it has no offset; empty if it cannot be read. */
  static Optional<Instant> read(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
    }
    if (MILLISECONDS.matcher(text).matches()) {
      return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
    }
    var iso = SPACE.matcher(text.strip()).replaceFirst("$1T");
    iso = UTC.matcher(iso).replaceFirst("Z");
    boolean dateAlone = iso.length() < "2026-01-05T08:00".length();
    iso = dateAlone ? iso : SHORT_OFFSET.matcher(iso).replaceFirst("$1:$2");
    try {
      var time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, ZonedDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof ZonedDateTime zoned
              ? zoned.toInstant()
              : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
