package io.github.tagscaler.sweep;

import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers from one sweep to the next which variants endpoints have, as far as they were asked or
 * seen registered. Lists do not show the variants, so that nothing else tells a variant whose
 * target is gone from one that never was, as long as another one of its endpoint is registered.
 *
 * <p>Lost with the function, which costs time only: endpoints are asked again. Nothing hangs on the
 * clock.
 */
final class Variants {
  private final Map<String, Known> byArn = new HashMap<>();

  /**
   * What is known while the endpoint is as it is.
   *
   * @param all whether those are all
   */
  private record Known(Instant lastModified, Set<String> names, boolean all) {}

  /**
   * Takes note of what is registered now.
   *
   * @return the variants that the endpoint is known to have besides
   */
  synchronized Set<String> missing(ListedEndpoint endpoint, Collection<String> registered) {
    var known = of(endpoint);
    known.names().addAll(registered);
    var missing = new TreeSet<>(known.names());
    missing.removeAll(registered);
    return missing;
  }

  /** Whether all variants of an endpoint are known. */
  synchronized boolean knowsAll(ListedEndpoint endpoint) {
    return of(endpoint).all();
  }

  /** Takes note of all the variants that an endpoint has. */
  synchronized void learn(ListedEndpoint endpoint, Collection<String> all) {
    byArn.put(endpoint.arn(), new Known(endpoint.lastModified(), new TreeSet<>(all), true));
  }

  private Known of(ListedEndpoint endpoint) {
    var known = byArn.get(endpoint.arn());
    if (known == null || !known.lastModified().equals(endpoint.lastModified())) {
      known = new Known(endpoint.lastModified(), new TreeSet<>(), false);
      byArn.put(endpoint.arn(), known);
    }
    return known;
  }

  /** Forgets what is there no more. */
  synchronized void keep(Collection<String> arns) {
    byArn.keySet().retainAll(arns);
  }
}
