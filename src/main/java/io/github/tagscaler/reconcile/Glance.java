package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Reading;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Ownership.Owner;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.Suspension;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges from lists alone whether a resource needs a closer look.
 *
 * <p>Lists tell neither the kind of a variant nor its instance type nor what runs. So it is asked
 * whether there is <em>any</em> resource for which what is registered would be just right: what was
 * right for the resource when it was last looked at still is, unless the resource has changed
 * since, and that shows in when it was last modified.
 */
final class Glance {

  /** What the lists say of something registered. */
  enum Verdict {
    /** Nothing is to be done. */
    QUIET,
    /** Something may have to be. */
    LOOK,
    /** It is ours, and nobody asks for it any more. */
    UNTAGGED
  }

  private static final List<List<String>> TYPES =
      Stream.concat(
              Stream.of(List.<String>of()), PolicyReader.instanceTypes().stream().map(List::of))
          .toList();

  private final Ownership ownership;
  private final Planner planner;
  private final String stack;
  private final boolean tellsMistakes;
  private final Instant now;

  /**
   * @param tellsMistakes whether tags that cannot be read are worth a look: nothing can be done
   *     about them, but somebody may want to hear of them
   */
  Glance(String stack, boolean tellsMistakes, Instant now) {
    this.ownership = new Ownership(stack);
    this.planner = new Planner(ownership);
    this.stack = stack;
    this.tellsMistakes = tellsMistakes;
    this.now = now;
  }

  /** Whether a registered target may be ours: what its tags say may be late. */
  boolean mayBeOurs(ObservedTarget listed) {
    return switch (ownership.ownerOf(listed)) {
      case Owner.Us() -> true;
      case Owner.OtherStack _ -> false;
      case Owner.Somebody() -> listed.bearsOurNames();
    };
  }

  /** Judges a registered target of a resource that is there. */
  Verdict of(ObservedTarget listed, PolicyTags policy, ResourceStatus status, String arn) {
    if (ownership.ownerOf(listed) instanceof Owner.OtherStack) {
      return Verdict.QUIET;
    }
    if (!mayBeOurs(listed)) {
      return foreign(listed, policy);
    }
    return switch (policy.brake(now)) {
      case IGNORE -> Verdict.QUIET;
      case OFF -> Verdict.LOOK;
      case NOT_TAGGED -> Verdict.UNTAGGED;
      case PAUSED -> look(!listed.suspended().equals(Suspension.ALL));
      case NONE ->
          look(
              // What is on its way has news of its own when it is there.
              status.inService()
                  && (policy.problems().isEmpty()
                      ? !agrees(listed, policy, arn)
                      : tellsMistakes || anyTransient(policy.problems())));
    };
  }

  /** Judges what is not registered. */
  Verdict ofUnregistered(PolicyTags policy, ResourceStatus status) {
    return look(
        policy.brake(now) == PolicyTags.Brake.NONE
            && status.inService()
            && (policy.problems().isEmpty() || tellsMistakes));
  }

  private Verdict foreign(ObservedTarget listed, PolicyTags policy) {
    boolean asks = policy.brake(now) == PolicyTags.Brake.NONE;
    // One with nothing on it may be ours all the same: made a moment ago, and not yet told so.
    boolean bare = listed.policies().isEmpty() && listed.scheduledActions().isEmpty();
    return look(asks && (bare || tellsMistakes || policy.adoption() != Adoption.NO));
  }

  private static Verdict look(boolean needed) {
    return needed ? Verdict.LOOK : Verdict.QUIET;
  }

  private static boolean anyTransient(List<Problem> problems) {
    return TargetReconciler.transientOf(problems).isPresent();
  }

  private boolean agrees(ObservedTarget listed, PolicyTags policy, String arn) {
    return possible(listed, arn)
        .anyMatch(resource ->
            policy.wishFor(resource) instanceof Reading.Declared(var wish, _)
                && planner.agrees(DesiredState.of(wish, resource, stack, now), listed));
  }

  /** What the resource of a target could be. */
  private static Stream<ScalableResource> possible(ObservedTarget listed, String arn) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.dimension() == listed.key().dimension())
        .flatMap(kind -> types(kind).map(types -> resource(listed, kind, types, arn)));
  }

  /** Most wishes are the same on all instance types, so that none is tried first. */
  private static Stream<List<String>> types(Kind kind) {
    return kind == Kind.INSTANCE || kind == Kind.ASYNC ? TYPES.stream() : Stream.of(List.of());
  }

  private static ScalableResource resource(
      ObservedTarget listed, Kind kind, List<String> types, String arn) {
    var id = listed.key().id();
    boolean isVariant = id instanceof EndpointVariant;
    return new ScalableResource(
        id,
        kind,
        arn,
        id instanceof EndpointVariant(var endpoint, _) ? endpoint : "",
        id instanceof EndpointVariant(_, var variant) ? variant : "",
        // Registering moved it inside, and what moves it out again is a change of the resource.
        listed.bounds().min(),
        types,
        kind == Kind.SERVERLESS ? Optional.of(MOST_CONCURRENCY) : Optional.empty(),
        isVariant ? Optional.empty() : Optional.of(0));
  }

  /** The highest MaxConcurrency of a serverless variant. */
  private static final int MOST_CONCURRENCY = 200;

  /** Whether a resource ID is a variant's of that endpoint, by exact name. */
  static boolean isOf(ResourceId id, String endpoint) {
    return id instanceof EndpointVariant(var name, _) && name.equals(endpoint);
  }
}
