package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.catalog.NamedPolicy.Said;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Place;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
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
  /** The tag keys that concern a resource and not a policy. */
  private static final Set<PolicyKey> TAGS_ONLY =
      EnumSet.of(PolicyKey.POLICY, PolicyKey.ADOPT, PolicyKey.DRY_RUN, PolicyKey.PAUSED);

  /** The tag keys that a policy has too. */
  static final List<PolicyKey> TAG_KEYS =
      Stream.of(PolicyKey.values()).filter(key -> !TAGS_ONLY.contains(key)).toList();

  /** What a policy can say for every kind, and for one. */
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
   * @param bundled whether it comes with Tagscaler: then nobody can change it, and no place is told
   */
  static Draft read(String name, Section section, boolean bundled) {
    return new DraftReader(bundled).draft(name, section);
  }

  private Draft draft(String name, Section section) {
    return new Draft(
        name,
        section.scalar("extends"),
        kinds(section),
        new NamedPolicy.Layer(said(section), byKind(section)));
  }

  private static Optional<Set<Kind>> kinds(Section section) {
    if (!section.has("kinds")) {
      return Optional.empty();
    }
    var kinds = EnumSet.noneOf(Kind.class);
    var words = section.words("kinds");
    words.forEach(word -> section.word(word, KINDS).ifPresent(kinds::add));
    if (section.isEmptyList("kinds")) {
      section.tell("kinds", "A policy for no kind at all is none. Leave kinds out for every kind.");
    }
    return Optional.of(kinds);
  }

  private Map<Kind, List<Said>> byKind(Section section) {
    var byKind = new EnumMap<Kind, List<Said>>(Kind.class);
    section
        .get("by-kind")
        .flatMap(node ->
            Section.of(
                section.pathOf("by-kind"), node, List.copyOf(KINDS.keySet()), section.findings()))
        .ifPresent(entries ->
            KINDS.forEach((word, kind) ->
                entries
                    .get(word)
                    .flatMap(node ->
                        Section.of(entries.pathOf(word), node, SETTING_KEYS, section.findings()))
                    .ifPresent(settings -> byKind.put(kind, said(settings)))));
    return byKind;
  }

  /** What is said, in an order in which later settings can be laid over earlier ones. */
  private List<Said> said(Section section) {
    contradictions(section);
    var said = new ArrayList<Said>();
    for (var key : TAG_KEYS) {
      SettingReader.read(section, key)
          .ifPresent(setting -> said.add(said(setting, place(section, key.wire()))));
    }
    if (section.isEmptyList("track")) {
      said.add(said(new Setting.NoTracks(), place(section, "track")));
    }
    Stream.of(
            Entries.read(section, "track", TrackReader.KEYS, TrackReader::read),
            Entries.read(section, "step", StepReader.KEYS, StepReader::read),
            Entries.read(section, "actions", ActionReader.KEYS, ActionReader::read))
        .flatMap(List::stream)
        .forEach(entry -> said.add(said(entry.value(), entry.name().place())));
    return said;
  }

  private Said said(Setting setting, Place place) {
    return new Said(setting, bundled ? Optional.empty() : Optional.of(place));
  }

  private static Place place(Section section, String key) {
    return section.get(key).map(Node::place).orElseGet(section::place);
  }

  /** What cannot hold together, whatever else is laid under or over it. */
  private static void contradictions(Section section) {
    if (section.get("track").filter(DraftReader::isNothing).isPresent()) {
      section.tell("track", "Nothing stands here. Write [] for tracking nothing at all.");
    }
    if (section.isEmptyList("track")) {
      Stream.of("metric", "target", "max-rps")
          .filter(section::has)
          .forEach(key ->
              section.tell(key, "track: [] says that nothing is tracked. Remove one of them."));
    }
    if (!section.has("max-rps")) {
      return;
    }
    var metric = section.scalar("metric").map(Origin.Entry::value).flatMap(Metric::of);
    if (metric.isPresent() && metric.get() != Metric.INVOCATIONS) {
      section.tell(
          "max-rps",
          "It tracks invocations, and metric says %s. Remove one of them."
              .formatted(metric.get().wire()));
    }
    if (section.has("target")) {
      section.tell("max-rps", "It gives the target by itself. Remove max-rps or target.");
    }
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
