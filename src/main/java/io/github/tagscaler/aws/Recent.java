package io.github.tagscaler.aws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Values that were read lately, by key; the ones used longest ago are forgotten first. */
final class Recent<K, V> {
  private final Map<K, V> values;

  /**
   * Nothing yet.
   *
   * @param most how many values are kept
   */
  Recent(int most) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> of(K key) {
    return Optional.ofNullable(values.get(key));
  }

  synchronized void put(K key, V value) {
    values.put(key, value);
  }

  /** Changes a value if it is kept. */
  synchronized void change(K key, UnaryOperator<V> change) {
    values.computeIfPresent(key, (_, value) -> change.apply(value));
  }

  synchronized void forget(K key) {
    values.remove(key);
  }
}
