package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A SageMaker inference component: a model that runs in copies on the instances of an endpoint. */
public final class InferenceComponent {

  private final String name;
  private final String arn;
  private final String endpointName;
  private final String endpointArn;
  private final String variantName;
  private final Instant creationTime;
  private JsonObject specification;
  private Instant lastModifiedTime;
  private String status = "Creating";
  private Optional<String> failureReason = Optional.empty();
  private Optional<Instant> settlesAt = Optional.empty();
  private int currentCopyCount;
  private int desiredCopyCount;

  /**
   * A component that has yet to start.
   *
   * @param specification the member Specification or Specifications, whichever was given
   */
  public InferenceComponent(
      String name,
      String arn,
      Endpoint endpoint,
      String variantName,
      JsonObject specification,
      int copies,
      Instant creationTime) {
    this.name = name;
    this.arn = arn;
    this.endpointName = endpoint.name();
    this.endpointArn = endpoint.arn();
    this.variantName = variantName;
    this.specification = specification;
    this.desiredCopyCount = copies;
    this.creationTime = creationTime;
    this.lastModifiedTime = creationTime;
  }

  /** Be in this status until a moment, then in service or gone. */
  public void start(String transition, Instant now, Instant settled) {
    status = transition;
    lastModifiedTime = now;
    settlesAt = Optional.of(settled);
  }

  void settle(Instant now) {
    settlesAt = Optional.empty();
    status = "InService";
    lastModifiedTime = now;
    currentCopyCount = desiredCopyCount;
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

  public String endpointName() {
    return endpointName;
  }

  public String variantName() {
    return variantName;
  }

  public String status() {
    return status;
  }

  public boolean isInService() {
    return status.equals("InService");
  }

  /** An adapter runs inside its base component and has no copies of its own. */
  public boolean isAdapter() {
    return baseName().isPresent();
  }

  /** The component that an adapter runs inside. */
  public Optional<String> baseName() {
    return specification
        .findObject("Specification")
        .flatMap(json -> json.findText("BaseInferenceComponentName"));
  }

  /** How many copies run. */
  public int currentCopyCount() {
    return currentCopyCount;
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

  public int desiredCopyCount() {
    return desiredCopyCount;
  }

  public void setDesiredCopyCount(int copies) {
    desiredCopyCount = copies;
  }

  public void setSpecification(JsonObject specification) {
    this.specification = specification;
  }

  /** What DescribeInferenceComponent answers. */
  public JsonObject describe() {
    JsonObject runtime =
        JsonObject.of("DesiredCopyCount", (long) desiredCopyCount)
            .with("CurrentCopyCount", currentCopyCount);
    JsonObject description =
        summary().without("InferenceComponentStatus").with("FailureReason", failureReason);
    return description
        .withAll(specificationSummary())
        .with("InferenceComponentStatus", status)
        .with("RuntimeConfig", isAdapter() ? Optional.empty() : Optional.of(runtime));
  }

  private JsonObject specificationSummary() {
    return specification
        .findObject("Specification")
        .map(one -> JsonObject.of("Specification", summaryOf(one)))
        .orElseGet(() -> JsonObject.of("Specifications", specificationSummaries()));
  }

  private List<JsonObject> specificationSummaries() {
    return specification.objects("Specifications").stream()
        .map(InferenceComponent::summaryOf)
        .toList();
  }

  /** A container's image is returned as resolved, everything else as it was given. */
  private static JsonObject summaryOf(JsonObject specification) {
    return specification
        .findObject("Container")
        .map(container -> specification.with("Container", deployed(container)))
        .orElse(specification);
  }

  private static JsonObject deployed(JsonObject container) {
    Optional<JsonObject> image =
        container.findText("Image").map(text -> JsonObject.of("SpecifiedImage", text));
    return container.without("Image").with("DeployedImage", image);
  }

  /** The summary that ListInferenceComponents returns. */
  public JsonObject summary() {
    return JsonObject.of("InferenceComponentName", name)
        .with("InferenceComponentArn", arn)
        .with("EndpointName", endpointName)
        .with("EndpointArn", endpointArn)
        .with("VariantName", variantName)
        .with("InferenceComponentStatus", status)
        .with("CreationTime", creationTime)
        .with("LastModifiedTime", lastModifiedTime);
  }
}
