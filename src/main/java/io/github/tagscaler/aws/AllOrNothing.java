package io.github.tagscaler.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads answers of AWS whole or not at all: empty is what Tagscaler would not have written. */
final class AllOrNothing {
  private AllOrNothing() {}

  /** All of them, or nothing if one is empty. */
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

  /** The dimensions of a metric; nothing if one is there twice. */
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
