package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.clock.StandInClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tags of SageMaker resources and scalable targets by ARN, as they are now, and as they were:
 * the tagging API lags behind.
 */
public final class TagHistory {

  private static final NavigableMap<String, String> NONE = Collections.emptyNavigableMap();

  private final StandInClock clock;
  private final NavigableMap<String, NavigableMap<Instant, NavigableMap<String, String>>> byArn =
      new TreeMap<>();
  private Duration lag = Duration.ZERO;
  private final Set<String> unknownKinds = new TreeSet<>();

  TagHistory(StandInClock clock) {
    this.clock = clock;
  }

  /** The tags that a resource has now, none if it has none. */
  public NavigableMap<String, String> of(String arn) {
    var history = byArn.get(arn);
    return history == null ? NONE : history.lastEntry().getValue();
  }

  public void add(String arn, Map<String, String> added) {
    NavigableMap<String, String> tags = new TreeMap<>(of(arn));
    tags.putAll(added);
    write(arn, tags);
  }

  public void remove(String arn, Collection<String> keys) {
    NavigableMap<String, String> tags = new TreeMap<>(of(arn));
    tags.keySet().removeAll(keys);
    write(arn, tags);
  }

  /** The resource is gone, and its tags with it. */
  public void forget(String arn) {
    write(arn, NONE);
  }

  private void write(String arn, NavigableMap<String, String> tags) {
    if (tags.equals(of(arn))) {
      return;
    }
    var history = byArn.computeIfAbsent(arn, _ -> new TreeMap<>());
    history.put(clock.instant(), Collections.unmodifiableNavigableMap(tags));
    dropOutdated(history);
    if (history.size() == 1 && tags.isEmpty()) {
      byArn.remove(arn);
    }
  }

  private void dropOutdated(NavigableMap<Instant, ?> history) {
    Instant oldest = history.floorKey(visibleUntil());
    if (oldest != null) {
      history.headMap(oldest, false).clear();
    }
  }

  /**
   * From now on the tagging API lags by this much, and never returns these kinds, such as {@code
   * endpoint}. Present tags count as old.
   */
  public void delay(Duration newLag, Collection<String> kinds) {
    lag = newLag;
    unknownKinds.clear();
    unknownKinds.addAll(kinds);
    for (var history : byArn.values()) {
      var tags = history.lastEntry().getValue();
      history.clear();
      history.put(Instant.MIN, tags);
    }
  }

  public boolean knows(String kind) {
    return !unknownKinds.contains(kind);
  }

  /** All ARNs with tags now or within the lag, in order. */
  public Set<String> arns() {
    return Collections.unmodifiableSet(byArn.keySet());
  }

  /** The tags of a resource that the tagging API returns by now; the resource may be gone. */
  public NavigableMap<String, String> visible(String arn) {
    var history = byArn.get(arn);
    var visible = history == null ? null : history.floorEntry(visibleUntil());
    return visible == null ? NONE : visible.getValue();
  }

  private Instant visibleUntil() {
    return clock.instant().minus(lag);
  }
}
