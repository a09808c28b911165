import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Makes the clients and the six calls of a first registration, then stops at once. */
final class ColdStart {
  private static final String ID = "endpoint/Chat/variant/AllTraffic";

  public static void main(String[] args) {
    var http = http(args[0]);
    var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
    var sageMaker =
        SageMakerClient.builder()
            .httpClient(http)
            .region(Region.US_EAST_1)
            .credentialsProvider(keys)
            .endpointOverride(URI.create(args[1]))
            .build();
    var autoScaling =
        ApplicationAutoScalingClient.builder()
            .httpClient(http)
            .region(Region.US_EAST_1)
            .credentialsProvider(keys)
            .endpointOverride(URI.create(args[2]))
            .build();

    sageMaker.listTags(r -> r.resourceArn("arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat"));
    sageMaker.describeEndpoint(r -> r.endpointName("Chat"));
    sageMaker.describeEndpointConfig(r -> r.endpointConfigName("c"));
    autoScaling.describeScalableTargets(
        r -> r.serviceNamespace(ServiceNamespace.SAGEMAKER).resourceIds(ID));
    autoScaling.registerScalableTarget(
        r ->
            r.serviceNamespace(ServiceNamespace.SAGEMAKER)
                .resourceId(ID)
                .scalableDimension(ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT)
                .minCapacity(1)
                .maxCapacity(4));
    autoScaling.putScalingPolicy(
        r ->
            r.serviceNamespace(ServiceNamespace.SAGEMAKER)
                .resourceId(ID)
                .scalableDimension(ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT)
                .policyName("p")
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(
                    c ->
                        c.targetValue(5.0)
                            .predefinedMetricSpecification(
                                m ->
                                    m.predefinedMetricType(
                                        MetricType
                                            .SAGE_MAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION))));
    // Lambda freezes the process; it does not shut it down.
    Runtime.getRuntime().halt(0);
  }

  private static SdkHttpClient http(String which) {
    return switch (which) {
      case "url-connection" ->
          UrlConnectionHttpClient.builder()
              .connectionTimeout(Duration.ofSeconds(2))
              .socketTimeout(Duration.ofSeconds(8))
              .build();
      // CRT reads the system's certificates only, and the bench's authority is not one of them.
      case "crt" ->
          AwsCrtHttpClient.builder()
              .connectionTimeout(Duration.ofSeconds(2))
              .buildWithDefaults(
                  AttributeMap.builder()
                      .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                      .build());
      default -> throw new IllegalArgumentException(which);
    };
  }
}
