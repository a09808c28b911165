package io.github.tagscaler.command.tags.proof;

import io.github.tagscaler.command.tags.reverse.RegisteredTarget;
import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.scaling.CanonicalForm;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.StepScaling;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Compares how a target scales before and after, whatever things are called. */
final class Comparison {
  private final RegisteredTarget before;
  private final RegisteredTarget after;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(RegisteredTarget before, RegisteredTarget after) {
    this.before = before;
    this.after = after;
  }

  /** What differs; nothing if both scale in the same way. */
  static List<Difference> of(RegisteredTarget before, RegisteredTarget after, Instant now) {
    var comparison = new Comparison(before, after);
    comparison.add(
        "min and max now", before.target().bounds().toString(), after.target().bounds().toString());
    comparison.differences.addAll(ScheduleComparison.of(before.target(), after.target(), now));
    comparison.add(
        "suspended",
        Words.suspended(before.target().suspended()),
        Words.suspended(after.target().suspended()));
    comparison.tracking();
    comparison.stepping();
    comparison.others();
    return List.copyOf(comparison.differences);
  }

  private void add(String what, String is, String becomes) {
    if (!is.equals(becomes)) {
      differences.add(new Difference(what, is, becomes));
    }
  }

  private record Tracking(String name, TargetTracking definition) {}

  private static List<Tracking> tracking(RegisteredTarget registered) {
    return registered.target().policies().stream()
        .filter(policy -> policy.definition() instanceof TargetTracking)
        .map(policy -> new Tracking(policy.name(), (TargetTracking) policy.definition()))
        .toList();
  }

  private void tracking() {
    var left = new ArrayList<>(tracking(after));
    for (var is : tracking(before)) {
      var becomes =
          take(
              left,
              is,
              (one, other) ->
                  CanonicalForm.same(one.definition().metric(), other.definition().metric()));
      var what = "tracking of " + Words.metric(is.definition().metric());
      becomes.ifPresentOrElse(
          other -> tracking(what, is.definition(), other.definition()),
          () -> add(what, Words.tracking(is.definition()), "none"));
    }
    left.forEach(more ->
        add(
            "tracking of " + Words.metric(more.definition().metric()),
            "none",
            Words.tracking(more.definition())));
  }

  private void tracking(String what, TargetTracking is, TargetTracking becomes) {
    if (!CanonicalForm.same(is, becomes)) {
      add(what, Words.tracking(is), Words.tracking(becomes));
    }
  }

  private static <T> Optional<T> take(List<T> from, T like, BiPredicate<T, T> same) {
    for (int i = 0; i < from.size(); i++) {
      if (same.test(like, from.get(i))) {
        return Optional.of(from.remove(i));
      }
    }
    return Optional.empty();
  }

  /** A step policy with the alarms that trigger it. */
  private record Stepping(String name, StepScaling definition, List<StepAlarm> alarms) {
    /** It acts only if an alarm triggers it. */
    boolean acts() {
      return alarms.stream().anyMatch(StepAlarm::enabled);
    }

    boolean sameAs(Stepping other) {
      var own = triggers();
      var others = other.triggers();
      return CanonicalForm.same(definition, other.definition)
          && own.size() == others.size()
          && own.stream()
              .allMatch(alarm ->
                  alarm.isExact()
                      && others.stream()
                          .anyMatch(each ->
                              each.isExact()
                                  && CanonicalForm.same(each.definition(), alarm.definition())));
    }

    boolean alike(Stepping other) {
      return Words.watched(triggers()).equals(Words.watched(other.triggers()));
    }

    private List<StepAlarm> triggers() {
      return alarms.stream().filter(StepAlarm::enabled).toList();
    }

    String text() {
      return Words.steps(definition, triggers());
    }
  }

  private static List<Stepping> stepping(RegisteredTarget registered) {
    return registered.target().policies().stream()
        .filter(policy -> policy.definition() instanceof StepScaling)
        .map(policy ->
            new Stepping(
                policy.name(),
                (StepScaling) policy.definition(),
                registered.alarmsOf(policy.name())))
        .filter(Stepping::acts)
        .toList();
  }

  private void stepping() {
    var left = new ArrayList<>(stepping(after));
    var changed = new ArrayList<Stepping>();
    for (var is : stepping(before)) {
      if (take(left, is, Stepping::sameAs).isEmpty()) {
        changed.add(is);
      }
    }
    for (var is : changed) {
      var becomes = take(left, is, Stepping::alike);
      add(
          "steps of \"%s\"".formatted(is.name()),
          is.text(),
          becomes.map(Stepping::text).orElse("none"));
    }
    left.forEach(more -> add("steps of \"%s\"".formatted(more.name()), "none", more.text()));
  }

  private void others() {
    var kept = after.target().policies().stream().map(ScalingPolicy::name).toList();
    before.target().policies().stream()
        .filter(policy -> policy.definition() instanceof ScalingPolicy.Other)
        .filter(policy -> !kept.contains(policy.name()))
        .forEach(policy ->
            add("policy \"%s\"".formatted(policy.name()), other(policy.definition()), "none"));
  }

  private static String other(ScalingPolicy.Definition definition) {
    return definition instanceof ScalingPolicy.Other(var type) ? type : "";
  }

  /** The alarms that trigger policies of a target as Tagscaler would leave it. */
  static List<StepAlarm> alarms(RegisteredTarget before, ObservedTarget planned) {
    var names = planned.policies().stream().map(ScalingPolicy::name).toList();
    var alarms = new ArrayList<StepAlarm>();
    before.alarms().stream()
        .filter(alarm -> alarm.policies().stream().anyMatch(names::contains))
        .forEach(alarms::add);
    planned
        .alarms()
        .forEach(alarm ->
            alarm
                .actsOn()
                .filter(_ -> alarms.stream().noneMatch(each -> each.name().equals(alarm.name())))
                .ifPresent(policy ->
                    alarms.add(
                        new StepAlarm(
                            alarm.name(),
                            Set.of(policy),
                            List.of(),
                            true,
                            alarm.definition(),
                            alarm.definition() instanceof Watching watching
                                ? watching.comparison().wire()
                                : ""))));
    return alarms;
  }
}
