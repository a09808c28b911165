package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.catalog.NamedPolicy.PlacedSetting;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one policy of a document. */
final class DraftReader {
  /** The tag keys that a policy cannot have. */
  private static final Set<PolicyKey> TAGS_ONLY =
      EnumSet.of(PolicyKey.POLICY, PolicyKey.ADOPT, PolicyKey.DRY_RUN, PolicyKey.PAUSED);

  /** The tag keys that a policy has too. */
  static final List<PolicyKey> TAG_KEYS =
      Stream.of(PolicyKey.values()).filter(key -> !TAGS_ONLY.contains(key)).toList();

  /** The keys of the settings for every kind, and of those under {@code by-kind}. */
  static final List<String> SETTING_KEYS =
      Stream.concat(TAG_KEYS.stream().map(PolicyKey::wire), Stream.of("track", "step", "actions"))
          .toList();

  /** All keys of a policy. */
  static final List<String> KEYS =
      Stream.concat(Stream.of("extends", "kinds", "by-kind"), SETTING_KEYS.stream()).toList();

  static final Map<String, Kind> KINDS = kinds();

  private final boolean bundled;

  private DraftReader(boolean bundled) {
    this.bundled = bundled;
  }

  /**
   * Reads a policy.
   *
   * @param bundled whether it comes with Tagscaler: then its settings have no place, as no user can
   *     change them
   */
  static Draft read(String name, Section section, boolean bundled) {
    return new DraftReader(bundled).draft(name, section);
  }

  private Draft draft(String name, Section section) {
    return new Draft(
        name,
        base(section),
        kinds(section),
        new NamedPolicy.Layer(settings(section), byKind(section)));
  }

  private static Optional<Origin.CatalogValue> base(Section section) {
    if (section.get("extends").orElse(null) instanceof Node.Items) {
      section.report(
          "extends",
          "extends accepts one policy, not a list. Extend one, and join others in the tag: policy = llm+ha.");
      return Optional.empty();
    }
    return section.scalar("extends");
  }

  private static Optional<Set<Kind>> kinds(Section section) {
    if (!section.has("kinds")) {
      return Optional.empty();
    }
    var kinds = EnumSet.noneOf(Kind.class);
    var words = section.words("kinds");
    words.forEach(word -> section.word(word, KINDS).ifPresent(kinds::add));
    if (section.isEmptyList("kinds")) {
      section.report(
          "kinds",
          "kinds is empty, so the policy would apply to nothing. Remove kinds to allow all kinds.");
    }
    return Optional.of(kinds);
  }

  private Map<Kind, List<PlacedSetting>> byKind(Section section) {
    var byKind = new EnumMap<Kind, List<PlacedSetting>>(Kind.class);
    section
        .mapping("by-kind", List.copyOf(KINDS.keySet()))
        .ifPresent(entries ->
            KINDS.forEach((word, kind) ->
                entries
                    .get(word)
                    .flatMap(node ->
                        Section.of(entries.pathOf(word), node, SETTING_KEYS, section.problems()))
                    .ifPresent(settings -> byKind.put(kind, settings(settings)))));
    return byKind;
  }

  /** The settings in an order in which later ones override earlier ones. */
  private List<PlacedSetting> settings(Section section) {
    contradictions(section);
    var placed = new ArrayList<PlacedSetting>();
    for (var key : TAG_KEYS) {
      SettingReader.read(section, key)
          .ifPresent(setting -> placed.add(placed(setting, place(section, key.wire()))));
    }
    checkShortTrack(section, placed.stream().map(PlacedSetting::setting).toList());
    if (section.isEmptyList("track")) {
      placed.add(placed(new Setting.NoTracks(), place(section, "track")));
    }
    Stream.of(
            NamedEntries.read(section, "track", TrackReader.KEYS, TrackReader::read),
            NamedEntries.read(section, "step", StepReader.KEYS, StepReader::read),
            NamedEntries.read(section, "actions", ActionReader.KEYS, ActionReader::read))
        .flatMap(List::stream)
        .forEach(entry -> placed.add(placed(entry.value(), entry.name().place())));
    return placed;
  }

  private PlacedSetting placed(Setting setting, Place place) {
    return new PlacedSetting(setting, bundled ? Optional.empty() : Optional.of(place));
  }

  private static Place place(Section section, String key) {
    return section.get(key).map(Node::place).orElseGet(section::place);
  }

  /** Reports keys that contradict each other in any merge. */
  private static void contradictions(Section section) {
    if (section.get("track").filter(DraftReader::isNothing).isPresent()) {
      section.report("track", "track has no value. Write track: [] to track nothing.");
    }
    if (section.isEmptyList("track")) {
      Stream.of("metric", "target", "max-rps")
          .filter(section::has)
          .forEach(key ->
              section.report(
                  key,
                  "track: [] means that nothing is tracked. Remove %s or track.".formatted(key)));
    }
  }

  /** The keys metric, target and max-rps are short for one track, so they obey its rules. */
  private static void checkShortTrack(Section section, List<Setting> settings) {
    var metric =
        section.has("metric")
            ? setting(settings, Setting.TrackOnly.class).map(Setting.TrackOnly::metric)
            : Optional.of(Metric.INVOCATIONS);
    var maxRps = setting(settings, Setting.MaxRps.class);
    if (metric.isPresent() && maxRps.isPresent()) {
      section.valid(
          Checked.of(() ->
              new TrackEntry(
                  metric.get().wire(),
                  new Measure.Alias(metric.get()),
                  setting(settings, Setting.TargetValue.class).map(Setting.TargetValue::value),
                  maxRps.map(Setting.MaxRps::requestsPerSecond),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty())));
    }
  }

  private static <T extends Setting> Optional<T> setting(List<Setting> settings, Class<T> type) {
    return settings.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.nothing();
  }

  private static Map<String, Kind> kinds() {
    var kinds = new LinkedHashMap<String, Kind>();
    Stream.of(Kind.values()).forEach(kind -> kinds.put(kind.wire(), kind));
    return kinds;
  }
}
