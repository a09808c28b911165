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
import java.util.stream.Stream;

/** Reads the value of one key that is known, in a tag or in a policy of a catalog. */
public final class EntryReader {

  /**
   * What the value says, or all that is wrong with it: {@code policy}, {@code paused} and {@code
   * dry-run} may give both, other keys one.
   */
  public record Read(
      Optional<PolicyChoice> choice, Optional<Setting> setting, List<Problem> problems) {
    public Read {
      problems = List.copyOf(problems);
    }

    private static Read of(Setting setting) {
      return new Read(Optional.empty(), Optional.of(setting), List.of());
    }

    /** If nothing can be made of the value, that is meant. */
    private Read or(Setting inDoubt) {
      return new Read(choice, setting.or(() -> Optional.of(inDoubt)), problems);
    }
  }

  private EntryReader() {}

  /**
   * Reads a value.
   *
   * @param text the value without space around it
   * @param origin where it stands
   */
  public static Read read(PolicyKey key, String text, Origin origin) {
    return switch (key) {
      case POLICY -> policy(text, origin);
      case MIN -> wholeNumber(text, origin, Min::new);
      case MAX -> wholeNumber(text, origin, Max::new);
      case METRIC -> metric(text, origin);
      case TARGET -> number(text, origin, TargetValue::new);
      case MAX_RPS -> number(text, origin, MaxRps::new);
      case SCALE_IN_COOLDOWN -> cooldown(text, origin, ScaleInCooldown::new);
      case SCALE_OUT_COOLDOWN -> cooldown(text, origin, ScaleOutCooldown::new);
      case SCALE_IN -> onOff(text, origin, ScaleIn::new);
      case DRY_RUN -> dryRun(text, origin);
      case WAKE -> onOff(text, origin, Wake::new);
      case SCHEDULE -> schedule(text, origin);
      case PAUSED -> paused(text, origin);
      case ADOPT -> adopt(text, origin);
    };
  }

  private static Read policy(String text, Origin origin) {
    var choice = PolicyChoice.read(text);
    return new Read(
        Optional.of(choice),
        Optional.empty(),
        choice instanceof PolicyChoice.Unreadable(var why)
            ? List.of(badValue(origin, why, List.of()))
            : List.of());
  }

  private static Read metric(String text, Origin origin) {
    var names = Metric.names();
    return Metric.of(text)
        .map(metric -> Read.of(new TrackOnly(metric)))
        .orElseGet(() ->
            bad(
                origin,
                Suggestions.closest(text, names)
                        .map(near -> "Did you mean \"" + near + "\"? ")
                        .orElse("")
                    + "Allowed: "
                    + String.join(", ", names)
                    + ".",
                names));
  }

  private static Read wholeNumber(String text, Origin origin, Function<Integer, Setting> setting) {
    return Values.wholeNumber(text)
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(origin, "It must be a whole number of at most 9 digits, such as 4.", List.of()));
  }

  private static Read number(String text, Origin origin, Function<BigDecimal, Setting> setting) {
    return Values.number(text)
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(
                origin,
                "It must be a number above 0 of at most 9 digits, such as 5 or 0.5.",
                List.of()));
  }

  private static Read cooldown(String text, Origin origin, Function<Duration, Setting> setting) {
    return Values.cooldown(text)
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(
                origin,
                "It must be a time in seconds (300 or 300s), minutes (5m) or hours (1h), of at most 9 digits.",
                List.of()));
  }

  private static Read onOff(String text, Origin origin, Function<Boolean, Setting> setting) {
    return Values.onOff(text)
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(
                origin,
                "It must be one of %s, or one of %s."
                    .formatted(String.join(", ", Values.ON), String.join(", ", Values.OFF)),
                Values.SWITCH));
  }

  /** Whoever writes the key most likely wants nothing changed: in doubt nothing is. */
  private static Read dryRun(String text, Origin origin) {
    return onOff(text, origin, DryRun::new).or(new DryRun(true));
  }

  private static final Set<String> NO_SCHEDULE = Set.of("no", "none", "false", "disabled", "never");

  private static Read schedule(String text, Origin origin) {
    if (text.equalsIgnoreCase("off")) {
      return Read.of(new Schedule(Optional.empty()));
    }
    if (NO_SCHEDULE.contains(text.toLowerCase(Locale.ROOT))) {
      return bad(origin, "Did you mean \"off\"?", List.of("off"));
    }
    return switch (ExpressionReader.read(text)) {
      case Windows.Reading.Understood(var windows) -> Read.of(new Schedule(Optional.of(windows)));
      case Windows.Reading.Flawed(var flaws) ->
          new Read(
              Optional.empty(),
              Optional.empty(),
              flaws.stream()
                  .map(flaw -> Problems.about(origin, flaw.code(), flaw.message(), flaw.allowed()))
                  .toList());
    };
  }

  /** Whoever writes the key wants everything held: in doubt it is, and for as long as it stands. */
  private static Read paused(String text, Origin origin) {
    return Values.onOff(text)
        .map(on -> new Paused(on, Optional.empty()))
        .or(() -> Values.moment(text).map(until -> new Paused(true, Optional.of(until))))
        .map(Read::of)
        .orElseGet(() ->
            bad(
                origin,
                "It must be one of %s, a date such as 2026-12-31, a moment such as 2026-12-31 18:00, or one of %s. Until it can be read, scaling stays paused."
                    .formatted(String.join(", ", Values.ON), String.join(", ", Values.OFF)),
                List.of()))
        .or(new Paused(true, Optional.empty()));
  }

  private static final String REPLACE = "replace";

  private static Read adopt(String text, Origin origin) {
    return Values.onOff(text)
        .map(on -> on ? Adoption.KEEP : Adoption.NO)
        .or(() -> text.equalsIgnoreCase(REPLACE) ? Optional.of(Adoption.REPLACE) : Optional.empty())
        .map(mode -> Read.of(new Adopt(mode)))
        .orElseGet(() ->
            bad(
                origin,
                "It must be one of %s (keep what others made there), %s (remove it), or one of %s."
                    .formatted(
                        String.join(", ", Values.ON), REPLACE, String.join(", ", Values.OFF)),
                Stream.of(Values.ON, List.of(REPLACE), Values.OFF).flatMap(List::stream).toList()));
  }

  private static Read bad(Origin origin, String sentence, List<String> allowed) {
    return new Read(
        Optional.empty(), Optional.empty(), List.of(badValue(origin, sentence, allowed)));
  }

  private static Problem badValue(Origin origin, String sentence, List<String> allowed) {
    return Problems.about(origin, Code.BAD_VALUE, sentence, allowed);
  }
}
