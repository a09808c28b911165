package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeTemplate;
import io.github.tagscaler.outcome.Reasons;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CapacityReader;
import io.github.tagscaler.reconcile.PlanExecutor;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.reconcile.TargetRelease;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Releases all that is ours, whatever the tags say: what has to be done before the stack is
 * deleted, because nobody could do it afterwards.
 */
public final class Leaver {

  /** More than the function has: what it does not reach is reported anyway. */
  private static final Duration READING = Duration.ofMinutes(15);

  private final Fleet fleet;
  private final CapacityReader running;
  private final ScalingRegistry registry;
  private final Ownership ownership;
  private final TargetRelease release;
  private final String stack;
  private final boolean dryRun;

  /**
   * @param stack the stack whose targets and alarms are to go
   * @param dryRun whether the stack plans only
   */
  public Leaver(
      Fleet fleet,
      SageMakerResources sageMaker,
      ScalingRegistry registry,
      String stack,
      boolean dryRun) {
    this.fleet = fleet;
    this.running = new CapacityReader(sageMaker);
    this.registry = registry;
    this.ownership = new Ownership(stack);
    this.release = new TargetRelease(ownership, registry);
    this.stack = stack;
    this.dryRun = dryRun;
  }

  /**
   * Releases one target after the other. Asked again, it goes on with what is left.
   *
   * @param timeLeft whether there is time for one more; what is not reached is reported as failed
   * @throws CallFailedException if the lists cannot be read
   */
  public List<Outcome> leave(Command.ReleaseAll notice, BooleanSupplier timeLeft) {
    var snapshot = fleet.read(READING);
    var roster = new Roster(snapshot, ownership);
    var outcomes = new ArrayList<Outcome>();
    for (var listed : snapshot.targets()) {
      // One with nothing on it may be managed, too, made a moment ago and not yet tagged.
      if (ownership.mayOwn(listed) || (listed.tags().isEmpty() && listed.isBare())) {
        // Who owns it is not read any more: one too many only makes for one more invocation.
        var template = template(listed.key().id(), notice, roster, snapshot);
        outcomes.addAll(
            timeLeft.getAsBoolean()
                ? target(listed, template)
                : List.of(outOfTime(listed.key().dimension(), template)));
      }
    }
    roster
        .strays()
        .forEach((id, strays) -> {
          var template = template(id, notice, roster, snapshot);
          if (timeLeft.getAsBoolean()) {
            release
                .orphanedAlarms(template, id, strays, Reasons.becauseAllReleased(stack), List.of())
                .ifPresent(outcomes::add);
          } else {
            outcomes.add(outOfTime(null, template));
          }
        });
    return List.copyOf(outcomes);
  }

  /** Lists may be late to show who owns a target: it is read by itself before it is released. */
  private List<Outcome> target(ObservedTarget listed, OutcomeTemplate template) {
    var key = listed.key();
    try {
      return registry.observe(List.of(key.id())).stream()
          .filter(observed -> observed.key().equals(key))
          .flatMap(observed -> release(observed.withAlarms(listed.alarms()), template).stream())
          .toList();
    } catch (CallFailedException failure) {
      return List.of(
          template.outcome(key.dimension(), PlanExecutor.ending(failure, List.of()), List.of()));
    }
  }

  private Optional<Outcome> release(ObservedTarget observed, OutcomeTemplate template) {
    var runs =
        ownership.owns(observed) && (observed.suspended().any() || observed.bounds().min() == 0)
            ? runs(observed)
            : OptionalInt.empty();
    return release.one(template, observed, runs, Reasons.becauseAllReleased(stack), List.of());
  }

  /** What runs has to be known to end a suspension without changing it; else it is a warning. */
  private OptionalInt runs(ObservedTarget observed) {
    try {
      return running.of(observed.key());
    } catch (CallFailedException unknown) {
      if (observed.suspended().any()) {
        throw unknown;
      }
      return OptionalInt.empty();
    }
  }

  private static Outcome outOfTime(
      @Nullable ScalableDimension dimension, OutcomeTemplate template) {
    var problem = TargetProblems.outOfTime();
    return template.outcome(dimension, new Ending.Failed(problem, List.of()), List.of());
  }

  /** Rules route by the tags of a resource, which lists show. */
  private OutcomeTemplate template(
      ResourceId id, Command.ReleaseAll notice, Roster roster, Snapshot snapshot) {
    var arn = roster.arn(id);
    return new OutcomeTemplate(
        id.wire(),
        null,
        dryRun || notice.dryRun(),
        notice.trigger(),
        stack,
        arn.flatMap(snapshot::tagsOf).orElse(Map.of()),
        new Audience(false, false, arn.orElse(null)));
  }
}
