package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.EndpointConfig;
import io.github.tagscaler.standin.state.ScalableTarget;
import io.github.tagscaler.standin.state.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes of an endpoint: to another configuration, or in weights and capacities. */
final class EndpointUpdates {

  private final Account account;
  private final Lookup lookup;

  EndpointUpdates(Account account, Lookup lookup) {
    this.account = account;
    this.lookup = lookup;
  }

  JsonObject update(JsonObject request) {
    Endpoint endpoint = lookup.endpoint(request);
    EndpointConfig config = lookup.config(request);
    requireAtRest(endpoint);
    requireSameKind(endpoint, config);
    for (ScalableTarget target : account.scalableTargets().ofEndpoint(endpoint.name())) {
      requireStillScalable(target, endpoint, config);
    }
    Map<String, Kept> before = new LinkedHashMap<>();
    endpoint.variants().forEach(variant -> before.put(variant.name(), Kept.of(variant)));
    endpoint.adopt(config, account.now());
    // Without RetainAllVariantProperties the counts are those of the configuration again.
    if (request.flag("RetainAllVariantProperties")) {
      Set<String> excluded =
          request.objects("ExcludeRetainedVariantProperties").stream()
              .map(property -> property.text("VariantPropertyType"))
              .collect(Collectors.toSet());
      endpoint
          .variants()
          .forEach(variant ->
              Optional.ofNullable(before.get(variant.name()))
                  .ifPresent(kept -> kept.restore(variant, excluded)));
    }
    endpoint.start("Updating", account.now(), account.settled());
    return JsonObject.of("EndpointArn", endpoint.arn());
  }

  /** What UpdateEndpoint keeps of a variant if it is asked to. */
  private record Kept(int instanceCount, BigDecimal weight) {

    static Kept of(Variant variant) {
      return new Kept(variant.desiredInstanceCount(), variant.weight());
    }

    void restore(Variant variant, Set<String> excluded) {
      if (!excluded.contains("DesiredInstanceCount")) {
        variant.setDesiredInstanceCount(instanceCount);
      }
      if (!excluded.contains("DesiredWeight")) {
        variant.setWeight(weight);
      }
    }
  }

  JsonObject updateWeightsAndCapacities(JsonObject request) {
    Endpoint endpoint = lookup.endpoint(request);
    requireAtRest(endpoint);
    List<Runnable> changes = new ArrayList<>();
    for (JsonObject desired : request.objects("DesiredWeightsAndCapacities")) {
      String name = desired.text("VariantName");
      Variant variant =
          endpoint
              .variant(name)
              .orElseThrow(() ->
                  AwsFailure.validation(
                      "The variant name(s) \""
                          + name
                          + "\" is/are not present within endpoint"
                          + " configuration \""
                          + endpoint.configName()
                          + "\"."));
      changes.add(change(variant, desired));
    }
    changes.forEach(Runnable::run);
    endpoint.start("Updating", account.now(), account.settled());
    return JsonObject.of("EndpointArn", endpoint.arn());
  }

  private static Runnable change(Variant variant, JsonObject desired) {
    if (variant.isServerless() && desired.has("DesiredInstanceCount")) {
      throw AwsFailure.validation(
          "DesiredInstanceCount does not fit the serverless variant '" + variant.name() + "'.");
    }
    if (!variant.isServerless() && desired.has("ServerlessUpdateConfig")) {
      throw AwsFailure.validation(
          "ServerlessUpdateConfig does not fit variant '"
              + variant.name()
              + "', which has instances.");
    }
    return () -> {
      desired.findWhole("DesiredInstanceCount").ifPresent(variant::setDesiredInstanceCount);
      desired.findDecimal("DesiredWeight").ifPresent(variant::setWeight);
      desired.findObject("ServerlessUpdateConfig").ifPresent(variant::updateServerless);
    };
  }

  private static void requireAtRest(Endpoint endpoint) {
    if (!endpoint.isInService()) {
      throw AwsFailure.validation("Cannot update in-progress endpoint \"" + endpoint.arn() + "\".");
    }
  }

  /** SageMaker developer guide, Serverless endpoints: neither kind can become the other. */
  private static void requireSameKind(Endpoint endpoint, EndpointConfig config) {
    boolean was = endpoint.variants().stream().anyMatch(Variant::isServerless);
    boolean willBe =
        config.productionVariants().stream().anyMatch(variant -> variant.has("ServerlessConfig"));
    if (was != willBe) {
      throw AwsFailure.validation(
          "An endpoint with instances cannot become serverless, nor the other way round.");
    }
  }

  /** SageMaker developer guide, Update endpoints that use automatic scaling; AWS's text differs. */
  private static void requireStillScalable(
      ScalableTarget target, Endpoint endpoint, EndpointConfig config) {
    String resourceId = target.id().resourceId();
    String name = resourceId.substring(resourceId.lastIndexOf('/') + 1);
    Optional<JsonObject> after = config.variant(name);
    Optional<Variant> before = endpoint.variant(name);
    boolean sameTypes =
        after.isPresent()
            && before.isPresent()
            && EndpointConfig.instanceTypes(after.get()).equals(before.get().instanceTypes());
    if (!sameTypes) {
      throw AwsFailure.validation(
          "Variant '"
              + name
              + "' is registered as a scalable target: deregister it before you"
              + " remove it or change its instance type.");
    }
  }
}
