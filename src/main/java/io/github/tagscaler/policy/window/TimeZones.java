package io.github.tagscaler.policy.window;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.outcome.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time zones that an expression may name: those that both java.time, which works out what holds
 * now, and Joda-Time, which Application Auto Scaling works with, know by name.
 *
 * <p>Case does not matter. Links such as {@code US/Pacific} and old names such as {@code CET} are
 * taken as they are, but never suggested. What only one of the two knows is none ({@code EST},
 * which would stand still in summer besides), nor is an offset ({@code +01:00}): AWS wants names.
 */
public final class TimeZones {
  private static final String RESOURCE = "joda-time-zones.txt";
  private static final String WRITTEN =
      "A time zone is written as its region and city, such as Europe/Berlin, or as UTC.";

  private static final Pattern OFFSET =
      Pattern.compile("(?:UTC|GMT|Z)?([+-])(\\d{1,2})(?::?(\\d{2}))?", Pattern.CASE_INSENSITIVE);

  /** What people write for zones that have longer names. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("est", "America/New_York"),
          Map.entry("edt", "America/New_York"),
          Map.entry("cst", "America/Chicago"),
          Map.entry("cdt", "America/Chicago"),
          Map.entry("mst", "America/Denver"),
          Map.entry("mdt", "America/Denver"),
          Map.entry("pst", "America/Los_Angeles"),
          Map.entry("pdt", "America/Los_Angeles"),
          Map.entry("hst", "Pacific/Honolulu"),
          Map.entry("bst", "Europe/London"),
          Map.entry("cest", "Europe/Berlin"),
          Map.entry("ist", "Asia/Kolkata"),
          Map.entry("jst", "Asia/Tokyo"),
          Map.entry("aest", "Australia/Sydney"),
          Map.entry("z", "UTC"));

  /** Two slips make any such name out of many others. */
  private static final int SHORT = 3;

  private static final Map<String, String> BY_LOWER_CASE = load();

  private TimeZones() {}

  /** The zone of that name, in whatever case. */
  public static Optional<ZoneId> find(String name) {
    return Optional.ofNullable(BY_LOWER_CASE.get(lower(name))).map(ZoneId::of);
  }

  /** Why there is no zone of that name, and which one was probably meant. */
  public static String whyNot(String name) {
    var offset = OFFSET.matcher(name);
    var meant =
        (offset.matches()
                ? fixedOffset(offset.group(1), offset.group(2), offset.group(3))
                : nearest(name.replace(' ', '_')))
            .map(zone -> " Did you mean \"" + zone + "\"?")
            .orElse("");
    return offset.matches()
        ? "%s is an offset, which knows no summer time, and AWS takes time zones by name only. %s%s"
            .formatted(Quote.of(name), WRITTEN, meant)
        : "%s is no time zone that Java and AWS both know. %s%s"
            .formatted(Quote.of(name), WRITTEN, meant);
  }

  /** Whether that is an offset such as +01:00, which people write for a zone. */
  static boolean isOffset(String text) {
    return OFFSET.matcher(text).matches();
  }

  /** In names such as Etc/GMT-1 the sign is the other way round: that one is east of Greenwich. */
  private static Optional<String> fixedOffset(String sign, String hours, @Nullable String minutes) {
    int hour = Integer.parseInt(hours);
    if (minutes != null && !minutes.equals("00")) {
      return Optional.empty();
    }
    return hour == 0
        ? Optional.of("UTC")
        : find("Etc/GMT" + (sign.equals("+") ? "-" : "+") + hour).map(ZoneId::getId);
  }

  private static Optional<String> nearest(String name) {
    var city = city(name);
    return Optional.ofNullable(USUAL.get(lower(name)))
        .or(() -> find(name).map(ZoneId::getId))
        .or(() -> Suggestions.closest(name, Suggested.ZONES))
        .or(() -> Optional.ofNullable(Suggested.BY_CITY.get(city)))
        .or(() ->
            Optional.of(city)
                .filter(each -> each.length() > SHORT)
                .flatMap(each -> Suggestions.closest(each, Suggested.BY_CITY.keySet()))
                .map(Suggested.BY_CITY::get));
  }

  private static String city(String zone) {
    return lower(zone.substring(zone.lastIndexOf('/') + 1));
  }

  /** What is worth suggesting; made only when somebody needs it. */
  private static final class Suggested {
    static final List<String> ZONES =
        BY_LOWER_CASE.values().stream()
            .filter(zone -> zone.indexOf('/') >= 0 || zone.equals("UTC"))
            .sorted()
            .toList();

    static final Map<String, String> BY_CITY =
        ZONES.stream()
            .filter(zone -> !zone.startsWith("Etc/"))
            .collect(
                Collectors.toUnmodifiableMap(
                    TimeZones::city, Function.identity(), (first, second) -> first));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> load() {
    var java = ZoneId.getAvailableZoneIds();
    return text()
        .lines()
        .filter(java::contains)
        .collect(Collectors.toUnmodifiableMap(TimeZones::lower, Function.identity()));
  }

  private static String text() {
    try (InputStream in = TimeZones.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " must be beside this class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("resource " + RESOURCE + " must be readable", unreadable);
    }
  }
}
