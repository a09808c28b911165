package io.github.tagscaler.command.simulate.model;

import io.github.tagscaler.command.simulate.model.ScalingDecision.Action;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.resource.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets one policy follow a trace, in ticks of ten seconds. */
public final class Simulator {
  private final Trace trace;
  private final Assumptions assumed;
  private final Workload workload;
  private final BoundsByTime boundsByTime;
  private final List<TrackAlarm> tracks;
  private final List<StepAlarm> steps;
  private final Optional<WakeAlarm> wake;
  private final Decider decider;
  private final Recorder recorder;
  private final Capacity capacity;
  private final Pace pace;
  private final List<ScalingDecision> decisions = new ArrayList<>();
  private boolean reportedMax;

  private Simulator(SimulatedPolicy policy, Trace trace, Assumptions assumed, Pace pace) {
    this.trace = trace;
    this.assumed = assumed;
    this.pace = pace;
    int delay = Capacity.ticks(assumed.delay());
    this.workload = new Workload(trace, assumed, policy.queues());
    this.boundsByTime = new BoundsByTime(policy.desired());
    this.tracks = policy.tracks().stream().map(rule -> new TrackAlarm(rule, delay)).toList();
    this.steps = policy.steps().stream().map(rule -> new StepAlarm(rule, delay)).toList();
    this.wake =
        policy.desired().wakes()
            ? Optional.of(new WakeAlarm(policy.queues(), delay))
            : Optional.empty();
    this.decider = new Decider(tracks, steps, wake, pace);
    this.recorder = new Recorder(policy, assumed);
    this.capacity =
        new Capacity(inside(boundsByTime.at(trace.start()), atStart(policy)), assumed.start());
  }

  /** Runs a policy on a trace. It starts with the capacity that the first step needs. */
  public static Run run(SimulatedPolicy policy, Trace trace, Assumptions assumed, Pace pace) {
    return new Simulator(policy, trace, assumed, pace).run();
  }

  private int atStart(SimulatedPolicy policy) {
    double rate = trace.requests().getFirst() / trace.step().toSeconds();
    var first = new Workload(trace, assumed, policy.queues());
    first.pass(0, Integer.MAX_VALUE);
    return (int)
        Math.ceil(
            policy.tracks().stream()
                    .mapToDouble(track -> first.units(track.signal(), track.target()))
                    .max()
                    .orElse(rate / assumed.unitRps())
                - 1e-9);
  }

  private static int inside(Bounds bounds, int wanted) {
    return Math.clamp(wanted, bounds.min(), bounds.max());
  }

  private Run run() {
    for (int tick = 0; tick < workload.ticks(); tick++) {
      var time = trace.start().plus(Duration.ofSeconds((long) tick * Workload.TICK));
      capacity.ready(tick);
      var bounds = boundsByTime.at(time);
      if (!capacity.updating()) {
        decide(bounds, tick, time);
      }
      pass(tick);
      recorder.pass(workload, capacity, bounds);
    }
    int scalings = (int) decisions.stream().filter(ScalingDecision::scales).count();
    return new Run(pace, recorder.minutes(), decisions, recorder.totals(scalings));
  }

  private void pass(int tick) {
    int running = capacity.running();
    workload.pass(tick, running);
    tracks.forEach(alarm -> alarm.pass(workload.value(alarm.rule().signal(), running), running));
    steps.forEach(alarm -> alarm.pass(workload, running));
    wake.ifPresent(alarm -> alarm.pass(workload, running));
  }

  private void decide(Bounds bounds, int tick, Instant time) {
    int running = capacity.running();
    if (!bounds.contains(running)) {
      move(
          new ScalingDecision(
              time, Action.SCHEDULE, running, inside(bounds, running), boundsByTime.cause()),
          tick);
      return;
    }
    if (running < bounds.max()) {
      reportedMax = false;
    }
    decider.decide(capacity, bounds, tick).ifPresent(asked -> follow(asked, bounds, tick, time));
  }

  private void follow(Decider.Proposal asked, Bounds bounds, int tick, Instant time) {
    int running = capacity.running();
    int wanted = inside(bounds, asked.capacity());
    var reason =
        asked.capacity() > bounds.max()
            ? asked.reason() + ", max is " + bounds.max()
            : asked.reason();
    if (wanted != running) {
      move(new ScalingDecision(time, asked.action(), running, wanted, reason), tick);
    } else if (!reportedMax) {
      decisions.add(new ScalingDecision(time, Action.AT_MAX, running, running, reason));
      reportedMax = true;
    }
  }

  private void move(ScalingDecision decision, int tick) {
    decisions.add(decision);
    capacity.moveTo(decision.to(), tick);
  }
}
