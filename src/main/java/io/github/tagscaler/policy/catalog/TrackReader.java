package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.catalog.NamedEntries.Named;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.TrackEntry;
import java.util.List;
import java.util.Optional;

/** Reads the entries of {@code track}. */
final class TrackReader {
  static final List<String> KEYS =
      List.of(
          "metric",
          "name",
          "custom",
          "target",
          "max-rps",
          "scale-in-cooldown",
          "scale-out-cooldown",
          "scale-in",
          "off");

  private final Section section;

  private TrackReader(Section section) {
    this.section = section;
  }

  /** Reads an entry. */
  static Optional<Named<Setting>> read(Section section, boolean off) {
    return new TrackReader(section).entry(off);
  }

  private Optional<Named<Setting>> entry(boolean off) {
    var target = SettingReader.read(section, PolicyKey.TARGET, Setting.TargetValue.class);
    var maxRps = SettingReader.read(section, PolicyKey.MAX_RPS, Setting.MaxRps.class);
    var scaleInCooldown =
        SettingReader.read(section, PolicyKey.SCALE_IN_COOLDOWN, Setting.ScaleInCooldown.class);
    var scaleOutCooldown =
        SettingReader.read(section, PolicyKey.SCALE_OUT_COOLDOWN, Setting.ScaleOutCooldown.class);
    var scaleIn = SettingReader.read(section, PolicyKey.SCALE_IN, Setting.ScaleIn.class);
    var measure = measure(off);
    var name = name(off);
    if (off) {
      return name.map(entry -> new Named<>(entry, new Setting.DropTrack(entry.value())));
    }
    if (!section.problems().isEmpty()) {
      return Optional.empty();
    }
    return name.flatMap(entry ->
        measure
            .flatMap(what ->
                section.valid(
                    Checked.of(() ->
                        new TrackEntry(
                            entry.value(),
                            what,
                            target.map(Setting.TargetValue::value),
                            maxRps.map(Setting.MaxRps::requestsPerSecond),
                            scaleInCooldown.map(Setting.ScaleInCooldown::cooldown),
                            scaleOutCooldown.map(Setting.ScaleOutCooldown::cooldown),
                            scaleIn.map(Setting.ScaleIn::on)))))
            .map(track -> new Named<>(entry, new Setting.Track(track))));
  }

  private Optional<Measure> measure(boolean off) {
    if (section.has("metric") && (section.has("custom") || section.has("name"))) {
      section.report(
          section.has("custom") ? "custom" : "name",
          "An entry has either metric, which is its name too, or name and custom. Remove one of them.");
      return Optional.empty();
    }
    if (!off && !section.has("metric") && !section.has("custom")) {
      section.report("What to track is missing. Set metric, or name and custom.");
    }
    return MeasureReader.read(section);
  }

  /**
   * The name of the entry. With {@code custom} it is only a name, also where it equals the alias of
   * a metric: an alias that a later version adds must not break a document that loaded before.
   */
  private Optional<Origin.CatalogValue> name(boolean off) {
    if (section.has("metric")) {
      return section
          .scalar("metric")
          .flatMap(entry ->
              Metric.of(entry.value())
                  .map(metric ->
                      new Origin.CatalogValue(entry.place(), entry.key(), metric.wire())));
    }
    if (section.has("custom") && !section.has("name")) {
      section.missing("name", "A custom metric needs a name of your choice.");
    } else if (off && !section.has("name")) {
      section.missing("name", "Set name or metric to say which entry to drop.");
    }
    return section.name("name");
  }
}
