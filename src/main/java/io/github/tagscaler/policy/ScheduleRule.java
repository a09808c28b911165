package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.BoundsCompiler.DesiredBounds;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Problems;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.policy.window.BoundsExpression;
import io.github.tagscaler.policy.window.BoundsExpression.End;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.Window;
import io.github.tagscaler.policy.window.Windows;
import io.github.tagscaler.resource.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Warns of a schedule that does not do what whoever wrote it wants, and of bounds that it leaves
 * without a meaning.
 */
final class ScheduleRule {
  private static final String OFFICE_HOURS = "office-hours";
  private static final String OFFICE_HOURS_ZERO = "office-hours-zero";

  private final ReadContext context;

  ScheduleRule(ReadContext context) {
    this.context = context;
  }

  /** Warns of what is wrong with bounds that are valid. */
  void check(Optional<Sourced<Windows>> schedule, DesiredBounds bounds) {
    if (schedule.isEmpty() || bounds.timeline().isEmpty()) {
      return;
    }
    var timeline = bounds.timeline().get();
    unused(bounds.base().min(), "min", timeline, SourcedBounds::min);
    unused(bounds.base().max(), "max", timeline, SourcedBounds::max);
    var windows = schedule.get().value();
    var origin = schedule.get().origin();
    var base = bounds.base().bounds();
    if (isConstant(timeline, SourcedBounds::bounds, base)) {
      noEffect(windows, origin, base);
    } else {
      liftedOutside(windows, base).ifPresent(night -> inverted(windows, origin, base, night));
    }
  }

  /** Warns of a bound that a tag states and windows always replace. */
  private void unused(
      Sourced<Integer> bound,
      String name,
      Timeline<SourcedBounds> timeline,
      Function<SourcedBounds, Sourced<Integer>> end) {
    if (bound.origin() instanceof Origin.Tag
        && timeline.all().stream()
            .map(end)
            .map(Sourced::origin)
            .noneMatch(bound.origin()::equals)) {
      context
          .warnings()
          .add(
              bound.origin(),
              Code.NOT_APPLICABLE,
              "The schedule always sets another %s, so this has no effect. Remove it, or write base instead of a number in the schedule."
                  .formatted(name));
    }
  }

  private static <T> boolean isConstant(
      Timeline<T> timeline, Function<T, Bounds> bounds, Bounds base) {
    return timeline.all().stream().map(bounds).allMatch(base::equals);
  }

  private void noEffect(Windows windows, Origin origin, Bounds base) {
    var remedies = new ArrayList<String>();
    var higher = new Bounds(base.min() + 1, Math.max(base.max(), base.min() + 1));
    if (higher.max() == base.max() && !isConstantOver(windows, higher)) {
      remedies.add("%s to at least %d".formatted(context.key(PolicyKey.MIN, origin), higher.min()));
    }
    zeroInstead(origin)
        .ifPresent(policy ->
            remedies.add("%s to %s".formatted(context.key(PolicyKey.POLICY, origin), policy)));
    if (remedies.isEmpty()) {
      remedies.add("%s to off".formatted(context.key(PolicyKey.SCHEDULE, origin)));
    }
    warn(
        origin,
        "The schedule%s has no effect: min is %d and max is %d at all times. Set %s."
            .formatted(
                OriginSuffix.of(origin), base.min(), base.max(), String.join(" or ", remedies)));
  }

  private boolean isConstantOver(Windows windows, Bounds base) {
    return switch (windows.resolve(base, context.resource().kind(), context.stackZone())) {
      case Windows.Resolution.Resolved(var timeline) ->
          isConstant(timeline, each -> each.over(base), base);
      case Windows.Resolution.Conflicting conflicting -> true;
    };
  }

  /** The min outside the windows, if it is above the base's, which is in force within. */
  private static Optional<Integer> liftedOutside(Windows windows, Bounds base) {
    boolean baseWithin =
        windows.windows().stream().anyMatch(window -> window.bounds().min() instanceof End.Base);
    return windows
        .otherwise()
        .filter(_ -> baseWithin)
        .map(BoundsExpression::min)
        .flatMap(min -> min instanceof End.Fixed(int night) ? Optional.of(night) : Optional.empty())
        .filter(night -> night > base.min());
  }

  private void inverted(Windows windows, Origin origin, Bounds base, int night) {
    var remedy =
        zeroInstead(origin)
            .filter(_ -> base.min() == 0)
            .map(policy ->
                "%s = %s and %s = %d"
                    .formatted(
                        context.key(PolicyKey.POLICY, origin),
                        policy,
                        context.key(PolicyKey.MIN, origin),
                        night))
            .orElseGet(() ->
                "%s = %s"
                    .formatted(
                        context.key(PolicyKey.SCHEDULE, origin), exchanged(windows, base, night)));
    warn(
        origin,
        "The schedule%s keeps less capacity in its hours than outside them: min is %d in its hours and %d outside. To exchange the two, set %s."
            .formatted(OriginSuffix.of(origin), base.min(), night, remedy));
  }

  /** The windows with the higher min within them and the lower outside. */
  private static Windows exchanged(Windows windows, Bounds base, int higher) {
    return new Windows(
        windows.windows().stream()
            .map(window ->
                window.bounds().min() instanceof End.Base
                    ? new Window(
                        window.days(), window.hours(), withMin(window.bounds(), base, higher))
                    : window)
            .toList(),
        windows.otherwise().map(bounds -> withMin(bounds, base, base.min())),
        windows.zone());
  }

  /** With that min, and a max that is not below it. */
  private static BoundsExpression withMin(BoundsExpression bounds, Bounds base, int min) {
    int max =
        switch (bounds.max()) {
          case End.Fixed(int fixed) -> fixed;
          case End.Base() -> base.max();
        };
    return new BoundsExpression(new End.Fixed(min), max < min ? new End.Fixed(min) : bounds.max());
  }

  /** The policies of the tag with the preset that goes to zero, if the kind can and it helps. */
  private Optional<String> zeroInstead(Origin origin) {
    return origin instanceof Origin.Policy(var name, var place, Origin.Tag tag)
            && name.equals(OFFICE_HOURS)
            && place.isEmpty()
            && context.resource().kind().lowestMin() == 0
            && PolicyChoice.read(tag.value()) instanceof PolicyChoice.Join(var names)
        ? Optional.of(
            String.join(
                "+",
                names.stream()
                    .map(each -> each.equals(OFFICE_HOURS) ? OFFICE_HOURS_ZERO : each)
                    .toList()))
        : Optional.empty();
  }

  private void warn(Origin origin, String sentences) {
    context
        .warnings()
        .add(
            Problems.about(
                origin, context.key(PolicyKey.SCHEDULE), Code.NO_EFFECT, sentences, List.of()));
  }
}
