package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.policy.setting.PolicyKey;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Some keys with their values, in the order of the keys; a value of its own, never changed. */
record TagKeys(Map<PolicyKey, String> values) {
  TagKeys {
    values = Map.copyOf(values);
  }

  /** No keys. */
  static final TagKeys NONE = new TagKeys(Map.of());

  TagKeys with(PolicyKey key, String value) {
    var more = new EnumMap<PolicyKey, String>(PolicyKey.class);
    more.putAll(values);
    more.put(key, value);
    return new TagKeys(more);
  }

  TagKeys with(TagKeys others) {
    var all = this;
    for (var each : others.values.entrySet()) {
      all = all.with(each.getKey(), each.getValue());
    }
    return all;
  }

  TagKeys without(PolicyKey key) {
    var fewer = new EnumMap<PolicyKey, String>(PolicyKey.class);
    fewer.putAll(values);
    fewer.remove(key);
    return new TagKeys(fewer);
  }

  int size() {
    return values.size();
  }

  /** As they are written on a resource. */
  SequencedMap<String, String> on(String prefix, String suffix) {
    var written = new LinkedHashMap<String, String>();
    for (var key : PolicyKey.values()) {
      if (values.containsKey(key)) {
        written.put(prefix + key.wire() + suffix, values.get(key));
      }
    }
    return written;
  }
}
