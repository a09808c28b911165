package io.github.tagscaler.aws;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.TargetKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scalable targets that this function has seen. With their ARNs, everything about a target can
 * be asked for at once; whether it still exists with that ARN is asked for at the same time.
 */
final class KnownTargets {
  private static final int MOST = 2_000;

  private final Recent<TargetKey, Known> targets = new Recent<>(MOST);

  /**
   * A target when it was last seen.
   *
   * @param tags empty if they may have changed since
   */
  record Known(String arn, Optional<Map<String, String>> tags) {}

  /** The targets seen for that resource, one for each dimension at most. */
  Stream<TargetKey> of(ResourceId id) {
    return Arrays.stream(ScalableDimension.values())
        .map(dimension -> new TargetKey(id, dimension))
        .filter(key -> targets.of(key).isPresent());
  }

  Optional<Known> of(TargetKey key) {
    return targets.of(key);
  }

  void seen(TargetKey key, String arn, Map<String, String> tags) {
    targets.put(key, new Known(arn, Optional.of(tags)));
  }

  void registered(TargetKey key, String arn) {
    targets.put(key, new Known(arn, Optional.empty()));
  }

  /** Takes note of a change, which may be one of tags. */
  void changing(TargetKey key) {
    targets.change(key, known -> new Known(known.arn(), Optional.empty()));
  }

  /** Takes note that a target is not registered any more. */
  void gone(TargetKey key) {
    targets.forget(key);
  }
}
