package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;
import java.util.Optional;

/**
 * A tag under the prefix, split into its parts.
 *
 * @param name the key without prefix and suffix, trimmed
 * @param suffix the text after the {@code @}, trimmed
 * @param tag the tag as AWS returns it
 */
record TagEntry(String name, Optional<String> suffix, Origin.Tag tag) {

  /** The value, trimmed. */
  String value() {
    return tag.value().strip();
  }
}
