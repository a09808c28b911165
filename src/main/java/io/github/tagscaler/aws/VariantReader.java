package io.github.tagscaler.aws;

import io.github.tagscaler.aws.ResponseText.WithText;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.resource.Variant.Serverless;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.model.DeployedImage;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.ManagedInstanceScalingStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantManagedInstanceScaling;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessConfig;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/** Combines what an endpoint and its config contain about a variant. */
final class VariantReader {
  private final Instant endpointCreated;
  private final ResponseText endpointText;
  private final Optional<WithText<DescribeEndpointConfigResponse>> config;
  private final Supplier<List<String>> lookUpHosts;
  private @Nullable List<String> hosts;

  /**
   * @param endpointCreated when the endpoint was made
   * @param endpointText the response of DescribeEndpoint
   * @param config the endpoint's config, empty if it is deleted
   * @param lookUpHosts the names of the variants that have components; read once, and only if the
   *     config does not show it
   */
  VariantReader(
      Instant endpointCreated,
      ResponseText endpointText,
      Optional<WithText<DescribeEndpointConfigResponse>> config,
      Supplier<List<String>> lookUpHosts) {
    this.endpointCreated = endpointCreated;
    this.endpointText = endpointText;
    this.config = config;
    this.lookUpHosts = lookUpHosts;
  }

  Variant variant(ProductionVariantSummary summary, boolean shadow) {
    var name = summary.variantName();
    var configured = config.flatMap(known -> configured(known.response(), name));
    var serverless = serverless(summary);
    return new Variant(
        name,
        running(summary),
        types(name, configured),
        serverless,
        managed(summary, configured)
            || (serverless.isEmpty() && hostsComponents(name, shadow, configured)),
        managedMin(summary, configured),
        shadow,
        deployment(summary, configured));
  }

  /** The latest of what shows that the endpoint was deployed since. */
  private Optional<Deployment> deployment(
      ProductionVariantSummary summary, Optional<ProductionVariant> configured) {
    return configured
        .map(ProductionVariant::initialInstanceCount)
        .flatMap(capacity ->
            Stream.concat(
                    config.map(known -> known.response().creationTime()).stream(),
                    summary.deployedImages().stream()
                        .map(DeployedImage::resolutionTime)
                        .filter(Objects::nonNull))
                .max(Comparator.naturalOrder())
                .map(since -> new Deployment(capacity, since, endpointCreated)));
  }

  private static Optional<ProductionVariant> configured(
      DescribeEndpointConfigResponse config, String variant) {
    return Stream.concat(
            config.productionVariants().stream(), config.shadowProductionVariants().stream())
        .filter(each -> variant.equals(each.variantName()))
        .findFirst();
  }

  /** Only endpoints for components can have managed instance scaling, so this shows it too. */
  private static boolean managed(
      ProductionVariantSummary summary, Optional<ProductionVariant> configured) {
    return managed(summary.managedInstanceScaling())
        || configured
            .map(ProductionVariant::managedInstanceScaling)
            .filter(VariantReader::managed)
            .isPresent();
  }

  private static Optional<Integer> managedMin(
      ProductionVariantSummary summary, Optional<ProductionVariant> configured) {
    return Optional.ofNullable(summary.managedInstanceScaling())
        .or(() -> configured.map(ProductionVariant::managedInstanceScaling))
        .filter(VariantReader::managed)
        .map(ProductionVariantManagedInstanceScaling::minInstanceCount);
  }

  private static boolean managed(@Nullable ProductionVariantManagedInstanceScaling scaling) {
    return scaling != null && scaling.status() == ManagedInstanceScalingStatus.ENABLED;
  }

  private boolean hostsComponents(
      String variant, boolean shadow, Optional<ProductionVariant> configured) {
    return configured
        // A variant for components has no model: each component has its own.
        .map(known -> known.modelName() == null)
        .orElseGet(() -> !shadow && hosts().contains(variant));
  }

  private List<String> hosts() {
    var known = hosts;
    if (known == null) {
      known = lookUpHosts.get();
      hosts = known;
    }
    return known;
  }

  private static int running(ProductionVariantSummary summary) {
    return Optional.ofNullable(summary.desiredInstanceCount())
        .or(() -> Optional.ofNullable(summary.currentInstanceCount()))
        // Both are missing until the endpoint is in service for the first time.
        .orElse(0);
  }

  private static Optional<Serverless> serverless(ProductionVariantSummary summary) {
    return Optional.ofNullable(summary.desiredServerlessConfig())
        .or(() -> Optional.ofNullable(summary.currentServerlessConfig()))
        .map(VariantReader::serverless);
  }

  private static Serverless serverless(ProductionVariantServerlessConfig config) {
    return new Serverless(
        Objects.requireNonNullElse(config.maxConcurrency(), 1),
        Optional.ofNullable(config.provisionedConcurrency()));
  }

  private List<String> types(String variant, Optional<ProductionVariant> configured) {
    var single = configured.map(ProductionVariant::instanceTypeAsString);
    if (single.isPresent()) {
      return List.of(single.get());
    }
    var pools = config.map(known -> known.text().poolTypes(variant)).orElse(List.of());
    // The endpoint has its pools too, which helps if the config is deleted.
    return pools.isEmpty() ? endpointText.poolTypes(variant) : pools;
  }
}
