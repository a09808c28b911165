package io.github.tagscaler.outcome;

import io.github.tagscaler.outcome.ReleaseReason.Why;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.Optional;

/**
 * Why a target is skipped or released, in words. {@link Message} puts them behind the name of the
 * resource.
 */
public final class Reasons {
  private final String prefix;

  /** The reasons in a stack whose tags' keys start with that prefix. */
  public Reasons(String tagPrefix) {
    this.prefix = tagPrefix;
  }

  // Why a target is skipped.

  /** The off switch {@code ignore}. */
  public Ending.Skipped ignored() {
    return new Ending.Skipped(
        SkipReason.IGNORED,
        "is ignored because %spolicy = ignore. Tagscaler changed nothing.".formatted(prefix));
  }

  /** The off switch {@code off}, with nothing to release. */
  public Ending.Skipped off() {
    return new Ending.Skipped(
        SkipReason.OFF,
        "is not autoscaled because %spolicy = off. There was nothing to remove.".formatted(prefix));
  }

  /** The stack releases everything, and manages nothing of the resource. */
  public static Ending.Skipped nothingToRelease(String stack) {
    return new Ending.Skipped(
        SkipReason.OFF,
        "is not autoscaled because the stack %s releases everything that it manages (parameter ReleaseAll). There was nothing to remove."
            .formatted(stack));
  }

  /** Not opted in, with nothing to release. */
  public Ending.Skipped notTagged() {
    return new Ending.Skipped(
        SkipReason.NOT_TAGGED,
        "has no %1$s tag that turns autoscaling on. To turn it on, set %1$spolicy = default."
            .formatted(prefix));
  }

  /** Not opted in any more, which only a sweep may act on. */
  public Ending.Skipped waitsForSweep() {
    return new Ending.Skipped(
        SkipReason.NOT_TAGGED,
        "lost its %s tags. It is deregistered if they are still missing 15 minutes after the next sweep, unless too many resources lost theirs at the same time."
            .formatted(prefix));
  }

  /** Not opted in any more, as too many others. */
  public static Ending.Skipped tooManyLostTags() {
    return new Ending.Skipped(
        SkipReason.SWEEP_LIMIT_EXCEEDED,
        "lost the tags that turn autoscaling on, and so did more resources than one sweep may deregister. As a precaution none of them was deregistered. If the tags were removed on purpose, deploy the stack with SweepLimit = 100 for a while; otherwise restore them.");
  }

  /** A resource that Application Auto Scaling cannot scale. */
  public static Ending.Skipped notScalable(NotScalable reason) {
    return new Ending.Skipped(SkipReason.of(reason), predicate(reason) + ".");
  }

  /** A registered target that cannot be scaled while its endpoint is updated. */
  public static Ending.Skipped notScalableFor(NotScalable reason, ResourceStatus status) {
    return new Ending.Skipped(
        SkipReason.NOT_READY,
        "is %s, not InService, and %s. If that is still so when it is InService, its scalable target is deregistered."
            .formatted(status.wire(), predicate(reason)));
  }

  /**
   * A resource that somebody requested, but that does not exist.
   *
   * @param similar the resource whose name differs only in case
   */
  public static Ending.Skipped notFound(Optional<String> similar) {
    return new Ending.Skipped(
        SkipReason.NOT_FOUND,
        "does not exist in this account and region (or is being deleted), and Tagscaler manages nothing for it.%s"
            .formatted(
                similar
                    .map(name -> " Did you mean \"%s\"? Names are case-sensitive.".formatted(name))
                    .orElse("")));
  }

  /** A resource whose creation failed. */
  public static Ending.Skipped resourceFailed() {
    return new Ending.Skipped(
        SkipReason.RESOURCE_FAILED,
        "has the status Failed. It is registered once it is InService.");
  }

  /**
   * A resource that is not in service yet.
   *
   * @param sweeps whether only sweeps check it again
   */
  public static Ending.Skipped notReady(ResourceStatus status, boolean sweeps) {
    return new Ending.Skipped(
        SkipReason.NOT_READY,
        "is %s, not InService. %s"
            .formatted(
                status.wire(),
                sweeps
                    ? "Each sweep checks it until it is InService."
                    : "Tagscaler checks it again when it is InService."));
  }

  private static String predicate(NotScalable reason) {
    return switch (reason) {
      case ADAPTER_COMPONENT ->
          "is an adapter component that runs on the copies of its base component; tag the base component instead";
      case HOSTS_COMPONENTS ->
          "hosts inference components or has managed instance scaling; its components are scaled instead and inherit its tags";
      case SHADOW_VARIANT ->
          "is a shadow variant, which follows the traffic of its production variant and is not scaled by itself";
      case NO_PROVISIONED_CONCURRENCY ->
          "is serverless without provisioned concurrency; set provisioned concurrency in its endpoint config to scale it";
      case BURSTABLE_INSTANCE ->
          "has a burstable instance type (ml.t2, ml.t3, ...), which Application Auto Scaling does not support";
    };
  }

  // Why a target is released.

  /** The off switch {@code off}. */
  public ReleaseReason becauseOff() {
    return new ReleaseReason(Why.OFF, prefix + "policy = off");
  }

  /** The tags that turned autoscaling on are gone. */
  public ReleaseReason becauseUntagged() {
    return new ReleaseReason(
        Why.UNTAGGED, "it has no %s tag any more that turns autoscaling on".formatted(prefix));
  }

  /** The resource is gone. */
  public static ReleaseReason becauseGone() {
    return new ReleaseReason(Why.GONE, "it no longer exists");
  }

  /** Application Auto Scaling cannot scale the resource. */
  public static ReleaseReason becauseNotScalable(NotScalable reason) {
    return new ReleaseReason(Why.NOT_SCALABLE, "it " + predicate(reason));
  }

  /** The resource is scaled in another dimension now. */
  public static ReleaseReason becauseScaledIn(ScalableDimension dimension) {
    return new ReleaseReason(
        Why.NOT_SCALABLE, "it is scaled by %s now".formatted(dimension.wire()));
  }

  /** Everything is released. */
  public static ReleaseReason becauseAllReleased(String stack) {
    return new ReleaseReason(
        Why.EVERYTHING,
        "the stack %s releases everything that it manages (parameter ReleaseAll)".formatted(stack));
  }
}
