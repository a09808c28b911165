package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.StepEntry.Adjust;
import io.github.tagscaler.policy.setting.StepEntry.Missing;
import io.github.tagscaler.policy.setting.StepEntry.Rung;
import io.github.tagscaler.policy.setting.StepEntry.Statistic;
import io.github.tagscaler.policy.setting.StepRules;
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
  static final List<String> RUNG_KEYS = List.of("from", "to", "by");

  static final Map<String, Statistic> STATISTICS =
      words(Stream.of(Statistic.values()), each -> each.wire().toLowerCase(Locale.ROOT));
  static final Map<String, Missing> MISSING =
      words(Stream.of(Missing.values()), each -> hyphenated(each.name()));
  static final Map<String, Adjust> ADJUST =
      words(Stream.of(Adjust.values()), each -> hyphenated(each.name()));

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern CHANGE = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final String TIME =
      "It must be a time in seconds (60 or 60s), minutes (5m) or hours (1h).";
  private static final String COUNT = "It must be a whole number from 1.";

  private final Section section;

  private StepReader(Section section) {
    this.section = section;
  }

  /** An entry; empty, and told, if it is none. */
  static Optional<Entries.Named<Setting>> read(Section section, boolean off) {
    return new StepReader(section).entry(off);
  }

  private Optional<Entries.Named<Setting>> entry(boolean off) {
    int before = section.findings().count();
    if (!section.has("name")) {
      section.missing("name", "Its scaling policy and alarm are called after it.");
    }
    var name = section.name("name").filter(this::isFree);
    if (off) {
      return name.map(
          entry -> new Entries.Named<>(entry, true, new Setting.DropStep(entry.value())));
    }
    var step = measure().flatMap(measure -> name.map(entry -> step(entry.value(), measure)));
    if (section.findings().count() == before) {
      // What only shows once the entry is read as a whole: gaps, overlaps, both directions at once.
      step.ifPresent(read ->
          StepRules.flaws(read)
              .forEach(flaw ->
                  section.findings().value(name.orElseThrow(), flaw.message(), flaw.allowed())));
    }
    return step.map(read -> new Entries.Named<>(name.orElseThrow(), false, new Setting.Step(read)));
  }

  private StepEntry step(String name, Measure measure) {
    var period = period();
    int breaching = count("periods").orElse(1);
    var adjust = section.word("adjust", ADJUST).orElse(Adjust.CHANGE);
    return new StepEntry(
        name,
        measure,
        statistic(measure),
        period,
        breaching,
        of(breaching, period),
        section.word("missing", MISSING).orElse(Missing.MISSING),
        adjust,
        minChange(adjust),
        section.value("cooldown", Values::cooldown, TIME).orElse(Duration.ofMinutes(5)),
        rungs(adjust));
  }

  private boolean isFree(Origin.Entry name) {
    boolean free = !name.value().equals(StepRules.WAKE);
    if (!free) {
      section.findings().value(name, "That name is taken by what wakes from zero. Choose another.");
    }
    return free;
  }

  private Optional<Measure> measure() {
    if (section.has("metric") == section.has("custom")) {
      section
          .findings()
          .key(
              section.place(),
              section.path(),
              "An entry has either metric or custom; this one has %s."
                  .formatted(section.has("metric") ? "both" : "neither"));
      return Optional.empty();
    }
    if (section.has("metric")) {
      return SettingReader.read(section, PolicyKey.METRIC, Setting.TrackOnly.class)
          .map(Setting.TrackOnly::metric)
          .map(Measure.Alias::new);
    }
    return section
        .get("custom")
        .flatMap(
            node -> CustomMetricReader.read(section.pathOf("custom"), node, section.findings()))
        .map(Measure.Custom::new);
  }

  /** A custom metric names its own; beside it, only the same makes sense. */
  private Optional<Statistic> statistic(Measure measure) {
    var statistic = section.word("statistic", STATISTICS);
    if (statistic.isPresent()
        && measure instanceof Measure.Custom(var spec)
        && !(spec instanceof MetricSpec.Customized single
            && single.statistic().equals(statistic.get().wire()))) {
      section.tell("statistic", "custom says its own statistic. Remove this one.");
    }
    return statistic;
  }

  /** CloudWatch's rules: 10, 20 or 30 seconds, or whole minutes, up to a day. */
  private Duration period() {
    var period =
        section.value(
            "period",
            text ->
                Values.cooldown(text)
                    .filter(time -> StepRules.isPeriod(time) && time.compareTo(DAY) <= 0),
            "It must be 10s, 20s, 30s or whole minutes (1m), at most a day.");
    return period.orElse(MINUTE);
  }

  private Optional<Integer> count(String key) {
    return section.value(key, text -> Values.wholeNumber(text).filter(count -> count > 0), COUNT);
  }

  /** CloudWatch looks back a day at most; with periods of an hour and more, a week. */
  private int of(int breaching, Duration period) {
    int of = count("of").orElse(breaching);
    if (of < breaching) {
      section.tell("of", "It must be at least periods, which is %d.".formatted(breaching));
      return breaching;
    }
    var longest = StepRules.farthest(period);
    if (of > longest.dividedBy(period)) {
      section.tell(
          section.has("of") ? "of" : "periods",
          "So many periods are longer than %s, which is as far as an alarm with this period looks back."
              .formatted(longest.equals(DAY) ? "a day" : "a week"));
    }
    return of;
  }

  private Optional<Integer> minChange(Adjust adjust) {
    var least = count("min-change");
    if (section.has("min-change") && adjust != Adjust.PERCENT) {
      section.tell("min-change", "It has a meaning only with adjust: percent.");
    }
    return least;
  }

  private List<Rung> rungs(Adjust adjust) {
    var items = section.list("steps").orElse(List.of());
    if (items.isEmpty()) {
      section.missing("steps", "It is a list such as [{ from: 1000, by: 1 }].");
    }
    if (items.size() > StepRules.MOST_STEPS) {
      section.tell("steps", "A policy has at most %d steps.".formatted(StepRules.MOST_STEPS));
    }
    var rungs = new ArrayList<Rung>();
    for (int i = 0; i < items.size(); i++) {
      Section.of(section.pathOf("steps", i), items.get(i), RUNG_KEYS, section.findings())
          .flatMap(rung -> rung(rung, adjust))
          .ifPresent(rungs::add);
    }
    return rungs;
  }

  private static Optional<Rung> rung(Section section, Adjust adjust) {
    var from = number(section, "from");
    var to = number(section, "to");
    if (!section.has("by")) {
      section.missing("by", "It is how much to change capacity by, such as 1 or -1.");
    }
    if (!section.has("from") && !section.has("to")) {
      section
          .findings()
          .key(
              section.place(),
              section.path(),
              "A step begins at a value of the metric (from), ends at one (to), or both.");
    }
    if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) >= 0) {
      section.tell("to", "It must be above from, which is %s.".formatted(from.get()));
    }
    return section
        .value(
            "by",
            text ->
                CHANGE.matcher(text).matches()
                    ? Optional.of(Integer.valueOf(text)).filter(by -> fits(by, adjust))
                    : Optional.empty(),
            adjust == Adjust.EXACT
                ? "It must be a whole number, the capacity to have."
                : "It must be a whole number such as 1 or -1.")
        .map(by -> new Rung(from, to, by));
  }

  private static boolean fits(int by, Adjust adjust) {
    return adjust != Adjust.EXACT || by >= 0;
  }

  private static Optional<BigDecimal> number(Section section, String key) {
    return section.value(
        key,
        text ->
            NUMBER.matcher(text).matches()
                ? Optional.of(Values.plain(new BigDecimal(text)))
                : Optional.empty(),
        "It must be a number, a value of the metric.");
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
