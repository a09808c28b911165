package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.setting.Values;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what only the platform team's document has. */
final class PlatformReader {
  static final String SAFETY_FACTOR = "safety-factor";

  private static final List<PolicyKey> DEFAULTS =
      List.of(PolicyKey.SCALE_IN_COOLDOWN, PolicyKey.SCALE_OUT_COOLDOWN, PolicyKey.SCALE_IN);

  static final List<String> DEFAULTS_KEYS =
      List.of(
          SAFETY_FACTOR,
          PolicyKey.SCALE_IN_COOLDOWN.wire(),
          PolicyKey.SCALE_OUT_COOLDOWN.wire(),
          PolicyKey.SCALE_IN.wire());

  static final List<String> GUARDRAIL_KEYS = List.of("min", "max", "instance-type", "kind", "tags");

  private static final Pattern GLOB = Pattern.compile("[A-Za-z0-9.*?_-]{1,64}");

  private PlatformReader() {}

  /** Reads {@code defaults}. */
  static List<Sourced<Setting>> defaults(Section section) {
    var defaults = new ArrayList<Sourced<Setting>>();
    section
        .value(
            SAFETY_FACTOR,
            text -> Values.number(text).filter(factor -> factor.compareTo(BigDecimal.ONE) <= 0),
            "It must be a number above 0 and at most 1, such as 0.5.")
        .ifPresent(factor ->
            defaults.add(stated(section, SAFETY_FACTOR, new Setting.SafetyFactor(factor))));
    for (var key : DEFAULTS) {
      SettingReader.read(section, key)
          .ifPresent(setting -> defaults.add(stated(section, key.wire(), setting)));
    }
    return defaults;
  }

  private static Sourced<Setting> stated(Section section, String key, Setting setting) {
    var place = section.get(key).map(Node::place).orElseGet(section::place);
    return new Sourced<>(setting, new Origin.PlatformDefault(place));
  }

  /** Reads {@code guardrails}. */
  static List<Guardrail> guardrails(Section document) {
    var guardrails = new ArrayList<Guardrail>();
    var items = document.list("guardrails").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      Section.of(
              document.pathOf("guardrails", i), items.get(i), GUARDRAIL_KEYS, document.findings())
          .map(PlatformReader::guardrail)
          .ifPresent(guardrails::add);
    }
    return guardrails;
  }

  private static Guardrail guardrail(Section section) {
    var min = bound(section, "min");
    var max = bound(section, "max");
    if (!section.has("min") && !section.has("max")) {
      section
          .findings()
          .key(section.place(), section.path(), "A guardrail needs a min, a max, or both.");
    }
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      section.tell("min", "It must be at most max, which is %d.".formatted(max.get()));
    }
    var type =
        section.value(
            "instance-type",
            text -> Optional.of(text).filter(GLOB.asMatchPredicate()),
            "It must be an instance type such as ml.p5.48xlarge, where * stands for any characters and ? for one.");
    var kinds = EnumSet.noneOf(Kind.class);
    var words = section.words("kind");
    words.forEach(word -> section.word(word, DraftReader.KINDS).ifPresent(kinds::add));
    if (section.isEmptyList("kind")) {
      section.tell(
          "kind", "A guardrail for no kind at all is none. Leave kind out for every kind.");
    }
    return new Guardrail(min, max, type, kinds, tags(section), section.place());
  }

  private static Optional<Integer> bound(Section section, String key) {
    return section.value(
        key, Values::wholeNumber, "It must be a whole number of at most 9 digits, such as 4.");
  }

  /** Tags are compared as they are, so nothing is trimmed. */
  private static Map<String, String> tags(Section section) {
    var tags = new LinkedHashMap<String, String>();
    section
        .get("tags")
        .flatMap(node -> Section.of(section.pathOf("tags"), node, section.findings()))
        .ifPresent(entries ->
            entries
                .fields()
                .forEach(field ->
                    entries
                        .text(field.key())
                        .ifPresent(value -> tags.put(field.key(), value.value()))));
    return tags;
  }
}
