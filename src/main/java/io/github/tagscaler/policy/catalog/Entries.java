package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the lists of a policy whose entries have names. */
final class Entries {
  private Entries() {}

  /**
   * An entry that was read.
   *
   * @param name by which policies that are laid over this one find it
   * @param off whether it only drops an inherited one
   */
  record Named<T>(Origin.Entry name, boolean off, T value) {}

  /**
   * Reads a list.
   *
   * @param known the keys of an entry
   * @param reader reads one; whether it is off is read already
   */
  static <T> List<Named<T>> read(
      Section policy,
      String key,
      List<String> known,
      BiFunction<Section, Boolean, Optional<Named<T>>> reader) {
    var entries = new ArrayList<Named<T>>();
    Map<String, Integer> lines = new HashMap<>();
    var items = policy.list(key).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      var findings = policy.findings();
      Section.of(policy.pathOf(key, i), items.get(i), known, findings)
          .flatMap(entry -> reader.apply(entry, entry.onOff("off").orElse(false)))
          .ifPresent(entry -> {
            var name = entry.name();
            var first = lines.putIfAbsent(name.value(), name.place().line());
            if (first == null) {
              entries.add(entry);
            } else {
              findings.value(
                  name, "An entry of this name stands in line %d already.".formatted(first));
            }
          });
    }
    return entries;
  }
}
