package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Placeholders;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableResource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Fills the placeholders of a custom metric with the values of one resource. */
final class CustomMetrics {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  private CustomMetrics() {}

  /**
   * The metric of that resource; empty, with a problem reported, if the resource has no value for
   * one of its placeholders.
   *
   * @param what the beginning of the sentence, such as {@code The track "queue"}
   */
  static Optional<MetricSpec> fill(
      MetricSpec spec,
      ScalableResource resource,
      String what,
      Origin origin,
      Consumer<Problem> problems) {
    var values = values(resource);
    var usable = Placeholders.NAMES.stream().filter(values::containsKey).toList();
    var missing = Placeholders.in(spec).stream().filter(name -> !values.containsKey(name)).toList();
    for (var name : missing) {
      problems.accept(
          Problems.about(
              origin,
              Code.METRIC_NOT_SUPPORTED,
              "%s uses %s, which %s does not have. Placeholders for the kind %s: %s."
                  .formatted(
                      what,
                      name,
                      resource.id().wire(),
                      resource.kind().wire(),
                      String.join(", ", usable)),
              usable));
    }
    return missing.isEmpty() ? Optional.of(Placeholders.fill(spec, values)) : Optional.empty();
  }

  private static Map<String, String> values(ScalableResource resource) {
    var values = new TreeMap<String, String>();
    values.put("{endpoint}", resource.endpoint());
    values.put("{variant}", resource.variant());
    if (resource.id() instanceof ResourceId.InferenceComponent(var component)) {
      values.put("{component}", component);
    }
    // arn:partition:sagemaker:region:account:...
    var arn = resource.arn().split(":", -1);
    if (arn.length > ACCOUNT) {
      values.put("{region}", arn[REGION]);
      values.put("{account}", arn[ACCOUNT]);
    }
    return values;
  }
}
