package io.github.tagscaler.command.lint;

import io.github.tagscaler.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Findings in the format that code scanning reads: SARIF 2.1.0 of OASIS. */
final class SarifLog {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifLog() {}

  /**
   * A log of one run.
   *
   * @param version of the command
   */
  static Json of(LintResult result, String version) {
    var rules = Rule.all();
    var driver =
        Json.object()
            .put("name", "tagscaler lint")
            .put("version", version)
            .put("rules", new Json.Arr(rules.stream().map(SarifLog::rule).toList()))
            .build();
    var run =
        Json.object()
            .put("tool", Json.object().put("driver", driver).build())
            .put("columnKind", "unicodeCodePoints")
            .put(
                "results",
                new Json.Arr(result.findings().stream().map(each -> result(each, rules)).toList()))
            .build();
    return Json.object()
        .put("$schema", SCHEMA)
        .put("version", "2.1.0")
        .put("runs", new Json.Arr(List.of(run)))
        .build();
  }

  private static Json rule(Rule rule) {
    return Json.object()
        .put("id", rule.id())
        .put("name", rule.id())
        .put("shortDescription", text(rule.summary()))
        .put("fullDescription", text(rule.summary() + " " + rule.help()))
        .put("help", text(rule.help()))
        .put("defaultConfiguration", Json.object().put("level", rule.severity().word()).build())
        .build();
  }

  private static Json result(Finding finding, List<Rule> rules) {
    var result =
        Json.object()
            .put("ruleId", finding.rule().id())
            .put("ruleIndex", rules.indexOf(finding.rule()))
            .put("level", finding.severity().word())
            .put("message", text(finding.message()));
    var location =
        switch (finding.location()) {
          case Location.InFile file -> location(file);
          case Location.InTags(var tags, var kind) ->
              Json.object().put("message", text(tags + " on " + kind)).build();
          case Location.InSettings(var name) ->
              Json.object().put("message", text("setting " + name)).build();
        };
    return result.put("locations", new Json.Arr(List.of(location))).build();
  }

  private static Json location(Location.InFile file) {
    var physical =
        Json.object().put("artifactLocation", Json.object().put("uri", uri(file.path())).build());
    if (file.line() > 0) {
      physical.put(
          "region",
          Json.object().put("startLine", file.line()).put("startColumn", file.column()).build());
    }
    return Json.object().put("physicalLocation", physical.build()).build();
  }

  /** A path as a relative reference, in which a colon and odd characters are escaped. */
  private static String uri(String path) {
    try {
      var uri = new URI(null, null, path, null).toASCIIString();
      int slash = uri.indexOf('/');
      int colon = uri.indexOf(':');
      return colon >= 0 && (slash < 0 || colon < slash) ? "./" + uri : uri;
    } catch (URISyntaxException odd) {
      throw new IllegalArgumentException("a path must be a part of a URI, was " + path, odd);
    }
  }

  private static Json text(String text) {
    return Json.object().put("text", text).build();
  }
}
