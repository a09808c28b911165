package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.cli.OneAccountOptions;
import picocli.CommandLine.Option;

/** The options that every verb takes, with the formats of lint. */
final class LintOptions extends OneAccountOptions {
  /** How findings are written. */
  enum Format {
    text,
    json,
    github,
    sarif
  }

  @Option(
      names = "--format",
      paramLabel = "text|json|github|sarif",
      defaultValue = "text",
      description = {
        "text for people, json for programs, github for annotations of GitHub Actions, sarif for code scanning (default: text)"
      })
  private Format format = Format.text;

  Format format() {
    return format;
  }

  @Override
  protected boolean namesCatalog() {
    return true;
  }

  @Override
  public boolean json() {
    return format == Format.json;
  }
}
