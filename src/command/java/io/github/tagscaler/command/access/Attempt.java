package io.github.tagscaler.command.access;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The result of reading something that an answer can do without. */
public sealed interface Attempt<T> {

  /** It was read. */
  record Read<T>(T value) implements Attempt<T> {}

  /**
   * The caller has no right to read it.
   *
   * @param permission the IAM action, such as {@code cloudwatch:GetMetricData}
   */
  record Denied<T>(String permission) implements Attempt<T> {}

  /**
   * It could not be read for another reason.
   *
   * @param message one sentence or more
   */
  record Failed<T>(String message) implements Attempt<T> {}

  /** The permission as AWS names it in both forms of its error. */
  Pattern PERMISSION =
      Pattern.compile("(?:to perform|missing the following permissions): ([a-z0-9-]+:[A-Za-z]+)");

  /**
   * Reads something.
   *
   * @param permission the IAM action that it takes, in case AWS's error does not name one
   */
  static <T> Attempt<T> of(String permission, Supplier<T> reading) {
    try {
      return new Read<>(reading.get());
    } catch (CallFailedException failure) {
      if (failure.code() != Code.ACCESS_DENIED) {
        return new Failed<>(ReadFailure.sentences(failure));
      }
      var named = PERMISSION.matcher(failure.failure());
      return new Denied<>(named.find() ? named.group(1) : permission);
    }
  }

  /** What was read, if it was. */
  default Optional<T> found() {
    return this instanceof Read<T>(var value) ? Optional.of(value) : Optional.empty();
  }

  /** The same with another value, if it was read. */
  default <R> Attempt<R> map(Function<T, R> change) {
    return switch (this) {
      case Read<T>(var value) -> new Read<>(change.apply(value));
      case Denied<T>(var permission) -> new Denied<>(permission);
      case Failed<T>(var message) -> new Failed<>(message);
    };
  }
}
