package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A variant of a running endpoint: how it was configured, and how much of it runs. */
public final class Variant {

  private final JsonObject config;
  private final Instant deployed;
  private BigDecimal weight;
  private int currentInstanceCount;
  private int desiredInstanceCount;
  private Optional<JsonObject> currentServerless;
  private Optional<JsonObject> desiredServerless;

  /** A variant that has yet to start: nothing runs, all is desired. */
  public Variant(JsonObject config, Instant now) {
    this.config = config;
    this.deployed = now;
    this.weight = config.findDecimal("InitialVariantWeight").orElse(BigDecimal.ONE);
    this.desiredInstanceCount = config.findWhole("InitialInstanceCount").orElse(0);
    this.desiredServerless = config.findObject("ServerlessConfig");
    this.currentServerless = Optional.empty();
  }

  public String name() {
    return config.text("VariantName");
  }

  public List<String> instanceTypes() {
    return EndpointConfig.instanceTypes(config);
  }

  public boolean isServerless() {
    return config.has("ServerlessConfig");
  }

  /** A variant without a model of its own is there for inference components. */
  public boolean hostsComponents() {
    return !config.has("ModelName") && !isServerless();
  }

  public boolean scalesItsInstances() {
    return config
        .findObject("ManagedInstanceScaling")
        .flatMap(scaling -> scaling.findText("Status"))
        .filter("ENABLED"::equals)
        .isPresent();
  }

  /** How many run. */
  public int currentInstanceCount() {
    return currentInstanceCount;
  }

  public int desiredInstanceCount() {
    return desiredInstanceCount;
  }

  public void setDesiredInstanceCount(int count) {
    desiredInstanceCount = count;
  }

  public BigDecimal weight() {
    return weight;
  }

  public void setWeight(BigDecimal weight) {
    this.weight = weight;
  }

  public Optional<Integer> desiredProvisionedConcurrency() {
    return desiredServerless.flatMap(serverless -> serverless.findWhole("ProvisionedConcurrency"));
  }

  /** Change how a serverless variant runs, such as its provisioned concurrency. */
  public void updateServerless(JsonObject changes) {
    desiredServerless = desiredServerless.map(serverless -> serverless.withAll(changes));
  }

  void settle() {
    currentInstanceCount = desiredInstanceCount;
    currentServerless = desiredServerless;
  }

  /** A copy of another variant's running capacity, as far as the endpoint keeps it. */
  public void continueFrom(Variant before) {
    currentInstanceCount = before.currentInstanceCount;
    currentServerless = before.currentServerless;
  }

  /** The description of DescribeEndpoint. */
  public JsonObject summary() {
    JsonObject summary =
        JsonObject.of("VariantName", name())
            .with("DeployedImages", images())
            .with("CurrentWeight", weight)
            .with("DesiredWeight", weight)
            .with("CurrentServerlessConfig", currentServerless)
            .with("DesiredServerlessConfig", desiredServerless)
            .with("ManagedInstanceScaling", config.find("ManagedInstanceScaling"))
            .with("RoutingConfig", config.find("RoutingConfig"));
    if (isServerless()) {
      return summary;
    }
    return summary
        .with("CurrentInstanceCount", currentInstanceCount)
        .with("DesiredInstanceCount", desiredInstanceCount)
        .with("InstancePools", pools());
  }

  /** API reference, DeployedImage: when the path of its model's image was resolved. */
  private Optional<List<JsonObject>> images() {
    return config
        .findText("ModelName")
        .map(model ->
            List.of(
                JsonObject.of("SpecifiedImage", "registry/" + model + ":latest")
                    .with("ResolutionTime", deployed)));
  }

  private Optional<List<JsonObject>> pools() {
    List<JsonObject> pools = config.objects("InstancePools");
    if (pools.isEmpty()) {
      return Optional.empty();
    }
    // Which pool holds the instances is SageMaker's choice; here the first one holds all.
    return Optional.of(
        pools.stream()
            .map(pool ->
                JsonObject.of("InstanceType", pool.text("InstanceType"))
                    .with(
                        "CurrentInstanceCount",
                        pool.equals(pools.getFirst()) ? currentInstanceCount : 0))
            .toList());
  }
}
