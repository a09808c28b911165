package io.github.tagscaler.reconcile;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.SkipReason;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.reconcile.RunOptions.Pending;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.ManagedNames;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reconciles a resource: makes its observed state match its desired state.
 *
 * <p>Level-triggered: an event only names a resource, so lost, repeated or late events do not
 * change the state that is reached in the end. Running it twice is the same as running it once.
 */
public final class Reconciler {
  /** How many passes a run makes while tags keep changing; after that the event is retried. */
  private static final int MOST_PASSES = 3;

  private final ScalingRegistry registry;
  private final PolicyReader policies;
  private final CatalogCache catalogs;
  private final CapacityResets resets;
  private final TargetDiscovery discovery;
  private final SweepDiscovery sweepDiscovery;
  private final TargetReconciler targets;
  private final StackOptions stack;
  private final InstantSource clock;

  /** A reconciler for one stack. */
  public Reconciler(
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      ScalingActivities activities,
      PolicyReader policies,
      CatalogCache catalogs,
      StackOptions stack,
      InstantSource clock) {
    this(
        sageMaker,
        registry,
        new PlanExecutor(registry),
        policies,
        catalogs,
        new CapacityResets(activities),
        stack,
        clock);
  }

  private Reconciler(
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      PlanExecutor executor,
      PolicyReader policies,
      CatalogCache catalogs,
      CapacityResets resets,
      StackOptions stack,
      InstantSource clock) {
    this.registry = registry;
    this.policies = policies;
    this.catalogs = catalogs;
    this.resets = resets;
    var orphans = new OrphanFinder(sageMaker, registry, stack.stack());
    this.discovery = new TargetDiscovery(sageMaker, registry, orphans, policies, stack.stack());
    this.sweepDiscovery =
        new SweepDiscovery(sageMaker, registry, orphans, policies, discovery, stack.stack());
    this.targets = new TargetReconciler(executor, catalogs, resets, stack, policies.tagPrefix());
    this.stack = stack;
    this.clock = clock;
  }

  /**
   * The same decisions on other inputs, which are planned only. An outcome is a dry run all the
   * same only where a setting, a tag or the request says so.
   */
  public Reconciler planningOn(
      SageMakerResources sageMaker, ScalingRegistry registry, InstantSource fixed) {
    return new Reconciler(
        sageMaker,
        registry,
        PlanExecutor.planOnly(registry),
        policies,
        catalogs,
        resets,
        stack,
        fixed);
  }

  /**
   * Reconciles the resource that a command names.
   *
   * @param delivery how the command came: only who invokes the function may release what lost its
   *     tags at once
   */
  public ReconcileResult reconcile(Command.ReconcileResource command, Delivery delivery) {
    return new Run(command, RunOptions.of(command, delivery, stack, clock.instant()))
        .passes(() -> discovery.discover(command, clock.instant()));
  }

  /** The outcome of a request for a resource that does not exist, and has no managed target. */
  public Outcome notFound(Command.ReconcileResource command) {
    return new OutcomeTemplate(
            nameOf(command.subject()),
            null,
            stack.dryRun() || command.dryRun(),
            command.trigger(),
            stack.stack(),
            Map.of(),
            new Audience(false, Occasion.NEWS, null))
        .outcome(null, Reasons.notFound(discovery.spelledOtherwise(command.subject())), List.of());
  }

  /** Reconciles the resource that an item of a sweep names. */
  public ReconcileResult reconcile(Command.SweepItem item) {
    return new Run(item.command(), RunOptions.of(item, stack, clock.instant()))
        .passes(() -> sweepDiscovery.discover(item, clock.instant()));
  }

  /** One run: a pass over all targets, and another as long as their tags changed meanwhile. */
  private final class Run {
    private final Command.ReconcileResource command;
    private final RunOptions options;
    private final List<RuntimeException> bugs = new ArrayList<>();

    Run(Command.ReconcileResource command, RunOptions options) {
      this.command = command;
      this.options = options;
    }

    ReconcileResult passes(Supplier<Discovery> discoveries) {
      var outcomes = List.<Outcome>of();
      for (int pass = 1; ; pass++) {
        Discovery found;
        try {
          found = discoveries.get();
        } catch (RuntimeException failure) {
          var unread = unread(nameOf(command.subject()), failure);
          return new ReconcileResult(
              OutcomeMerge.merge(outcomes, List.of(unread)), List.of(), bugs);
        }
        var now = pass(found, changed(outcomes));
        outcomes = OutcomeMerge.merge(outcomes, now.outcomes());
        if (!wrote(now.outcomes()) || discovery.stillHolds(found)) {
          return new ReconcileResult(outcomes, now.pending(), bugs);
        }
        if (pass == MOST_PASSES) {
          return new ReconcileResult(
              outcomes.stream().map(Reconciler::stillChanging).toList(), List.of(), bugs);
        }
      }
    }

