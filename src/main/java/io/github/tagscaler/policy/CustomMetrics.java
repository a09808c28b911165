package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Placeholders;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts a resource's own names into a metric that a policy defines for many. */
final class CustomMetrics {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  private CustomMetrics() {}

  /**
   * The metric for that resource; empty, and told, if it uses a name that stands for nothing there.
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
    var missing = Placeholders.in(spec).stream().filter(name -> !values.containsKey(name)).toList();
    for (var name : missing) {
      boolean known = Placeholders.NAMES.contains(name);
      problems.accept(
          Problems.about(
              origin,
              known ? Code.METRIC_NOT_SUPPORTED : Code.BAD_VALUE,
              "%s uses %s, which %s. For a resource of kind %s there are: %s."
                  .formatted(
                      what,
                      name,
                      known ? resource.id().wire() + " does not have" : "does not exist",
                      resource.kind().wire(),
                      String.join(", ", usable(values))),
              usable(values)));
    }
    return missing.isEmpty() ? Optional.of(Placeholders.fill(spec, values)) : Optional.empty();
  }

  private static List<String> usable(Map<String, String> values) {
    return Placeholders.NAMES.stream().filter(values::containsKey).toList();
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
