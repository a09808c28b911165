package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.target.TaggedPart;
import io.github.tagscaler.command.target.TaggedParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** {@link TaggedParts} on SageMaker. */
final class TaggedPartsReader implements TaggedParts {
  private final SageMakerClient client;

  TaggedPartsReader(SageMakerClient client) {
    this.client = client;
  }

  @Override
  public Attempt<List<TaggedPart>> of(String endpoint, String endpointArn) {
    return Attempt.of("sagemaker:DescribeEndpointConfig", () -> read(endpoint, endpointArn));
  }

  private List<TaggedPart> read(String endpoint, String endpointArn) {
    return AwsErrors.call(
        "DescribeEndpointConfig",
        "endpoint/" + endpoint,
        () -> {
          var name =
              client
                  .describeEndpoint(request -> request.endpointName(endpoint))
                  .endpointConfigName();
          var config = client.describeEndpointConfig(request -> request.endpointConfigName(name));
          var parts = new ArrayList<TaggedPart>();
          parts.add(new TaggedPart("endpoint config", name, tags(config.endpointConfigArn())));
          models(config)
              .forEach(model ->
                  parts.add(new TaggedPart("model", model, tags(modelArn(endpointArn, model)))));
          return parts;
        });
  }

  private static Stream<String> models(DescribeEndpointConfigResponse config) {
    return config.productionVariants().stream()
        .map(ProductionVariant::modelName)
        .filter(Objects::nonNull)
        .distinct();
  }

  private static String modelArn(String endpointArn, String model) {
    return endpointArn.substring(0, endpointArn.indexOf(":endpoint/") + 1)
        + "model/"
        + model.toLowerCase(java.util.Locale.ROOT);
  }

  /** The tags; none of what is gone by now. */
  private Map<String, String> tags(String arn) {
    var tags = new HashMap<String, String>();
    try {
      client
          .listTagsPaginator(request -> request.resourceArn(arn))
          .tags()
          .forEach(tag -> tags.put(tag.key(), tag.value()));
    } catch (SageMakerException failure) {
      if (!AwsErrors.notFound(failure)) {
        throw failure;
      }
    }
    return tags;
  }
}
