package io.github.tagscaler.policy;

import io.github.tagscaler.resource.Kind;
import java.util.stream.Stream;

/** Kinds by the words that tables use. */
final class Kinds {
  private Kinds() {}

  /** A target of that kind. */
  static Asked of(String wire) {
    return Asked.of(
        Stream.of(Kind.values())
            .filter(kind -> kind.wire().equals(wire))
            .findFirst()
            .orElseThrow());
  }
}
