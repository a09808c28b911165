package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
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
   * @param allowZero whether its bounds allow a capacity of zero
   */
  boolean wakes(Optional<Sourced<Boolean>> wake, boolean allowZero) {
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
      return false;
    }
    if (!allowZero) {
      return wake.map(Sourced::value).orElse(false);
    }
    if (resource instanceof HostedComponent component) {
      component
          .hostMinInstances()
          .filter(instances -> instances > 0)
          .ifPresent(instances -> context.warnings().add(hostKeepsInstances(component, instances)));
    }
    wake.filter(stated -> !stated.value()).map(this::neverWakes).ifPresent(context.warnings()::add);
    return wake.map(Sourced::value).orElse(true);
  }

  private Problem neverWakes(Sourced<Boolean> wake) {
    return Problems.about(
        wake.origin(),
        context.key(PolicyKey.WAKE),
        Code.MAY_SLEEP_FOREVER,
        "This target can scale to 0, and with wake off%s nothing scales it up again automatically. Set %swake to on, or set %smin to 1 or more."
            .formatted(OriginSuffix.of(wake.origin()), context.prefix(), context.prefix()),
        List.of());
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
