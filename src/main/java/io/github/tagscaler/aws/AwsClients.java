package io.github.tagscaler.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.endpoints.ApplicationAutoScalingEndpointProvider;
import software.amazon.awssdk.services.applicationautoscaling.model.ConcurrentUpdateException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.endpoints.CloudWatchEndpointProvider;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.endpoints.EventBridgeEndpointProvider;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.endpoints.ResourceGroupsTaggingApiEndpointProvider;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.endpoints.SageMakerEndpointProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.endpoints.SqsEndpointProvider;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.endpoints.SsmEndpointProvider;

/**
 * Builds the SDK's clients from the function's environment.
 *
 * <p>Everything that the SDK would otherwise find out for itself is said here, because looking
 * costs a cold start: one HTTP client for all (making one loads the trust store), no search for a
 * region, none for credentials.
 */
final class AwsClients {

  /** The services answer a handshake within milliseconds; two seconds without is no connection. */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /**
   * Reads take tenths of a second. A first RegisterScalableTarget, which makes the service-linked
   * role, and a PutScalingPolicy, which makes alarms, may take seconds.
   */
  private static final Duration ATTEMPT = Duration.ofSeconds(8);

  /** All attempts with their pauses. A run makes a handful of calls, and has to end in a minute. */
  private static final Duration CALL = Duration.ofSeconds(20);

  /**
   * As many as the SDK's standard mode makes. Whatever is not over by then the work queue tries
   * again in minutes, and waiting for that costs nothing.
   */
  private static final int ATTEMPTS = 3;

  private final Map<String, String> env;
  private final Region region;
  private final AwsCredentialsProvider credentials;

  /** How long to wait between attempts, {@code null} for the SDK's own way. */
  private final @Nullable BackoffStrategy backoff;

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT).build();

  AwsClients(Map<String, String> env) {
    this(env, null);
  }

  AwsClients(Map<String, String> env, @Nullable BackoffStrategy backoff) {
    this.env = Map.copyOf(env);
    this.backoff = backoff;
    this.region = region();
    this.credentials = credentials();
  }

  SageMakerClient sageMaker() {
    return built(
        SageMakerClient.builder(),
        "SAGEMAKER",
        () ->
            SageMakerEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  ApplicationAutoScalingClient autoScaling() {
    return built(
        ApplicationAutoScalingClient.builder(),
        "APPLICATION_AUTO_SCALING",
        () ->
            ApplicationAutoScalingEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  SqsClient sqs() {
    return built(
        SqsClient.builder(),
        "SQS",
        () ->
            SqsEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  EventBridgeClient eventBridge() {
    return built(
        EventBridgeClient.builder(),
        "EVENTBRIDGE",
        () ->
            EventBridgeEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  CloudWatchClient cloudWatch() {
    return built(
        CloudWatchClient.builder(),
        "CLOUDWATCH",
        () ->
            CloudWatchEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  SsmClient ssm() {
    return built(
        SsmClient.builder(),
        "SSM",
        () ->
            SsmEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  ResourceGroupsTaggingApiClient tagging() {
    return built(
        ResourceGroupsTaggingApiClient.builder(),
        "RESOURCE_GROUPS_TAGGING_API",
        () ->
            ResourceGroupsTaggingApiEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region).useFips(fips()).useDualStack(dualStack())));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
      B builder, String service, Supplier<CompletableFuture<Endpoint>> awsOwn) {
    endpoint(service, awsOwn, builder);
    return builder
        .httpClient(http)
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .retryStrategy(retries())
                .addExecutionInterceptor(new AnswerText.Keeper())
                .build())
        .build();
  }

  private RetryStrategy retries() {
    var retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(ATTEMPTS)
            // "Wait and try again": two of our own writes to one target can meet.
            .retryOnException(ConcurrentUpdateException.class);
    if (backoff != null) {
      retries.backoffStrategy(backoff).throttlingBackoffStrategy(backoff);
    }
    return retries.build();
  }

  /**
   * Sets the endpoint where the environment names one, and also where it only seems to: the SDK
   * takes an empty {@code AWS_ENDPOINT_URL} for an address and fails every call, while the AWS SAM
   * CLI passes an absent one as empty.
   */
  private void endpoint(
      String service,
      Supplier<CompletableFuture<Endpoint>> awsOwn,
      AwsClientBuilder<?, ?> builder) {
    var told =
        Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
            .filter(env::containsKey)
            .toList();
    if (told.isEmpty()) {
      return;
    }
    builder.endpointOverride(
        told.stream()
            .map(env::get)
            .filter(url -> !url.isBlank())
            .findFirst()
            .map(URI::create)
            .orElseGet(() -> awsOwn.get().join().url()));
  }

  private boolean fips() {
    return Boolean.parseBoolean(env.get("AWS_USE_FIPS_ENDPOINT"));
  }

  private boolean dualStack() {
    return Boolean.parseBoolean(env.get("AWS_USE_DUALSTACK_ENDPOINT"));
  }

  private Region region() {
    for (var name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      var value = value(name);
      if (value != null) {
        return Region.of(value);
      }
    }
    throw new IllegalArgumentException(
        "AWS_REGION is not set: Tagscaler has to know the region whose endpoints it scales.");
  }

  /**
   * The function's own keys, which stay the same as long as its environment lives. Under SnapStart
   * there are none: Lambda hands out container credentials there, because keys in a snapshot would
   * be out of date (Lambda developer guide, "SnapStart": credentials).
   */
  private AwsCredentialsProvider credentials() {
    var key = value("AWS_ACCESS_KEY_ID");
    var secret = value("AWS_SECRET_ACCESS_KEY");
    if (key == null || secret == null) {
      return ContainerCredentialsProvider.create();
    }
    var token = value("AWS_SESSION_TOKEN");
    AwsCredentials keys =
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token);
    return StaticCredentialsProvider.create(keys);
  }

  private @Nullable String value(String name) {
    var value = env.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
