package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.resource.ScalableResource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;

/**
 * What the parts of a desired policy are read for, and where they report.
 *
 * @param prefix of the tag keys
 * @param stackZone the time zone of windows and dates that name none
 * @param unclear the keys whose values could not be read; a part that depends on one is not judged
 */
record ReadContext(
    ScalableResource resource,
    String prefix,
    ZoneId stackZone,
    Set<PolicyKey> unclear,
    Problems problems,
    Problems warnings) {

  /** Whether all these keys could be read. */
  boolean clear(PolicyKey... keys) {
    return Collections.disjoint(unclear, Arrays.asList(keys));
  }

  /** The tag key of that name, for the same variant as the tag that a value comes from. */
  String key(PolicyKey key, Origin origin) {
    return switch (origin) {
      case Origin.Tag tag -> key(key) + tag.suffix();
      case Origin.Policy(_, _, Origin.Tag tag) -> key(key) + tag.suffix();
      default -> key(key);
    };
  }

  /** The tag key of that name. */
  String key(PolicyKey key) {
    return prefix + key.wire();
  }
}
