package io.github.tagscaler.command.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a verb that asks one account and region. */
public abstract class OneAccountOptions extends VerbOptions {
  @Option(names = "--region", paramLabel = "REGION", description = "the AWS region")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "a profile of your AWS configuration")
  private @Nullable String profile;

  @Override
  public @Nullable String region() {
    return region;
  }

  @Override
  public @Nullable String profile() {
    return profile;
  }
}
