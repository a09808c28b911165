package io.github.tagscaler.command.explain;

import io.github.tagscaler.settings.Settings;
import java.time.Duration;

/**
 * What of a stack's settings matters to an explanation.
 *
 * @param dryRun whether nothing is applied, whatever the tags say
 */
public record StackTerms(String name, String tagPrefix, Duration sweepInterval, boolean dryRun) {
  static StackTerms of(Settings settings) {
    return new StackTerms(
        settings.stack(), settings.tagPrefix(), settings.sweepInterval(), settings.dryRun());
  }
}
