package io.github.tagscaler.sweep;

import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers from sweep to sweep what SageMaker's lists do not show: variants, kinds, instance
 * types, running capacity. Only what had not changed for a while is remembered, and not for long:
 * AWS does not document whether every change moves the time of the last modification.
 *
 * <p>Lost with the function, which costs reading everything once more.
 */
final class SageMakerFacts {
  private static final Duration KEPT = Duration.ofHours(4);

  /** For how long a resource must not have changed before it is remembered. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final SageMakerResources sageMaker;
  private final Map<String, Fact<Endpoint>> endpoints = new HashMap<>();
  private final Map<String, Fact<Component>> components = new HashMap<>();

  SageMakerFacts(SageMakerResources sageMaker) {
    this.sageMaker = sageMaker;
  }

  /** What was read of a resource when its list showed that. */
  private record Fact<T>(T value, Object shown, Instant read) {
    boolean holds(Object now, Instant began) {
      return shown.equals(now)
          && !read.isAfter(began)
          && Duration.between(read, began).compareTo(KEPT) < 0;
    }
  }

  /** An endpoint; empty if it is not remembered and cannot be read in this sweep. */
  Optional<Endpoint> endpoint(ListedEndpoint listed, Instant began, ReadBudget budget) {
    return fact(
        endpoints,
        listed.arn(),
        listed,
        listed.status().inService() && settled(listed.lastModified(), began),
        began,
        () ->
            budget.read(() ->
                sageMaker
                    .endpoint(listed.name(), null)
                    .filter(found -> found.name().equals(listed.name()))));
  }

  /** As {@link #endpoint}, for a component of that host. */
  Optional<Component> component(
      ListedComponent listed, ListedEndpoint host, Instant began, ReadBudget budget) {
    return fact(
        components,
        listed.arn(),
        List.of(listed, host),
        listed.status().inService()
            && settled(listed.lastModified(), began)
            && settled(host.lastModified(), began),
        began,
        () ->
            budget.read(() ->
                sageMaker
                    .component(listed.name())
                    .filter(found -> found.name().equals(listed.name()))));
  }

  private static boolean settled(Instant lastModified, Instant began) {
    return lastModified.isBefore(began.minus(SETTLED));
  }

  private static <T> Optional<T> fact(
      Map<String, Fact<T>> known,
      String arn,
      Object shown,
      boolean settled,
      Instant began,
      Supplier<Optional<T>> read) {
    var fact = known.get(arn);
    if (fact != null && fact.holds(shown, began)) {
      return Optional.of(fact.value());
    }
    known.remove(arn);
    var value = read.get();
    if (settled) {
      value.ifPresent(found -> known.put(arn, new Fact<>(found, shown, began)));
    }
    return value;
  }

  /** Forgets what was read of a resource, because something about it was changed. */
  void forget(String name) {
    endpoints.values().removeIf(fact -> fact.value().name().equals(name));
    components.values().removeIf(fact -> fact.value().name().equals(name));
  }

  /** Forgets what is not there any more. */
  void keep(Collection<String> arns) {
    endpoints.keySet().retainAll(arns);
    components.keySet().retainAll(arns);
  }
}
