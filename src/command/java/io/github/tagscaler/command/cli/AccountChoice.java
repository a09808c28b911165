package io.github.tagscaler.command.cli;

import org.jspecify.annotations.Nullable;

/**
 * Which account and region to ask.
 *
 * @param name what an answer about several calls it; empty for the only one
 * @param profile the profile of the AWS configuration; {@code null} for the one in force
 * @param region {@code null} for the region in force
 */
public record AccountChoice(String name, @Nullable String profile, @Nullable String region) {

  /** The only one that the options name. */
  static AccountChoice of(VerbOptions options) {
    return new AccountChoice("", options.profile(), options.region());
  }
}
