package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.Setting.DryRun;
import io.github.tagscaler.policy.Setting.Later;
import io.github.tagscaler.policy.Setting.Max;
import io.github.tagscaler.policy.Setting.MaxRps;
import io.github.tagscaler.policy.Setting.Min;
import io.github.tagscaler.policy.Setting.ScaleIn;
import io.github.tagscaler.policy.Setting.ScaleInCooldown;
import io.github.tagscaler.policy.Setting.ScaleOutCooldown;
import io.github.tagscaler.policy.Setting.TargetValue;
import io.github.tagscaler.policy.Setting.TrackOnly;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the value of one tag whose key is known. */
final class EntryReader {

  /**
   * What the value says, or what is wrong with it: {@code policy} and {@code dry-run} may give
   * both, other keys one.
   */
  record Read(Optional<PolicyChoice> choice, Optional<Setting> setting, Optional<Problem> problem) {

    private static Read of(Setting setting) {
      return new Read(Optional.empty(), Optional.of(setting), Optional.empty());
    }
  }

  private EntryReader() {}

  static Read read(PolicyKey key, TagEntry entry) {
    var text = entry.value();
    return switch (key) {
      case POLICY -> policy(entry);
      case MIN -> wholeNumber(entry, Min::new);
      case MAX -> wholeNumber(entry, Max::new);
      case METRIC -> metric(entry);
      case TARGET -> number(entry, TargetValue::new);
      case MAX_RPS -> number(entry, MaxRps::new);
      case SCALE_IN_COOLDOWN -> cooldown(entry, ScaleInCooldown::new);
      case SCALE_OUT_COOLDOWN -> cooldown(entry, ScaleOutCooldown::new);
      case SCALE_IN -> onOff(entry, ScaleIn::new);
      case DRY_RUN -> dryRun(entry);
      case WAKE -> onOff(entry, on -> new Later(key, on));
      // Only "no" is understood yet, and it is just what happens.
      case SCHEDULE -> Read.of(new Later(key, !text.equalsIgnoreCase("off")));
      case PAUSED, ADOPT -> Read.of(new Later(key, Values.onOff(text).orElse(true)));
    };
  }

  private static Read policy(TagEntry entry) {
    var choice = PolicyChoice.read(entry.value());
    return new Read(
        Optional.of(choice),
        Optional.empty(),
        choice instanceof PolicyChoice.Unreadable(var why)
            ? Optional.of(badValue(entry, why, List.of()))
            : Optional.empty());
  }

  private static Read metric(TagEntry entry) {
    var names = Metric.names();
    return Metric.of(entry.value())
        .map(metric -> Read.of(new TrackOnly(metric)))
        .orElseGet(() ->
            bad(
                entry,
                Suggestions.closest(entry.value(), names)
                        .map(near -> "Did you mean \"" + near + "\"? ")
                        .orElse("")
                    + "Allowed: "
                    + String.join(", ", names)
                    + ".",
                names));
  }

  private static Read wholeNumber(TagEntry entry, Function<Integer, Setting> setting) {
    return Values.wholeNumber(entry.value())
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(entry, "It must be a whole number of at most 9 digits, such as 4.", List.of()));
  }

  private static Read number(TagEntry entry, Function<BigDecimal, Setting> setting) {
    return Values.number(entry.value())
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(
                entry,
                "It must be a number above 0 of at most 9 digits, such as 5 or 0.5.",
                List.of()));
  }

  private static Read cooldown(TagEntry entry, Function<Duration, Setting> setting) {
    return Values.cooldown(entry.value())
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(
                entry,
                "It must be a time in seconds (300 or 300s), minutes (5m) or hours (1h), of at most 9 digits.",
                List.of()));
  }

  private static Read onOff(TagEntry entry, Function<Boolean, Setting> setting) {
    return Values.onOff(entry.value())
        .map(setting)
        .map(Read::of)
        .orElseGet(() ->
            bad(
                entry,
                "It must be one of %s, or one of %s."
                    .formatted(String.join(", ", Values.ON), String.join(", ", Values.OFF)),
                Values.SWITCH));
  }

  /** Whoever writes the key most likely wants nothing changed: in doubt nothing is. */
  private static Read dryRun(TagEntry entry) {
    var read = onOff(entry, DryRun::new);
    return new Read(
        read.choice(), read.setting().or(() -> Optional.of(new DryRun(true))), read.problem());
  }

  private static Read bad(TagEntry entry, String sentence, List<String> allowed) {
    return new Read(
        Optional.empty(), Optional.empty(), Optional.of(badValue(entry, sentence, allowed)));
  }

  private static Problem badValue(TagEntry entry, String sentence, List<String> allowed) {
    return Complaint.about(entry.tag(), Code.BAD_VALUE, sentence, allowed);
  }
}
