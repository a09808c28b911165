package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The one place where problems are collected: code that reads something is given a collector,
 * reports to it and returns an empty {@link Optional} for what it could not read. A part that can
 * fail by itself gets a collector of its own, and {@link #checked} turns it into a result.
 */
public final class Problems implements Iterable<Problem> {
  private final SequencedSet<Problem> found = new LinkedHashSet<>();

  /** Reports a problem; the same one twice counts once. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Reports all of these. */
  public void addAll(Collection<Problem> problems) {
    found.addAll(problems);
  }

  /** Reports a problem with a value of that origin. */
  public void add(Origin origin, Code code, String sentences) {
    add(about(origin, code, sentences));
  }

  /**
   * Reports a bad value of a part of what is being checked.
   *
   * @param key where in it, such as {@code steps[1].to}; empty for all of it
   */
  public void badValue(String key, String sentences) {
    badValue(key, sentences, List.of());
  }

  /** As {@link #badValue(String, String)}, with the values that would be accepted. */
  public void badValue(String key, String sentences, List<String> allowed) {
    add(new Problem(Code.BAD_VALUE, key.isEmpty() ? null : key, null, sentences, allowed));
  }

  /** The value if it is valid; if not, reports its problems. */
  public <T> Optional<T> valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(var value) -> Optional.of(value);
      case Checked.Invalid<T>(var problems) -> {
        addAll(problems);
        yield Optional.empty();
      }
    };
  }

  /** The value, or the problems that were reported here. */
  public <T> Checked<T> checked(T value) {
    return isEmpty() ? new Checked.Valid<>(value) : new Checked.Invalid<>(list());
  }

  /** Whether no problem was reported. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  @Override
  public Iterator<Problem> iterator() {
    return list().iterator();
  }

  /** All problems in the order in which they were reported. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** A problem with a value of that origin. */
  public static Problem about(Origin origin, Code code, String sentences) {
    return about(origin, code, sentences, List.of());
  }

  /** As {@link #about(Origin, Code, String)}, with the values that would be accepted. */
  public static Problem about(Origin origin, Code code, String sentences, List<String> allowed) {
    return about(origin, null, code, sentences, allowed);
  }

  /**
   * As {@link #about(Origin, Code, String)}, with the values that would be accepted. The problem
   * names the tag, setting or catalog entry that its reader has to change.
   *
   * @param missing the key to set where the value has no origin that its reader can change
   */
  public static Problem about(
      Origin origin, @Nullable String missing, Code code, String sentences, List<String> allowed) {
    return switch (origin) {
      case Origin.Tag(var key, var value, var holder) ->
          new Problem(code, key, value, origin.describe() + ". " + sentences, allowed);
      case Origin.StackSetting(var variable, var value) ->
          new Problem(code, variable, value, origin.describe() + ". " + sentences, allowed);
      case Origin.Policy(var name, var place, var namedBy) ->
          about(namedBy, missing, code, sentences, allowed);
      case Origin.CatalogValue(var place, var key, var value) ->
          new Problem(code, key, value, origin.describe() + ". " + sentences, allowed, place);
      case Origin.PlatformDefault defaults -> new Problem(code, missing, null, sentences, allowed);
      case Origin.MaxCapacity stack -> new Problem(code, missing, null, sentences, allowed);
      case Origin.Guardrail guardrail -> new Problem(code, missing, null, sentences, allowed);
      case Origin.BuiltIn() -> new Problem(code, missing, null, sentences, allowed);
    };
  }
}
