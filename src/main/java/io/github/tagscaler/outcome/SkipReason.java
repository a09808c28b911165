package io.github.tagscaler.outcome;

import io.github.tagscaler.resource.NotScalable;

/** Why a target was skipped. Their names are part of the contract with other systems. */
public enum SkipReason {
  NOT_TAGGED("NotTagged"),
  OFF("Off"),
  IGNORED("Ignored"),
  NOT_READY("NotReady"),
  RESOURCE_FAILED("ResourceFailed"),
  SWEEP_LIMIT_EXCEEDED("SweepLimitExceeded"),
  NOT_FOUND("NotFound"),
  ADAPTER_COMPONENT("AdapterComponent"),
  HOSTS_COMPONENTS("HostsComponents"),
  SHADOW_VARIANT("ShadowVariant"),
  NO_PROVISIONED_CONCURRENCY("NoProvisionedConcurrency"),
  BURSTABLE_INSTANCE("BurstableInstance");

  private final String wire;

  SkipReason(String wire) {
    this.wire = wire;
  }

  /** As outcomes spell it. */
  public String wire() {
    return wire;
  }

  /** The reason that says the same of a target as the resource model says of its resource. */
  public static SkipReason of(NotScalable why) {
    return switch (why) {
      case ADAPTER_COMPONENT -> ADAPTER_COMPONENT;
      case HOSTS_COMPONENTS -> HOSTS_COMPONENTS;
      case SHADOW_VARIANT -> SHADOW_VARIANT;
      case NO_PROVISIONED_CONCURRENCY -> NO_PROVISIONED_CONCURRENCY;
      case BURSTABLE_INSTANCE -> BURSTABLE_INSTANCE;
    };
  }
}
