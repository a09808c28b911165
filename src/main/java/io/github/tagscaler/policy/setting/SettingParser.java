package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.setting.Setting.Adopt;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Setting.DryRun;
import io.github.tagscaler.policy.setting.Setting.Max;
import io.github.tagscaler.policy.setting.Setting.MaxRps;
import io.github.tagscaler.policy.setting.Setting.Min;
import io.github.tagscaler.policy.setting.Setting.Paused;
import io.github.tagscaler.policy.setting.Setting.Restore;
import io.github.tagscaler.policy.setting.Setting.ScaleIn;
import io.github.tagscaler.policy.setting.Setting.ScaleInCooldown;
import io.github.tagscaler.policy.setting.Setting.ScaleOutCooldown;
import io.github.tagscaler.policy.setting.Setting.Schedule;
import io.github.tagscaler.policy.setting.Setting.TargetValue;
import io.github.tagscaler.policy.setting.Setting.TrackOnly;
import io.github.tagscaler.policy.setting.Setting.Wake;
import io.github.tagscaler.policy.window.ExpressionReader;
import io.github.tagscaler.policy.window.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses the value of one known key, of a tag or of a policy in a catalog. */
public final class SettingParser {

  /**
   * The setting, or the problems of the value. An unreadable {@code policy}, {@code paused} or
   * {@code dry-run} gives both: the safe setting is in force until the value is corrected.
   */
  public record Parsed(
      Optional<PolicyChoice> choice, Optional<Setting> setting, List<Problem> problems) {
    public Parsed {
      problems = List.copyOf(problems);
    }

    private static Parsed of(Setting setting) {
      return new Parsed(Optional.empty(), Optional.of(setting), List.of());
    }

    /** With that setting if the value is unreadable. */
    private Parsed or(Setting safe) {
      return new Parsed(choice, setting.or(() -> Optional.of(safe)), problems);
    }
  }

  private SettingParser() {}

  /**
   * Parses a value.
   *
   * @param text the value without space around it
   * @param origin the tag or document that has the value
   */
  public static Parsed parse(PolicyKey key, String text, Origin origin) {
    return switch (key) {
      case POLICY -> policy(text, origin);
      case MIN -> capacity(key, text, origin, Min::new);
      case MAX -> capacity(key, text, origin, Max::new);
      case METRIC -> metric(text, origin);
      case TARGET -> number(text, origin, HUNDRED, TargetValue::new);
      case MAX_RPS -> number(text, origin, Integer.MAX_VALUE, MaxRps::new);
      case SCALE_IN_COOLDOWN -> cooldown(text, origin, ScaleInCooldown::new);
      case SCALE_OUT_COOLDOWN -> cooldown(text, origin, ScaleOutCooldown::new);
      case SCALE_IN -> onOff(text, origin, ScaleIn::new);
      case DRY_RUN -> dryRun(text, origin);
      case WAKE -> onOff(text, origin, Wake::new);
      case SCHEDULE -> schedule(text, origin);
      case RESTORE -> onOff(text, origin, Restore::new);
      case PAUSED -> paused(text, origin);
      case ADOPT -> adopt(text, origin);
    };
  }

  private static Parsed policy(String text, Origin origin) {
    var choice = PolicyChoice.read(text);
    return new Parsed(
        Optional.of(choice),
        Optional.empty(),
        choice instanceof PolicyChoice.Unreadable(var why)
            ? List.of(badValue(origin, why, List.of()))
            : List.of());
  }

  private static Parsed metric(String text, Origin origin) {
    return Metric.of(text)
        .map(metric -> Parsed.of(new TrackOnly(metric)))
        .orElseGet(() -> bad(origin, noMetric(text, origin), Metric.names()));
  }

  private static String noMetric(String text, Origin origin) {
    var allowed = "Allowed: " + String.join(", ", Metric.names()) + ".";
    if (MetricWords.isRequestsPerSecond(text)) {
      return "Requests per second have a key of their own, %s (and no metric or target beside it). %s"
          .formatted(key(PolicyKey.METRIC, PolicyKey.MAX_RPS, origin), allowed);
    }
    if (MetricWords.isMemory(text)) {
      return "Memory is not tracked, because it does not fall when capacity is added. " + allowed;
    }
    return MetricWords.meant(text)
        .map(Metric::wire)
        .or(() -> Suggestions.closest(text, Metric.names()))
        .map(near -> "Did you mean \"%s\"? %s".formatted(near, allowed))
        .orElse(allowed + " A catalog policy can track any other CloudWatch metric (custom).");
  }

