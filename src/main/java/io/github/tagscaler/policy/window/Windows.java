package io.github.tagscaler.policy.window;

import io.github.tagscaler.resource.Bounds;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A window expression, understood.
 *
 * @param windows the first that matches wins
 * @param otherwise outside all windows; empty means the base
 * @param zone empty means the stack's
 */
public record Windows(
    List<Window> windows, Optional<BoundsExpression> otherwise, Optional<ZoneId> zone) {
  /** How many scheduled actions AWS holds for one scalable target; it cannot be raised. */
  private static final int MOST_ACTIONS = 200;

  public Windows {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one window");
    }
  }

  /** What reading an expression gives. */
  public sealed interface Reading {
    /** The expression is fine. */
    record Understood(Windows windows) implements Reading {}

    /** All that is wrong with it, in the order of the text. */
    record Flawed(List<Flaw> flaws) implements Reading {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }
  }

  /** What putting numbers in gives. */
  public sealed interface Resolution {
    /** The numbers fit. */
    record Resolved(Timeline<Bounds> timeline) implements Resolution {}

    /** All that does not fit. */
    record Conflicting(List<Flaw> flaws) implements Resolution {
      public Conflicting {
        flaws = List.copyOf(flaws);
      }
    }
  }

  /** Reads an expression; its grammar is told at {@link ExpressionReader}. */
  public static Reading read(String expression) {
    return ExpressionReader.read(expression);
  }

  /**
   * The timeline that this asks for.
   *
   * <p>Whether the base itself may be so is for those to say who know where it came from: only
   * numbers that stand in the expression are complained of here.
   *
   * @param base the bounds that hold without a schedule
   * @param lowestMin the least that the kind of resource allows
   * @param stackZone the zone where the expression names none
   */
  public Resolution resolve(Bounds base, int lowestMin, ZoneId stackZone) {
    var flaws = new ArrayList<Flaw>();
    windows.forEach(each -> check(each.bounds(), each.toString(), base, lowestMin, flaws));
    otherwise.ifPresent(each -> check(each, "else " + each, base, lowestMin, flaws));
    if (!flaws.isEmpty()) {
      return new Resolution.Conflicting(flaws);
    }
    var timeline = timeline(stackZone).map(wish -> wish.over(base));
    int actions = WeeklyAction.of(timeline).size();
    if (actions > MOST_ACTIONS) {
      return new Resolution.Conflicting(
          List.of(
              Flaw.badValue(
                  "These windows take %d scheduled actions, and AWS holds at most %d for one target. Use fewer windows, or the same hours on several days."
                      .formatted(actions, MOST_ACTIONS))));
    }
    return new Resolution.Resolved(timeline);
  }

  private static void check(
      BoundsExpression wish, String part, Bounds base, int lowestMin, List<Flaw> flaws) {
    if (wish.min() instanceof BoundsExpression.End.Fixed(int min)) {
      if (min < lowestMin) {
        flaws.add(
            Flaw.conflict(
                "\"%s\" asks for a min of %d, and the lowest for this kind of resource is %d."
                    .formatted(part, min, lowestMin)));
      } else if (min > wish.max().over(base.max())) {
        flaws.add(
            Flaw.conflict(
                "\"%s\" asks for a min of %d, above the max of %d that holds without a schedule. Write a min of at most %d there, or a max of your own such as \"%d-%d\"."
                    .formatted(part, min, base.max(), base.max(), min, min)));
      }
    } else if (wish.max() instanceof BoundsExpression.End.Fixed(int max) && max < base.min()) {
      flaws.add(
          Flaw.conflict(
              "\"%s\" asks for a max of %d, below the min of %d that holds without a schedule. Write a max of at least %d there, or a min of your own such as \"%d-%d\"."
                  .formatted(part, max, base.min(), base.min(), max, max)));
    }
  }

  /**
   * When what the windows say is in force, numbers not put in yet.
   *
   * @param stackZone the zone where the expression names none
   */
  public Timeline<BoundsExpression> timeline(ZoneId stackZone) {
    return TimelineCompiler.compile(this, zone.orElse(stackZone));
  }

  /** The expression in its plainest form; read again, it gives this again. */
  @Override
  public String toString() {
    return windows.stream().map(Window::toString).collect(Collectors.joining(" + "))
        + otherwise.map(bounds -> " else " + bounds).orElse("")
        + zone.map(id -> " " + id).orElse("");
  }
}
