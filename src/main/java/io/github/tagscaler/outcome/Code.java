package io.github.tagscaler.outcome;

import java.util.List;

/** The codes of problems and warnings. Their names are part of the contract with other systems. */
public enum Code {
  UNKNOWN_KEY("UnknownKey", Concern.OWNER),
  BAD_VALUE("BadValue", Concern.OWNER),
  TARGET_MISSING("TargetMissing", Concern.OWNER),
  UNKNOWN_POLICY("UnknownPolicy", Concern.OWNER),
  POLICY_NOT_APPLICABLE("PolicyNotApplicable", Concern.OWNER),
  BOUNDS_CONFLICT("BoundsConflict", Concern.OWNER),
  METRIC_NOT_SUPPORTED("MetricNotSupported", Concern.OWNER),
  GUARDRAIL_EXCEEDED("GuardrailExceeded", Concern.OWNER),
  NOT_OWNED("NotOwned", Concern.OWNER),

  ACCESS_DENIED("AccessDenied", Concern.OPERATOR),
  CATALOG_INVALID("CatalogInvalid", Concern.OPERATOR),
  QUOTA_EXCEEDED("QuotaExceeded", Concern.OPERATOR),

  NOT_READY("NotReady", Concern.TRANSIENT),
  THROTTLED("Throttled", Concern.TRANSIENT),
  CONCURRENT_UPDATE("ConcurrentUpdate", Concern.TRANSIENT),
  SERVICE_ERROR("ServiceError", Concern.TRANSIENT),

  UNKNOWN_VARIANT("UnknownVariant", Concern.WARNING),
  NOT_APPLICABLE("NotApplicable", Concern.WARNING),
  GUARDRAIL_APPLIED("GuardrailApplied", Concern.WARNING),
  ABOVE_MAX("AboveMax", Concern.WARNING),
  DRIFT("Drift", Concern.WARNING),
  HOST_KEEPS_INSTANCES("HostKeepsInstances", Concern.WARNING),
  MAY_SLEEP_FOREVER("MaySleepForever", Concern.WARNING),
  NEVER_SCALES_IN("NeverScalesIn", Concern.WARNING),
  NO_EFFECT("NoEffect", Concern.WARNING),
  MISTYPED_PREFIX("MistypedPrefix", Concern.WARNING),
  RELEASED_AT_ZERO("ReleasedAtZero", Concern.WARNING),
  FOREIGN_SCHEDULE("ForeignSchedule", Concern.WARNING),
  PAUSED("Paused", Concern.WARNING),
  ADOPTED("Adopted", Concern.WARNING),
  STILL_SCALED("StillScaled", Concern.WARNING),
  SUSPENDED_BY_HAND("SuspendedByHand", Concern.WARNING),
  CAPACITY_RESET("CapacityReset", Concern.WARNING),
  MIN_RAISED("MinRaised", Concern.WARNING),
  SCALING_FAILING("ScalingFailing", Concern.WARNING),
  AT_MAX("AtMax", Concern.WARNING);

  /** Who has to act. */
  public enum Concern {
    /** The owner of the resource has to change a tag; a retry does not help. */
    OWNER,
    /** The operator of the account has to act; a retry does not help. */
    OPERATOR,
    /** No one: it is retried. */
    TRANSIENT,
    /** The owner, who need not act. */
    WARNING
  }

  private final String wire;
  private final Concern concern;

  Code(String wire, Concern concern) {
    this.wire = wire;
    this.concern = concern;
  }

  /** As outcomes spell it. */
  public String wire() {
    return wire;
  }

  /** Who has to act. */
  public Concern concern() {
    return concern;
  }

  private static final List<Code> MOST_IMPORTANT =
      List.of(
          ACCESS_DENIED,
          QUOTA_EXCEEDED,
          CATALOG_INVALID,
          NOT_OWNED,
          UNKNOWN_POLICY,
          POLICY_NOT_APPLICABLE,
          UNKNOWN_KEY,
          METRIC_NOT_SUPPORTED,
          TARGET_MISSING,
          BOUNDS_CONFLICT,
          GUARDRAIL_EXCEEDED);

  /**
   * Its place among several problems, the most important first: what stops everything, then what
   * the rest depends on.
   */
  int rank() {
    int place = MOST_IMPORTANT.indexOf(this);
    return place < 0 ? MOST_IMPORTANT.size() : place;
  }

  /** Who reads a problem or warning of this code: {@code owner} or {@code operator}. */
  public String audience() {
    return switch (concern) {
      case OWNER, WARNING -> "owner";
      case OPERATOR, TRANSIENT -> "operator";
    };
  }
}
