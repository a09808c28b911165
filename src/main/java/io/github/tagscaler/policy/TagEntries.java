package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the tags under the prefix. */
final class TagEntries {
  private TagEntries() {}

  /**
   * The tags under the prefix, in the order of their keys.
   *
   * @param prefix compared without regard to case
   * @param holder the tagged resource, for messages
   */
  static List<TagEntry> of(Map<String, String> tags, String prefix, String holder) {
    return tags.entrySet().stream()
        .filter(tag -> under(prefix, tag.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> entry(tag.getKey(), tag.getValue(), prefix, holder))
        .toList();
  }

  /** Whether a tag key is under the prefix. */
  static boolean under(String prefix, String key) {
    return key.strip().regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static TagEntry entry(String key, String value, String prefix, String holder) {
    var tag = new Origin.Tag(key, value, holder);
    var rest = key.strip().substring(prefix.length());
    // A variant's name has no @, so the last one starts the suffix whatever the key holds.
    int at = rest.lastIndexOf('@');
    return at < 0
        ? new TagEntry(rest.strip(), Optional.empty(), tag)
        : new TagEntry(
            rest.substring(0, at).strip(), Optional.of(rest.substring(at + 1).strip()), tag);
  }
}