    /**
     * Reconciles every target once.
     *
     * @param changed the resources that an earlier pass changed
     */
    private ReconcileResult pass(Discovery found, Set<String> changed) {
      var observed =
          new ObservedTargetsCache(
              registry, found.targets().stream().map(Target::id).distinct().toList());
      var outcomes = new ArrayList<Outcome>();
      found.unread().forEach((id, failure) -> outcomes.add(unread(id.wire(), failure)));
      var pending = new ArrayList<String>();
      for (var discovered : found.targets()) {
        boolean changedBefore = changed.contains(discovered.id().wire());
        var target = changedBefore ? withAllAlarms(discovered) : discovered;
        var forTarget = options.forTarget(target, changedBefore);
        var run =
            new TargetRun(
                target, observed, forTarget, template(target, forTarget), clock.instant());
        try {
          for (var outcome : targets.reconcile(run)) {
            outcomes.add(outcome);
            pending(run, outcome).ifPresent(pending::add);
          }
        } catch (RuntimeException failure) {
          // A failed read of what is registered for a resource that is gone; all else is a bug.
          outcomes.add(run.outcome(null, ending(failure), List.of()));
        }
      }
      return new ReconcileResult(outcomes, pending, bugs);
    }

    private OutcomeTemplate template(Target target, RunOptions forTarget) {
      var now = target.now();
      return new OutcomeTemplate(
          target.id().wire(),
          now.map(Target.Present::scalability)
              .flatMap(Scalability::scalable)
              .map(ScalableResource::kind)
              .orElse(null),
          forTarget.dryRun(),
          command.trigger(),
          stack.stack(),
          now.map(Target.Present::tags).orElse(Map.of()),
          new Audience(
              now.map(Target.Present::carriesKey).orElse(false),
              occasion(now),
              now.map(Target.Present::arn).orElse(null)));
    }

    private Occasion occasion(Optional<Target.Present> now) {
      return switch (command.cause()) {
        case IN_SERVICE ->
            now.map(Target.Present::settled).orElse(false) ? Occasion.REPETITION : Occasion.NEWS;
        case SWEPT -> sweepOccasion();
        case DELETED, COMPONENT_CHANGED, TAGS_CHANGED, REQUESTED -> Occasion.NEWS;
      };
    }

    private Occasion sweepOccasion() {
      return command.trigger().isSchedule() ? Occasion.REPETITION : Occasion.INQUIRY;
    }

    /** SageMaker could not be read: no target is known yet. */
    private Outcome unread(String id, RuntimeException failure) {
      // As if it were tagged: the operator has to act, and the tags could not be read.
      var occasion = command.cause() == Cause.SWEPT ? sweepOccasion() : Occasion.NEWS;
      var audience = new Audience(true, occasion, command.hint().arn());
      return new OutcomeTemplate(
              id, null, options.dryRun(), command.trigger(), stack.stack(), Map.of(), audience)
          .outcome(null, ending(failure), List.of());
    }

    /** The ending after an exception: a bug in one target does not stop the others. */
    private Ending ending(RuntimeException failure) {
      if (failure instanceof CallFailedException call) {
        return PlanExecutor.ending(call, List.of());
      }
      bugs.add(failure);
      return new Ending.Failed(TargetProblems.internalError(failure), List.of());
    }
  }

  /**
   * The resources whose scaling was changed, according to these outcomes; tags on a target are
   * bookkeeping.
   */
  private static Set<String> changed(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome ->
            outcome.ending().changesMade().stream()
                .anyMatch(change -> change.type() != ChangeEntry.Type.TAG))
        .map(Outcome::resourceId)
        .collect(Collectors.toSet());
  }

  /**
   * The target with all its managed alarms. Another run at the same time may have deleted the step
   * policy for which an earlier pass created an alarm, and without a step policy alarms are not
   * read.
   */
  private Target withAllAlarms(Target target) {
    try {
      return target.with(registry.alarms(ManagedNames.alarmPrefixes(stack.stack(), target.id())));
    } catch (CallFailedException unknown) {
      // Such alarms trigger nothing, and the sweep finds them.
      return target;
    }
  }

  /** The component, if it has to be reconciled again. */
  private static Optional<String> pending(TargetRun run, Outcome outcome) {
    return run.options().pending() == Pending.REQUEUE
            && run.target().id() instanceof InferenceComponent(var name)
            && outcome.skippedFor(SkipReason.NOT_READY)
        ? Optional.of(name)
        : Optional.empty();
  }

  private static String nameOf(Subject subject) {
    return switch (subject) {
      case Subject.Endpoint(var name, _) -> "endpoint/" + name;
      case Subject.Component(var name, _) -> "inference-component/" + name;
    };
  }

  private static boolean wrote(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(Outcome::ending)
        .anyMatch(ending -> ending instanceof Ending.Applied || ending instanceof Ending.Released);
  }

  private static Outcome stillChanging(Outcome outcome) {
    var changes = outcome.ending().changesMade();
    return changes.isEmpty()
        ? outcome
        : outcome.ended(new Ending.Failed(TargetProblems.stillChanging(MOST_PASSES), changes));
  }
}
