package io.github.tagscaler.aws;

import io.github.tagscaler.reconcile.MessageVisibility;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.reconcile.WorkQueue;
import java.util.Map;

/**
 * The ports, on AWS. Made once, where the function is initialised: clients are costly to make and
 * safe to share between threads.
 */
public final class AwsAdapters {
  private final AwsClients clients;
  private final SageMakerResources resources;
  private final ScalingRegistry registry;

  private AwsAdapters(AwsClients clients, Pause pause) {
    this.clients = clients;
    var concurrently = new Concurrently();
    this.resources = new SageMakerApi(clients.sageMaker(), concurrently);
    this.registry = new AutoScalingApi(clients.autoScaling(), concurrently, pause);
  }

  /**
   * @param env the function's environment: region, credentials and endpoints of the SDK
   * @throws IllegalArgumentException if the environment names no region
   */
  public static AwsAdapters create(Map<String, String> env) {
    return create(env, Thread::sleep);
  }

  static AwsAdapters create(Map<String, String> env, Pause pause) {
    return new AwsAdapters(new AwsClients(env), pause);
  }

  /** What SageMaker says. */
  public SageMakerResources resources() {
    return resources;
  }

  /** What Application Auto Scaling holds. */
  public ScalingRegistry registry() {
    return registry;
  }

  /** The work queue; an empty URL is none. Makes a client: ask once. */
  public Queue queue(String url) {
    if (url.isEmpty()) {
      return new Queue(new NoQueue(), (_, _) -> {});
    }
    var queue = new SqsWorkQueue(clients.sqs(), url);
    return new Queue(queue, queue);
  }

  /** The two sides of the work queue. */
  public record Queue(WorkQueue work, MessageVisibility visibility) {}
}
