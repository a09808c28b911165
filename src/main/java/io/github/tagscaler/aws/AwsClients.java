package io.github.tagscaler.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ConcurrentUpdateException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Builds the SDK's clients from the function's environment.
 *
 * <p>Everything that the SDK would otherwise find out for itself is set here, because finding out
 * slows down a cold start: all clients share one HTTP client (creating one loads the trust store),
 * and the SDK searches neither for a region nor for credentials.
 */
public final class AwsClients {

  /**
   * Reads take tenths of a second. A first RegisterScalableTarget, which makes the service-linked
   * role, and a PutScalingPolicy, which makes alarms, may take seconds.
   */
  private static final Duration ATTEMPT = Duration.ofSeconds(8);

  /** All attempts and the waits between them. A run makes few calls and must end in a minute. */
  private static final Duration CALL = Duration.ofSeconds(20);

  /**
   * As many as the SDK's standard mode makes. If the last attempt fails, the work queue tries the
   * event again minutes later, and that wait costs nothing.
   */
  private static final int ATTEMPTS = 3;

  static final ScheduledThreadPoolExecutor TIMER = CallTimer.withTimeoutsFrom(ATTEMPT);

  private final Map<String, String> env;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final List<ExecutionInterceptor> observers;

  /** How long to wait between attempts; {@code null} for the SDK's default. */
  private final @Nullable BackoffStrategy backoff;

  private final SdkHttpClient http;

  AwsClients(Map<String, String> env) {
    this(env, (@Nullable BackoffStrategy) null);
  }

  AwsClients(Map<String, String> env, @Nullable BackoffStrategy backoff) {
    this(env, backoff, credentials(env), List.of(), HttpClients.plain(env, ATTEMPT));
  }

  /**
   * Clients with credentials that somebody else has found.
   *
   * @param env region and endpoints of the SDK
   * @param observers see every call
   * @throws IllegalArgumentException if the environment names no region
   */
  public AwsClients(
      Map<String, String> env,
      AwsCredentialsProvider credentials,
      List<ExecutionInterceptor> observers) {
    this(env, null, credentials, List.copyOf(observers), HttpClients.plain(env, ATTEMPT));
  }

  private AwsClients(
      Map<String, String> env,
      @Nullable BackoffStrategy backoff,
      AwsCredentialsProvider credentials,
      List<ExecutionInterceptor> observers,
      SdkHttpClient http) {
    this.env = Map.copyOf(env);
    this.backoff = backoff;
    this.credentials = credentials;
    this.observers = observers;
    this.http = http;
    this.region = region();
  }

  /** Clients that start fast: for Lambda, where the JVM lets native libraries be loaded. */
  static AwsClients startingFast(Map<String, String> env) {
    return new AwsClients(env, null, credentials(env), List.of(), HttpClients.fast(env, ATTEMPT));
  }

  /** Clients of the same settings on another HTTP client, without credentials of anybody. */
  AwsClients with(SdkHttpClient other) {
    var nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming"));
    return new AwsClients(env, backoff, nobody, observers, other);
  }

