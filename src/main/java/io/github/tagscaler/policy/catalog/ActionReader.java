package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Cron;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.policy.window.TimeZones;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the entries of {@code actions}. */
final class ActionReader {
  static final List<String> KEYS = List.of("name", "cron", "at", "timezone", "min", "max", "off");

  /** As AWS writes it, or with a space and without seconds as people do. */
  private static final Pattern MOMENT =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)");

  private static final String BOTH_BOUNDS = "Both bounds come into force, whatever held before.";

  private final Section section;

  private ActionReader(Section section) {
    this.section = section;
  }

  /** An entry; empty, and told, if it is none. */
  static Optional<Entries.Named<Setting>> read(Section section, boolean off) {
    return new ActionReader(section).entry(off);
  }

  private Optional<Entries.Named<Setting>> entry(boolean off) {
    if (!section.has("name")) {
      section.missing("name", "Its scheduled action is called after it.");
    }
    var name = section.name("name");
    if (off) {
      return name.map(
          entry -> new Entries.Named<>(entry, true, new Setting.DropAction(entry.value())));
    }
    var when = when();
    var zone =
        section
            .scalar("timezone")
            .flatMap(entry -> {
              var found = TimeZones.find(entry.value());
              if (found.isEmpty()) {
                section.findings().value(entry, TimeZones.whyNot(entry.value()));
              }
              return found;
            });
    var min = bound("min");
    var max = bound("max");
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      section.tell("min", "It must be at most max, which is %d.".formatted(max.get()));
    }
    return name.flatMap(entry ->
        when.flatMap(time ->
            min.flatMap(least ->
                max.map(most ->
                    new Entries.Named<>(
                        entry,
                        false,
                        new Setting.Action(
                            new ActionEntry(entry.value(), time, zone, least, most)))))));
  }

  private Optional<ActionEntry.When> when() {
    if (section.has("cron") == section.has("at")) {
      section
          .findings()
          .key(
              section.place(),
              section.path(),
              "An action has either cron or at; this one has %s."
                  .formatted(section.has("cron") ? "both" : "neither"));
      return Optional.empty();
    }
    return section.has("at")
        ? section
            .value(
                "at",
                ActionReader::moment,
                "It must be a moment such as \"2026-12-31 18:00\", without a zone (see timezone).")
            .map(ActionEntry.When.At::new)
        : section.scalar("cron").flatMap(this::cron);
  }

  private static Optional<LocalDateTime> moment(String text) {
    var moment = MOMENT.matcher(text);
    if (!moment.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(moment.group(1) + "T" + moment.group(2)));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private Optional<ActionEntry.When> cron(Origin.Entry entry) {
    var flaw = Cron.flaw(entry.value());
    flaw.ifPresent(wrong -> section.findings().value(entry, wrong.message(), wrong.allowed()));
    return flaw.isPresent()
        ? Optional.empty()
        : Optional.of(new ActionEntry.When.Cron(Cron.normal(entry.value())));
  }

  private Optional<Integer> bound(String key) {
    if (!section.has(key)) {
      section.missing(key, BOTH_BOUNDS);
    }
    return section.value(
        key, Values::wholeNumber, "It must be a whole number of at most 9 digits, such as 4.");
  }
}
