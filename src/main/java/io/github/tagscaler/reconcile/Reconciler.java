package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Release;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Report;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.reconcile.TargetDiscovery.Survey;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ManagedNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a resource from what is observed to what is desired.
 *
 * <p>Level-triggered: an event only says where to look, so that events which are lost, repeated or
 * late change nothing of the state that is reached in the end. Running it twice is the same as
 * running it once.
 */
public final class Reconciler {
  /** How often changed tags are followed within one run before the event is left to come again. */
  private static final int MOST_PASSES = 3;

  private final ScalingRegistry registry;
  private final TargetDiscovery surveyor;
  private final TargetReconciler targets;
  private final String stack;
  private final boolean dryRun;
  private final boolean canWait;
  private final InstantSource clock;

  /**
   * A reconciler for one stack.
   *
   * @param catalogs what {@code policies} goes by
   * @param stack the stack's name, by which what it registers is marked
   * @param dryRun whether the stack plans only
   * @param canWait whether there is a queue to wait in for components on their way
   */
  public Reconciler(
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      PolicyReader policies,
      CatalogCache catalogs,
      String stack,
      boolean dryRun,
      boolean canWait,
      InstantSource clock) {
    this.registry = registry;
    this.surveyor = new TargetDiscovery(sageMaker, registry, policies, stack);
    this.targets = new TargetReconciler(registry, catalogs, stack, policies.tagPrefix());
    this.stack = stack;
    this.dryRun = dryRun;
    this.canWait = canWait;
    this.clock = clock;
  }

  /** Looks at the resource that a notice names and does what its tags ask for. */
  public Result reconcile(Command.ReconcileResource look) {
    return reconcile(
        new Errand(look, Release.ALLOWED, clock.instant()),
        () -> surveyor.survey(look, clock.instant()));
  }

  /** As for a notice, but for a part of a sweep. */
  public Result reconcile(Command.SweepItem piece) {
    return reconcile(
        new Errand(piece.command(), piece.release(), clock.instant()),
        () -> surveyor.survey(piece, clock.instant()));
  }

  /**
   * What a run is for.
   *
   * @param release whether what lost its tags may be released
   * @param began when it began
   */
  private record Errand(Command.ReconcileResource command, Release release, Instant began) {}

  private Result reconcile(Errand errand, Supplier<Survey> surveys) {
    var look = errand.command();
    var bugs = new ArrayList<RuntimeException>();
    var reports = List.<Report>of();
    for (int pass = 1; ; pass++) {
      Survey survey;
      try {
        survey = surveys.get();
      } catch (RuntimeException failure) {
        var unread = unread(nameOf(look), ending(failure, bugs), look);
        return new Result(Merge.over(reports, List.of(unread)), List.of(), bugs);
      }
      var now = pass(survey, errand, changed(reports), bugs);
      reports = Merge.over(reports, now.reports());
      if (!wrote(now.reports()) || stands(survey)) {
        return new Result(reports, now.pending(), bugs);
      }
      if (pass == MOST_PASSES) {
        return new Result(
            reports.stream().map(Reconciler::stillChanging).toList(), List.of(), bugs);
      }
    }
  }

  private record Pass(List<Report> reports, List<String> pending) {}

  /** The resources that a run has changed something of. */
  private static Set<String> changed(List<Report> reports) {
    return reports.stream()
        .map(Report::outcome)
        .filter(outcome -> !outcome.ending().changesMade().isEmpty())
        .map(Outcome::resourceId)
        .collect(Collectors.toSet());
  }

  /**
   * One look at everything.
   *
   * @param changed what an earlier pass changed: it may have undone there what a faster run had set
   *     up, which is no drift and put right
   */
  private Pass pass(
      Survey survey, Errand errand, Set<String> changed, List<RuntimeException> bugs) {
    var look = errand.command();
    var observed =
        new ObservedTargetsCache(
            registry, survey.targets().stream().map(Target::id).distinct().toList());
    var reports = new ArrayList<Report>();
    survey
        .unread()
        .forEach((id, failure) -> reports.add(unread(id.wire(), ending(failure, bugs), look)));
    var pending = new ArrayList<String>();
    for (var surveyed : survey.targets()) {
      var target = changed.contains(surveyed.id().wire()) ? withAllAlarms(surveyed) : surveyed;
      boolean repair =
          look.cause() == Cause.REQUESTED
              || look.cause() == Cause.SWEPT
              || changed.contains(target.id().wire());
      var mode =
          new Mode(
              dryRun || look.dryRun(),
              repair,
              canWait,
              errand.release(),
              errand.began(),
              clock.instant());
      try {
        for (var ended : targets.reconcile(target, observed, mode)) {
          reports.add(report(target, ended, look));
          pending(target, ended).ifPresent(pending::add);
        }
      } catch (RuntimeException failure) {
        // What is registered for a resource that is gone cannot be read; all else is a bug.
        var ended = new Ended(null, ending(failure, bugs), List.of(), mode.dryRun());
        reports.add(report(target, ended, look));
      }
    }
    return new Pass(reports, pending);
  }

