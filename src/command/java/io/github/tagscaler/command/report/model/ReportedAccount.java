package io.github.tagscaler.command.report.model;

import org.jspecify.annotations.Nullable;

/**
 * An account and region of a report.
 *
 * @param name what the report calls it; empty for the only one
 * @param id the ID of the account, where known
 * @param region the AWS region, where known
 * @param failure why it could not be read, in sentences; {@code null} if it was
 */
public record ReportedAccount(
    String name, @Nullable String id, @Nullable String region, @Nullable String failure) {

  /** One that was read. */
  public static ReportedAccount read(String name, @Nullable String id, String region) {
    return new ReportedAccount(name, id, region, null);
  }

  /** Whether its targets are in the report. */
  public boolean isRead() {
    return failure == null;
  }
}
