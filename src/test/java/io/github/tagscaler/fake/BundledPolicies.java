package io.github.tagscaler.fake;

import io.github.tagscaler.policy.PolicyReader;
import java.time.ZoneId;
import java.util.Optional;

/** Reads tags as a stack does whose operator has set nothing; nothing of it is faked. */
public final class BundledPolicies {
  private BundledPolicies() {}

  /** A reader with the default prefix and time zone, and no default policy. */
  public static PolicyReader reader() {
    return new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("UTC"));
  }
}
