package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Quote;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows what was checked as text: each finding with its place, then the sums. */
record LintText(Terminal terminal) {
  void print(LintResult result) {
    var findings = result.findings();
    // Places beside messages leave the messages most of the width.
    var table = new Table(0, terminal.width() / 2);
    findings.forEach(each -> table.row(place(each), severity(each), message(each)));
    table.print(terminal);
    if (!findings.isEmpty()) {
      terminal.line();
    }
    result.catalogs().forEach(catalog -> terminal.line(sums(catalog)));
    if (result.tagSets() > 0) {
      terminal.line(new Count(result.tagSets(), "tag set", "tag sets") + " checked.");
    }
    terminal.line(verdict(result));
  }

  private String place(Finding finding) {
    return terminal.paint(Color.BOLD, Quote.escape(finding.location().shown()));
  }

  private String severity(Finding finding) {
    return terminal.paint(finding.isError() ? Color.RED : Color.YELLOW, finding.severity().word());
  }

  private static String message(Finding finding) {
    var code = finding.location() instanceof Location.InTags ? finding.rule().id() + ": " : "";
    return Quote.escape(code + finding.message());
  }

  private String sums(LintedCatalog catalog) {
    var results =
        Stream.of(
                Map.entry("passed", catalog.passed()),
                Map.entry("failed", catalog.failed()),
                Map.entry("skipped", catalog.skipped()))
            .filter(result -> result.getValue() > 0)
            .map(result -> result.getValue() + " " + result.getKey())
            .collect(Collectors.joining(", "));
    return "%s: %s. %s."
        .formatted(
            Quote.escape(catalog.place()),
            catalog.counts().map(Count::toString).collect(Collectors.joining(", ")),
            results.isEmpty() ? "No tests" : "Tests: " + results);
  }

  private String verdict(LintResult result) {
    var sums =
        Stream.of(
                new Count(result.errors(), "error", "errors"),
                new Count(result.warnings(), "warning", "warnings"))
            .filter(each -> each.number() > 0)
            .map(Count::toString)
            .collect(Collectors.joining(", "));
    if (sums.isEmpty()) {
      return terminal.paint(Color.GREEN, "No problems.");
    }
    return terminal.paint(result.errors() > 0 ? Color.RED : Color.YELLOW, sums + ".");
  }
}
