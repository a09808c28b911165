package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.fleet.DryRuns;
import io.github.tagscaler.command.fleet.FleetPlan;
import io.github.tagscaler.command.fleet.FleetPlanner;
import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.TagOverride;
import io.github.tagscaler.command.target.ExistingTarget;
import io.github.tagscaler.command.target.TaggedPart;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads all that explains a target. What the caller may not read is left out, and named. */
final class Explainer {
  private final Session session;
  private final PolicyReader policies;
  private final History history;
  private final DryRuns dryRuns;

  Explainer(Session session) {
    this.session = session;
    this.policies = session.policies();
    this.history = new History(session.connection());
    this.dryRuns = new DryRuns(policies, session.settings().dryRun());
  }

  /** What the function would do about a target, read now. */
  Planned plan(ExistingTarget target) {
    var planner = FleetPlanner.withAnyCatalog(session);
    var plan =
        Attempt.of(
            "application-autoscaling:DescribeScalableTargets",
            () -> planner.one(target, TagOverride.NONE));
    var unread =
        new UnreadTargets(
            session.aws().resources(),
            session.aws().registry(session.settings().stack()),
            policies,
            planner.catalog(),
            session.settings().stack(),
            session.clock().instant());
    return switch (plan) {
      case Attempt.Read<FleetPlan>(var read) ->
          new Planned(
              read.targets().stream().flatMap(each -> unread.completed(each, target)).toList(),
              List.of());
      case Attempt.Denied<FleetPlan>(var permission) ->
          new Planned(unread.of(target, permission), List.of(Unknown.denied(permission)));
      case Attempt.Failed<FleetPlan>(var message) ->
          throw new io.github.tagscaler.command.exit.CouldNotLookException(message);
    };
  }

  /** Whether what is planned for a target is never applied. */
  boolean isDryRun(PlannedTarget planned) {
    return dryRuns.of(planned);
  }

  /**
   * What the function would do.
   *
   * @param unknown what could not be read for any of the targets
   */
  record Planned(List<PlannedTarget> targets, List<Unknown> unknown) {}

  /** Explains each variant or component of a target. */
  List<Explanation> explain(ExistingTarget target) {
    var planned = plan(target);
    return planned.targets().stream()
        .flatMap(each ->
            ResourceId.of(each.id()).stream().map(id -> explain(id, each, planned.unknown())))
        .toList();
  }

  private Explanation explain(ResourceId id, PlannedTarget planned, List<Unknown> before) {
    var now = session.clock().instant();
    var facts = planned.resource();
    var dimension = dimension(planned);
    var asked =
        planned.desired().flatMap(policy -> dimension.map(known -> Asked.of(policy, known, now)));
    var lastDay = history.of(id, dimension, planned, now);
    var parts = parts(planned);
    var unknown = new ArrayList<>(before);
    unknown.addAll(Unread.in(planned.outcome()));
    Stream.of(lastDay.tracks(), lastDay.activities(), lastDay.registeredAt(), parts)
        .flatMap(Explainer::unknown)
        .forEach(unknown::add);
    return new Explanation(
        id,
        planned,
        facts,
        facts.map(known -> new KeyTags(policies).of(id, known)).orElse(List.of()),
        asked,
        lastDay,
        parts.found().orElse(List.of()),
        dryRuns.of(planned),
        StackTerms.of(session.settings()),
        unknown.stream().distinct().toList(),
        now);
  }

  private static Optional<ScalableDimension> dimension(PlannedTarget planned) {
    return Optional.ofNullable(planned.outcome().dimension())
        .or(() ->
            planned
                .resource()
                .flatMap(facts -> facts.scalability().scalable())
                .map(resource -> resource.kind().dimension()));
  }

  /** Tags that are not on the endpoint may be on what belongs to it. */
  private Attempt<List<TaggedPart>> parts(PlannedTarget planned) {
    return planned.resource().isPresent() && isUntagged(planned.outcome())
        ? session
            .connection()
            .taggedParts()
            .of(planned.resource().get().endpoint(), planned.resource().get().arn())
        : new Attempt.Read<>(List.of());
  }

  private static boolean isUntagged(Outcome outcome) {
    return outcome.skippedFor(SkipReason.NOT_TAGGED);
  }

  private static Stream<Unknown> unknown(Attempt<?> attempt) {
    return switch (attempt) {
      case Attempt.Read<?> _ -> Stream.empty();
      case Attempt.Denied<?>(var permission) -> Stream.of(Unknown.denied(permission));
      case Attempt.Failed<?>(var message) ->
          Stream.of(Unknown.failed(message, "a part of the last 24 hours is not shown"));
    };
  }
}
