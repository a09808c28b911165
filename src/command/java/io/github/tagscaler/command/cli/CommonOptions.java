package io.github.tagscaler.command.cli;

import picocli.CommandLine.Option;

/** The options of a verb that answers as text or as JSON. */
public final class CommonOptions extends OneAccountOptions {
  /** How an answer is written. */
  public enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text for people, json for programs (default: text)")
  private Format format = Format.text;

  @Override
  public boolean json() {
    return format == Format.json;
  }
}
