package io.github.tagscaler.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

class SdkSmokeTest {

  @Test
  void the_seed_of_the_documentation_can_be_read_by_the_sdk() throws Exception {
    String docs = Files.readString(Path.of("docs/stand-in.md"));
    int start = docs.indexOf("```json") + 7;
    try (var aws = StandIn.start()) {
      aws.seed(docs.substring(start, docs.indexOf("```", start)));
      var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
      try (var sageMaker =
              SageMakerClient.builder()
                  .endpointOverride(aws.endpoint())
                  .region(Region.US_EAST_1)
                  .credentialsProvider(credentials)
                  .build();
          var scaling =
              ApplicationAutoScalingClient.builder()
                  .endpointOverride(aws.endpoint())
                  .region(Region.US_EAST_1)
                  .credentialsProvider(credentials)
                  .build()) {
        System.out.println(sageMaker.describeEndpoint(r -> r.endpointName("Chat")));
        System.out.println(sageMaker.describeEndpoint(r -> r.endpointName("Thumbnails")));
        System.out.println(
            sageMaker.describeInferenceComponent(r -> r.inferenceComponentName("llama")));
        System.out.println(sageMaker.listEndpoints(r -> {}));
        System.out.println(
            scaling.registerScalableTarget(r ->
                r.serviceNamespace(ServiceNamespace.SAGEMAKER)
                    .resourceId("endpoint/Documents/variant/AllTraffic")
                    .scalableDimension(ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT)
                    .minCapacity(1)
                    .maxCapacity(3)));
        System.out.println(scaling.describeScalingPolicies(r -> r.serviceNamespace("sagemaker")));
        assertThatThrownBy(() -> sageMaker.describeEndpoint(r -> r.endpointName("Nope")))
            .isInstanceOf(SageMakerException.class)
            .hasMessageContaining("Could not find endpoint");
      }
      System.out.println(aws.state());
      assertThat(aws.calls()).hasSize(7);
    }
  }
}
