package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.aws.AwsClients;
import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.target.TaggedParts;
import io.github.tagscaler.command.history.MetricHistory;
import io.github.tagscaler.command.history.ScalingHistory;
import io.github.tagscaler.command.stack.StackSettings;
import io.github.tagscaler.command.tags.answer.StepAlarms;
import io.github.tagscaler.command.target.ResourceNames;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * The caller's connection to AWS: credentials and region are found as every AWS tool finds them
 * (environment, profiles, IAM Identity Center, web identity, container and instance roles).
 */
public final class Connection {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final AwsClients clients;
  private final AwsAdapters adapters;
  private final String region;
  private final CallCounter counter;

  private Connection(
      AwsClients clients, String region, CallCounter counter, boolean local) {
    this.counter = counter;
    this.clients = clients;
    this.adapters = local ? AwsAdapters.unpaced(clients) : AwsAdapters.on(clients);
    this.region = region;
  }

  /**
   * Opens a connection; calls nothing.
   *
   * @throws CouldNotLookException if no region is set anywhere
   */
  public static Connection open(
      Map<String, String> environment,
      @Nullable String profile,
      @Nullable String region,
      @Nullable String endpointUrl) {
    var env = new HashMap<>(environment);
    var inForce = region != null ? region : region(env, profile);
    env.put("AWS_REGION", inForce);
    if (endpointUrl != null) {
      env.put("AWS_ENDPOINT_URL", endpointUrl);
    }
    var counter = new CallCounter();
    return new Connection(
        new AwsClients(env, credentials(env, profile), counter), inForce, counter, isLocal(env));
  }

  /** Whether AWS is a stand-in on this machine, which has no rate limits. */
  private static boolean isLocal(Map<String, String> env) {
    var url = env.getOrDefault("AWS_ENDPOINT_URL", "");
    try {
      var host = url.isBlank() ? null : URI.create(url).getHost();
      return host != null && LOCAL.contains(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String region(Map<String, String> env, @Nullable String profile) {
    for (var name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      var value = env.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    var name = profile != null ? profile : env.get("AWS_PROFILE");
    try {
      var chain = DefaultAwsRegionProviderChain.builder();
      if (name != null) {
        chain.profileName(name);
      }
      return chain.build().getRegion().id();
    } catch (SdkClientException _) {
      throw new CouldNotLookException(
          "No AWS region is set. Name one with --region, in AWS_REGION, or in a profile of ~/.aws/config.");
    }
  }

  private static AwsCredentialsProvider credentials(
      Map<String, String> env, @Nullable String profile) {
    var key = env.get("AWS_ACCESS_KEY_ID");
    var secret = env.get("AWS_SECRET_ACCESS_KEY");
    if (profile == null && key != null && secret != null) {
      var token = env.get("AWS_SESSION_TOKEN");
      return StaticCredentialsProvider.create(
          token == null || token.isBlank()
              ? AwsBasicCredentials.create(key, secret)
              : AwsSessionCredentials.create(key, secret, token));
    }
    var chain = DefaultCredentialsProvider.builder();
    if (profile != null) {
      chain.profileName(profile);
    }
    return chain.build();
  }

  /** The adapters of the function. */
  public AwsAdapters adapters() {
    return adapters;
  }

  /** What metrics were. */
  public MetricHistory metrics() {
    return new MetricHistoryReader(
        clients.build(
            CloudWatchClient.builder(), "CLOUDWATCH", CloudWatchClient::serviceMetadata));
  }

  /** The tags of what belongs to an endpoint. */
  public TaggedParts taggedParts() {
    return new TaggedPartsReader(
        clients.build(SageMakerClient.builder(), "SAGEMAKER", SageMakerClient::serviceMetadata));
  }

  /** What Application Auto Scaling did. */
  public ScalingHistory activities() {
    return new ScalingHistoryReader(
        clients.build(
            ApplicationAutoScalingClient.builder(),
            "APPLICATION_AUTO_SCALING",
            ApplicationAutoScalingClient::serviceMetadata));
  }

  /** Who calls, and what the account has. */
  public Account account() {
    return new AccountReader(clients);
  }

  /** What a stack has deployed. */
  public Deployment deployment() {
    return new DeploymentReader(clients);
  }

  /** With which settings the stack is deployed, as far as the caller may know. */
  public StackSettings stackSettings(String stack) {
    return new StackReader(
            clients.build(
                CloudFormationClient.builder(),
                "CLOUDFORMATION",
                CloudFormationClient::serviceMetadata),
            clients.build(LambdaClient.builder(), "LAMBDA", LambdaClient::serviceMetadata),
            region)
        .read(stack);
  }

  /** The alarms that trigger scaling policies. */
  public StepAlarms stepAlarms() {
    return new StepAlarmReader(
        clients.build(
            CloudWatchClient.builder(), "CLOUDWATCH", CloudWatchClient::serviceMetadata));
  }

  /** The names of all that exists. */
  public ResourceNames names() {
    return new ListedNames(clients);
  }

  /** Builds further clients. */
  AwsClients clients() {
    return clients;
  }

  /** How many calls were made. */
  public int calls() {
    return counter.calls();
  }

  /** The region in force. */
  public String region() {
    return region;
  }
}
