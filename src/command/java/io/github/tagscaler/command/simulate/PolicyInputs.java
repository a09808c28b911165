package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.cli.TagSet;
import io.github.tagscaler.command.simulate.model.SimulatedPolicy;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.check.SampleTarget;
import io.github.tagscaler.resource.ScalableResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads tag sets as the function reads the tags of a resource. */
record PolicyInputs(PolicyReader reader, Catalog catalog, Instant now) {

  /** A tag set on a target that need not exist. */
  PolicyInput read(TagSet set, SampleTarget target) {
    return read(set.toString(), target.tags(set.tags(), Map.of(), reader), target.resource());
  }

  /** Tags of a resource. */
  PolicyInput read(String title, PolicyTags tags, ScalableResource resource) {
    var intent = tags.intent(now);
    if (intent != Intent.SCALE) {
      return new PolicyInput.Unusable(title, List.of(why(intent)), tags.warnings());
    }
    return switch (tags.desired(resource, catalog)) {
      case Reading.Invalid(var problems, var warnings) ->
          new PolicyInput.Unusable(
              title,
              problems.stream()
                  .map(problem -> problem.code().wire() + ": " + problem.message())
                  .toList(),
              warnings);
      case Reading.Declared(var policy, var warnings) -> {
        var simulated = SimulatedPolicy.of(title, resource.kind(), policy);
        yield simulated.followsRequests() || simulated.ignored().isEmpty()
            ? new PolicyInput.Usable(simulated, warnings)
            : new PolicyInput.Unusable(
                title,
                List.of(
                    "It follows %s, and a trace of requests does not determine that metric."
                        .formatted(String.join(", ", simulated.ignored()))),
                warnings);
      }
    };
  }

  private static String why(Intent intent) {
    return switch (intent) {
      case OFF -> "policy = off scales nothing.";
      case IGNORE -> "policy = ignore leaves the target alone.";
      case PAUSED -> "paused suspends all scaling.";
      case NOT_TAGGED, SCALE ->
          "No tag of it asks for scaling. Write a policy, or one of min, max, metric and target.";
    };
  }
}
