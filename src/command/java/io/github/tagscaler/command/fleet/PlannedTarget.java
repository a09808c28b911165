package io.github.tagscaler.command.fleet;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.sweep.TargetState;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One target: what it is, what it is to be, and what the function would do about it.
 *
 * @param subject the endpoint or component that it belongs to
 * @param outcome the outcome of a dry run; one resource may have two, in two dimensions
 * @param resource what SageMaker says of it; empty if it is gone, or could not be read
 * @param observed what is registered in the dimension of the outcome, whoever registered it
 * @param desired what its tags ask for; empty if they ask for nothing, or something is wrong
 */
public record PlannedTarget(
    Subject subject,
    Outcome outcome,
    Optional<ResourceFacts> resource,
    Optional<ObservedTarget> observed,
    Optional<DesiredPolicy> desired) {

  /** Application Auto Scaling's ID, or {@code endpoint/<name>} where the variants are not known. */
  public String id() {
    return outcome.resourceId();
  }

  /** The state in which a sweep would count it. */
  public TargetState state() {
    return TargetState.of(outcome);
  }

  /** What kind it is, where that is known and it can be scaled. */
  public Optional<Kind> kind() {
    return Optional.ofNullable(outcome.kind());
  }

  /** What AWS is asked to run now, where it can be scaled. */
  public OptionalInt running() {
    return resource
        .flatMap(facts -> facts.scalability().scalable())
        .map(each -> OptionalInt.of(each.running()))
        .orElse(OptionalInt.empty());
  }

  /** Who registered it; empty if nobody did. */
  public Optional<RegisteredBy> registeredBy() {
    return observed.map(found -> RegisteredBy.of(found, outcome.stack()));
  }
}
