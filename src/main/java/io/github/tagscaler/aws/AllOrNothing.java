package io.github.tagscaler.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads an AWS response completely, or returns empty if it contains anything Tagscaler never
 * writes.
 */
final class AllOrNothing {
  private AllOrNothing() {}

  /** All parts, or empty if one of them is empty. */
  static <T> Optional<List<T>> all(Stream<Optional<T>> parts) {
    var all = new ArrayList<T>();
    for (var part : parts.toList()) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.add(part.get());
    }
    return Optional.of(all);
  }

  /** The dimensions of a metric; empty if a name occurs twice. */
  static <D> Optional<SortedMap<String, String>> dimensions(
      List<D> dimensions, Function<D, String> name, Function<D, String> value) {
    var read = new TreeMap<String, String>();
    for (var dimension : dimensions) {
      if (read.put(name.apply(dimension), value.apply(dimension)) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(read);
  }
}
