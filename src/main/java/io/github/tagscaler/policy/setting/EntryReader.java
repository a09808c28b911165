package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.setting.Setting.DryRun;
import io.github.tagscaler.policy.setting.Setting.Later;
import io.github.tagscaler.policy.setting.Setting.Max;
import io.github.tagscaler.policy.setting.Setting.MaxRps;
import io.github.tagscaler.policy.setting.Setting.Min;
import io.github.tagscaler.policy.setting.Setting.ScaleIn;
import io.github.tagscaler.policy.setting.Setting.ScaleInCooldown;
import io.github.tagscaler.policy.setting.Setting.ScaleOutCooldown;
import io.github.tagscaler.policy.setting.Setting.TargetValue;
import io.github.tagscaler.policy.setting.Setting.TrackOnly;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the value of one tag whose key is known. */
public final class EntryReader {

  /**
   * What the value says, or what is wrong with it: {@code policy} and {@code dry-run} may give
   * both, other keys one.
   */
  public record Read(
      Optional<PolicyChoice> choice, Optional<Setting> setting, Optional<Problem> problem) {

    private static Read of(Setting setting) {
      return new Read(Optional.empty(), Optional.of(setting), Optional.empty());
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
      case WAKE -> onOff(text, origin, on -> new Later(key, on));
      // Only "no" is understood yet, and it is just what happens.
      case SCHEDULE -> Read.of(new Later(key, !text.equalsIgnoreCase("off")));
      case PAUSED, ADOPT -> Read.of(new Later(key, Values.onOff(text).orElse(true)));
    };
  }

  private static Read policy(String text, Origin origin) {
    var choice = PolicyChoice.read(text);
    return new Read(
        Optional.of(choice),
        Optional.empty(),
        choice instanceof PolicyChoice.Unreadable(var why)
            ? Optional.of(badValue(origin, why, List.of()))
            : Optional.empty());
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
    var read = onOff(text, origin, DryRun::new);
    return new Read(
        read.choice(), read.setting().or(() -> Optional.of(new DryRun(true))), read.problem());
  }

  private static Read bad(Origin origin, String sentence, List<String> allowed) {
    return new Read(
        Optional.empty(), Optional.empty(), Optional.of(badValue(origin, sentence, allowed)));
  }

  private static Problem badValue(Origin origin, String sentence, List<String> allowed) {
    return Complaint.about(origin, Code.BAD_VALUE, sentence, allowed);
  }
}
