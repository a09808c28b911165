package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An endpoint configuration, which never changes.
 *
 * @param definition the members of CreateEndpointConfig, without the tags
 */
public record EndpointConfig(String arn, JsonObject definition, Instant creationTime) {

  public String name() {
    return definition.text("EndpointConfigName");
  }

  public List<JsonObject> productionVariants() {
    return definition.objects("ProductionVariants");
  }

  public List<JsonObject> shadowVariants() {
    return definition.objects("ShadowProductionVariants");
  }

  public Optional<JsonObject> variant(String name) {
    return productionVariants().stream()
        .filter(variant -> variant.text("VariantName").equals(name))
        .findFirst();
  }

  /** The instance types that a variant runs on: one, several pools, or none if serverless. */
  public static List<String> instanceTypes(JsonObject variant) {
    return Stream.concat(
            variant.findText("InstanceType").stream(),
            variant.objects("InstancePools").stream().map(pool -> pool.text("InstanceType")))
        .toList();
  }
}
