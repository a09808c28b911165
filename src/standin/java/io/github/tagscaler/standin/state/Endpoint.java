package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A SageMaker endpoint. */
public final class Endpoint {

  private final String name;
  private final String arn;
  private final Instant creationTime;
  private Instant lastModifiedTime;
  private String configName;
  private String status = "Creating";
  private Optional<String> failureReason = Optional.empty();
  private Optional<JsonObject> async = Optional.empty();
  private Optional<Integer> backlog = Optional.empty();
  private Optional<Instant> settlesAt = Optional.empty();
  private SequencedMap<String, Variant> variants = new LinkedHashMap<>();
  private SequencedMap<String, Variant> shadows = new LinkedHashMap<>();

  public Endpoint(String name, String arn, EndpointConfig config, Instant creationTime) {
    this.name = name;
    this.arn = arn;
    this.creationTime = creationTime;
    this.lastModifiedTime = creationTime;
    this.configName = config.name();
    adopt(config, creationTime);
  }

  /** Take up a configuration: its variants as they are configured, with the images of now. */
  public void adopt(EndpointConfig config, Instant now) {
    var before = variants;
    configName = config.name();
    async = config.definition().findObject("AsyncInferenceConfig");
    variants = new LinkedHashMap<>();
    shadows = new LinkedHashMap<>();
    for (JsonObject json : config.productionVariants()) {
      var variant = new Variant(json, now);
      Optional.ofNullable(before.get(variant.name())).ifPresent(variant::continueFrom);
      variants.put(variant.name(), variant);
    }
    for (JsonObject json : config.shadowVariants()) {
      var variant = new Variant(json, now);
      shadows.put(variant.name(), variant);
    }
  }

  /** Be in this status until a moment, then in service or gone. */
  public void start(String transition, Instant now, Instant settled) {
    status = transition;
    lastModifiedTime = now;
    settlesAt = Optional.of(settled);
  }

  /** All that was desired runs. */
  void settle(Instant now) {
    settlesAt = Optional.empty();
    status = "InService";
    lastModifiedTime = now;
    variants.values().forEach(Variant::settle);
    shadows.values().forEach(Variant::settle);
  }

  /** Put it in a status in which it stays. */
  public void pin(String pinned, Optional<String> reason) {
    settlesAt = Optional.empty();
    status = pinned;
    failureReason = reason;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public String configName() {
    return configName;
  }

  public String status() {
    return status;
  }

  public boolean isInService() {
    return status.equals("InService");
  }

  public boolean isAsync() {
    return async.isPresent();
  }

  /** Where an asynchronous endpoint puts what it answers. */
  public String asyncOutputPath() {
    return async
        .flatMap(config -> config.findObject("OutputConfig"))
        .flatMap(output -> output.findText("S3OutputPath"))
        .orElse("s3://none");
  }

  /** How many requests wait in the queue, if there ever were some. */
  public Optional<Integer> backlog() {
    return backlog;
  }

  public void enqueue() {
    backlog = Optional.of(backlog.orElse(0) + 1);
  }

  public void workOff(int most) {
    backlog = backlog.map(waiting -> Math.max(0, waiting - most));
  }

  public Instant creationTime() {
    return creationTime;
  }

  public Instant lastModifiedTime() {
    return lastModifiedTime;
  }

  Optional<Instant> settlesAt() {
    return settlesAt;
  }

  public Optional<Variant> variant(String variantName) {
    return Optional.ofNullable(variants.get(variantName));
  }

  public boolean isShadow(String variantName) {
    return shadows.containsKey(variantName);
  }

  public Collection<Variant> variants() {
    return variants.values();
  }

  /** The summary that ListEndpoints returns. */
  public JsonObject summary() {
    return JsonObject.of("EndpointName", name)
        .with("EndpointArn", arn)
        .with("EndpointStatus", status)
        .with("CreationTime", creationTime)
        .with("LastModifiedTime", lastModifiedTime);
  }

  /** What DescribeEndpoint answers. */
  public JsonObject describe() {
    return JsonObject.of("EndpointName", name)
        .with("EndpointArn", arn)
        .with("EndpointConfigName", configName)
        .with("EndpointStatus", status)
        .with("FailureReason", failureReason)
        .with("CreationTime", creationTime)
        .with("LastModifiedTime", lastModifiedTime)
        .with("AsyncInferenceConfig", async)
        .with("ProductionVariants", summaries(variants))
        .with("ShadowProductionVariants", summaries(shadows));
  }

  private static Optional<Object> summaries(SequencedMap<String, Variant> variants) {
    return variants.isEmpty()
        ? Optional.empty()
        : Optional.of(variants.values().stream().map(Variant::summary).toList());
  }
}
