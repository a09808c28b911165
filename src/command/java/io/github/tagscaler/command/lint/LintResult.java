package io.github.tagscaler.command.lint;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was checked.
 *
 * @param tagSets how many tag sets were checked
 * @param ofTags what is wrong with them
 */
record LintResult(List<LintedCatalog> catalogs, int tagSets, List<Finding> ofTags) {
  LintResult {
    catalogs = List.copyOf(catalogs);
    ofTags = List.copyOf(ofTags);
  }

  List<Finding> findings() {
    return Stream.concat(
            catalogs.stream().flatMap(catalog -> catalog.findings().stream()), ofTags.stream())
        .toList();
  }

  int errors() {
    return (int) findings().stream().filter(Finding::isError).count();
  }

  int warnings() {
    return findings().size() - errors();
  }

  /** Whether there is something to fix; warnings count if the user is strict. */
  boolean fails(boolean strict) {
    return errors() > 0 || (strict && warnings() > 0);
  }
}
