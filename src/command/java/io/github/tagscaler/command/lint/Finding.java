package io.github.tagscaler.command.lint;

import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or worth knowing.
 *
 * @param key the key concerned, {@code null} if it is not one
 * @param value the value found there
 * @param message one or more sentences that can be read without the location
 * @param allowed what would be right, where that can be listed
 */
record Finding(
    Rule rule,
    Severity severity,
    Location location,
    @Nullable String key,
    @Nullable String value,
    String message,
    List<String> allowed) {
  Finding {
    allowed = List.copyOf(allowed);
  }

  /** A finding of no single key. */
  static Finding of(Rule rule, Severity severity, Location location, String message) {
    return new Finding(rule, severity, location, null, null, message, List.of());
  }

  /** A problem of tags or of a document. */
  static Finding of(Problem problem, Severity severity, Location location) {
    return new Finding(
        Rule.of(problem.code()),
        severity,
        location,
        problem.key(),
        problem.value(),
        problem.sentences(),
        problem.allowed());
  }

  boolean isError() {
    return severity == Severity.ERROR;
  }
}
