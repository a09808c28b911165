package io.github.tagscaler.resource;

import java.util.List;
import java.util.Optional;

/**
 * A variant of an endpoint, as the endpoint and its config describe it.
 *
 * @param instances the number of instances that AWS is asked to run now
 * @param instanceTypes its instance types: several for instance pools, none where they cannot be
 *     known (a config may be deleted while its endpoint lives)
 * @param serverless its serverless settings; empty for a variant on instances
 * @param hostsComponents whether inference components run on it, or SageMaker manages its instances
 * @param managedMinInstances the fewest instances that SageMaker keeps where it manages them; empty
 *     where it does not
 * @param shadow whether it only gets copies of requests
 * @param deployment what its last deployment set up; empty if that is not known
 */
public record Variant(
    String name,
    int instances,
    List<String> instanceTypes,
    Optional<Serverless> serverless,
    boolean hostsComponents,
    Optional<Integer> managedMinInstances,
    boolean shadow,
    Optional<Deployment> deployment) {
  public Variant {
    instanceTypes = List.copyOf(instanceTypes);
  }

  /** A variant of whose deployment nothing is known. */
  public Variant(
      String name,
      int instances,
      List<String> instanceTypes,
      Optional<Serverless> serverless,
      boolean hostsComponents,
      Optional<Integer> managedMinInstances,
      boolean shadow) {
    this(
        name,
        instances,
        instanceTypes,
        serverless,
        hostsComponents,
        managedMinInstances,
        shadow,
        Optional.empty());
  }

  /**
   * Serverless settings.
   *
   * @param maxConcurrency the most requests at once, 1 to 200
   * @param provisionedConcurrency the concurrency kept warm, at most {@code maxConcurrency}; empty
   *     where none is configured
   */
  public record Serverless(int maxConcurrency, Optional<Integer> provisionedConcurrency) {}
}
