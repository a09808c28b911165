package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.CatalogDocuments;
import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.reconcile.SageMakerResources;
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
 * The ports, on AWS. Made once, where the function is initialised: clients are costly to make and
 * safe to share between threads.
 */
public final class AwsAdapters {
  private final AwsClients clients;
  private final BoundedExecutor concurrently = new BoundedExecutor();
  private final SageMakerClient sageMaker;
  private final SageMakerResources resources;
  private final ApplicationAutoScalingClient autoScaling;
  private final Supplier<CloudWatchClient> cloudWatch;
  private final Sleeper pause;

  private AwsAdapters(AwsClients clients, Sleeper pause) {
    this.clients = clients;
    this.pause = pause;
    this.sageMaker = clients.sageMaker();
    this.resources = new SageMakerApi(sageMaker, concurrently);
    this.autoScaling = clients.autoScaling();
    this.cloudWatch = new Lazy<>(clients::cloudWatch);
  }

  /**
   * Makes the clients that every event needs.
   *
   * @param env the function's environment: region, credentials and endpoints of the SDK
   * @throws IllegalArgumentException if the environment names no region
   */
  public static AwsAdapters create(Map<String, String> env) {
    return create(env, Thread::sleep);
  }

  static AwsAdapters create(Map<String, String> env, Sleeper pause) {
    return new AwsAdapters(new AwsClients(env), pause);
  }

  /**
   * As {@link #create(Map)}, but without any wait: neither between two pages of a long list, nor
   * before another attempt. For whoever simulates the time as well; AWS would be overrun.
   */
  public static AwsAdapters withoutWaiting(Map<String, String> env) {
    return new AwsAdapters(new AwsClients(env, BackoffStrategy.retryImmediately()), _ -> {});
  }

  /** What SageMaker says. */
  public SageMakerResources resources() {
    return resources;
  }

  /**
   * What Application Auto Scaling holds, with the alarms of this stack. A client for CloudWatch is
   * made when the first of those is read or written, which most events never need.
   *
   * @param stack the stack's name, by which its alarms are known
   */
  public ScalingRegistry registry(String stack) {
    return new AutoScalingApi(autoScaling, new Alarms(cloudWatch, stack), concurrently, pause);
  }

  /**
   * Everything at once, for a sweep. A client for the Resource Groups Tagging API is made when it
   * is first read, which no other event needs.
   *
   * @param stack the stack's name, by which its alarms are known
   */
  public Fleet fleet(String stack) {
    return new FleetReader(
        sageMaker,
        new RegisteredTargets(autoScaling, pause),
        new Alarms(cloudWatch, stack),
        new BulkTags(new Lazy<>(clients::tagging), pause),
        concurrently,
        pause,
        stack);
  }

  /**
   * The documents of the catalog, or what stands for none. A client for Systems Manager is made
   * when they are first read.
   *
   * @param path the path of their parameters, {@code null} for no catalog
   */
  public CatalogDocuments catalog(@Nullable String path) {
    return path == null ? List::of : new CatalogParameters(new Lazy<>(clients::ssm), path);
  }

  /** The work queue, or what stands for none. Makes a client: ask once. */
  public Queue queue(@Nullable URI url) {
    if (url == null) {
      return new Queue(new NoQueue(), (_, _) -> {});
    }
    var queue = new SqsWorkQueue(clients.sqs(), url.toString());
    return new Queue(queue, queue);
  }

  /** The bus of that name or ARN. Makes a client: ask once. */
  public EventBus eventBus(String nameOrArn) {
    return new EventBridgeBus(clients.eventBridge(), nameOrArn, pause);
  }

  /** The two sides of the work queue. */
  public record Queue(WorkQueue work, MessageVisibility visibility) {}
}
