package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.CatalogDocuments;
import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingActivities;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.EventBus;
import io.github.tagscaler.sweep.Fleet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * Implements the ports with AWS. Created once, when the function is initialized: clients are
 * expensive to create and safe to share between threads.
 */
public final class AwsAdapters {
  private final AwsClients clients;
  private final BoundedExecutor executor = new BoundedExecutor();
  private final SageMakerClient sageMaker;
  private final SageMakerResources resources;
  private final KnownConfigs configs = new KnownConfigs();
  private final KnownTargets targets = new KnownTargets();
  private final ApplicationAutoScalingClient autoScaling;
  private final Supplier<CloudWatchClient> cloudWatch;
  private final Sleeper sleeper;
  private final CatalogParameters.Reader reader;

  private AwsAdapters(AwsClients clients, Sleeper sleeper, CatalogParameters.Reader reader) {
    this.clients = clients;
    this.sleeper = sleeper;
    this.reader = reader;
    this.sageMaker = clients.sageMaker();
    this.resources = new SageMakerApi(sageMaker, executor, configs, false);
    this.autoScaling = clients.autoScaling();
    this.cloudWatch = new Lazy<>(clients::cloudWatch);
  }

  /**
   * Creates the clients that every event needs.
   *
   * @param env the function's environment: region, credentials and endpoints of the SDK
   * @throws IllegalArgumentException if the environment names no region
   */
  public static AwsAdapters create(Map<String, String> env) {
    return create(env, Thread::sleep);
  }

  /** As {@link #create(Map)}, on the HTTP client that starts fastest. */
  public static AwsAdapters startingFast(Map<String, String> env) {
    return new AwsAdapters(
        AwsClients.startingFast(env), Thread::sleep, CatalogParameters.Reader.FUNCTION);
  }

  /** The adapters on clients with the credentials of a person, who reads the messages. */
  public static AwsAdapters on(AwsClients clients) {
    return new AwsAdapters(clients, Thread::sleep, CatalogParameters.Reader.CALLER);
  }

  /** As {@link #on}, but without waits between the pages of a long list. */
  public static AwsAdapters unpaced(AwsClients clients) {
    return new AwsAdapters(clients, _ -> {}, CatalogParameters.Reader.CALLER);
  }

  static AwsAdapters create(Map<String, String> env, Sleeper sleeper) {
    return new AwsAdapters(new AwsClients(env), sleeper, CatalogParameters.Reader.FUNCTION);
  }

  /**
   * As {@link #create(Map)}, but without waits between the pages of a long list or before another
   * attempt. For tests with a simulated clock; against AWS it would exceed the rate limits.
   */
  public static AwsAdapters withoutWaiting(Map<String, String> env) {
    return withoutWaiting(env, _ -> {});
  }

  /** As {@link #withoutWaiting(Map)}, with a record of the waits that are left out. */
  static AwsAdapters withoutWaiting(Map<String, String> env, Sleeper sleeper) {
    return new AwsAdapters(
        new AwsClients(env, BackoffStrategy.retryImmediately()),
        sleeper,
        CatalogParameters.Reader.FUNCTION);
  }

  AwsClients clients() {
    return clients;
  }

  /** The resources in SageMaker. */
  public SageMakerResources resources() {
    return resources;
  }

  /**
   * The targets in Application Auto Scaling, with the alarms of this stack. The CloudWatch client
   * is created when an alarm is first read or written, which most events never need.
   *
   * @param stack the stack's name, which its alarms' names contain
   */
  public ScalingRegistry registry(String stack) {
    return registry(stack, false);
  }

  /**
   * As {@link #resources}, but an endpoint's config is not read again while the endpoint shows the
   * deployment for which it was read.
   */
  public SageMakerResources recallingResources() {
    return new SageMakerApi(sageMaker, executor, configs, true);
  }

  /**
   * As {@link #registry}, but the tags of a target are not read again if they were read after the
   * last change of this function.
   */
  public ScalingRegistry recallingRegistry(String stack) {
    return registry(stack, true);
  }

  private ScalingRegistry registry(String stack, boolean recallsTags) {
    var alarms = new Alarms(cloudWatch, stack);
    return new AutoScalingApi(
        new TargetReader(autoScaling, alarms, executor, targets, recallsTags),
        new TargetWriter(autoScaling, alarms, sleeper, targets),
        alarms);
  }

  /** What Application Auto Scaling did. */
  public ScalingActivities activities() {
    return new ActivityReader(autoScaling);
  }

  /**
   * The lists of all resources and targets, for a sweep. The client for the Resource Groups Tagging
   * API is created on the first read, which no other event needs.
   *
   * <p>Remembers how far it has read the scaling policies: call it once.
   *
   * @param stack the stack's name, which its alarms' names contain
   */
  public Fleet fleet(String stack) {
    return new FleetReader(
        sageMaker,
        new RegisteredTargets(autoScaling, sleeper),
        new RegisteredPolicies(autoScaling, sleeper),
        new Alarms(cloudWatch, stack),
        new BulkTags(new Lazy<>(clients::tagging), sleeper),
        executor,
        sleeper,
        stack);
  }

  /**
   * The documents of the catalog, or an empty implementation if there is none. The client for
   * Systems Manager is created on the first read.
   *
   * @param path the path of their parameters, {@code null} for no catalog
   */
  public CatalogDocuments catalog(@Nullable String path) {
    return path == null ? List::of : new CatalogParameters(new Lazy<>(clients::ssm), path, reader);
  }

  /** The work queue, or {@link NoQueue} if there is none. Creates a client: call it once. */
  public Queue queue(@Nullable URI url) {
    if (url == null) {
      return new Queue(new NoQueue(), (_, _) -> {});
    }
    var queue = new SqsWorkQueue(clients.sqs(), url.toString());
    return new Queue(queue, queue);
  }

  /** The event bus with that name or ARN. Creates a client: call it once. */
  public EventBus eventBus(String nameOrArn) {
    return new EventBridgeBus(clients.eventBridge(), nameOrArn, sleeper);
  }

  /** The work queue as its sender and as its consumer see it. */
  public record Queue(WorkQueue work, MessageVisibility visibility) {}
}
