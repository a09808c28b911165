package io.github.tagscaler.outcome;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, or worth knowing, described so that its reader can act.
 *
 * @param code what kind of problem it is
 * @param key the tag key, catalog key or setting concerned
 * @param value the value found there
 * @param message one or more full sentences, without the code
 * @param allowed what would be right, where that can be listed
 */
public record Problem(
    Code code, @Nullable String key, @Nullable String value, String message, List<String> allowed) {
  public Problem {
    allowed = List.copyOf(allowed);
  }

  /** A problem of no single key or value. */
  public static Problem of(Code code, String message) {
    return new Problem(code, null, null, message, List.of());
  }

  /** The first problem that may go away by itself. */
  public static Optional<Problem> firstTransient(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.code().concern() == Code.Concern.TRANSIENT)
        .findFirst();
  }
}
