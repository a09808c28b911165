package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.fleet.DryRuns;
import io.github.tagscaler.command.fleet.FleetPlan;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The whole answer: every target judged, and what that adds up to. */
public record PlanAnswer(String region, FleetPlan fleet, List<PlanLine> lines) {
  public PlanAnswer {
    lines = List.copyOf(lines);
  }

  /** Judges all targets. */
  static PlanAnswer of(String region, FleetPlan fleet, PriceList prices, DryRuns dryRuns) {
    return new PlanAnswer(
        region,
        fleet,
        fleet.targets().stream().map(target -> PlanLine.of(target, prices, dryRuns)).toList());
  }

  /** The targets with that verdict. */
  public List<PlanLine> with(PlanVerdict verdict) {
    return lines.stream().filter(line -> line.verdict() == verdict).toList();
  }

  /** How many there are of each verdict; not tagged are whole endpoints and components. */
  public Map<PlanVerdict, Integer> counts() {
    var counts = new EnumMap<PlanVerdict, Integer>(PlanVerdict.class);
    for (var verdict : PlanVerdict.values()) {
      counts.put(verdict, 0);
    }
    lines.forEach(line -> counts.merge(line.verdict(), 1, Integer::sum));
    counts.merge(PlanVerdict.UNTAGGED, fleet.untagged().size(), Integer::sum);
    counts.merge(PlanVerdict.UNREAD, fleet.unread().size(), Integer::sum);
    return counts;
  }

  /** Whether all was read. */
  public boolean isComplete() {
    return counts().getOrDefault(PlanVerdict.UNREAD, 0) == 0;
  }

  /** The hours a month of all that would be scaled in that dimension. */
  public MonthlyHours hours(ScalableDimension dimension) {
    return lines.stream()
        .filter(line -> line.target().outcome().dimension() == dimension)
        .flatMap(line -> line.cost().stream())
        .map(cost -> cost.hours())
        .reduce(MonthlyHours.NONE, MonthlyHours::plus);
  }

  /** What all of it costs a month at least; empty without any price. */
  public OptionalDouble costFloor() {
    return sum(line -> line.cost().map(cost -> cost.floor()).orElse(OptionalDouble.empty()));
  }

  /** What all of it costs a month at most; empty without any price. */
  public OptionalDouble costCeiling() {
    return sum(line -> line.cost().map(cost -> cost.ceiling()).orElse(OptionalDouble.empty()));
  }

  private OptionalDouble sum(Function<PlanLine, OptionalDouble> part) {
    var known = lines.stream().flatMap(line -> part.apply(line).stream().boxed()).toList();
    return known.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(known.stream().mapToDouble(Double::doubleValue).sum());
  }

  /** How many targets the hours are the sum of. */
  public long scaled() {
    return lines.stream().filter(line -> line.cost().isPresent()).count();
  }

  /** How many targets cost something that no price was given for. */
  public long unpriced() {
    return lines.stream()
        .filter(line -> line.cost().isPresent() && line.cost().get().price().isEmpty())
        .count();
  }

  /** How many alarms all changes add, or remove where it is negative. */
  public int alarms() {
    return lines.stream().mapToInt(PlanLine::alarms).sum();
  }

  /** What capacity the changes add at once, in that dimension. */
  public int addedAtOnce(ScalableDimension dimension) {
    return atOnce(dimension).filter(added -> added > 0).mapToInt(added -> added).sum();
  }

  /** What capacity the changes remove at once, in that dimension. */
  public int removedAtOnce(ScalableDimension dimension) {
    return -atOnce(dimension).filter(added -> added < 0).mapToInt(added -> added).sum();
  }

  private Stream<Integer> atOnce(ScalableDimension dimension) {
    return lines.stream()
        .filter(line -> line.target().outcome().dimension() == dimension)
        .flatMap(line -> line.atOnce().stream())
        .map(AtOnce::added);
  }

  /**
   * How the command ends. Changes in dry run do not count: nothing applies them, so a pipeline that
   * waits for their end would wait for ever.
   *
   * @param changesCount whether changes have an exit code of their own
   */
  int exitCode(boolean changesCount) {
    if (!isComplete()) {
      return ExitCode.COULD_NOT_LOOK;
    }
    if (lines.stream().anyMatch(line -> line.verdict().isProblem())) {
      return ExitCode.PROBLEMS;
    }
    return changesCount
            && lines.stream().anyMatch(line -> line.verdict().isChange() && !line.dryRun())
        ? ExitCode.CHANGES
        : ExitCode.OK;
  }
}
