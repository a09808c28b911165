package io.github.tagscaler.command.tags.search;

import java.util.List;

/**
 * A policy for the catalog.
 *
 * @param document the document that it belongs to
 * @param name its name in the document
 * @param lines its text, under its name
 */
public record PolicyEntry(String document, String name, List<String> lines) {
  /** The document of the platform team, whose policies go by their bare names. */
  private static final String PLATFORM = "_platform";

  public PolicyEntry {
    lines = List.copyOf(lines);
  }

  /** The name that a tag writes. */
  public String tagValue() {
    return document.equals(PLATFORM) ? name : document + "/" + name;
  }

  /** A whole document with these policies. */
  public static String document(List<PolicyEntry> entries) {
    var text = new StringBuilder("version: 1\npolicies:\n");
    for (var entry : entries) {
      text.append("  ").append(entry.name()).append(":\n");
      entry.lines().forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
