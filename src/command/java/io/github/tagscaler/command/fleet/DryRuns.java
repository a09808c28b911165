package io.github.tagscaler.command.fleet;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.resource.ResourceId;
import java.util.List;

/** Tells whether what is planned for a target is never applied. */
public final class DryRuns {
  private final PolicyReader policies;
  private final boolean ofStack;

  /**
   * For a stack.
   *
   * @param ofStack whether it only plans
   */
  public DryRuns(PolicyReader policies, boolean ofStack) {
    this.policies = policies;
    this.ofStack = ofStack;
  }

  /** Whether what is planned for it is only reported. */
  public boolean of(PlannedTarget planned) {
    return ofStack || planned.resource().map(facts -> tags(planned, facts).dryRun()).orElse(false);
  }

  private PolicyTags tags(PlannedTarget planned, ResourceFacts facts) {
    return ResourceId.of(planned.id()).orElse(null)
            instanceof ResourceId.InferenceComponent(var component)
        ? policies.component(component, facts.tags(), facts.endpoint(), facts.endpointTags())
        : policies.variant(
            facts.endpoint(), facts.tags(), facts.variant(), List.of(facts.variant()));
  }
}
