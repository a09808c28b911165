package io.github.tagscaler.command.lint;

import io.github.tagscaler.json.Json;

/** What was checked, for programs. */
final class LintJson {
  private LintJson() {}

  static Json of(LintResult result) {
    return Json.object()
        .put("version", 1)
        .put("command", "lint")
        .put("errors", result.errors())
        .put("warnings", result.warnings())
        .put("tagSets", result.tagSets())
        .put("catalogs", new Json.Arr(result.catalogs().stream().map(LintJson::catalog).toList()))
        .put("findings", new Json.Arr(result.findings().stream().map(LintJson::finding).toList()))
        .build();
  }

  private static Json catalog(LintedCatalog catalog) {
    var summary = catalog.catalog().summary();
    return Json.object()
        .put("path", catalog.place())
        .put("documents", Json.ofStrings(summary.documents()))
        .put("policies", summary.policies())
        .put("guardrails", summary.guardrails())
        .put(
            "tests",
            Json.object()
                .put("passed", catalog.passed())
                .put("failed", catalog.failed())
                .put("skipped", catalog.skipped())
                .build())
        .build();
  }

  private static Json finding(Finding finding) {
    return Json.object()
        .put("rule", finding.rule().id())
        .put("severity", finding.severity().word())
        .put("location", location(finding.location()))
        .put("key", finding.key())
        .put("value", finding.value())
        .put("message", finding.message())
        .put("allowed", Json.ofStrings(finding.allowed()))
        .build();
  }

  private static Json location(Location location) {
    return switch (location) {
      case Location.InFile(var path, var line, var column) ->
          line == 0
              ? Json.object().put("path", path).build()
              : Json.object().put("path", path).put("line", line).put("column", column).build();
      case Location.InTags(var tags, var kind) ->
          Json.object().put("tags", tags).put("kind", kind).build();
      case Location.InSettings(var name) -> Json.object().put("setting", name).build();
    };
  }
}
