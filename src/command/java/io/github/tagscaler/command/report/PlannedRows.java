package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cost.MonthlyHours;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rows of targets that concern the stack. */
final class PlannedRows {
  private PlannedRows() {}

  /**
   * The row of a target.
   *
   * @param dryRun whether what is planned for it is never applied
   * @param now the time
   */
  static Candidate of(PlannedTarget target, PriceList prices, boolean dryRun, Instant now) {
    var outcome = target.outcome();
    var coverage = Coverage.of(target.state());
    var types = target.resource().map(ResourceFacts::instanceTypes).orElse(List.of());
    var asked = dryRun ? Optional.<DesiredPolicy>empty() : asked(target, coverage);
    var kind = outcome.kind();
    return new Candidate(
        new ReportRow(
            target.id(),
            kind,
            types,
            coverage,
            problems(outcome),
            outcome.warnings(),
            reason(outcome.ending()),
            bounds(target, coverage, asked, now),
            running(target, coverage),
            hours(target, coverage, asked),
            Usage.INAPPLICABLE,
            Prices.of(prices, kind, types),
            tags(target),
            ""),
        target.observed(),
        target.resource().map(ResourceFacts::created).orElse(null));
  }

  /** What has to be fixed: of a target without tags, a misspelled prefix. */
  private static List<Problem> problems(Outcome outcome) {
    return switch (outcome.ending()) {
      case Ending.Rejected(var problems, _) -> problems;
      case Ending.Skipped _ ->
          outcome.warnings().stream()
              .filter(warning -> warning.code() == Code.MISTYPED_PREFIX)
              .toList();
      case Ending.Planned _,
          Ending.Applied _,
          Ending.Unchanged _,
          Ending.Released _,
          Ending.Failed _ ->
          List.of();
    };
  }

  private static @Nullable String reason(Ending ending) {
    return switch (ending) {
      case Ending.Skipped(_, var predicate) -> predicate;
      case Ending.Failed(Problem problem, _) -> problem.message();
      case Ending.Planned planned when planned.because() != null ->
          "to be released because " + planned.because().clause();
      case Ending.Planned _,
          Ending.Applied _,
          Ending.Unchanged _,
          Ending.Released _,
          Ending.Rejected _ ->
          null;
    };
  }

  /** What its tags ask for, if that is in force or comes into force. */
  private static Optional<DesiredPolicy> asked(PlannedTarget target, Coverage coverage) {
    return coverage == Coverage.SCALED || coverage == Coverage.PENDING
        ? target.desired()
        : Optional.empty();
  }

  /** Those registered; those that its tags ask for, as its hours, if it is about to get them. */
  private static @Nullable Bounds bounds(
      PlannedTarget target, Coverage coverage, Optional<DesiredPolicy> asked, Instant now) {
    // As long as a change by hand is left as it is, the plan is to keep its bounds.
    boolean drifted = target.outcome().warnsOf(Code.DRIFT);
    return asked
        .filter(_ -> drifted || coverage == Coverage.PENDING)
        .map(policy ->
            planned(target.outcome().ending())
                .filter(_ -> !drifted)
                .orElseGet(() -> at(policy, now)))
        .or(() -> target.observed().map(ObservedTarget::bounds))
        .orElse(null);
  }

  private static Optional<Bounds> planned(Ending ending) {
    return ending instanceof Ending.Planned planned
        ? Optional.ofNullable(planned.then()).map(InForce::bounds)
        : Optional.empty();
  }

  private static Bounds at(DesiredPolicy policy, Instant now) {
    return policy
        .schedule()
        .map(schedule -> schedule.timeline().at(now))
        .orElse(policy.base())
        .bounds();
  }

  /**
   * A variant that hosts components cannot be scaled, and its instances cost something all the
   * same.
   */
  private static OptionalInt running(PlannedTarget target, Coverage coverage) {
    return target.running().isEmpty() && coverage == Coverage.NOT_SCALABLE
        ? target
            .resource()
            .map(ResourceFacts::instances)
            .filter(n -> n > 0)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty())
        : target.running();
  }

  private static @Nullable MonthlyHours hours(
      PlannedTarget target, Coverage coverage, Optional<DesiredPolicy> asked) {
    if (asked.isPresent()) {
      return MonthlyHours.of(asked.get());
    }
    if (target.observed().isPresent()) {
      return MonthlyHours.of(target.observed().get().bounds());
    }
    return Prices.fixed(running(target, coverage));
  }

  /** The tags of its resource over those of its endpoint. */
  private static Map<String, String> tags(PlannedTarget target) {
    var tags = new HashMap<String, String>();
    target.resource().map(ResourceFacts::endpointTags).ifPresent(tags::putAll);
    tags.putAll(target.outcome().tags());
    return tags;
  }
}
