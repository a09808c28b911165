package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.window.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns merged settings into the bounds of a target: at any time of the week, and of actions. */
final class BoundsCompiler {
  private final ReadContext context;
  private final GuardrailCheck guardrails;

  BoundsCompiler(ReadContext context, GuardrailCheck guardrails) {
    this.context = context;
    this.guardrails = guardrails;
  }

  /**
   * The bounds of a target.
   *
   * @param base without a schedule
   * @param timeline by the time of the week
   * @param actions at other times
   */
  record DesiredBounds(
      SourcedBounds base,
      Optional<Timeline<SourcedBounds>> timeline,
      List<DesiredPolicy.Action> actions) {

    /** Whether they allow a capacity of zero at some time. */
    boolean allowZero() {
      return Stream.concat(
              timeline.map(Timeline::all).orElse(List.of(base)).stream(),
              actions.stream().map(DesiredPolicy.Action::bounds))
          .anyMatch(bounds -> bounds.min().value() == 0);
    }
  }

  /** The bounds; if a problem was reported, as far as they could be computed. */
  DesiredBounds compile(SettingsMerge settings) {
    var rules = new BoundsRules(context.resource(), context.prefix());
    var base = rules.fitted(new SourcedBounds(settings.min(), settings.max()));
    boolean stated =
        Stream.of(base.min(), base.max())
            .noneMatch(bound -> bound.origin() instanceof Origin.BuiltIn);
    if (!context.clear(PolicyKey.MIN, PolicyKey.MAX)
        || !(stated || context.clear(PolicyKey.POLICY))) {
      reportRefusals(base, settings);
      return new DesiredBounds(base, Optional.empty(), List.of());
    }
    var problems = new Problems();
    var timed = new TimedBounds(context.resource(), rules, context.stackZone());
    var timeline =
        problems
            .valid(rules.base(base))
            .flatMap(_ -> settings.schedule())
            .flatMap(schedule -> problems.valid(timed.timeline(schedule, base)));
    var actions =
        settings.actions().stream()
            .flatMap(action -> problems.valid(timed.action(action)).stream())
            .toList();
    timed.together(timeline, settings.actions(), problems);
    context.problems().addAll(problems.list());
    var bounds = new DesiredBounds(base, timeline, actions);
    if (problems.isEmpty() && context.clear(PolicyKey.SCHEDULE)) {
      return guarded(bounds);
    }
    reportRefusals(base, settings);
    return bounds;
  }

  /** Reports what tags state and no guardrail allows, along with the other problems of bounds. */
  private void reportRefusals(SourcedBounds base, SettingsMerge settings) {
    boolean inForce =
        settings.schedule().isEmpty() && context.clear(PolicyKey.SCHEDULE, PolicyKey.POLICY);
    if (!inForce || guardrails.contradiction(context.resource()).isPresent()) {
      return;
    }
    if (context.clear(PolicyKey.MIN)) {
      guardrails.refusal("min", base.min()).ifPresent(context.problems()::add);
    }
    if (context.clear(PolicyKey.MAX)) {
      guardrails.refusal("max", base.max()).ifPresent(context.problems()::add);
    }
  }

  /** Within the guardrails; a base that windows always replace is moved without a warning. */
  private DesiredBounds guarded(DesiredBounds bounds) {
    var contradiction = guardrails.contradiction(context.resource());
    if (contradiction.isPresent()) {
      context.problems().add(contradiction.get());
      return bounds;
    }
    return new DesiredBounds(
        bounds.timeline().isPresent()
            ? guardrails.moved(bounds.base())
            : guardrails.within(bounds.base()),
        bounds.timeline().map(week -> week.map(guardrails::within)),
        bounds.actions().stream()
            .map(action ->
                new DesiredPolicy.Action(
                    action.name(),
                    action.when(),
                    action.zone(),
                    guardrails.within(action.bounds())))
            .toList());
  }
}
