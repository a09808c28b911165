package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Suggestions;
import io.github.tagscaler.policy.Setting.DryRun;
import io.github.tagscaler.policy.Setting.Max;
import io.github.tagscaler.policy.Setting.MaxRps;
import io.github.tagscaler.policy.Setting.Min;
import io.github.tagscaler.policy.Setting.NotYet;
import io.github.tagscaler.policy.Setting.ScaleIn;
import io.github.tagscaler.policy.Setting.ScaleInCooldown;
import io.github.tagscaler.policy.Setting.ScaleOutCooldown;
import io.github.tagscaler.policy.Setting.SwitchedOff;
import io.github.tagscaler.policy.Setting.TargetValue;
import io.github.tagscaler.policy.Setting.TrackOnly;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the keys of one level. It knows single keys only; how they work together is not its job.
 */
final class LevelReader {
  private final String prefix;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Stated> settings = new ArrayList<>();
  private Optional<Sourced<PolicyChoice>> choice = Optional.empty();
  private boolean optsIn;

  private LevelReader(String prefix) {
    this.prefix = prefix;
  }

  /** Reads the entries of one level, which all concern the same target. */
  static Level read(List<TagEntry> entries, String prefix) {
    if (entries.isEmpty()) {
      return Level.SILENT;
    }
    var reader = new LevelReader(prefix);
    var byName = new TreeMap<String, List<TagEntry>>();
    for (var entry : entries) {
      byName
          .computeIfAbsent(entry.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(entry);
    }
    byName.values().forEach(reader::readName);
    return new Level(reader.choice, reader.settings, reader.optsIn, reader.problems);
  }

  /** Reads what is called the same but for case: one tag, if all is well. */
  private void readName(List<TagEntry> entries) {
    var first = entries.getFirst();
    var known = PolicyKey.of(first.name());
    optsIn |= known.map(PolicyKey::optsIn).orElse(true);
    if (known.isEmpty()) {
      entries.forEach(this::unknownKey);
      return;
    }
    if (entries.size() > 1) {
      twice(known.get(), entries);
      return;
    }
    read(known.get(), first);
  }

  private void twice(PolicyKey key, List<TagEntry> entries) {
    var keys = entries.stream().map(entry -> entry.tag().key()).toList();
    var tag = entries.getFirst().tag();
    problems.add(
        new Problem(
            Code.BAD_VALUE,
            tag.key(),
            tag.value(),
            "%s on %s say the same key in different case. Keep one of them."
                .formatted(String.join(" and ", keys), tag.holder()),
            List.of()));
    if (key == PolicyKey.POLICY) {
      // A brake is obeyed even if another spelling of the key contradicts it.
      choice =
          entries.stream()
              .map(entry -> new Sourced<>(PolicyChoice.read(entry.value()), entry.tag()))
              .filter(each -> isBrake(each.value()))
              .min((a, b) -> Boolean.compare(isOff(a.value()), isOff(b.value())));
    }
  }

  private static boolean isBrake(PolicyChoice choice) {
    return choice instanceof PolicyChoice.Ignore || isOff(choice);
  }

  private static boolean isOff(PolicyChoice choice) {
    return choice instanceof PolicyChoice.Off;
  }

  private void read(PolicyKey key, TagEntry entry) {
    switch (key) {
      case POLICY -> policy(entry);
      case MIN -> value(entry, Values.WHOLE_NUMBER, Values::wholeNumber, Min::new);
      case MAX -> value(entry, Values.WHOLE_NUMBER, Values::wholeNumber, Max::new);
      case METRIC -> metric(entry);
      case TARGET -> value(entry, Values.NUMBER, Values::number, TargetValue::new);
      case MAX_RPS -> value(entry, Values.NUMBER, Values::number, MaxRps::new);
      case SCALE_IN_COOLDOWN ->
          value(entry, Values.COOLDOWN, Values::cooldown, ScaleInCooldown::new);
      case SCALE_OUT_COOLDOWN ->
          value(entry, Values.COOLDOWN, Values::cooldown, ScaleOutCooldown::new);
      case SCALE_IN -> value(entry, Values.SWITCH, Values::onOff, ScaleIn::new);
      case DRY_RUN -> value(entry, Values.SWITCH, Values::onOff, DryRun::new);
      case WAKE -> value(entry, Values.SWITCH, Values::onOff, on -> later(key, on));
      case SCHEDULE, PAUSED, ADOPT ->
          // Only "no" is understood yet, and it is just what happens.
          add(entry, later(key, !Values.onOff(entry.value()).equals(Optional.of(false))));
    }
  }

  private static Setting later(PolicyKey key, boolean on) {
    return on ? new NotYet(key) : new SwitchedOff(key);
  }

  private <T> void value(
      TagEntry entry,
      String allowed,
      Function<String, Optional<T>> grammar,
      Function<T, Setting> setting) {
    grammar
        .apply(entry.value())
        .map(setting)
        .ifPresentOrElse(read -> add(entry, read), () -> badValue(entry, allowed + ".", List.of()));
  }

  private void policy(TagEntry entry) {
    var read = PolicyChoice.read(entry.value());
    if (read instanceof PolicyChoice.Unreadable(var why)) {
      badValue(entry, why, List.of());
    }
    choice = Optional.of(new Sourced<>(read, entry.tag()));
  }

  private void metric(TagEntry entry) {
    Metric.of(entry.value())
        .ifPresentOrElse(
            metric -> add(entry, new TrackOnly(metric)),
            () ->
                badValue(
                    entry,
                    didYouMean(entry.value(), Metric.names())
                        + "Allowed: "
                        + String.join(", ", Metric.names())
                        + ".",
                    Metric.names()));
  }

  private void add(TagEntry entry, Setting setting) {
    settings.add(new Stated(setting, entry.tag()));
  }

  private void badValue(TagEntry entry, String sentence, List<String> allowed) {
    problems.add(
        new Problem(
            Code.BAD_VALUE,
            entry.tag().key(),
            entry.tag().value(),
            entry.tag().describe() + ". " + sentence,
            allowed));
  }

  /** What people try first when they want scaling and do not know the key yet. */
  private static final Set<String> TURN_ON = Set.of("enabled", "enable", "on", "scale", "");

  private void unknownKey(TagEntry entry) {
    var hint =
        TURN_ON.contains(entry.name().toLowerCase(Locale.ROOT))
            ? "To turn scaling on, set %spolicy = default.".formatted(prefix)
            : Suggestions.closest(entry.name(), PolicyKey.names())
                    .map(near -> "Did you mean \"" + prefix + near + "\"? ")
                    .orElse("")
                + "Known: "
                + String.join(", ", PolicyKey.names())
                + ".";
    problems.add(
        new Problem(
            Code.UNKNOWN_KEY,
            entry.tag().key(),
            entry.tag().value(),
            entry.tag().key() + ". " + hint,
            PolicyKey.names()));
  }

  private static String didYouMean(String given, List<String> known) {
    return Suggestions.closest(given, known)
        .map(near -> "Did you mean \"" + near + "\"? ")
        .orElse("");
  }
}
