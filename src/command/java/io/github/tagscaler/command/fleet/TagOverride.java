package io.github.tagscaler.command.fleet;

import java.util.HashMap;
import java.util.Map;

/**
 * Tags that are tried before they are set: as if they were added to a resource, where a key without
 * a value removes the tag.
 *
 * @param arn of the endpoint or component; empty for none
 */
public record TagOverride(String arn, Map<String, String> tags) {
  /** Nothing is tried. */
  public static final TagOverride NONE = new TagOverride("", Map.of());

  public TagOverride {
    tags = Map.copyOf(tags);
  }

  /** The tags of what has that ARN, with these over them. */
  Map<String, String> on(String other, Map<String, String> read) {
    if (!other.equalsIgnoreCase(arn)) {
      return read;
    }
    var merged = new HashMap<>(read);
    tags.forEach((key, value) -> {
      // Keys differ by case alone where the owner misspells one: the new one replaces it.
      merged.keySet().removeIf(key::equalsIgnoreCase);
      if (!value.isEmpty()) {
        merged.put(key, value);
      }
    });
    return merged;
  }
}
