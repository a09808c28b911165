package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Kind;
import java.util.Optional;
import java.util.Set;

/**
 * A policy as its document states it, its base not resolved yet.
 *
 * @param name within its document
 * @param base the value of {@code extends}
 * @param kinds the kinds it supports; empty if its base decides
 */
record Draft(
    String name,
    Optional<Origin.CatalogValue> base,
    Optional<Set<Kind>> kinds,
    NamedPolicy.Layer layer) {
  Draft {
    kinds = kinds.map(Set::copyOf);
  }
}
