package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.catalog.NamedEntries.Named;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Checked;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Statistic;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.StepEntry.Missing;
import io.github.tagscaler.policy.setting.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the entries of {@code step}. */
final class StepReader {
  static final List<String> KEYS =
      List.of(
          "name",
          "metric",
          "custom",
          "statistic",
          "period",
          "periods",
          "of",
          "missing",
          "adjust",
          "min-change",
          "cooldown",
          "steps",
          "off");
  static final List<String> STEP_KEYS = List.of("from", "to", "by");

  static final Map<String, Statistic> STATISTICS =
      words(Stream.of(Statistic.values()), each -> each.wire().toLowerCase(Locale.ROOT));
  static final Map<String, Missing> MISSING =
      words(Stream.of(Missing.values()), each -> hyphenated(each.name()));
  static final Map<String, Adjust> ADJUST =
      words(Stream.of(Adjust.values()), each -> hyphenated(each.name()));

  private static final Duration USUAL_PERIOD = Duration.ofMinutes(1);
  private static final Duration USUAL_COOLDOWN = Duration.ofMinutes(5);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern CHANGE = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final String TIME =
      "Use a time in seconds (60 or 60s), minutes (5m) or hours (1h).";

  private final Section section;

  private StepReader(Section section) {
    this.section = section;
  }

  /** Reads an entry. */
  static Optional<Named<Setting>> read(Section section, boolean off) {
    return new StepReader(section).entry(off);
  }

  private Optional<Named<Setting>> entry(boolean off) {
    if (!section.has("name")) {
      section.missing("name", "It becomes the name of the scaling policy and alarm.");
    }
    var name = section.name("name");
    if (off) {
      return name.flatMap(entry ->
          section
              .valid(Checked.of(() -> new Setting.DropStep(entry.value())))
              .map(drop -> new Named<>(entry, drop)));
    }
    if (section.has("metric") == section.has("custom")) {
      section.report(
          "An entry has either metric or custom; this one has %s."
              .formatted(section.has("metric") ? "both" : "neither"));
    }
    var measure = MeasureReader.read(section);
    var statistic = section.word("statistic", STATISTICS);
    var period = section.value("period", Values::cooldown, TIME).orElse(USUAL_PERIOD);
    int breaching = count("periods").orElse(1);
    int of = count("of").orElse(breaching);
    var missing = section.word("missing", MISSING).orElse(Missing.MISSING);
    var adjust = section.word("adjust", ADJUST).orElse(Adjust.CHANGE);
    var minChange = count("min-change");
    var cooldown = section.value("cooldown", Values::cooldown, TIME).orElse(USUAL_COOLDOWN);
    var steps = steps();
    if (!section.problems().isEmpty()) {
      return Optional.empty();
    }
    return name.flatMap(entry ->
        measure
            .flatMap(what ->
                section.valid(
                    Checked.of(() ->
                        new StepEntry(
                            entry.value(),
                            what,
                            statistic,
                            period,
                            breaching,
                            of,
                            missing,
                            adjust,
                            minChange,
                            cooldown,
                            steps))))
            .map(step -> new Named<>(entry, new Setting.Step(step))));
  }

  private Optional<Integer> count(String key) {
    return section.value(key, Values::wholeNumber, "Use a whole number, for example 2.");
  }

  private List<CapacityStep> steps() {
    var steps = new ArrayList<CapacityStep>();
    var items = section.list("steps").orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      Section.of(section.pathOf("steps", i), items.get(i), STEP_KEYS, section.problems())
          .flatMap(StepReader::step)
          .ifPresent(steps::add);
    }
    return steps;
  }

  private static Optional<CapacityStep> step(Section section) {
    var from = number(section, "from");
    var to = number(section, "to");
    if (!section.has("by")) {
      section.missing("by", "It is how much to change capacity by, such as 1 or -1.");
    }
    var by =
        section.value(
            "by",
            text ->
                CHANGE.matcher(text).matches()
                    ? Optional.of(Integer.valueOf(text))
                    : Optional.empty(),
            "Use a whole number such as 1 or -1.");
    boolean readable =
        section.has("from") == from.isPresent() && section.has("to") == to.isPresent();
    return by.filter(change -> readable)
        .flatMap(change -> section.valid(Checked.of(() -> new CapacityStep(from, to, change))));
  }

  private static Optional<BigDecimal> number(Section section, String key) {
    return section.value(
        key,
        text ->
            NUMBER.matcher(text).matches()
                ? Optional.of(Values.plain(new BigDecimal(text)))
                : Optional.empty(),
        "Use a number, a value of the metric.");
  }

  private static String hyphenated(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> Map<String, T> words(Stream<T> values, Function<T, String> word) {
    var words = new LinkedHashMap<String, T>();
    values.forEach(value -> words.put(word.apply(value), value));
    return words;
  }
}
