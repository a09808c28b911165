package io.github.tagscaler.policy.window;

import io.github.tagscaler.policy.window.BoundsExpression.End;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A valid window expression.
 *
 * @param windows the first that matches wins
 * @param otherwise outside all windows; empty means the base
 * @param zone empty means the stack's
 */
public record Windows(
    List<Window> windows, Optional<BoundsExpression> otherwise, Optional<ZoneId> zone) {
  /** How many scheduled actions AWS allows for one scalable target; a hard limit. */
  private static final int MAX_ACTIONS = 200;

  public Windows {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one window");
    }
  }

  /** Whether some bounds in it state a min of zero. */
  public boolean allowsZero() {
    return Stream.concat(windows.stream().map(Window::bounds), otherwise.stream())
        .anyMatch(bounds -> bounds.min().equals(new End.Fixed(0)));
  }

  /** The result of reading an expression. */
  public sealed interface Reading {
    /** The expression is valid. */
    record Understood(Windows windows) implements Reading {}

    /** Everything that is wrong with it, in the order of the text. */
    record Flawed(List<Flaw> flaws) implements Reading {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }
  }

  /** The timeline for given numbers, or why there is none. */
  public sealed interface Resolution {
    /** The numbers fit; the timeline says {@code base} where an expression does. */
    record Resolved(Timeline<BoundsExpression> timeline) implements Resolution {}

    /** Everything that does not fit. */
    record Conflicting(List<Flaw> flaws) implements Resolution {
      public Conflicting {
        flaws = List.copyOf(flaws);
      }
    }
  }

  /**
   * The timeline of these windows, or which of their numbers do not fit.
   *
   * <p>Only numbers of the expression are judged here. Whether the base itself is valid is for its
   * origin to answer.
   *
   * @param base the bounds that hold without a schedule
   * @param kind of the resource, for the lowest min that AWS accepts
   * @param stackZone the zone where the expression names none
   */
  public Resolution resolve(Bounds base, Kind kind, ZoneId stackZone) {
    var flaws = new ArrayList<Flaw>();
    windows.forEach(each ->
        flaw(each.bounds(), () -> each.days() + " " + each.hours() + " ", base, kind)
            .ifPresent(flaws::add));
    otherwise.flatMap(each -> flaw(each, () -> "else ", base, kind)).ifPresent(flaws::add);
    if (!flaws.isEmpty()) {
      return new Resolution.Conflicting(flaws);
    }
    var timeline = TimelineCompiler.compile(windows, otherwise, zone.orElse(stackZone));
    // No action without a change.
    int most = timeline.changes().size();
    int actions =
        most <= MAX_ACTIONS ? most : WeeklyAction.of(timeline.map(each -> each.over(base))).size();
    return actions <= MAX_ACTIONS
        ? new Resolution.Resolved(timeline)
        : new Resolution.Conflicting(
            List.of(
                Flaw.badValue(
                    "These windows need %d scheduled actions; AWS allows %d per target. Use fewer windows, or the same hours on several days."
                        .formatted(actions, MAX_ACTIONS))));
  }

  /**
   * Why bounds of the expression do not fit.
   *
   * @param start the words before them
   */
  private static Optional<Flaw> flaw(
      BoundsExpression bounds, Supplier<String> start, Bounds base, Kind kind) {
    if (bounds.min() instanceof End.Fixed(int min)) {
      if (min < kind.lowestMin()) {
        return Optional.of(
            Flaw.conflict(
                "\"%s%s\": %s cannot scale to zero. Write \"%s%s\"."
                    .formatted(
                        start.get(),
                        bounds,
                        kind.plural(),
                        start.get(),
                        raised(bounds, kind.lowestMin(), base.max()))));
      }
      if (min > bounds.max().over(base.max())) {
        return Optional.of(
            Flaw.conflict(
                "\"%s%s\" sets min to %d, above the max of %d that holds without a schedule. Use a min of at most %d, or set the max too, as in \"%d-%d\"."
                    .formatted(start.get(), bounds, min, base.max(), base.max(), min, min)));
      }
      return Optional.empty();
    }
    if (bounds.max() instanceof End.Fixed(int max) && max < base.min()) {
      var own =
          max < kind.lowestMin() ? "" : ", or set the min too, as in \"%d-%d\"".formatted(max, max);
      return Optional.of(
          Flaw.conflict(
              "\"%s%s\" sets max to %d, below the min of %d that holds without a schedule. Use a max of at least %d%s."
                  .formatted(start.get(), bounds, max, base.min(), base.min(), own)));
    }
    return Optional.empty();
  }

  /** The bounds with the lowest min that is accepted, and a max that is not below it. */
  private static BoundsExpression raised(BoundsExpression bounds, int lowestMin, int baseMax) {
    var min = new End.Fixed(lowestMin);
    return bounds.max().over(baseMax) < lowestMin
        ? new BoundsExpression(min, min)
        : new BoundsExpression(min, bounds.max());
  }

  /** The expression in its plainest form; read again, it gives this again. */
  @Override
  public String toString() {
    return windows.stream().map(Window::toString).collect(Collectors.joining(" + "))
        + otherwise.map(bounds -> " else " + bounds).orElse("")
        + zone.map(id -> " " + id).orElse("");
  }
}
