package io.github.tagscaler.reconcile;

import io.github.tagscaler.reconcile.Fleet.ListedEndpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers from one sweep to the next which variants of an endpoint were registered. Lists do not
 * show the variants, so that nothing else tells a variant whose target is gone from one that never
 * was, as long as another one of its endpoint is registered.
 *
 * <p>Lost with the function, which costs time only: what is forgotten here comes up when its
 * endpoint is asked for its variants. Nothing hangs on the clock.
 */
final class Variants {
  private final Map<String, Known> byArn = new HashMap<>();

  /** What was registered while the endpoint was as it is. */
  private record Known(Instant lastModified, Set<String> names) {}

  /**
   * Takes note of what is registered now.
   *
   * @return the variants that were registered since the endpoint was last modified, and are not now
   */
  synchronized Set<String> missing(ListedEndpoint endpoint, Collection<String> registered) {
    var known = byArn.get(endpoint.arn());
    if (known == null || !known.lastModified().equals(endpoint.lastModified())) {
      known = new Known(endpoint.lastModified(), new TreeSet<>());
      byArn.put(endpoint.arn(), known);
    }
    known.names().addAll(registered);
    var missing = new TreeSet<>(known.names());
    missing.removeAll(registered);
    return missing;
  }

  /** Forgets what is there no more. */
  synchronized void keep(Collection<String> arns) {
    byArn.keySet().retainAll(arns);
  }
}
