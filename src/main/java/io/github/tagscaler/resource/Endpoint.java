package io.github.tagscaler.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as SageMaker describes it now.
 *
 * @param name its name in its own case (ARNs are lower-cased)
 * @param async whether it answers asynchronously
 * @param created when it was made
 * @param configCreated when the config that it runs was made; empty where the config is gone
 * @param variants its production variants and shadow variants
 */
public record Endpoint(
    String name,
    String arn,
    ResourceStatus status,
    boolean async,
    Instant created,
    Optional<Instant> configCreated,
    List<Variant> variants) {
  public Endpoint {
    variants = List.copyOf(variants);
  }
}
