package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.BoundsCompiler.DesiredBounds;
import io.github.tagscaler.policy.setting.ActionEntry;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.window.WeeklyTimes;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import java.util.List;
import java.util.Optional;

/** Decides whether a target needs the step policy that scales it up from zero. */
final class WakeRule {
  private final ReadContext context;

  WakeRule(ReadContext context) {
    this.context = context;
  }

  /**
   * Whether the target wakes from zero.
   *
   * @param wake what a tag or policy states
   * @param bounds that can come into force
   */
  Sourced<Boolean> wake(Optional<Sourced<Boolean>> wake, DesiredBounds bounds) {
    var resource = context.resource();
    if (resource.kind().lowestMin() > 0) {
      wake.filter(stated -> stated.origin() instanceof Origin.Tag)
          .ifPresent(stated ->
              context
                  .warnings()
                  .add(
                      stated.origin(),
                      Code.NOT_APPLICABLE,
                      "%s never scale to zero, so this has no effect. Remove it."
                          .formatted(resource.kind().capitalizedPlural())));
      return Sourced.builtIn(false);
    }
    if (!bounds.allowZero()) {
      return wake.orElseGet(() -> Sourced.builtIn(false));
    }
    if (resource instanceof HostedComponent component) {
      component
          .hostMinInstances()
          .filter(instances -> instances > 0)
          .ifPresent(instances -> context.warnings().add(hostKeepsInstances(component, instances)));
    }
    wake.filter(stated -> !stated.value())
        .map(off -> neverWakes(off, bounds))
        .ifPresent(context.warnings()::add);
    asleep(bounds);
    return wake.orElseGet(() -> Sourced.builtIn(true));
  }

  private Problem neverWakes(Sourced<Boolean> wake, DesiredBounds bounds) {
    boolean always = bounds.timeline().isEmpty() && bounds.actions().isEmpty();
    return Problems.about(
        wake.origin(),
        context.key(PolicyKey.WAKE),
        Code.MAY_SLEEP_FOREVER,
        "This target can scale to 0, and with wake off%s nothing scales it up again automatically. Set %s to on%s."
            .formatted(
                OriginSuffix.of(wake.origin()),
                context.key(PolicyKey.WAKE, wake.origin()),
                always
                    ? " or %s to at least 1"
                        .formatted(context.key(PolicyKey.MIN, bounds.base().min().origin()))
                    : ""),
        List.of());
  }

  /** Warns of times at which not even a request can bring capacity back: max is 0. */
  private void asleep(DesiredBounds bounds) {
    bounds
        .timeline()
        .ifPresent(week ->
            week.all().stream()
                .map(SourcedBounds::max)
                .filter(max -> max.value() == 0)
                .findFirst()
                .ifPresent(max ->
                    asleep(
                        max,
                        WeeklyTimes.of(week.map(each -> each.max().value() == 0)),
                        "write 0-1 instead of 0 there")));
    bounds.actions().stream()
        .filter(action -> action.bounds().max().value() == 0)
        .forEach(action ->
            asleep(
                action.bounds().max(),
                "from action %s (%s, %s) until the next change of min and max"
                    .formatted(Quote.of(action.name()), when(action.when()), action.zone().getId()),
                "give it a max of 1 or more"));
  }

  private void asleep(Sourced<Integer> max, String times, String remedy) {
    context
        .warnings()
        .add(
            Problems.about(
                max.origin(),
                context.key(PolicyKey.SCHEDULE),
                Code.MAY_SLEEP_FOREVER,
                "max is 0%s %s, so no request can wake it then. To let requests wake it, %s."
                    .formatted(OriginSuffix.of(max.origin()), times, remedy),
                List.of()));
  }

  private static String when(ActionEntry.When when) {
    return switch (when) {
      case ActionEntry.When.Cron(var fields) -> "cron " + fields;
      case ActionEntry.When.At(var time) -> time.toString().replace('T', ' ');
    };
  }

  private Problem hostKeepsInstances(HostedComponent component, int instances) {
    return new Problem(
        Code.HOST_KEEPS_INSTANCES,
        context.key(PolicyKey.MIN),
        null,
        "%s can scale to 0 copies, but its host variant %s always keeps at least %d %s, so you keep paying for it. Set ManagedInstanceScaling.MinInstanceCount = 0 in the endpoint config."
            .formatted(
                component.id().wire(),
                component.variant(),
                instances,
                instances == 1 ? "instance" : "instances"),
        List.of());
  }
}
