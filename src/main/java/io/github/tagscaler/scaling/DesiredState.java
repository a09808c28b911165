package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.Origin;
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
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What Application Auto Scaling should hold for one target.
 *
 * @param base the bounds without a schedule
 * @param schedule the bounds by the time of the week
 * @param actions what sets bounds at other times, by name
 * @param maxTags the values of the tags that state a max, {@code max} and {@code schedule}
 * @param policies the scaling policies, by name
 * @param alarms the alarms that trigger step scaling policies, by name
 * @param tracks the tracked metrics with their targets in the owner's units, for messages
 * @param adoption what to do if another tool registered the target
 * @param running the desired capacity, which AWS is asked to run now
 * @param now the time that decides which of the bounds are in force
 */
public record DesiredState(
    TargetKey key,
    Limits base,
    Optional<Timeline<Limits>> schedule,
    List<TimedAction> actions,
    List<String> maxTags,
    List<ScalingPolicy> policies,
    List<ScalingAlarm> alarms,
    List<InForce.Track> tracks,
    Adoption adoption,
    int running,
    Instant now) {

  /**
   * How long before and after a scheduled change of the bounds they are not written: whether AWS
   * has made the change already is not known, and it must not be undone.
   */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  public DesiredState {
    actions = actions.stream().sorted(Comparator.comparing(TimedAction::name)).toList();
    maxTags = List.copyOf(new TreeSet<>(maxTags));
    policies = policies.stream().sorted(Comparator.comparing(ScalingPolicy::name)).toList();
    alarms = alarms.stream().sorted(Comparator.comparing(ScalingAlarm::name)).toList();
    tracks = List.copyOf(tracks);
  }

  /** The state that a desired policy results in. */
  public static DesiredState of(
      DesiredPolicy policy, ScalableResource resource, String stack, Instant now) {
    var terms = new PolicyTranslator(policy, resource, stack);
    return new DesiredState(
        new TargetKey(resource.id(), resource.kind().dimension()),
        limits(policy, policy.base()),
        policy
            .schedule()
            .map(schedule -> schedule.timeline().map(stated -> limits(policy, stated))),
        terms.actions(),
        maxTags(policy),
        terms.policies(),
        terms.alarms(),
        policy.tracks().stream()
            .map(track -> new InForce.Track(track.name(), track.target().value()))
            .toList(),
        policy.adoption(),
        resource.running(),
        now);
  }

  private static List<String> maxTags(DesiredPolicy policy) {
    var bounds =
        policy
            .schedule()
            .map(schedule -> schedule.timeline().all())
            .orElseGet(() -> List.of(policy.base()));
    return bounds.stream()
        .flatMap(each ->
            each.max().origin() instanceof Origin.Tag(_, var value, _)
                ? Stream.of(value)
                : Stream.empty())
        .toList();
  }

  /** If a policy's actions set bounds, treat the built-in bounds as set by policy. */
  private static Limits limits(DesiredPolicy policy, SourcedBounds stated) {
    var limits = Limits.of(stated);
    if (policy.actions().isEmpty()) {
      return limits;
    }
    var maxSource =
        limits.maxSource() == MaxSource.BUILT_IN ? MaxSource.POLICY : limits.maxSource();
    return new Limits(limits.bounds(), maxSource, true);
  }

  /** The bounds in force now. */
  Limits inForce() {
    return schedule.map(week -> week.at(now)).orElse(base);
  }

  /** All bounds that the schedule sets at some time of the week. */
  List<Limits> scheduled() {
    return schedule.map(Timeline::all).orElse(List.of());
  }

  /** The plan, unless it writes bounds so close to a scheduled change that it has to wait. */
  Plan unlessNearChange(Plan.Changes plan) {
    boolean bounds =
        plan.changes().stream()
            .anyMatch(change ->
                change instanceof Change.CreateTarget || change instanceof Change.UpdateTarget);
    return bounds
        ? nearChange()
            .map(TargetProblems::scheduledChangeDue)
            .<Plan>map(Plan.Deferred::new)
            .orElse(plan)
        : plan;
  }

  private Optional<ZonedDateTime> nearChange() {
    return schedule
        .map(week -> week.map(Limits::bounds))
        .filter(week -> week.nearChange(now, MARGIN))
        .flatMap(week -> week.next(now.minus(MARGIN).minusNanos(1)));
  }

  /**
   * The scheduled actions that should exist.
   *
   * @param concededMax while more than the max may run, a scheduled action must not remove that
   *     capacity either, unless a tag states its max
   */
  public List<ScheduledAction> scheduledActions(Optional<Integer> concededMax) {
    return Stream.concat(
            schedule.stream().flatMap(week -> weekly(week, concededMax)),
            actions.stream()
                .filter(each -> !each.passed(now))
                .map(each -> action(each, concededMax)))
        .toList();
  }

  /** The scheduled actions that have fired for the last time; where they still exist, they stay. */
  List<ScheduledAction> passedActions(Optional<Integer> concededMax) {
    return actions.stream()
        .filter(each -> each.passed(now))
        .map(each -> action(each, concededMax))
        .toList();
  }

  private static Stream<ScheduledAction> weekly(
      Timeline<Limits> week, Optional<Integer> concededMax) {
    var all = week.all();
    return WeeklyAction.of(week.map(Limits::bounds)).stream()
        .map(action -> {
          // Windows with the same bounds share an action. If a tag does not state all of them, the
          // action must not remove capacity.
          var limits =
              all.stream()
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
