package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.policy.window.WeeklyAction;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Application Auto Scaling should hold for one target.
 *
 * @param base the bounds that hold without a schedule
 * @param schedule the bounds by the time of the week
 * @param actions what sets bounds at other times, by name
 * @param policies the scaling policies, by name
 * @param alarms the alarms that set step scaling policies off, by name
 * @param tracks the tracked metrics with their targets in the owner's units, for messages
 * @param adoption what to do if somebody else registered the target
 * @param running the capacity that AWS is asked to run now
 * @param now the time that decides which of the bounds are in force
 */
public record DesiredState(
    TargetKey key,
    Limits base,
    Optional<Timeline<Limits>> schedule,
    List<TimedAction> actions,
    List<ScalingPolicy> policies,
    List<ScalingAlarm> alarms,
    List<InForce.Track> tracks,
    Adoption adoption,
    int running,
    Instant now) {

  /**
   * How near to a change of the bounds nothing is written about them: whether AWS has made the
   * change already cannot be told, and it must not be undone.
   */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  public DesiredState {
    actions = actions.stream().sorted(Comparator.comparing(TimedAction::name)).toList();
    policies = policies.stream().sorted(Comparator.comparing(ScalingPolicy::name)).toList();
    alarms = alarms.stream().sorted(Comparator.comparing(ScalingAlarm::name)).toList();
    tracks = List.copyOf(tracks);
  }

  /** The state that a wish comes to. */
  public static DesiredState of(
      DesiredPolicy wish, ScalableResource resource, String stack, Instant now) {
    var terms = new AwsTerms(wish, resource, stack);
    return new DesiredState(
        new TargetKey(resource.id(), resource.kind().dimension()),
        limits(wish, wish.base()),
        wish.schedule().map(schedule -> schedule.timeline().map(stated -> limits(wish, stated))),
        terms.actions(),
        terms.policies(),
        terms.alarms(),
        wish.tracks().stream()
            .map(track -> new InForce.Track(track.name(), track.target().value()))
            .toList(),
        wish.adoption(),
        resource.running(),
        now);
  }

  /** A policy whose actions set a max has an opinion of it, so that it is nobody's no more. */
  private static Limits limits(DesiredPolicy wish, SourcedBounds stated) {
    var limits = Limits.of(stated);
    return limits.maxSource() == MaxSource.BUILT_IN && !wish.actions().isEmpty()
        ? new Limits(limits.bounds(), MaxSource.POLICY)
        : limits;
  }

  /** What holds now. */
  Limits inForce() {
    return schedule.map(week -> week.at(now)).orElse(base);
  }

  /** All that our own schedule sets at some time of the week. */
  List<Limits> scheduled() {
    return schedule.map(Timeline::all).orElse(List.of());
  }

  /** The plan, unless it writes bounds so near to a change of them that it has to wait. */
  Plan unlessNearChange(Plan.Changes plan) {
    boolean bounds =
        plan.changes().stream()
            .anyMatch(change ->
                change instanceof Change.CreateTarget || change instanceof Change.UpdateTarget);
    return bounds
        ? nearChange()
            .map(TargetProblems::scheduledChangeDue)
            .<Plan>map(Plan.PutOff::new)
            .orElse(plan)
        : plan;
  }

  private Optional<ZonedDateTime> nearChange() {
    return schedule
        .filter(week -> week.nearChange(now, MARGIN))
        .flatMap(week -> week.next(now.minus(MARGIN).minusNanos(1)));
  }

  /**
   * The scheduled actions that should stand.
   *
   * @param concededMax while more than the max may run, a scheduled action must take none of that
   *     away either, unless a tag states its max
   */
  List<ScheduledAction> scheduledActions(Optional<Integer> concededMax) {
    return Stream.concat(
            schedule.stream().flatMap(week -> weekly(week, concededMax)),
            actions.stream()
                .filter(each -> !each.passed(now))
                .map(each -> action(each, concededMax)))
        .toList();
  }

  /** The scheduled actions that have fired for the last time: if they still stand, they may. */
  List<ScheduledAction> passedActions(Optional<Integer> concededMax) {
    return actions.stream()
        .filter(each -> each.passed(now))
        .map(each -> action(each, concededMax))
        .toList();
  }

  private static Stream<ScheduledAction> weekly(
      Timeline<Limits> week, Optional<Integer> concededMax) {
    return WeeklyAction.of(week.map(Limits::bounds)).stream()
        .map(action -> {
          // Windows with the same bounds share an action. If any of them is none of a tag's, the
          // action may take nothing away.
          var limits =
              week.all().stream()
                  .filter(each -> each.bounds().equals(action.bounds()))
                  .max(Comparator.comparing(Limits::maxSource))
                  .orElseThrow();
          return scheduledAction(
              action.name(),
              action.schedule(),
              action.zone().getId(),
              conceded(limits, concededMax));
        });
  }

  /** The bounds that an action sets while that max is conceded. */
  static Bounds conceded(Limits limits, Optional<Integer> concededMax) {
    return limits.maxByTag()
        ? limits.bounds()
        : concededMax.map(limits::raisedTo).orElse(limits.bounds());
  }

  private static ScheduledAction action(TimedAction timed, Optional<Integer> concededMax) {
    return scheduledAction(
        timed.name(), timed.schedule(), timed.zone(), conceded(timed.limits(), concededMax));
  }

  private static ScheduledAction scheduledAction(
      String name, String schedule, String zone, Bounds bounds) {
    return new ScheduledAction(
        name, schedule, zone, Optional.of(bounds.min()), Optional.of(bounds.max()), false);
  }
}
