package io.github.tagscaler.command.lint;

import io.github.tagscaler.outcome.Quote;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull
 * request: {@code ::error file=catalog/pay.yaml,line=4,col=20,title=CatalogInvalid::...}.
 */
final class GitHubAnnotations {
  private GitHubAnnotations() {}

  static List<String> of(LintResult result) {
    return result.findings().stream().map(GitHubAnnotations::line).toList();
  }

  private static String line(Finding finding) {
    var properties =
        switch (finding.location()) {
          case Location.InFile(var path, var line, var column) ->
              line == 0
                  ? Stream.of(property("file", path))
                  : Stream.of(
                      property("file", path),
                      property("line", Integer.toString(line)),
                      property("col", Integer.toString(column)));
          case Location.InTags tags -> Stream.<String>of();
          case Location.InSettings settings -> Stream.<String>of();
        };
    var all =
        Stream.concat(properties, Stream.of(property("title", finding.rule().id())))
            .collect(Collectors.joining(","));
    return "::%s %s::%s"
        .formatted(finding.severity().word(), all, escaped(Quote.escape(message(finding))));
  }

  private static String message(Finding finding) {
    return finding.location() instanceof Location.InSettings(var name)
        ? name + ": " + finding.message()
        : finding.message();
  }

  private static String property(String name, String value) {
    return name + "=" + escaped(Quote.escape(value)).replace(":", "%3A").replace(",", "%2C");
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
