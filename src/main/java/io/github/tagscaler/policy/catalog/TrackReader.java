package io.github.tagscaler.policy.catalog;

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

  /** An entry; empty, and told, if it is none. */
  static Optional<Entries.Named<Setting>> read(Section section, boolean off) {
    return new TrackReader(section).entry(off);
  }

  private Optional<Entries.Named<Setting>> entry(boolean off) {
    var metric = SettingReader.read(section, PolicyKey.METRIC, Setting.TrackOnly.class);
    var target = SettingReader.read(section, PolicyKey.TARGET, Setting.TargetValue.class);
    var maxRps = SettingReader.read(section, PolicyKey.MAX_RPS, Setting.MaxRps.class);
    var scaleInCooldown =
        SettingReader.read(section, PolicyKey.SCALE_IN_COOLDOWN, Setting.ScaleInCooldown.class);
    var scaleOutCooldown =
        SettingReader.read(section, PolicyKey.SCALE_OUT_COOLDOWN, Setting.ScaleOutCooldown.class);
    var scaleIn = SettingReader.read(section, PolicyKey.SCALE_IN, Setting.ScaleIn.class);
    var spec =
        section
            .get("custom")
            .flatMap(node ->
                CustomMetricReader.read(section.pathOf("custom"), node, section.findings()));
    return name(off)
        .flatMap(name -> {
          if (off) {
            return Optional.of(
                new Entries.Named<Setting>(name, true, new Setting.DropTrack(name.value())));
          }
          var measure =
              section.has("custom")
                  ? spec.<Measure>map(Measure.Custom::new)
                  : metric.map(Setting.TrackOnly::metric).<Measure>map(Measure.Alias::new);
          return measure.map(what ->
              new Entries.Named<>(
                  name,
                  false,
                  new Setting.Track(
                      new TrackEntry(
                          name.value(),
                          what,
                          target.map(Setting.TargetValue::value),
                          maxRps.map(Setting.MaxRps::requestsPerSecond),
                          scaleInCooldown.map(Setting.ScaleInCooldown::cooldown),
                          scaleOutCooldown.map(Setting.ScaleOutCooldown::cooldown),
                          scaleIn.map(Setting.ScaleIn::on)))));
        });
  }

  /** What it is called, if it says in one way only what it tracks. */
  private Optional<Origin.Entry> name(boolean off) {
    if (section.has("metric") && (section.has("custom") || section.has("name"))) {
      section.tell(
          section.has("custom") ? "custom" : "name",
          "An entry has either metric, which is its name too, or name and custom. Remove one of them.");
      return Optional.empty();
    }
    if (section.has("metric")) {
      throughputFits();
      return section
          .scalar("metric")
          .flatMap(entry ->
              Metric.of(entry.value())
                  .map(metric -> new Origin.Entry(entry.place(), entry.key(), metric.wire())));
    }
    if (!off) {
      custom();
    } else if (!section.has("name")) {
      section.missing("name", "It says which entry to drop, unless metric does.");
    }
    return section.name("name").filter(name -> off || noAlias(name));
  }

  private void throughputFits() {
    if (!section.has("max-rps")) {
      return;
    }
    var metric = section.scalar("metric").flatMap(entry -> Metric.of(entry.value()));
    if (metric.isPresent() && metric.get() != Metric.INVOCATIONS) {
      section.tell("max-rps", "It is for the metric invocations only. Set target instead.");
    } else if (section.has("target")) {
      section.tell("max-rps", "It gives the target by itself. Remove max-rps or target.");
    }
  }

  private void custom() {
    if (!section.has("custom")) {
      section
          .findings()
          .key(
              section.place(),
              section.path(),
              "What to track is missing: metric, or name and custom.");
      return;
    }
    if (!section.has("name")) {
      section.missing("name", "A custom metric needs a name of your choice.");
    }
    if (!section.has("target")) {
      section.missing("target", "A custom metric has no target of its own.");
    }
    if (section.has("max-rps")) {
      section.tell("max-rps", "It is for the metric invocations only. Set target instead.");
    }
  }

  private boolean noAlias(Origin.Entry name) {
    boolean alias = Metric.of(name.value()).isPresent();
    if (alias) {
      section
          .findings()
          .value(
              name,
              "That is the name of a metric which Tagscaler knows. Choose another for a custom one.");
    }
    return !alias;
  }
}
