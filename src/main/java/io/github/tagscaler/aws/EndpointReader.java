package io.github.tagscaler.aws;

import io.github.tagscaler.aws.AnswerText.Both;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;
import org.jspecify.annotations.Nullable;

/**
 * Reads an endpoint together with the config that it runs: neither alone tells what its variants
 * are. DescribeEndpoint knows no instance types, and a config no running capacity.
 */
final class EndpointReader {
  private final SageMakerClient client;
  private final BoundedExecutor concurrently;
  private final Function<String, List<String>> variantsWithComponents;

  /**
   * @param variantsWithComponents the names of the variants of an endpoint on which components live
   */
  EndpointReader(
      SageMakerClient client,
      BoundedExecutor concurrently,
      Function<String, List<String>> variantsWithComponents) {
    this.client = client;
    this.concurrently = concurrently;
    this.variantsWithComponents = variantsWithComponents;
  }

  Optional<Endpoint> read(String name, @Nullable String likelyConfig) {
    var ahead = likelyConfig == null ? null : concurrently.start(() -> config(likelyConfig));
    return describe(name)
        .map(described -> {
          var configName = described.answer().endpointConfigName();
          return endpoint(
              described,
              ahead != null && configName.equals(likelyConfig)
                  ? BoundedExecutor.result(ahead)
                  // The event is older than the last update, so its config does not matter,
                  // however reading it ended.
                  : config(configName));
        });
  }

  /** The names of the production variants; empty if there is no such endpoint. */
  List<String> variants(String name) {
    return describe(name).stream()
        .flatMap(described -> described.answer().productionVariants().stream())
        .map(ProductionVariantSummary::variantName)
        .toList();
  }

  private Optional<Both<DescribeEndpointResponse>> describe(String name) {
    return AwsErrors.find(
        "DescribeEndpoint",
        "endpoint/" + name,
        () ->
            AnswerText.of(config ->
                client.describeEndpoint(
                    request -> request.endpointName(name).overrideConfiguration(config))));
  }

  private Optional<Both<DescribeEndpointConfigResponse>> config(String name) {
    return AwsErrors.find(
        "DescribeEndpointConfig",
        "endpoint-config/" + name,
        () ->
            AnswerText.of(config ->
                client.describeEndpointConfig(
                    request -> request.endpointConfigName(name).overrideConfiguration(config))));
  }

  private Endpoint endpoint(
      Both<DescribeEndpointResponse> described,
      Optional<Both<DescribeEndpointConfigResponse>> config) {
    var answer = described.answer();
    var reader =
        new VariantReader(
            described.text(), config, () -> variantsWithComponents.apply(answer.endpointName()));
    var variants = new ArrayList<Variant>();
    answer.productionVariants().forEach(each -> variants.add(reader.variant(each, false)));
    answer.shadowProductionVariants().forEach(each -> variants.add(reader.variant(each, true)));
    return new Endpoint(
        answer.endpointName(),
        answer.endpointArn(),
        new ResourceStatus(answer.endpointStatusAsString()),
        answer.asyncInferenceConfig() != null,
        answer.creationTime(),
        config.map(known -> known.answer().creationTime()),
        variants);
  }
}
