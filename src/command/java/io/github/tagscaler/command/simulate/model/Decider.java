package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.command.simulate.model.ScalingDecision.Action;
import io.github.tagscaler.resource.Bounds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides at one moment by all policies of a target: the one that asks for most wins. */
final class Decider {
  /** A capacity that something asks for, before bounds. */
  record Proposal(Action action, int capacity, String reason) {}

  private final List<TrackAlarm> tracks;
  private final List<StepAlarm> steps;
  private final Optional<WakeAlarm> wake;
  private final Pace pace;

  Decider(List<TrackAlarm> tracks, List<StepAlarm> steps, Optional<WakeAlarm> wake, Pace pace) {
    this.tracks = tracks;
    this.steps = steps;
    this.wake = wake;
    this.pace = pace;
  }

  /** What is asked for; it may be above the max. */
  Optional<Proposal> decide(Capacity capacity, Bounds bounds, int tick) {
    var out =
        Stream.of(wakes(capacity), tracksOut(), stepsOut(capacity, tick))
            .flatMap(each -> each)
            .filter(each -> each.capacity() > capacity.running())
            .reduce((one, other) -> other.capacity() > one.capacity() ? other : one);
    return out.isPresent() ? out : in(capacity, bounds, tick);
  }

  private Stream<Proposal> wakes(Capacity capacity) {
    return wake.stream()
        .filter(alarm -> capacity.running() == 0 && alarm.fires())
        .map(alarm -> new Proposal(Action.WAKE, 1, alarm.reason()));
  }

  private Stream<Proposal> tracksOut() {
    return tracks.stream()
        .filter(TrackAlarm::high)
        .map(alarm -> new Proposal(Action.SCALE_OUT, alarm.wanted(), Reasons.above(alarm)));
  }

  private Stream<Proposal> stepsOut(Capacity capacity, int tick) {
    return steps.stream()
        .filter(StepAlarm::fires)
        .map(alarm -> {
          int base = capacity.baseForScaleOut(tick, alarm.rule().entry().cooldown());
          return new Proposal(Action.SCALE_OUT, alarm.wanted(base), Reasons.step(alarm));
        });
  }

  private Optional<Proposal> in(Capacity capacity, Bounds bounds, int tick) {
    return Stream.concat(
            tracksIn(capacity, bounds, tick).stream(),
            steps.stream()
                .filter(StepAlarm::fires)
                .filter(alarm -> capacity.mayScaleIn(tick, alarm.rule().entry().cooldown()))
                .map(alarm ->
                    new Proposal(
                        Action.SCALE_IN,
                        Math.max(bounds.min(), alarm.wanted(capacity.running())),
                        Reasons.step(alarm))))
        .filter(each -> each.capacity() < capacity.running())
        .reduce((one, other) -> other.capacity() > one.capacity() ? other : one);
  }

  /** Target tracking removes capacity only if every policy that may do so agrees. */
  private Optional<Proposal> tracksIn(Capacity capacity, Bounds bounds, int tick) {
    var willing = tracks.stream().filter(alarm -> alarm.rule().scaleIn()).toList();
    int running = capacity.running();
    boolean agreed =
        !willing.isEmpty()
            && willing.stream()
                .allMatch(alarm ->
                    alarm.low() && capacity.mayScaleIn(tick, alarm.rule().scaleInCooldown()));
    if (!agreed || running <= bounds.min()) {
      return Optional.empty();
    }
    return willing.stream()
        .map(alarm ->
            new Proposal(Action.SCALE_IN, fewer(alarm, running, bounds), Reasons.below(alarm)))
        .reduce((one, other) -> other.capacity() > one.capacity() ? other : one);
  }

  private int fewer(TrackAlarm alarm, int running, Bounds bounds) {
    if (pace == Pace.STRAIGHT_TO_TARGET) {
      return Math.max(bounds.min(), alarm.wanted());
    }
    return alarm.holds(running - 1) ? running - 1 : running;
  }
}
