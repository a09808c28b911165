package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsClients;
import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.target.ResourceNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** {@link ResourceNames} on SageMaker's lists. */
final class ListedNames implements ResourceNames {
  private static final int PAGE = 100;

  private final AwsClients clients;
  private @Nullable SageMakerClient client;

  ListedNames(AwsClients clients) {
    this.clients = clients;
  }

  /** Most targets are found without: the client is built when it is needed. */
  private SageMakerClient client() {
    var built = client;
    if (built == null) {
      built =
          clients.build(SageMakerClient.builder(), "SAGEMAKER", SageMakerClient::serviceMetadata);
      client = built;
    }
    return built;
  }

  @Override
  public List<Named> endpoints() {
    return AwsErrors.call(
        "ListEndpoints",
        "all endpoints",
        () ->
            client()
                .listEndpointsPaginator(request -> request.maxResults(PAGE))
                .endpoints()
                .stream()
                .map(each -> new Named(each.endpointName(), each.endpointArn()))
                .toList());
  }

  @Override
  public List<Named> components() {
    return AwsErrors.call(
        "ListInferenceComponents",
        "all inference components",
        () ->
            client()
                .listInferenceComponentsPaginator(request -> request.maxResults(PAGE))
                .inferenceComponents()
                .stream()
                .map(each -> new Named(each.inferenceComponentName(), each.inferenceComponentArn()))
                .toList());
  }
}
