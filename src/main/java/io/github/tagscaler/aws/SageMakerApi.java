package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeInferenceComponentResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentStatus;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentSummary;
import software.amazon.awssdk.services.sagemaker.model.ListEndpointsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListInferenceComponentsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListInferenceComponentsResponse;
import software.amazon.awssdk.services.sagemaker.model.ListTagsResponse;

/** {@link SageMakerResources} on the SageMaker API. */
final class SageMakerApi implements SageMakerResources {

  /** The most endpoints or components of a page; the default is ten. */
  private static final int LIST_PAGE = 100;

  /** The smallest page size of ListTags, and the most tags that a resource can have. */
  private static final int TAG_PAGE = 50;

  private final SageMakerClient client;
  private final EndpointReader endpoints;
  private final boolean recallsConfigs;

  /**
   * @param configs the endpoint configs that were read before, and will be
   * @param recallsConfigs whether the config of an endpoint need not be read if it is known
   */
  SageMakerApi(
      SageMakerClient client,
      BoundedExecutor executor,
      KnownConfigs configs,
      boolean recallsConfigs) {
    this.client = client;
    this.endpoints = new EndpointReader(client, executor, this::hostedOn, configs);
    this.recallsConfigs = recallsConfigs;
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    return AwsErrors.find(
        "ListTags",
        arn,
        () -> {
          var tags = new HashMap<String, String>();
          new PagedList<>(
                  token ->
                      client.listTags(request ->
                          request.resourceArn(arn).maxResults(TAG_PAGE).nextToken(token)),
                  ListTagsResponse::nextToken)
              .entries(ListTagsResponse::tags)
              .forEach(tag ->
                  tags.put(
                      Required.member(tag.key(), "Key"), Required.member(tag.value(), "Value")));
          return Map.copyOf(tags);
        });
  }

  @Override
  public Optional<Endpoint> endpoint(String name, @Nullable String likelyConfig) {
    var found = recallsConfigs ? endpoints.recall(name) : endpoints.read(name, likelyConfig);
    if (found.isEmpty()) {
      confirmGone("endpoint/" + name, isListedEndpoint(name));
    }
    return found;
  }

  @Override
  public Optional<String> endpointName(String lowerCased) {
    // It is not documented whether DescribeEndpoint ignores the case of a name; if it does
    // not, the list is searched.
    return AwsErrors.find(
            "DescribeEndpoint",
            "endpoint/" + lowerCased,
            () ->
                Required.member(
                    client
                        .describeEndpoint(request -> request.endpointName(lowerCased))
                        .endpointName(),
                    "EndpointName"))
        .or(() -> listedEndpoint(lowerCased, lowerCased))
        // Whether NameContains ignores case is not documented either.
        .or(() -> listedEndpoint(lowerCased, null));
  }

  @Override
  public Optional<Component> component(String name) {
    var found = describeComponent(name);
    if (found.isEmpty()) {
      confirmGone("inference-component/" + name, isListedComponent(name));
    }
    return found;
  }

  private Optional<Component> describeComponent(String name) {
    return AwsErrors.find(
        "DescribeInferenceComponent",
        "inference-component/" + name,
        () -> {
          var described =
              ResponseText.of(config ->
                  client.describeInferenceComponent(request ->
                      request.inferenceComponentName(name).overrideConfiguration(config)));
          return component(described.response(), described.text());
        });
  }

  private static Component component(
      DescribeInferenceComponentResponse response, ResponseText text) {
    // Either one specification, or one for each instance type.
    var specification = response.specification();
    boolean adapter =
        (specification != null && specification.baseInferenceComponentName() != null)
            || text.anySpecificationHasBase();
    var runtime = response.runtimeConfig();
    return new Component(
        Required.member(response.inferenceComponentName(), "InferenceComponentName"),
        Required.member(response.inferenceComponentArn(), "InferenceComponentArn"),
        new ResourceStatus(
            Objects.requireNonNullElse(response.inferenceComponentStatusAsString(), "")),
        Required.member(response.endpointName(), "EndpointName"),
        Objects.requireNonNullElse(response.variantName(), ""),
        adapter,
        runtime == null || runtime.desiredCopyCount() == null ? 0 : runtime.desiredCopyCount(),
        Required.member(response.lastModifiedTime(), "LastModifiedTime"));
  }

