package io.github.tagscaler.fake;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalogue.CatalogueReader;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Nothing of this is faked: policies as a stack reads them whose operator has set nothing. */
public final class BundledPolicies {
  private BundledPolicies() {}

  /** A reader that knows the bundled policies only. */
  public static PolicyReader reader() {
    return new PolicyReader(
        "autoscaling:", Optional.empty(), ZoneId.of("UTC"), () -> CatalogueReader.read(List.of()));
  }
}
