package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.resource.ResourceId;
import java.util.List;

/** Tells whether what is planned for a target is never applied. */
final class DryRuns {
  private final PolicyReader policies;
  private final boolean ofStack;

  /**
   * For a stack.
   *
   * @param ofStack whether it only plans
   */
  DryRuns(PolicyReader policies, boolean ofStack) {
    this.policies = policies;
    this.ofStack = ofStack;
  }

  boolean of(PlannedTarget planned) {
    return ofStack
        || planned.resource().map(facts -> tags(planned, facts).dryRun()).orElse(false);
  }

  private PolicyTags tags(PlannedTarget planned, ResourceFacts facts) {
    return ResourceId.of(planned.id()).orElse(null)
            instanceof ResourceId.InferenceComponent(var component)
        ? policies.component(component, facts.tags(), facts.endpoint(), facts.endpointTags())
        : policies.variant(
            facts.endpoint(), facts.tags(), facts.variant(), List.of(facts.variant()));
  }
}
