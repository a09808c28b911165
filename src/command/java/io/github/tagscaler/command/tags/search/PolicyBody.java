package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.command.tags.reverse.Terms;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Adjust;
import io.github.tagscaler.policy.setting.CapacityStep;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.StepEntry;
import io.github.tagscaler.policy.setting.TrackEntry;
import io.github.tagscaler.resource.Kind;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes as a policy of the catalog what tags cannot say. */
final class PolicyBody {
  private static final Duration USUAL_COOLDOWN = Duration.ofMinutes(5);
  private static final Duration USUAL_SCALE_OUT = Duration.ofMinutes(1);
  private static final Duration USUAL_PERIOD = Duration.ofMinutes(1);
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final Kind kind;
  private final boolean whole;

  /**
   * Writes policies for one kind of resource.
   *
   * @param whole whether to write what is built in, too
   */
  PolicyBody(Kind kind, boolean whole) {
    this.kind = kind;
    this.whole = whole;
  }

  /** The policy, with that schedule in it where the tag has no room for it. */
  Yaml.Entries of(Terms terms, Optional<String> schedule) {
    var body = new Yaml.Mapping().put("kinds", new Yaml.Items(List.of(Yaml.text(kind.wire()))));
    if (!terms.tracks().isEmpty() || terms.steps().isEmpty()) {
      body.put("track", new Yaml.Items(terms.tracks().stream().map(this::track).toList()));
    }
    if (!terms.steps().isEmpty()) {
      body.put("step", new Yaml.Items(terms.steps().stream().map(this::step).toList()));
    }
    schedule.ifPresent(windows -> body.put("schedule", Yaml.text(windows)));
    if (!terms.actions().isEmpty()) {
      body.put(
          "actions", new Yaml.Items(terms.actions().stream().map(PolicyBody::action).toList()));
    }
    return body.build();
  }

  private Yaml track(TrackEntry entry) {
    var mapping = new Yaml.Mapping();
    Optional<Duration> ownScaleOut = Optional.empty();
    switch (entry.measure()) {
      case Measure.Alias(var metric) -> {
        mapping.put("metric", metric.wire());
        ownScaleOut = metric.ownScaleOutCooldown();
      }
      case Measure.Custom _ -> mapping.put("name", Yaml.text(entry.name()));
    }
    entry.target().ifPresent(target -> mapping.put("target", target.toPlainString()));
    time(mapping, "scale-in-cooldown", entry.scaleInCooldown(), USUAL_COOLDOWN);
    time(
        mapping,
        "scale-out-cooldown",
        entry.scaleOutCooldown(),
        ownScaleOut.orElse(USUAL_SCALE_OUT));
    entry
        .scaleIn()
        .filter(on -> whole || !on)
        .ifPresent(on -> mapping.put("scale-in", on ? "on" : "off"));
    if (entry.measure() instanceof Measure.Custom(var spec)) {
      mapping.put("custom", CustomMetric.of(spec));
    }
    return mapping.build();
  }

  private void time(Yaml.Mapping mapping, String key, Optional<Duration> stated, Duration usual) {
    stated
        .filter(time -> whole || !time.equals(usual))
        .ifPresent(time -> mapping.put(key, Times.of(time)));
  }

  private Yaml step(StepEntry entry) {
    var mapping = new Yaml.Mapping().put("name", Yaml.text(entry.name()));
    if (entry.measure() instanceof Measure.Alias(var metric)) {
      mapping.put("metric", metric.wire());
    }
    entry
        .statistic()
        .ifPresent(each -> mapping.put("statistic", each.wire().toLowerCase(Locale.ROOT)));
    time(mapping, "period", Optional.of(entry.period()), USUAL_PERIOD);
    if (whole || entry.of() > 1) {
      mapping.put("periods", Integer.toString(entry.breaching()));
    }
    if (entry.of() != entry.breaching()) {
      mapping.put("of", Integer.toString(entry.of()));
    }
    if (whole || entry.missing() != StepEntry.Missing.MISSING) {
      mapping.put("missing", hyphenated(entry.missing()));
    }
    if (whole || entry.adjust() != Adjust.CHANGE) {
      mapping.put("adjust", hyphenated(entry.adjust()));
    }
    entry.minChange().ifPresent(least -> mapping.put("min-change", Integer.toString(least)));
    time(mapping, "cooldown", Optional.of(entry.cooldown()), USUAL_COOLDOWN);
    mapping.put(
        "steps", new Yaml.Items(entry.lowestFirst().stream().map(PolicyBody::range).toList()));
    if (entry.measure() instanceof Measure.Custom(var spec)) {
      mapping.put("custom", CustomMetric.of(spec));
    }
    return mapping.build();
  }

  private static Yaml range(CapacityStep step) {
    var mapping = new Yaml.Mapping();
    step.from().ifPresent(from -> mapping.put("from", from.toPlainString()));
    step.to().ifPresent(to -> mapping.put("to", to.toPlainString()));
    return mapping.put("by", Integer.toString(step.by())).build();
  }

  private static String hyphenated(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Yaml action(ActionEntry entry) {
    var mapping = new Yaml.Mapping().put("name", Yaml.text(entry.name()));
    switch (entry.when()) {
      case ActionEntry.When.Cron(var fields) -> mapping.put("cron", Yaml.text(fields));
      case ActionEntry.When.At(var time) -> mapping.put("at", Yaml.text(AT.format(time)));
    }
    entry.zone().ifPresent(zone -> mapping.put("timezone", Yaml.text(zone.getId())));
    return mapping
        .put("min", Integer.toString(entry.min()))
        .put("max", Integer.toString(entry.max()))
        .build();
  }
}