  /** Another key beside that one, as the origin writes keys. */
  private static String key(PolicyKey own, PolicyKey other, Origin origin) {
    return origin instanceof Origin.Tag tag ? tag.beside(own, other) : other.wire();
  }

  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,9}) *(?:-|\\.\\.+|to|:) *([0-9]{1,9})", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER_FIRST =
      Pattern.compile("([1-9][0-9]{0,8})(?:\\.0+)?(?: *[a-z%][a-z /]*)?", Pattern.CASE_INSENSITIVE);

  private static Parsed capacity(
      PolicyKey key, String text, Origin origin, Function<Integer, Setting> setting) {
    return Values.wholeNumber(text)
        .map(setting)
        .map(Parsed::of)
        .orElseGet(() -> bad(origin, noCapacity(key, text, origin), List.of()));
  }

  private static String noCapacity(PolicyKey key, String text, Origin origin) {
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      return digits(text, "Use a whole number, for example 4.")
          + numberMeant(text, 1, Integer.MAX_VALUE);
    }
    int low = Integer.parseInt(range.group(1));
    int high = Integer.parseInt(range.group(2));
    var min = key(key, PolicyKey.MIN, origin);
    var max = key(key, PolicyKey.MAX, origin);
    // Whether 0 is possible depends on the kind.
    return low > 0 && low <= high
        ? "A range takes two keys. Set %s = %d and %s = %d.".formatted(min, low, max, high)
        : "A range takes two keys: %s and %s.".formatted(min, max);
  }

  /**
   * The question whether the number at the beginning of a value such as {@code 4.0} or {@code
   * 20rps} was meant.
   */
  private static String numberMeant(String text, int least, int most) {
    var number = NUMBER_FIRST.matcher(text);
    return number.matches()
            && Integer.parseInt(number.group(1)) >= least
            && Integer.parseInt(number.group(1)) <= most
        ? " Did you mean \"%s\"?".formatted(number.group(1))
        : "";
  }

  /** A percentage is above 1 and at most this. */
  private static final int HUNDRED = 100;

  /**
   * A number above 0.
   *
   * @param mostMeant the highest number that is accepted for every metric
   */
  private static Parsed number(
      String text, Origin origin, int mostMeant, Function<BigDecimal, Setting> setting) {
    return Values.number(text)
        .map(setting)
        .map(Parsed::of)
        .orElseGet(() ->
            bad(
                origin,
                digits(text, "Use a number above 0, for example 5 or 0.5.")
                    + numberMeant(text, 2, mostMeant),
                List.of()));
  }

  private static Parsed cooldown(String text, Origin origin, Function<Duration, Setting> setting) {
    return Values.cooldown(text)
        .map(setting)
        .map(Parsed::of)
        .orElseGet(() ->
            bad(
                origin,
                digits(text, "Use a time in seconds (300 or 300s), minutes (5m) or hours (1h)."),
                List.of()));
  }

  private static Parsed onOff(String text, Origin origin, Function<Boolean, Setting> setting) {
    return Values.onOff(text)
        .map(setting)
        .map(Parsed::of)
        .orElseGet(() -> bad(origin, "Use on or off.", Values.SWITCH));
  }

  /** Whoever writes the key most likely wants nothing changed: in doubt nothing is. */
  private static Parsed dryRun(String text, Origin origin) {
    return onOff(text, origin, DryRun::new).or(new DryRun(true));
  }

  private static final Set<String> NO_SCHEDULE = Set.of("no", "none", "false", "disabled", "never");

  private static Parsed schedule(String text, Origin origin) {
    if (text.equalsIgnoreCase("off")) {
      return Parsed.of(new Schedule(Optional.empty()));
    }
    if (NO_SCHEDULE.contains(text.toLowerCase(Locale.ROOT))) {
      return bad(origin, "Did you mean \"off\"?", List.of("off"));
    }
    return switch (ExpressionReader.read(text)) {
      case Windows.Reading.Understood(var windows) -> Parsed.of(new Schedule(Optional.of(windows)));
      case Windows.Reading.Flawed(var flaws) ->
          new Parsed(
              Optional.empty(),
              Optional.empty(),
              flaws.stream()
                  .map(flaw -> Problems.about(origin, flaw.code(), flaw.message(), flaw.allowed()))
                  .toList());
    };
  }

  /** An unreadable value pauses too, for as long as the tag exists: its author wants a pause. */
  private static Parsed paused(String text, Origin origin) {
    return Values.onOff(text)
        .map(on -> new Paused(on, Optional.empty()))
        .or(() -> Values.moment(text).map(until -> new Paused(true, Optional.of(until))))
        .map(Parsed::of)
        .orElseGet(() ->
            bad(
                origin,
                "Not a valid value, so scaling is paused to be safe. Use on, off, a date (2026-12-31) or a time (2026-12-31 18:00).",
                List.of()))
        .or(new Paused(true, Optional.empty()));
  }

  private static final String REPLACE = "replace";

  private static Parsed adopt(String text, Origin origin) {
    return Values.onOff(text)
        .map(on -> on ? Adoption.KEEP : Adoption.NO)
        .or(() -> text.equalsIgnoreCase(REPLACE) ? Optional.of(Adoption.REPLACE) : Optional.empty())
        .map(mode -> Parsed.of(new Adopt(mode)))
        .orElseGet(() ->
            bad(
                origin,
                "Use true (keep the policies and schedules that others attached), replace (delete them) or false.",
                Stream.of(Values.ON, List.of(REPLACE), Values.OFF).flatMap(List::stream).toList()));
  }

  private static String digits(String text, String sentence) {
    return TOO_MANY_DIGITS.matcher(text).find()
        ? sentence + " It can have at most 9 digits."
        : sentence;
  }

  private static final Pattern TOO_MANY_DIGITS = Pattern.compile("[0-9]{10}");

  private static Parsed bad(Origin origin, String sentence, List<String> allowed) {
    return new Parsed(
        Optional.empty(), Optional.empty(), List.of(badValue(origin, sentence, allowed)));
  }

  private static Problem badValue(Origin origin, String sentence, List<String> allowed) {
    return Problems.about(origin, Code.BAD_VALUE, sentence, allowed);
  }
}
