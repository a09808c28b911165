package io.github.tagscaler.aws;

import io.github.tagscaler.aws.ResponseText.WithText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.model.DeployedImage;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/**
 * The endpoint configs that this function has read, each for the endpoint that had it. A config
 * cannot be changed, but deleted and made anew under its name; so it also counts what the endpoint
 * shows of the deployment that brought the config.
 */
final class KnownConfigs {
  private static final int MOST = 500;

  private final Recent<String, Known> configs = new Recent<>(MOST);

  /**
   * The config of an endpoint.
   *
   * @param config empty if it was deleted
   */
  record Known(Deployment deployment, Optional<WithText<DescribeEndpointConfigResponse>> config) {}

  /** What an endpoint shows of its last deployment. */
  record Deployment(@Nullable String config, @Nullable Instant created, List<Variant> variants) {
    static Deployment of(DescribeEndpointResponse endpoint) {
      return new Deployment(
          endpoint.endpointConfigName(),
          endpoint.creationTime(),
          endpoint.productionVariants().stream().map(Variant::of).toList());
    }
  }

  record Variant(@Nullable String name, List<DeployedImage> images) {
    static Variant of(ProductionVariantSummary summary) {
      return new Variant(summary.variantName(), List.copyOf(summary.deployedImages()));
    }
  }

  /** The config of an endpoint as it was last read. */
  Optional<Known> of(DescribeEndpointResponse endpoint) {
    return configs
        .of(endpoint.endpointArn())
        .filter(known -> known.deployment().equals(Deployment.of(endpoint)));
  }

  void read(
      DescribeEndpointResponse endpoint,
      Optional<WithText<DescribeEndpointConfigResponse>> config) {
    configs.put(endpoint.endpointArn(), new Known(Deployment.of(endpoint), config));
  }
}
