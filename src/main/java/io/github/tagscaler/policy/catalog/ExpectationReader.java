package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Expectation;
import io.github.tagscaler.policy.catalog.CatalogTestCase.What;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code expect} of a test. */
final class ExpectationReader {
  static final List<String> KEYS =
      List.of(
          "min",
          "max",
          "track",
          "scale-in-cooldown",
          "scale-out-cooldown",
          "scale-in",
          "wake",
          "schedule",
          "step",
          "actions",
          "off-switch",
          "warning",
          "problem");

  /** The values of {@code off-switch}: the off switches, and {@code none}. */
  static final List<String> OFF_SWITCHES = List.of("ignore", "off", "paused", "not-tagged", "none");

  private ExpectationReader() {}

  /** All expectations of a test. */
  static List<Expectation> read(Section section) {
    return KEYS.stream()
        .filter(section::has)
        .flatMap(key ->
            what(section, key)
                .map(what ->
                    new Expectation(
                        section.get(key).map(Node::place).orElseGet(section::place),
                        key,
                        section.get(key).map(ExpectationReader::written).orElse(""),
                        what))
                .stream())
        .toList();
  }

  private static Optional<What> what(Section section, String key) {
    return switch (key) {
      case "min" ->
          SettingReader.read(section, PolicyKey.MIN, Setting.Min.class)
              .map(min -> new What.Min(min.capacity()));
      case "max" ->
          SettingReader.read(section, PolicyKey.MAX, Setting.Max.class)
              .map(max -> new What.Max(max.capacity()));
      case "track" -> tracks(section);
      case "scale-in-cooldown" ->
          SettingReader.read(section, PolicyKey.SCALE_IN_COOLDOWN, Setting.ScaleInCooldown.class)
              .map(time -> new What.ScaleInCooldown(time.cooldown()));
      case "scale-out-cooldown" ->
          SettingReader.read(section, PolicyKey.SCALE_OUT_COOLDOWN, Setting.ScaleOutCooldown.class)
              .map(time -> new What.ScaleOutCooldown(time.cooldown()));
      case "scale-in" -> section.onOff(key).map(What.ScaleIn::new);
      case "wake" -> section.onOff(key).map(What.Wake::new);
      case "schedule" ->
          SettingReader.read(section, PolicyKey.SCHEDULE, Setting.Schedule.class)
              .map(schedule -> new What.Schedule(schedule.windows()));
      case "step" -> Optional.of(new What.Steps(names(section, key)));
      case "actions" -> Optional.of(new What.Actions(names(section, key)));
      case "off-switch" -> section.word(key, offSwitches()).map(What.OffSwitch::new);
      case "warning" -> Optional.of(new What.Warnings(codes(section, key)));
      default -> problems(section, key);
    };
  }

  private static Optional<What> problems(Section section, String key) {
    var codes = codes(section, key);
    if (section.isEmptyList(key)) {
      section.report(key, "No problem is the default. Remove problem.");
    }
    return Optional.of(new What.Problems(codes));
  }

  private static Optional<What> tracks(Section section) {
    return section
        .mapping("track")
        .map(entries -> {
          var targets = new LinkedHashMap<String, BigDecimal>();
          entries
              .fields()
              .forEach(field ->
                  entries
                      .value(field.key(), Values::number, "Use the target, a number above 0.")
                      .ifPresent(target -> targets.put(field.key(), target)));
          return new What.Tracks(targets);
        });
  }

  private static Set<String> names(Section section, String key) {
    return section.words(key).stream().map(Origin.CatalogValue::value).collect(Collectors.toSet());
  }

  private static List<Code> codes(Section section, String key) {
    var codes = new LinkedHashMap<String, Code>();
    Stream.of(Code.values()).forEach(code -> codes.put(code.wire(), code));
    var valid = List.copyOf(codes.keySet());
    var read = new ArrayList<Code>();
    for (var word : section.words(key)) {
      var code = Optional.ofNullable(codes.get(word.value()));
      code.ifPresentOrElse(
          read::add,
          () ->
              section.report(
                  word,
                  "Unknown code. %sValid codes: %s."
                      .formatted(Names.didYouMean(word.value(), valid), String.join(", ", valid)),
                  valid));
    }
    return read;
  }

  private static Map<String, String> offSwitches() {
    var offSwitches = new LinkedHashMap<String, String>();
    OFF_SWITCHES.forEach(word -> offSwitches.put(word, word));
    return offSwitches;
  }

  /** A node as a message can show it. */
  private static String written(Node node) {
    return switch (node) {
      case Node.Scalar(var place, var text, var plain) -> text;
      case Node.Items(var place, var items) ->
          "["
              + items.stream().map(ExpectationReader::written).collect(Collectors.joining(", "))
              + "]";
      case Node.Fields(var place, var fields) ->
          fields.stream()
              .map(field -> field.key() + ": " + written(field.value()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }
}
