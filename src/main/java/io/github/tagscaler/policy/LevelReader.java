package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.Moment;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.SettingParser;
import io.github.tagscaler.policy.setting.Sourced;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the keys of one level, each by itself. */
final class LevelReader {
  private final String prefix;
  private final List<String> variants;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Sourced<Setting>> settings = new ArrayList<>();
  private final Set<PolicyKey> unclear = EnumSet.noneOf(PolicyKey.class);
  private Optional<Sourced<PolicyChoice>> choice = Optional.empty();
  private boolean optsIn;

  private LevelReader(String prefix, List<String> variants) {
    this.prefix = prefix;
    this.variants = variants;
  }

  /**
   * Reads the entries of one level, which all apply to the same target.
   *
   * @param variants the names that a suffix can have
   */
  static Level read(List<TagEntry> entries, String prefix, List<String> variants) {
    var reader = new LevelReader(prefix, variants);
    var byName = new TreeMap<String, List<TagEntry>>();
    for (var entry : entries) {
      byName
          .computeIfAbsent(entry.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(entry);
    }
    byName.forEach(reader::readKey);
    return new Level(
        reader.choice, reader.settings, reader.optsIn, reader.unclear, reader.problems);
  }

  /** Reads the tags of one name, usually a single one. */
  private void readKey(String name, List<TagEntry> entries) {
    var known = PolicyKey.of(name);
    if (known.isEmpty()) {
      optsIn = true;
      entries.forEach(this::unknownKey);
      return;
    }
    var key = known.get();
    optsIn |= key.optsIn();
    if (entries.size() > 1) {
      twice(key, entries);
      return;
    }
    var entry = entries.getFirst();
    var read = SettingParser.parse(key, entry.value(), entry.tag());
    if (!read.problems().isEmpty()) {
      unclear.add(key);
      problems.addAll(read.problems());
    }
    read.choice().ifPresent(value -> choice = Optional.of(new Sourced<>(value, entry.tag())));
    read.setting().ifPresent(value -> settings.add(new Sourced<>(value, entry.tag())));
  }

  /**
   * Rejects several spellings of a key, because any of them may be meant; but an off switch and a
   * dry run apply if one of them requests it.
   */
  private void twice(PolicyKey key, List<TagEntry> entries) {
    var tag = entries.getFirst().tag();
    var keys = entries.stream().map(entry -> Quote.of(entry.tag().key())).toList();
    unclear.add(key);
    problems.add(
        new Problem(
            Code.BAD_VALUE,
            tag.key(),
            tag.value(),
            "%s on %s are the same key (keys are case-insensitive). Keep one of them."
                .formatted(String.join(" and ", keys), tag.holder()),
            List.of()));
    for (var entry : entries) {
      problems.addAll(SettingParser.parse(key, entry.value(), entry.tag()).problems());
    }
    switch (key) {
      case POLICY -> choice = Optional.of(strongestOffSwitch(entries));
      case PAUSED -> paused(entries);
      case DRY_RUN -> keepIf(new Setting.DryRun(true)::equals, key, entries);
      default -> {}
    }
  }

  private static Sourced<PolicyChoice> strongestOffSwitch(List<TagEntry> entries) {
    var choices =
        entries.stream()
            .map(entry -> new Sourced<>(PolicyChoice.read(entry.value()), entry.tag()))
            .toList();
    return Stream.of(new PolicyChoice.Ignore(), new PolicyChoice.Off())
        .flatMap(offSwitch -> choices.stream().filter(each -> each.value().equals(offSwitch)))
        .findFirst()
        .orElseGet(() ->
            new Sourced<>(
                new PolicyChoice.Unreadable("The key is set twice."), entries.getFirst().tag()));
  }

  /** Adds the longest of the pauses. */
  private void paused(List<TagEntry> entries) {
    entries.stream()
        .flatMap(entry ->
            SettingParser.parse(PolicyKey.PAUSED, entry.value(), entry.tag()).setting().stream()
                .filter(setting -> setting instanceof Setting.Paused(var on, var until) && on)
                .map(setting -> new Sourced<>(setting, entry.tag())))
        .max(
            Comparator.comparing(stated ->
                ((Setting.Paused) stated.value())
                    .until()
                    .map(Moment::time)
                    .orElse(LocalDateTime.MAX)))
        .ifPresent(settings::add);
  }

  private void keepIf(Predicate<Setting> wanted, PolicyKey key, List<TagEntry> entries) {
    for (var entry : entries) {
      SettingParser.parse(key, entry.value(), entry.tag())
          .setting()
          .filter(wanted)
          .ifPresent(value -> settings.add(new Sourced<>(value, entry.tag())));
    }
  }

  /** Keys that people try to turn scaling on before they know the right one. */
  private static final Set<String> TURN_ON =
      Set.of("enabled", "enable", "on", "scale", "scaling", "");

  private void unknownKey(TagEntry entry) {
    var tag = entry.tag();
    var suffix = entry.suffix().map(variant -> "@" + variant).orElse("");
    var message =
        TURN_ON.contains(entry.name().toLowerCase(Locale.ROOT))
            ? "%s. To turn scaling on, set %spolicy%s = default."
                .formatted(tag.key(), prefix, suffix)
            : "%s on %s. %sKnown: %s."
                .formatted(
                    tag.key(),
                    tag.holder(),
                    MeantKey.question(entry, prefix, variants)
                        .map(question -> question + " ")
                        .orElse(""),
                    String.join(", ", PolicyKey.names()));
    problems.add(
        new Problem(
            Code.UNKNOWN_KEY,
            tag.key(),
            tag.value(),
            message,
            PolicyKey.names().stream().map(prefix::concat).toList()));
  }
}
