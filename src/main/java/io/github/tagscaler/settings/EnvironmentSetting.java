package io.github.tagscaler.settings;

import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.window.TimeZones;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One environment variable, and the kinds of value it may hold. Empty is as good as absent. */
record EnvironmentSetting(String name, String value) {
  private static final Pattern NUMBER = Pattern.compile("0*[0-9]{1,9}");

  static EnvironmentSetting of(Map<String, String> environment, String name) {
    return new EnvironmentSetting(name, environment.getOrDefault(name, "").strip());
  }

  boolean isEmpty() {
    return value.isEmpty();
  }

  /** The text, which must match as a whole; {@code allowed} ends "it must be". */
  String text(Pattern pattern, String allowed, String byDefault) {
    if (isEmpty()) {
      return byDefault;
    }
    if (!pattern.matcher(value).matches()) {
      throw mustBe(allowed);
    }
    return value;
  }

  /** A switch, off by default; the same words as in tags. */
  boolean isOn() {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes" -> true;
      case "", "off", "false", "no" -> false;
      default -> throw mustBe("on, true or yes, or off, false or no");
    };
  }

  /** A whole number; {@code unit} ends "it must be a whole number from 0 to 100". */
  int number(int least, int most, String unit, int byDefault) {
    if (isEmpty()) {
      return byDefault;
    }
    int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw mustBe("a whole number from %d to %d%s".formatted(least, most, unit));
    }
    return number;
  }

  /** A region's zone. An offset is none: Application Auto Scaling schedules by region only. */
  ZoneId zone(ZoneId byDefault) {
    // The template always says UTC where nothing else is set: no need to load the list for that.
    if (isEmpty() || value.equals(byDefault.getId())) {
      return byDefault;
    }
    return TimeZones.find(value)
        .orElseThrow(() ->
            new IllegalSettingException(
                "%s cannot be used: %s".formatted(name, TimeZones.whyNot(value))));
  }

  @Nullable URI url() {
    return isEmpty() ? null : parsedUrl();
  }

  private URI parsedUrl() {
    try {
      var url = new URI(value);
      var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      // Not getHost(), which is null for a host with an underscore, such as a container's.
      if (url.getRawAuthority() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return url;
      }
    } catch (URISyntaxException notEvenThat) {
      // Reported below, with everything else that is not a URL.
    }
    throw mustBe("empty, or a queue's URL starting with https:// or http://");
  }

  IllegalSettingException mustBe(String allowed) {
    var end = allowed.endsWith("?") ? "" : ".";
    return new IllegalSettingException(
        name + " is " + Quote.of(value) + ", but it must be " + allowed + end);
  }
}
