package io.github.tagscaler.sweep;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.PolicyTags;
import io.github.tagscaler.policy.PolicyTags.Possibility;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Ownership.Owner;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
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
    /** Something has to be. */
    LOOK,
    /** Something has to be, or so it seems: a resource that lists cannot tell may be the reason. */
    DIFFERS,
    /** Something may have to be, and lists cannot tell: most likely another look finds the same. */
    DOUBT,
    /** It is ours, and nobody asks for it any more. */
    UNTAGGED
  }

  /** The highest MaxConcurrency of a serverless variant. */
  private static final int MOST_CONCURRENCY = 200;

  private final Ownership ownership;
  private final Planner planner;
  private final String stack;
  private final Catalog catalog;
  private final boolean otherCatalog;
  private final Instant now;

  /**
   * @param otherCatalog whether the catalog has changed. What was right may be so no more, even if
   *     it would be right for some resource; and tags that cannot be read are worth a look: nothing
   *     can be done about them, but somebody may want to hear of them
   */
  Glance(
      String stack, TargetProblems problems, Catalog catalog, boolean otherCatalog, Instant now) {
    this.ownership = new Ownership(stack);
    this.planner = new Planner(ownership, problems, Adoption.REPLACE, Duration.ZERO);
    this.stack = stack;
    this.catalog = catalog;
    this.otherCatalog = otherCatalog;
    this.now = now;
  }

  /** Judges a registered target of a resource that is there. */
  Verdict of(ObservedTarget listed, PolicyTags policy, ResourceStatus status, String arn) {
    if (ownership.ownerOf(listed) instanceof Owner.OtherStack) {
      return Verdict.QUIET;
    }
    if (!ownership.mayOwn(listed)) {
      return foreign(listed, policy);
    }
    return switch (policy.intent(now)) {
      case IGNORE -> Verdict.QUIET;
      case OFF -> Verdict.LOOK;
      case NOT_TAGGED -> Verdict.UNTAGGED;
      // AWS suspends nothing that is not in service.
      case PAUSED ->
          status.inService() && !listed.suspended().equals(Suspension.ALL)
              ? Verdict.LOOK
              : Verdict.QUIET;
      // What is on its way has news of its own when it is there.
      case SCALE -> status.inService() ? standing(listed, policy, arn) : Verdict.QUIET;
    };
  }

  /** Judges what is not registered. */
  Verdict ofUnregistered(ResourceId id, PolicyTags policy, ResourceStatus status, String arn) {
    return doubt(
        policy.intent(now) == PolicyTags.Intent.SCALE
            && status.inService()
            && (otherCatalog
                || resources(id, 0, arn)
                    .flatMap(resource -> policy.possibilities(resource, catalog))
                    .anyMatch(possible -> mayBeFollowed(possible.reading()))));
  }

  private Verdict foreign(ObservedTarget listed, PolicyTags policy) {
    boolean asks = policy.intent(now) == PolicyTags.Intent.SCALE;
    // One with nothing on it may be ours all the same: made a moment ago, and not yet told so.
    return doubt(asks && (listed.isBare() || otherCatalog || policy.adoption() != Adoption.NO));
  }

  private static Verdict doubt(boolean any) {
    return any ? Verdict.DOUBT : Verdict.QUIET;
  }

  /**
   * What is wrong with tags whatever the resource is, its owner has been told, and it changes
   * nothing that stands.
   */
  private Verdict standing(ObservedTarget listed, PolicyTags policy, String arn) {
    if (possible(listed, policy, arn).anyMatch(possible -> agrees(possible, listed))) {
      return doubt(otherCatalog && mayBeAnother(listed, policy, arn));
    }
    if (cut(listed, arn)
        .flatMap(resource -> policy.possibilities(resource, catalog))
        .anyMatch(possible -> agrees(possible, listed))) {
      return Verdict.DOUBT;
    }
    return otherCatalog
            || possible(listed, policy, arn).anyMatch(possible -> mayBeFollowed(possible.reading()))
        ? Verdict.DIFFERS
        : Verdict.QUIET;
  }

  /**
   * Whether it is right for some resources that it may be of, and not for others: a guardrail can
   * be for some instance types, or for one kind.
   */
  private boolean mayBeAnother(ObservedTarget listed, PolicyTags policy, String arn) {
    var kinds = EnumSet.noneOf(Kind.class);
    var others = new ArrayList<Possibility>();
    possible(listed, policy, arn)
        .forEach(possible -> {
          if (agrees(possible, listed)) {
            kinds.add(possible.resource().kind());
          } else {
            others.add(possible);
          }
        });
    return others.stream()
        .anyMatch(possible ->
            switch (possible.reading()) {
              case Reading.Declared(var wish, _) ->
                  planner.agreesInPolicies(desired(wish, possible), listed);
              case Reading.Invalid(var problems, _) ->
                  kinds.contains(possible.resource().kind())
                      && problems.stream()
                          .noneMatch(problem -> problem.code() == Code.METRIC_NOT_SUPPORTED);
            });
  }

  /** A serverless variant as if its MaxConcurrency were the max, to which that was cut then. */
  private static Stream<ScalableResource> cut(ObservedTarget listed, String arn) {
    return listed.key().id() instanceof EndpointVariant variant
            && listed.key().dimension() == Kind.SERVERLESS.dimension()
        ? Stream.of(
            new ServerlessVariant(variant, arn, listed.bounds().min(), listed.bounds().max()))
        : Stream.empty();
  }

  private boolean agrees(Possibility possible, ObservedTarget listed) {
    return possible.reading() instanceof Reading.Declared(var wish, _)
        && planner.agrees(desired(wish, possible), listed);
  }

  private DesiredState desired(DesiredPolicy wish, Possibility possible) {
    return DesiredState.of(wish, possible.resource(), stack, now);
  }

  /** Where the catalog cannot be read, nothing can: looks would only fill the queue. */
  private static boolean mayBeFollowed(Reading reading) {
    return reading instanceof Reading.Declared;
  }

  /** What the resource of a target could be, with what is asked for it then. */
  private Stream<Possibility> possible(ObservedTarget listed, PolicyTags policy, String arn) {
    // Registering moved what runs inside the bounds, and what moves it out again is a change of the
    // resource.
    return resources(listed.key().id(), listed.bounds().min(), arn)
        .filter(resource -> resource.kind().dimension() == listed.key().dimension())
        .flatMap(resource -> policy.possibilities(resource, catalog));
  }

  /** What the resource of that ID could be; the ID of a component does not name its host. */
  private static Stream<ScalableResource> resources(ResourceId id, int running, String arn) {
    return switch (id) {
      case EndpointVariant variant ->
          Stream.of(
              new InstanceVariant(variant, false, arn, running, List.of()),
              new InstanceVariant(variant, true, arn, running, List.of()),
              new ServerlessVariant(variant, arn, running, MOST_CONCURRENCY));
      case InferenceComponent component ->
          Stream.of(new HostedComponent(component, arn, "", "", running, Optional.of(0)));
    };
  }
}
