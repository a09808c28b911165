package io.github.tagscaler.policy.check;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Intent;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogTestCase.Given;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a test's tags on a made-up resource.
 *
 * @param intent whether to scale it, or which off switch is in force
 * @param reading the desired policy, or the problems of the tags, regardless of off switches
 */
record TestResult(ScalableResource resource, Intent intent, Reading reading) {
  private static final String ENDPOINT = "endpoint";
  private static final String COMPONENT = "component";

  static TestResult of(Given given, PolicyReader reader, Catalog catalog, Instant now) {
    var tags = tags(given, reader, reader.tagPrefix());
    var resource = resource(given);
    return new TestResult(resource, tags.intent(now), tags.desired(resource, catalog));
  }

  private static PolicyTags tags(Given given, PolicyReader reader, String prefix) {
    var own = prefixed(given.tags(), prefix);
    return given.kind() == Kind.COMPONENT
        ? reader.component(COMPONENT, own, ENDPOINT, prefixed(given.endpointTags(), prefix))
        : reader.variant(ENDPOINT, own, given.variant(), List.of(given.variant()));
  }

  /** Adds the prefix to the keys that Tagscaler reads; other keys are left as they are. */
  private static Map<String, String> prefixed(Map<String, String> tags, String prefix) {
    var prefixed = new LinkedHashMap<String, String>();
    tags.forEach((key, value) -> prefixed.put(isPolicyKey(key) ? prefix + key : key, value));
    return prefixed;
  }

  private static boolean isPolicyKey(String key) {
    int suffix = key.lastIndexOf('@');
    var name = suffix < 0 ? key : key.substring(0, suffix);
    return PolicyKey.of(name.strip().toLowerCase(Locale.ROOT)).isPresent();
  }

  private static ScalableResource resource(Given given) {
    var arn = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/" + ENDPOINT;
    var variant = new EndpointVariant(ENDPOINT, given.variant());
    return switch (given.kind()) {
      case REAL_TIME -> new InstanceVariant(variant, false, arn, 1, given.instanceTypes());
      case ASYNC -> new InstanceVariant(variant, true, arn, 1, given.instanceTypes());
      case SERVERLESS -> new ServerlessVariant(variant, arn, 1, given.maxConcurrency());
      case COMPONENT ->
          new HostedComponent(
              new InferenceComponent(COMPONENT), arn, ENDPOINT, given.variant(), 1, Optional.of(0));
    };
  }
}
