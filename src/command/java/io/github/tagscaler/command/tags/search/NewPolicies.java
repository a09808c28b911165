package io.github.tagscaler.command.tags.search;

import io.github.tagscaler.command.tags.reverse.EntryNames;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Values;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies that are to be added to one document of the catalog, each once. */
public final class NewPolicies {
  private final String document;
  private final EntryNames names;
  private final Map<List<String>, PolicyEntry> byLines = new LinkedHashMap<>();

  /** Policies of that document, which have none of the names that the catalog has already. */
  public NewPolicies(String document, Catalog catalog) {
    this.document = document;
    var taken = new HashSet<>(Values.SWITCH);
    taken.addAll(PolicyChoice.OFF);
    taken.add("ignore");
    catalog.policies().keySet().stream()
        .map(name -> name.substring(name.indexOf('/') + 1))
        .forEach(taken::add);
    this.names = new EntryNames(taken);
  }

  /** The document's name. */
  public String document() {
    return document;
  }

  /** The policy of that text: one that is there already, or a new one named like a resource. */
  PolicyEntry of(List<String> lines, String resource) {
    return byLines.computeIfAbsent(
        lines, _ -> new PolicyEntry(document, names.like(resource), lines));
  }

  /** All of them. */
  public List<PolicyEntry> all() {
    return List.copyOf(byLines.values());
  }
}
