package io.github.tagscaler.aws;

import io.github.tagscaler.aws.ResponseText.WithText;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;

/**
 * Reads an endpoint together with its endpoint config. Both are needed to describe its variants:
 * DescribeEndpoint has no instance types, and a config has no running capacity.
 */
final class EndpointReader {
  private final SageMakerClient client;
  private final BoundedExecutor executor;
  private final Function<String, List<String>> variantsWithComponents;
  private final KnownConfigs known;

  /**
   * @param variantsWithComponents the names of the variants of an endpoint on which components live
   * @param known the configs that were read before, and will be
   */
  EndpointReader(
      SageMakerClient client,
      BoundedExecutor executor,
      Function<String, List<String>> variantsWithComponents,
      KnownConfigs known) {
    this.client = client;
    this.executor = executor;
    this.variantsWithComponents = variantsWithComponents;
    this.known = known;
  }

  /** Reads an endpoint and its config. */
  Optional<Endpoint> read(String name, @Nullable String likelyConfig) {
    var ahead = likelyConfig == null ? null : executor.start(() -> config(likelyConfig));
    return describe(name)
        .map(described -> {
          var configName = described.response().endpointConfigName();
          // AWS's model does not promise the name.
          var config =
              configName == null
                  ? Optional.<WithText<DescribeEndpointConfigResponse>>empty()
                  : ahead != null && configName.equals(likelyConfig)
                      ? BoundedExecutor.result(ahead)
                      // The event is older than the last update, so its config does not matter,
                      // whether or not reading it succeeded.
                      : config(configName);
          known.read(described.response(), config);
          return endpoint(described, config);
        });
  }

  /** Reads an endpoint; its config only if it is not known. */
  Optional<Endpoint> recall(String name) {
    return describe(name)
        .map(described -> {
          var recalled = known.of(described.response());
          return endpoint(
              described,
              recalled.isPresent()
                  ? recalled.get().config()
                  : Optional.ofNullable(described.response().endpointConfigName())
                      .flatMap(this::config));
        });
  }

  private Optional<WithText<DescribeEndpointResponse>> describe(String name) {
    return AwsErrors.find(
        "DescribeEndpoint",
        "endpoint/" + name,
        () ->
            complete(
                ResponseText.of(config ->
                    client.describeEndpoint(
                        request -> request.endpointName(name).overrideConfiguration(config)))));
  }

  private static WithText<DescribeEndpointResponse> complete(
      WithText<DescribeEndpointResponse> described) {
    var response = described.response();
    Required.member(response.endpointName(), "EndpointName");
    Required.member(response.endpointArn(), "EndpointArn");
    Required.member(response.endpointStatus(), "EndpointStatus");
    Required.member(response.creationTime(), "CreationTime");
    Stream.concat(
            response.productionVariants().stream(), response.shadowProductionVariants().stream())
        .forEach(variant -> Required.member(variant.variantName(), "VariantName"));
    return described;
  }

  private Optional<WithText<DescribeEndpointConfigResponse>> config(String name) {
    return AwsErrors.find(
        "DescribeEndpointConfig",
        "endpoint-config/" + name,
        () ->
            ResponseText.of(config ->
                client.describeEndpointConfig(
                    request -> request.endpointConfigName(name).overrideConfiguration(config))));
  }

  private Endpoint endpoint(
      WithText<DescribeEndpointResponse> described,
      Optional<WithText<DescribeEndpointConfigResponse>> config) {
    var response = described.response();
    var reader =
        new VariantReader(
            response.creationTime(),
            described.text(),
            config,
            () -> variantsWithComponents.apply(response.endpointName()));
    var variants = new ArrayList<Variant>();
    response.productionVariants().forEach(each -> variants.add(reader.variant(each, false)));
    response.shadowProductionVariants().forEach(each -> variants.add(reader.variant(each, true)));
    return new Endpoint(
        response.endpointName(),
        response.endpointArn(),
        new ResourceStatus(response.endpointStatusAsString()),
        response.asyncInferenceConfig() != null,
        response.creationTime(),
        config.map(known -> known.response().creationTime()),
        variants);
  }
}
