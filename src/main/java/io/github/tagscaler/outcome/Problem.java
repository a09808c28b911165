package io.github.tagscaler.outcome;

import java.util.List;
import java.util.Objects;
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
 * @param place where it is in a document of a catalog, {@code null} if it is not in one; the
 *     message begins with it
 */
public record Problem(
    Code code,
    @Nullable String key,
    @Nullable String value,
    String message,
    List<String> allowed,
    @Nullable Place place) {
  public Problem {
    allowed = List.copyOf(allowed);
  }

  /** A problem that is not in a document of a catalog. */
  public Problem(
      Code code,
      @Nullable String key,
      @Nullable String value,
      String message,
      List<String> allowed) {
    this(code, key, value, message, allowed, null);
  }

  /** A problem of no single key or value. */
  public static Problem of(Code code, String message) {
    return new Problem(code, null, null, message, List.of());
  }

  /** A problem of a document of a catalog, or of a place in it that no key leads to. */
  public static Problem of(Code code, Place place, String sentences) {
    return new Problem(code, null, null, place + ": " + sentences, List.of(), place);
  }

  /** The message without the place that it begins with. */
  public String sentences() {
    var start = Objects.toString(place, "") + ": ";
    return message.startsWith(start) ? message.substring(start.length()) : message;
  }

  /** The first problem that may go away by itself. */
  public static Optional<Problem> firstTransient(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.code().concern() == Code.Concern.TRANSIENT)
        .findFirst();
  }
}