  /**
   * A run that set the same target up at the same time may have taken the policy away for which an
   * earlier pass made an alarm; where no policy of that sort stands, no alarm is looked for.
   */
  private Target withAllAlarms(Target target) {
    try {
      return target.with(registry.alarms(ManagedNames.alarmPrefixes(stack, target.id())));
    } catch (CallFailedException unknown) {
      // They act on nothing then, and the sweep finds them.
      return target;
    }
  }

  /** A bug in one target is no reason to leave the others. */
  private static Ending ending(RuntimeException failure, List<RuntimeException> bugs) {
    if (failure instanceof CallFailedException call) {
      return Execution.ending(call, List.of());
    }
    bugs.add(failure);
    return new Ending.Failed(TargetProblems.internalError(failure), List.of());
  }

  /** The component, if it has to be reconciled again. */
  private Optional<String> pending(Target target, Ended ended) {
    return target.id() instanceof InferenceComponent(var name)
            && canWait
            && ended.ending() instanceof Ending.Skipped(var reason, _)
            && reason == SkipReason.NOT_READY
        ? target.now().filter(Target.Present::waits).map(_ -> name)
        : Optional.empty();
  }

  private Report report(Target target, Ended ended, Command.ReconcileResource look) {
    var now = target.now();
    return new Report(
        new Outcome(
            target.id().wire(),
            ended.dimension(),
            kind(now, ended),
            ended.ending(),
            ended.warnings(),
            ended.dryRun(),
            look.trigger(),
            stack,
            now.map(Target.Present::tags).orElse(Map.of())),
        now.map(Target.Present::carriesKey).orElse(false),
        repeats(look, now),
        now.map(Target.Present::arn).orElse(null));
  }

  /** Whether what started the run happens again and again by itself. */
  private static boolean repeats(Command.ReconcileResource look, Optional<Target.Present> now) {
    return switch (look.cause()) {
      case IN_SERVICE -> now.map(Target.Present::settled).orElse(false);
      case SWEPT -> true;
      case DELETED, COMPONENT_CHANGED, TAGS_CHANGED, REQUESTED -> false;
    };
  }

  private static @Nullable Kind kind(Optional<Target.Present> now, Ended ended) {
    return now.map(Target.Present::scalability)
        .flatMap(Scalability::scalable)
        .map(ScalableResource::kind)
        .filter(kind -> kind.dimension() == ended.dimension())
        .orElse(null);
  }

  private static String nameOf(Command.ReconcileResource look) {
    return switch (look.subject()) {
      case Subject.Endpoint(var name, _) -> "endpoint/" + name;
      case Subject.Component(var name, _) -> "inference-component/" + name;
    };
  }

  /** SageMaker could not be read: there is no target yet to say it of. */
  private Report unread(String id, Ending ending, Command.ReconcileResource look) {
    return new Report(
        new Outcome(
            id,
            null,
            null,
            ending,
            List.of(),
            dryRun || look.dryRun(),
            look.trigger(),
            stack,
            Map.of()),
        // That the operator has to act must not depend on tags that could not be read.
        true,
        look.cause() == Cause.SWEPT,
        look.hint().arn());
  }

  private static boolean wrote(List<Report> reports) {
    return reports.stream()
        .map(report -> report.outcome().ending())
        .anyMatch(ending -> ending instanceof Ending.Applied || ending instanceof Ending.Released);
  }

  /** Whether what was followed still holds. */
  private boolean stands(Survey survey) {
    try {
      return surveyor.stands(survey);
    } catch (CallFailedException unknown) {
      // What was written followed what did hold a moment ago; a change of it has an event too.
      return true;
    }
  }

  private static Report stillChanging(Report report) {
    if (report.outcome().ending().changesMade().isEmpty()) {
      return report;
    }
    return report.ended(
        new Ending.Failed(
            TargetProblems.stillChanging(MOST_PASSES), report.outcome().ending().changesMade()));
  }
}
