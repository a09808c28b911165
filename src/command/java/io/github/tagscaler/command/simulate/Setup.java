package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.resource.Kind;
import java.util.List;

/**
 * What is to be simulated.
 *
 * @param instanceTypes of the target, for prices
 * @param policies each tag set, read
 */
record Setup(Trace trace, Kind kind, List<String> instanceTypes, List<PolicyInput> policies) {
  Setup {
    instanceTypes = List.copyOf(instanceTypes);
    policies = List.copyOf(policies);
  }
}
