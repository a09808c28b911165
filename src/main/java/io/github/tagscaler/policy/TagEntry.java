package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;
import java.util.Optional;

/**
 * A tag under the prefix, taken apart.
 *
 * @param name the key without prefix and suffix, trimmed
 * @param suffix what stands behind an {@code @}, trimmed
 * @param tag the tag as AWS holds it
 */
record TagEntry(String name, Optional<String> suffix, Origin.Tag tag) {

  /** The value, trimmed. */
  String value() {
    return tag.value().strip();
  }
}
