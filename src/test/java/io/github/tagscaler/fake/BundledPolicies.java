package io.github.tagscaler.fake;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Nothing of this is faked: policies as a stack reads them whose operator has set nothing. */
public final class BundledPolicies {
  private BundledPolicies() {}

  /** A reader that knows the bundled policies only. */
  public static PolicyReader reader() {
    return reader(List::of);
  }

  /** A reader that knows these documents besides, as they are when it reads. */
  public static PolicyReader reader(Supplier<List<DocumentText>> documents) {
    return new PolicyReader(
        "autoscaling:",
        Optional.empty(),
        ZoneId.of("UTC"),
        () -> CatalogReader.read(documents.get()));
  }
}
