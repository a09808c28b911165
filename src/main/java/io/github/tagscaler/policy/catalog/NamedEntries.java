package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lists of a policy whose entries have names. */
final class NamedEntries {
  private NamedEntries() {}

  /**
   * An entry that was read.
   *
   * @param name entries of later policies override it by this name
   */
  record Named<T>(Origin.CatalogValue name, T value) {}

  /** Reads one entry. */
  interface EntryReader<T> {
    /**
     * The entry; empty, with its problems reported to the section, if it is not valid.
     *
     * @param off whether it only drops an inherited entry
     */
    Optional<Named<T>> read(Section entry, boolean off);
  }

  /**
   * Reads a list.
   *
   * @param keys the keys of an entry
   */
  static <T> List<Named<T>> read(
      Section policy, String key, List<String> keys, EntryReader<T> reader) {
    var entries = new ArrayList<Named<T>>();
    Map<String, Integer> lines = new HashMap<>();
    var items = policy.list(key).orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      var problems = new Problems();
      Section.of(policy.pathOf(key, i), items.get(i), keys, problems)
          .flatMap(entry -> reader.read(entry, entry.onOff("off").orElse(false)))
          .ifPresent(entry -> {
            var name = entry.name();
            var first = lines.putIfAbsent(name.value(), name.place().line());
            if (first == null) {
              entries.add(entry);
            } else {
              policy.report(
                  name,
                  "The entry in line %d has the same name. Remove or rename one of them."
                      .formatted(first));
            }
          });
      policy.problems().addAll(problems.list());
    }
    return entries;
  }
}
