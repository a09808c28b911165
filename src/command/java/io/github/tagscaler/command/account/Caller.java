package io.github.tagscaler.command.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who calls.
 *
 * @param account the ID of the account
 * @param arn of the user or of the session of a role
 */
public record Caller(String account, String arn) {
  private static final Pattern ROLE =
      Pattern.compile("arn:[\\w-]+:sts::\\d+:assumed-role/([^/]+)/.+");

  /** The name of the role that was assumed; empty for a user. */
  public Optional<String> role() {
    var session = ROLE.matcher(arn);
    return session.matches() ? Optional.of(session.group(1)) : Optional.empty();
  }

  /** Such as {@code aws} or {@code aws-cn}. */
  public String partition() {
    return arn.split(":", -1)[1];
  }
}