  /**
   * Sends an unsigned GET, and ignores what it answers. Before a snapshot is taken, the connection
   * does not stay open: it would be dead when the function is restored.
   *
   * @throws IOException if there is no answer
   */
  void get(URI address, Duration patience) throws IOException {
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(address);
    if ("snap-start".equals(value(env, "AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      request.putHeader("Connection", "close");
    }
    var call = http.prepareRequest(HttpExecuteRequest.builder().request(request.build()).build());
    var answered = new FutureTask<>(() -> read(call.call()));
    var _ = Thread.startVirtualThread(answered);
    try {
      var _ = answered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("GET %s: %s".formatted(address, failed.getCause()), failed);
    } catch (TimeoutException unanswered) {
      call.abort();
      throw new IOException("GET %s: no answer".formatted(address), unanswered);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads to the end, so that the connection can be used again. */
  private static int read(HttpExecuteResponse response) throws IOException {
    if (response.responseBody().isEmpty()) {
      return 0;
    }
    try (var body = response.responseBody().get()) {
      return body.readAllBytes().length;
    }
  }

  SageMakerClient sageMaker() {
    return build(SageMakerClient.builder(), "SAGEMAKER", SageMakerClient::serviceMetadata);
  }

  ApplicationAutoScalingClient autoScaling() {
    return build(
        ApplicationAutoScalingClient.builder(),
        "APPLICATION_AUTO_SCALING",
        ApplicationAutoScalingClient::serviceMetadata);
  }

  SqsClient sqs() {
    return build(SqsClient.builder(), "SQS", SqsClient::serviceMetadata);
  }

  EventBridgeClient eventBridge() {
    return build(EventBridgeClient.builder(), "EVENTBRIDGE", EventBridgeClient::serviceMetadata);
  }

  CloudWatchClient cloudWatch() {
    return build(CloudWatchClient.builder(), "CLOUDWATCH", CloudWatchClient::serviceMetadata);
  }

  SsmClient ssm() {
    return build(SsmClient.builder(), "SSM", SsmClient::serviceMetadata);
  }

  ResourceGroupsTaggingApiClient tagging() {
    return build(
        ResourceGroupsTaggingApiClient.builder(),
        "RESOURCE_GROUPS_TAGGING_API",
        ResourceGroupsTaggingApiClient::serviceMetadata);
  }

  /**
   * Builds a client that shares connections, retries and the region with all others.
   *
   * @param service the end of the variable {@code AWS_ENDPOINT_URL_...} that names its endpoint
   * @param metadata where the service is found without such a variable
   */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, String service, Supplier<ServiceMetadata> metadata) {
    setEndpoint(builder, service, metadata);
    var configuration =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .scheduledExecutorService(TIMER)
            .retryStrategy(retries())
            .addExecutionInterceptor(new ResponseText.Keeper());
    observers.forEach(configuration::addExecutionInterceptor);
    return builder
        .httpClient(http)
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(configuration.build())
        .build();
  }

  private RetryStrategy retries() {
    var retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(ATTEMPTS)
            .retryOnException(AwsErrors::isThrottling)
            .treatAsThrottling(AwsErrors::isThrottling)
            // Two of Tagscaler's own writes to one target can meet; AWS says to wait and try again.
            .retryOnException(ConcurrentUpdateException.class);
    if (backoff != null) {
      retries.backoffStrategy(backoff).throttlingBackoffStrategy(backoff);
    }
    return retries.build();
  }

  /**
   * Sets the endpoint that the environment names. A variable that is set but empty means the
   * endpoint of AWS: the AWS SAM CLI passes an absent {@code AWS_ENDPOINT_URL} as an empty one,
   * which the SDK would take for an address, so that every call would fail.
   */
  private void setEndpoint(
      AwsClientBuilder<?, ?> builder, String service, Supplier<ServiceMetadata> metadata) {
    var variables =
        Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
            .filter(env::containsKey)
            .toList();
    if (variables.isEmpty()) {
      return;
    }
    builder.endpointOverride(
        variables.stream()
            .map(env::get)
            .filter(url -> !url.isBlank())
            .findFirst()
            .map(URI::create)
            .orElseGet(() -> awsEndpoint(metadata.get())));
  }

  private URI awsEndpoint(ServiceMetadata metadata) {
    var tags = new ArrayList<EndpointTag>();
    if (Boolean.parseBoolean(env.get("AWS_USE_FIPS_ENDPOINT"))) {
      tags.add(EndpointTag.FIPS);
    }
    if (Boolean.parseBoolean(env.get("AWS_USE_DUALSTACK_ENDPOINT"))) {
      tags.add(EndpointTag.DUALSTACK);
    }
    var key = ServiceEndpointKey.builder().region(region).tags(tags).build();
    // The SDK's metadata name the host without a scheme.
    return URI.create("https://" + metadata.endpointFor(key));
  }

  private Region region() {
    for (var name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      var value = value(env, name);
      if (value != null) {
        return Region.of(value);
      }
    }
    throw new IllegalArgumentException(
        "AWS_REGION is not set: Tagscaler must know the region whose endpoints it scales.");
  }

  /**
   * The function's own keys, which stay the same as long as its environment lives. Under SnapStart
   * there are none: Lambda provides container credentials instead, because keys in a snapshot would
   * expire (Lambda developer guide, "SnapStart": credentials).
   */
  private static AwsCredentialsProvider credentials(Map<String, String> env) {
    var key = value(env, "AWS_ACCESS_KEY_ID");
    var secret = value(env, "AWS_SECRET_ACCESS_KEY");
    if (key == null || secret == null) {
      return ContainerCredentialsProvider.create();
    }
    var token = value(env, "AWS_SESSION_TOKEN");
    AwsCredentials keys =
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token);
    return StaticCredentialsProvider.create(keys);
  }

  private static @Nullable String value(Map<String, String> env, String name) {
    var value = env.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
