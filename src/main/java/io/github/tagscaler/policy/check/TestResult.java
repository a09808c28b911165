package io.github.tagscaler.policy.check;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Given;
import io.github.tagscaler.resource.ScalableResource;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * The result of a test's tags on a made-up resource.
 *
 * @param intent whether to scale it, or which off switch is in force
 * @param reading the desired policy, or the problems of the tags, regardless of off switches
 */
record TestResult(ScalableResource resource, Intent intent, Reading reading) {
  static TestResult of(Given given, PolicyReader reader, Catalog catalog, Instant now) {
    var target =
        new SampleTarget(
            given.kind(), given.variant(), given.instanceTypes(), given.maxConcurrency());
    var ofGuardrails =
        catalog.guardrails().stream()
            .flatMap(guardrail -> guardrail.tags().keySet().stream())
            .collect(Collectors.toSet());
    var tags = target.tags(given.tags(), given.endpointTags(), reader, ofGuardrails);
    var resource = target.resource();
    return new TestResult(resource, tags.intent(now), tags.desired(resource, catalog));
  }
}
