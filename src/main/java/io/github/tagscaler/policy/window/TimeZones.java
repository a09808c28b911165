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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The time zones that an expression may name: those known by name to both java.time, which computes
 * the bounds in force, and Joda-Time, which Application Auto Scaling uses.
 *
 * <p>Case does not matter. Links such as {@code US/Pacific} and old names such as {@code CET} are
 * accepted as they are, but never suggested. Names that only one of the two knows ({@code EST}) are
 * not accepted, nor are offsets ({@code +01:00}): AWS needs names.
 */
public final class TimeZones {
  private static final String RESOURCE = "joda-time-zones.txt";
  private static final String WRITTEN = "Use a region and city, such as Europe/Berlin, or UTC.";

  private static final Pattern OFFSET =
      Pattern.compile("(?:UTC|GMT|Z)?[+-]\\d{1,2}(?::?\\d{2})?", Pattern.CASE_INSENSITIVE);

  /** Common names of zones that have longer names, and large cities without a zone of their own. */
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
          Map.entry("eastern", "America/New_York"),
          Map.entry("central", "America/Chicago"),
          Map.entry("mountain", "America/Denver"),
          Map.entry("pacific", "America/Los_Angeles"),
          Map.entry("z", "UTC"),
          Map.entry("frankfurt", "Europe/Berlin"),
          Map.entry("munich", "Europe/Berlin"),
          Map.entry("hamburg", "Europe/Berlin"),
          Map.entry("cologne", "Europe/Berlin"),
          Map.entry("milan", "Europe/Rome"),
          Map.entry("barcelona", "Europe/Madrid"),
          Map.entry("geneva", "Europe/Zurich"),
          Map.entry("manchester", "Europe/London"),
          Map.entry("mumbai", "Asia/Kolkata"),
          Map.entry("delhi", "Asia/Kolkata"),
          Map.entry("bangalore", "Asia/Kolkata"),
          Map.entry("beijing", "Asia/Shanghai"),
          Map.entry("osaka", "Asia/Tokyo"),
          Map.entry("boston", "America/New_York"),
          Map.entry("washington", "America/New_York"),
          Map.entry("miami", "America/New_York"),
          Map.entry("atlanta", "America/New_York"),
          Map.entry("dallas", "America/Chicago"),
          Map.entry("houston", "America/Chicago"),
          Map.entry("austin", "America/Chicago"),
          Map.entry("seattle", "America/Los_Angeles"),
          Map.entry("san_francisco", "America/Los_Angeles"));

  /** The areas of zones that are suggested: others hold links and fixed offsets. */
  private static final Set<String> AREAS =
      Set.of(
          "Africa",
          "America",
          "Antarctica",
          "Asia",
          "Atlantic",
          "Australia",
          "Europe",
          "Indian",
          "Pacific");

  /** What a time zone looks like: a name with a slash, or an abbreviation. */
  private static final Pattern LOOKS_LIKE_ZONE = Pattern.compile(".*/.*|[A-Z]{3,5}");

  /** Two edits turn any such name into many others. */
  private static final int SHORT = 3;

  private static final Map<String, String> BY_LOWER_CASE = load();

  private TimeZones() {}

  /** The zone of that name, in whatever case. */
  public static Optional<ZoneId> find(String name) {
    return Optional.ofNullable(BY_LOWER_CASE.get(lower(name))).map(ZoneId::of);
  }

  /** Why there is no zone of that name, and which one was probably meant. */
  public static String whyNot(String name) {
    return isOffset(name)
        ? "%s is a fixed offset. Write a named time zone, such as Europe/Berlin, so that daylight saving works."
            .formatted(Quote.of(name))
        : "%s is not a supported time zone. %s%s"
            .formatted(
                Quote.of(name),
                WRITTEN,
                meant(name).map(zone -> " Did you mean \"" + zone + "\"?").orElse(""));
  }

  /** Whether text that is not a time zone is meant as one. */
  static boolean isMeant(String text) {
    return isOffset(text) || LOOKS_LIKE_ZONE.matcher(text).matches() || meant(text).isPresent();
  }

  /** Whether that is an offset such as +01:00, which people write for a zone. */
  static boolean isOffset(String text) {
    return OFFSET.matcher(text).matches();
  }

  private static Optional<String> meant(String text) {
    var name = text.replace(' ', '_');
    var city = city(name);
    return Optional.ofNullable(USUAL.get(lower(name)))
        .or(() -> find(name).map(ZoneId::getId))
        .or(() -> Suggestions.closest(name, Suggested.ZONES))
        .or(() -> Optional.ofNullable(Suggested.BY_CITY.get(city)))
        .or(() -> Optional.ofNullable(USUAL.get(city)))
        .or(() ->
            Optional.of(city)
                .filter(each -> each.length() > SHORT)
                .flatMap(each -> Suggestions.closest(each, Suggested.BY_CITY.keySet()))
                .map(Suggested.BY_CITY::get));
  }

  private static String city(String zone) {
    return lower(zone.substring(zone.lastIndexOf('/') + 1));
  }

  /** The zones that are suggested; loaded only when needed. */
  private static final class Suggested {
    static final List<String> ZONES =
        BY_LOWER_CASE.values().stream()
            .filter(zone -> zone.equals("UTC") || AREAS.contains(zone.split("/", 2)[0]))
            .sorted()
            .toList();

    static final Map<String, String> BY_CITY =
        ZONES.stream()
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
