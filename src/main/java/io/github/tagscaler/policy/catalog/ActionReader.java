package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.catalog.NamedEntries.Named;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.policy.window.TimeZones;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the entries of {@code actions}. */
final class ActionReader {
  static final List<String> KEYS = List.of("name", "cron", "at", "timezone", "min", "max", "off");

  /** As AWS writes it, or with a space and without seconds as people do. */
  private static final Pattern MOMENT =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)");

  private final Section section;

  private ActionReader(Section section) {
    this.section = section;
  }

  /** Reads an entry. */
  static Optional<Named<Setting>> read(Section section, boolean off) {
    return new ActionReader(section).entry(off);
  }

  private Optional<Named<Setting>> entry(boolean off) {
    if (!section.has("name")) {
      section.missing("name", "It becomes the name of the scheduled action.");
    }
    var name = section.name("name");
    if (off) {
      return name.map(entry -> new Named<>(entry, new Setting.DropAction(entry.value())));
    }
    var when = when();
    var zone = section.scalar("timezone").flatMap(this::zone);
    var min = bound("min");
    var max = bound("max");
    if (!section.problems().isEmpty()) {
      return Optional.empty();
    }
    return name.flatMap(entry ->
        section
            .valid(
                Checked.of(() ->
                    new ActionEntry(
                        entry.value(),
                        when.orElseThrow(),
                        zone,
                        min.orElseThrow(),
                        max.orElseThrow())))
            .map(action -> new Named<>(entry, new Setting.Action(action))));
  }

  private Optional<ZoneId> zone(Origin.CatalogValue entry) {
    var zone = TimeZones.find(entry.value());
    if (zone.isEmpty()) {
      section.report(entry, TimeZones.whyNot(entry.value()));
    }
    return zone;
  }

  private Optional<ActionEntry.When> when() {
    if (section.has("cron") == section.has("at")) {
      section.report(
          "An action has either cron or at; this one has %s."
              .formatted(section.has("cron") ? "both" : "neither"));
      return Optional.empty();
    }
    return section.has("at")
        ? section
            .value(
                "at",
                ActionReader::moment,
                "Use a time such as \"2026-12-31 18:00\", without a zone (see timezone).")
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

  private Optional<ActionEntry.When> cron(Origin.CatalogValue entry) {
    var flaw = Cron.flaw(entry.value());
    flaw.ifPresent(wrong -> section.report(entry, wrong.message(), wrong.allowed()));
    return flaw.isPresent()
        ? Optional.empty()
        : Optional.of(new ActionEntry.When.Cron(Cron.normal(entry.value())));
  }

  private Optional<Integer> bound(String key) {
    if (!section.has(key)) {
      section.missing(key, "An action sets both min and max.");
    }
    return section.value(key, Values::wholeNumber, "Use a whole number, for example 4.");
  }
}