  @Override
  public Optional<String> componentName(String lowerCased) {
    return AwsErrors.find(
            "DescribeInferenceComponent",
            "inference-component/" + lowerCased,
            () ->
                Required.member(
                    client
                        .describeInferenceComponent(
                            request -> request.inferenceComponentName(lowerCased))
                        .inferenceComponentName(),
                    "InferenceComponentName"))
        .or(() -> listedComponent(lowerCased, lowerCased))
        .or(() -> listedComponent(lowerCased, null));
  }

  @Override
  public List<String> componentsOf(String endpoint) {
    // Whether the list of a missing endpoint is empty or an error is not documented.
    return AwsErrors.find(
            "ListInferenceComponents",
            "endpoint/" + endpoint,
            () -> hosted(endpoint).map(InferenceComponentSummary::inferenceComponentName).toList())
        .orElse(List.of());
  }

  /** The names of the variants of an endpoint that have components. */
  private List<String> hostedOn(String endpoint) {
    return AwsErrors.call(
        "ListInferenceComponents",
        "endpoint/" + endpoint,
        () -> hosted(endpoint).map(InferenceComponentSummary::variantName).distinct().toList());
  }

  private Stream<InferenceComponentSummary> hosted(String endpoint) {
    return components(request -> request.endpointNameEquals(endpoint))
        // An answer that ignores the filter must not let other components be hosted here.
        .filter(component -> endpoint.equalsIgnoreCase(component.endpointName()));
  }

  private Stream<InferenceComponentSummary> components(
      Consumer<ListInferenceComponentsRequest.Builder> filter) {
    return new PagedList<>(
            token ->
                client.listInferenceComponents(
                    request -> filter.accept(request.maxResults(LIST_PAGE).nextToken(token))),
            ListInferenceComponentsResponse::nextToken)
        .entries(ListInferenceComponentsResponse::inferenceComponents);
  }

  /** The endpoints with that in their names; all if it is {@code null}. */
  private Stream<EndpointSummary> endpoints(@Nullable String part) {
    return new PagedList<>(
            token ->
                client.listEndpoints(
                    request -> request.nameContains(part).maxResults(LIST_PAGE).nextToken(token)),
            ListEndpointsResponse::nextToken)
        .entries(ListEndpointsResponse::endpoints);
  }

  private Optional<String> listedEndpoint(String lowerCased, @Nullable String part) {
    return AwsErrors.call(
        "ListEndpoints",
        "endpoint/" + lowerCased,
        () ->
            endpoints(part)
                .map(EndpointSummary::endpointName)
                .filter(lowerCased::equalsIgnoreCase)
                .findFirst());
  }

  private Optional<String> listedComponent(String lowerCased, @Nullable String part) {
    return AwsErrors.call(
        "ListInferenceComponents",
        "inference-component/" + lowerCased,
        () ->
            components(request -> request.nameContains(part))
                .map(InferenceComponentSummary::inferenceComponentName)
                .filter(lowerCased::equalsIgnoreCase)
                .findFirst());
  }

  /** A single wrong answer of AWS must not release anything. */
  private static void confirmGone(String resource, boolean listed) {
    if (listed) {
      throw new CallFailedException(
          Code.SERVICE_ERROR,
          "SageMaker says that %s does not exist, but lists it.".formatted(resource),
          null);
    }
  }

  private boolean isListedEndpoint(String name) {
    return AwsErrors.call(
        "ListEndpoints",
        "endpoint/" + name,
        () ->
            endpoints(name)
                .anyMatch(listed ->
                    name.equals(listed.endpointName())
                        && listed.endpointStatus() != EndpointStatus.DELETING));
  }

  private boolean isListedComponent(String name) {
    return AwsErrors.call(
        "ListInferenceComponents",
        "inference-component/" + name,
        () ->
            components(request -> request.nameContains(name))
                .anyMatch(listed ->
                    name.equals(listed.inferenceComponentName())
                        && listed.inferenceComponentStatus() != InferenceComponentStatus.DELETING));
  }
}
