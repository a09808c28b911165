package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Problem;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A value that was checked: either it is valid, or its problems say why not.
 *
 * <p>A type whose values obey rules applies them in its constructor by {@link #require}, so that no
 * illegal value exists. Whoever has unchecked input calls the constructor through {@link #of} and
 * gets the value or all its problems. The key of such a problem is relative to the value, such as
 * {@code steps[1].to}; the reader of the document adds the place.
 */
public sealed interface Checked<T> {
  /** A valid value. */
  record Valid<T>(T value) implements Checked<T> {}

  /** Why there is no value; at least one problem. */
  record Invalid<T>(List<Problem> problems) implements Checked<T> {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** What a constructor builds, or the problems for which it refuses. */
  static <T> Checked<T> of(Supplier<T> constructor) {
    try {
      return new Valid<>(constructor.get());
    } catch (Refused refused) {
      return new Invalid<>(refused.problems);
    }
  }

  /**
   * For constructors: refuses to build a value that has problems.
   *
   * @throws IllegalArgumentException if there is a problem
   */
  static void require(Iterable<Problem> problems) {
    var found = new ArrayList<Problem>();
    problems.forEach(found::add);
    if (!found.isEmpty()) {
      throw new Refused(List.copyOf(found));
    }
  }

  /** Carries the problems from a constructor to {@link #of}. */
  final class Refused extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private Refused(List<Problem> problems) {
      super(problems.toString());
      this.problems = problems;
    }
  }
}
