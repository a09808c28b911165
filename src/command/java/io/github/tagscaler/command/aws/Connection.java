package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.aws.AwsClients;
import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.history.MetricHistory;
import io.github.tagscaler.command.history.ScalingHistory;
import io.github.tagscaler.command.stack.StackSettings;
import io.github.tagscaler.command.tags.answer.StepAlarms;
import io.github.tagscaler.command.target.ResourceNames;
import io.github.tagscaler.command.target.TaggedParts;
import io.github.tagscaler.command.terminal.Progress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
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

  private Connection(AwsClients clients, String region, CallCounter counter, boolean local) {
    this.counter = counter;
    this.clients = clients;
    this.adapters = local ? AwsAdapters.unpaced(clients) : AwsAdapters.on(clients);
    this.region = region;
  }

  /**
   * Opens a connection; calls nothing.
   *
   * @throws CouldNotLookException if no region is set anywhere
   * @throws UsageException if there is no such profile, or the region or the address cannot be one
   */
  public static Connection open(
      Map<String, String> environment,
      @Nullable String profile,
      @Nullable String region,
      @Nullable String endpointUrl) {
    var env = new HashMap<>(environment);
    var credentials = CallersCredentials.of(env, profile);
    var inForce = checked(region != null ? region : region(env, profile));
    env.put("AWS_REGION", inForce);
    if (endpointUrl != null) {
      env.put("AWS_ENDPOINT_URL", endpointUrl);
    } else if (profile != null && env.getOrDefault("AWS_ENDPOINT_URL", "").isBlank()) {
      Profiles.address(profile, new Profiles(env).file())
          .ifPresent(address -> env.put("AWS_ENDPOINT_URL", address));
    }
    checkAddress(env.getOrDefault("AWS_ENDPOINT_URL", ""));
    var counter = new CallCounter();
    return new Connection(
        new AwsClients(
            env,
            credentials,
            List.of(counter, new ConnectionErrors(inForce, env.get("AWS_ENDPOINT_URL")))),
        inForce,
        counter,
        isLocal(env));
  }

  private static String checked(String region) {
    if (!region.matches("[a-z0-9-]+")) {
      throw new UsageException(
          "The region (--region or AWS_REGION) is \"%s\", but it must be one such as eu-west-1."
              .formatted(region));
    }
    return region;
  }

  private static void checkAddress(String url) {
    if (!url.isBlank() && !url.matches("https?://[\\w.:\\[\\]-]+(/.*)?")) {
      throw new UsageException(
          "The address for AWS calls (--endpoint-url or AWS_ENDPOINT_URL) is \"%s\", but it must be one such as http://localhost:4566."
              .formatted(url));
    }
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
        chain.profileFile(new Profiles(env)::file);
      }
      return chain.build().getRegion().id();
    } catch (SdkClientException _) {
      throw new CouldNotLookException(
          "No AWS region is set. Name one with --region, in AWS_REGION, or in a profile of ~/.aws/config.");
    }
  }

  /** The adapters of the function. */
  public AwsAdapters adapters() {
    return adapters;
  }

  /** What metrics were. */
  public MetricHistory metrics() {
    return new MetricHistoryReader(
        clients.build(CloudWatchClient.builder(), "CLOUDWATCH", CloudWatchClient::serviceMetadata));
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
            this::tryService,
            region)
        .read(stack);
  }

  /** Calls the service without which no verb has an answer, to see whether it can be reached. */
  private void tryService() {
    var sageMaker =
        clients.build(SageMakerClient.builder(), "SAGEMAKER", SageMakerClient::serviceMetadata);
    try {
      sageMaker.listEndpoints(request -> request.maxResults(1));
    } catch (SdkException _) {
      // It answered.
    }
  }

  /** The alarms that trigger scaling policies. */
  public StepAlarms stepAlarms() {
    return new StepAlarmReader(
        clients.build(CloudWatchClient.builder(), "CLOUDWATCH", CloudWatchClient::serviceMetadata));
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

  /** How many targets' scaling policies were read, of all; by far the longest of the lists. */
  public Progress.Count policiesRead() {
    return counter.policiesRead();
  }

  /** The region in force. */
  public String region() {
    return region;
  }
}
