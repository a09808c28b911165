package io.github.tagscaler.sweep;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.ReleaseReason.Why;
import io.github.tagscaler.outcome.SkipReason;

/** The state in which a sweep found a target: the first of these that applies. */
public enum TargetState {
  IGNORED("Ignored"),
  OFF("Off"),
  PAUSED("Paused"),
  /** Application Auto Scaling cannot scale it. */
  NOT_SCALABLE("NotScalable"),
  /** It is not in service, or AWS does not accept a change yet. */
  NOT_READY("NotReady"),
  NOT_OWNED("NotOwned"),
  REJECTED("Rejected"),
  /** Somebody suspended it in Application Auto Scaling. */
  SUSPENDED("Suspended"),
  /** Something has to be changed, or a release is held back. */
  PENDING("Pending"),
  /** Application Auto Scaling wants to scale it, and AWS refuses. */
  FAILING("Failing"),
  /** It needs more capacity than its max. */
  AT_MAX("AtMax"),
  /** It is scaled as its tags request. */
  SCALED("Scaled"),
  /** It could not be read in this sweep. */
  UNREAD("Unread"),
  /** Nothing asks for its scaling. */
  UNTAGGED("Untagged");

  private final String wire;

  TargetState(String wire) {
    this.wire = wire;
  }

  /** As metrics and log lines spell it. */
  public String wire() {
    return wire;
  }

  /** The state of the target that has that outcome. */
  public static TargetState of(Outcome outcome) {
    if (outcome.warnsOf(Code.PAUSED)) {
      return PAUSED;
    }
    return switch (outcome.ending()) {
      case Ending.Skipped(var reason, _) -> of(reason);
      case Ending.Rejected(var problems, _) ->
          problems.stream().anyMatch(problem -> problem.code() == Code.NOT_OWNED)
              ? NOT_OWNED
              : REJECTED;
      case Ending.Failed(var problem, _) -> problem.code() == Code.NOT_READY ? NOT_READY : UNREAD;
      case Ending.Planned planned -> planned(planned, outcome);
      case Ending.Applied _, Ending.Released _ -> PENDING;
      case Ending.Unchanged _ -> unchanged(outcome);
    };
  }

  private static TargetState unchanged(Outcome outcome) {
    if (outcome.warnsOf(Code.SUSPENDED_BY_HAND)) {
      return SUSPENDED;
    }
    if (outcome.warnsOf(Code.SCALING_FAILING)) {
      return FAILING;
    }
    return outcome.warnsOf(Code.AT_MAX) ? AT_MAX : SCALED;
  }

  private static TargetState planned(Ending.Planned planned, Outcome outcome) {
    var release = planned.because();
    if (release != null && release.why() == Why.OFF) {
      return OFF;
    }
    if (release != null && release.why() == Why.NOT_SCALABLE) {
      return NOT_SCALABLE;
    }
    return outcome.warnsOf(Code.SUSPENDED_BY_HAND) ? SUSPENDED : PENDING;
  }

  private static TargetState of(SkipReason reason) {
    return switch (reason) {
      case IGNORED -> IGNORED;
      case OFF -> OFF;
      case NOT_READY, RESOURCE_FAILED -> NOT_READY;
      case SWEEP_LIMIT_EXCEEDED -> PENDING;
      case ADAPTER_COMPONENT,
          HOSTS_COMPONENTS,
          SHADOW_VARIANT,
          NO_PROVISIONED_CONCURRENCY,
          BURSTABLE_INSTANCE ->
          NOT_SCALABLE;
      case NOT_TAGGED, NOT_FOUND -> UNTAGGED;
    };
  }
}
