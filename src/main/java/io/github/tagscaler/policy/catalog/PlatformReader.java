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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code defaults} and {@code guardrails}, which only the platform team's document has. */
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
            "Use a number above 0 and at most 1, for example 0.5.")
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
              document.pathOf("guardrails", i), items.get(i), GUARDRAIL_KEYS, document.problems())
          .map(PlatformReader::guardrail)
          .ifPresent(guardrails::add);
    }
    return guardrails;
  }

  private static Guardrail guardrail(Section section) {
    var min = bound(section, "min");
    var max = bound(section, "max");
    if (!section.has("min") && !section.has("max")) {
      section.report("A guardrail needs min, max or both.");
    }
    if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      section.report("min", "min must be at most max, which is %d.".formatted(max.get()));
    }
    var type =
        section.value(
            "instance-type",
            text -> Optional.of(text).filter(GLOB.asMatchPredicate()),
            "Use an instance type such as ml.p5.48xlarge, where * matches any characters and ? matches one.");
    var kinds = EnumSet.noneOf(Kind.class);
    var words = section.words("kind");
    words.forEach(word -> section.word(word, DraftReader.KINDS).ifPresent(kinds::add));
    if (section.isEmptyList("kind")) {
      section.report(
          "kind",
          "kind is empty, so the guardrail would apply to nothing. Remove kind to apply it to all kinds.");
    }
    return new Guardrail(min, max, type, kinds, section.texts("tags"), section.place());
  }

  private static Optional<Integer> bound(Section section, String key) {
    return section.value(key, Values::wholeNumber, "Use a whole number, for example 4.");
  }
}
