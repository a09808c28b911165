package io.github.tagscaler.aws;

import io.github.tagscaler.aws.AnswerText.Both;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.resource.Variant.Serverless;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.ManagedInstanceScalingStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantManagedInstanceScaling;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessConfig;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/**
 * Reads an endpoint together with the config that it runs: neither alone tells what its variants
 * are. DescribeEndpoint knows no instance types, and a config no running capacity.
 */
final class EndpointReader {
  private final SageMakerClient client;
  private final Concurrently concurrently;
  private final Function<String, List<String>> variantsWithComponents;

  /**
   * @param variantsWithComponents the names of the variants of an endpoint on which components live
   */
  EndpointReader(
      SageMakerClient client,
      Concurrently concurrently,
      Function<String, List<String>> variantsWithComponents) {
    this.client = client;
    this.concurrently = concurrently;
    this.variantsWithComponents = variantsWithComponents;
  }

  Optional<Endpoint> read(String name, Hint hint) {
    var hinted = hint.endpointConfigName();
    var ahead = hinted == null ? null : concurrently.start(() -> config(hinted));
    return describe(name)
        .map(described -> {
          var configName = described.answer().endpointConfigName();
          return endpoint(
              described,
              ahead != null && configName.equals(hinted)
                  ? Concurrently.result(ahead)
                  // The event is older than the last update, so its config does not matter,
                  // however reading it ended.
                  : config(configName));
        });
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
    var variants = new ArrayList<Variant>();
    var hosts = new Hosts(answer.endpointName());
    for (var summary : answer.productionVariants()) {
      variants.add(variant(summary, described.text(), config, hosts, false));
    }
    for (var summary : answer.shadowProductionVariants()) {
      variants.add(variant(summary, described.text(), config, hosts, true));
    }
    return new Endpoint(
        answer.endpointName(),
        answer.endpointArn(),
        new ResourceStatus(answer.endpointStatusAsString()),
        answer.asyncInferenceConfig() != null,
        answer.creationTime(),
        config.map(known -> known.answer().creationTime()),
        variants);
  }

  private static Variant variant(
      ProductionVariantSummary summary,
      AnswerText endpointText,
      Optional<Both<DescribeEndpointConfigResponse>> config,
      Hosts hosts,
      boolean shadow) {
    var name = summary.variantName();
    var configured = config.flatMap(known -> configured(known.answer(), name));
    var serverless = serverless(summary);
    boolean managed =
        managed(summary.managedInstanceScaling())
            || configured
                .map(ProductionVariant::managedInstanceScaling)
                .filter(EndpointReader::managed)
                .isPresent();
    boolean hostsComponents =
        managed
            || (serverless.isEmpty()
                && configured
                    // A variant for components names no model: each component brings its own.
                    .map(known -> known.modelName() == null)
                    .orElseGet(() -> !shadow && hosts.has(name)));
    return new Variant(
        name,
        running(summary),
        types(name, endpointText, configured, config),
        serverless,
        hostsComponents,
        shadow);
  }

  private static Optional<ProductionVariant> configured(
      DescribeEndpointConfigResponse config, String variant) {
    return Stream.concat(
            config.productionVariants().stream(), config.shadowProductionVariants().stream())
        .filter(each -> variant.equals(each.variantName()))
        .findFirst();
  }

  private static boolean managed(@Nullable ProductionVariantManagedInstanceScaling scaling) {
    return scaling != null && scaling.status() == ManagedInstanceScalingStatus.ENABLED;
  }

  private static int running(ProductionVariantSummary summary) {
    // Neither is told before an endpoint has come into service once.
    return Stream.of(
            Optional.ofNullable(summary.desiredInstanceCount()),
            Optional.ofNullable(summary.currentInstanceCount()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(0);
  }

  private static Optional<Serverless> serverless(ProductionVariantSummary summary) {
    return Optional.ofNullable(summary.desiredServerlessConfig())
        .or(() -> Optional.ofNullable(summary.currentServerlessConfig()))
        .map(EndpointReader::serverless);
  }

  private static Serverless serverless(ProductionVariantServerlessConfig config) {
    return new Serverless(
        Objects.requireNonNullElse(config.maxConcurrency(), 1),
        Optional.ofNullable(config.provisionedConcurrency()));
  }

  private static List<String> types(
      String variant,
      AnswerText endpointText,
      Optional<ProductionVariant> configured,
      Optional<Both<DescribeEndpointConfigResponse>> config) {
    var single = configured.map(ProductionVariant::instanceTypeAsString);
    if (single.isPresent()) {
      return List.of(single.get());
    }
    var pools = config.map(known -> known.text().poolTypes(variant)).orElse(List.of());
    // The endpoint tells its pools too, which helps where the config is gone.
    return pools.isEmpty() ? endpointText.poolTypes(variant) : pools;
  }

  /**
   * The variants that turn out to host components, for when a config is gone and cannot say; looked
   * up at most once for an endpoint.
   */
  private final class Hosts {
    private final Supplier<List<String>> lookUp;
    private @Nullable List<String> found;

    Hosts(String endpoint) {
      this.lookUp = () -> variantsWithComponents.apply(endpoint);
    }

    boolean has(String variant) {
      var known = found;
      if (known == null) {
        known = lookUp.get();
        found = known;
      }
      return known.contains(variant);
    }
  }
}
