package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.AdoptionProblems;
import io.github.tagscaler.outcome.AdoptionProblems.LoweredBound;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.scaling.Change.DeletePolicy;
import io.github.tagscaler.scaling.Change.DeleteScheduledAction;
import io.github.tagscaler.scaling.Change.TagTarget;
import io.github.tagscaler.scaling.Change.UpdateTarget;
import io.github.tagscaler.scaling.Ownership.Owner;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Plans what happens to scaling that another tool registered: whether this stack may change the
 * target at all, and which policies and scheduled actions of the other tool are deleted or kept.
 *
 * <p>They are deleted before the target is marked as managed, everything else is changed after
 * that: wherever this is cut off, the next run continues.
 */
final class AdoptionPlanner {
  private final Ownership ownership;
  private final AdoptionProblems problems;
  private final Adoption allowed;

  /**
   * Plans for the stack that this ownership names.
   *
   * @param allowed the most that a tag may request
   */
  AdoptionPlanner(Ownership ownership, AdoptionProblems problems, Adoption allowed) {
    this.ownership = ownership;
    this.problems = problems;
    this.allowed = allowed;
  }

  /** Why the target cannot be brought to the desired state because of another tool. */
  List<Problem> refusals(DesiredState desired, ObservedTarget observed) {
    var lowered =
        ownership.owns(observed) ? List.<LoweredBound>of() : LoweredBounds.of(desired, observed);
    var objections = objections(observed, desired.adoption(), lowered);
    if (!objections.isEmpty()) {
      return objections;
    }
    return Stream.concat(
            conflictingPolicies(desired, remaining(observed, desired.adoption())).stream(),
            takesOver(observed, desired.adoption())
                ? lowered.stream().map(problems::lowers)
                : Stream.of())
        .toList();
  }

  /**
   * Why this stack must not change a registered target, whatever else is desired; empty if it
   * manages the target or would take it over.
   *
   * @param lowered the bounds that have to be stated before it is taken over
   */
  List<Problem> objections(
      ObservedTarget observed, Adoption requested, List<LoweredBound> lowered) {
    boolean tooMuch = requested.compareTo(allowed) > 0;
    boolean keepable = allowed != Adoption.NO;
    return switch (ownership.ownerOf(observed)) {
      case Owner.OtherStack(var stack) ->
          List.of(problems.ownedBy(stack, observed.bounds(), observed.attached()));
      case Owner.OutsideTagscaler() when requested == Adoption.NO ->
          List.of(problems.notOwned(observed.bounds(), observed.attached(), keepable, lowered));
      case Owner.OutsideTagscaler() when tooMuch ->
          List.of(
              problems.takeOverNotAllowed(
                  tag(requested), keepable, observed.bounds(), observed.attached(), lowered));
      case Owner.ThisStack()
          when tooMuch && requested == Adoption.REPLACE && !observed.foreign().isBare() ->
          List.of(
              problems.deletionNotAllowed(tag(requested), keepable, observed.foreign().attached()));
      case Owner.OutsideTagscaler(), Owner.ThisStack() -> List.of();
    };
  }

  private static String tag(Adoption requested) {
    return switch (requested) {
      case NO -> "false";
      case KEEP -> "true";
      case REPLACE -> "replace";
    };
  }

  /** Whether the target is still to be taken over. */
  boolean takesOver(ObservedTarget observed, Adoption requested) {
    return requested != Adoption.NO
        && ownership.ownerOf(observed) instanceof Owner.OutsideTagscaler;
  }

  /** The target without what is deleted because it was not created by Tagscaler. */
  static ObservedTarget remaining(ObservedTarget observed, Adoption requested) {
    return requested == Adoption.REPLACE ? observed.withoutForeign() : observed;
  }

  /**
   * Problems about policies that would remain and track a desired metric: AWS accepts one for each
   * metric.
   */
  private List<Problem> conflictingPolicies(DesiredState desired, ObservedTarget remaining) {
    return remaining.policies().stream()
        .filter(policy -> !ManagedNames.isManaged(policy.name()))
        .filter(policy ->
            desired.policies().stream()
                .anyMatch(wanted -> AttachmentDiff.sameMetric(wanted, policy)))
        .map(policy ->
            problems.conflictingPolicy(
                policy.name(), ownership.owns(remaining), allowed == Adoption.REPLACE))
        .toList();
  }

  /** The plan, with what is deleted and the mark of a new owner before everything else. */
  Plan.Changes complete(DesiredState desired, ObservedTarget observed, Plan.Changes plan) {
    var deletes =
        desired.adoption() == Adoption.REPLACE ? deletes(observed.foreign()) : List.<Change>of();
    if (!takesOver(observed, desired.adoption())) {
      return new Plan.Changes(
          Stream.concat(deletes.stream(), plan.changes().stream()).toList(), plan.warnings());
    }
    return new Plan.Changes(
        Stream.of(deletes, marked(observed, plan.changes())).flatMap(List::stream).toList(),
        Stream.concat(Stream.of(adopted(desired, observed)), plan.warnings().stream()).toList());
  }

  private static List<Change> deletes(ObservedTarget foreign) {
    return Stream.concat(
            foreign.policies().stream()
                .<Change>map(policy -> new DeletePolicy(foreign.key(), policy)),
            foreign.scheduledActions().stream()
                .map(action -> new DeleteScheduledAction(foreign.key(), action)))
        .toList();
  }

  /**
   * The changes, the mark first. A target without an ARN is registered again to be tagged, which
   * moves running capacity into the bounds: so it gets its new bounds first.
   */
  private List<Change> marked(ObservedTarget observed, List<Change> changes) {
    boolean late = observed.arn().isEmpty();
    return Stream.of(
            changes.stream().filter(change -> late && change instanceof UpdateTarget),
            Stream.of(TagTarget.of(observed, ownership.mark())),
            changes.stream().filter(change -> !late || !(change instanceof UpdateTarget)))
        .<Change>flatMap(Function.identity())
        .toList();
  }

  private static Problem adopted(DesiredState desired, ObservedTarget observed) {
    var kept = remaining(observed, desired.adoption()).foreign().attached();
    return AdoptionProblems.adopted(observed.bounds(), kept, observed.suspendedByHand().any());
  }
}
