package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Place;
import java.util.List;

/**
 * A part of a YAML document with its place. A scalar is its text, not a YAML type: the key decides
 * what {@code on}, {@code 0700} and {@code ~} mean.
 */
sealed interface Node {

  /** Where it begins. */
  Place place();

  /**
   * A single value.
   *
   * @param plain whether it has no quotes
   */
  record Scalar(Place place, String text, boolean plain) implements Node {
    /** Whether nothing is written there. */
    boolean nothing() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** A sequence. */
  record Items(Place place, List<Node> items) implements Node {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping; keys may repeat. */
  record Fields(Place place, List<Field> fields) implements Node {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param place where the key is
   */
  record Field(Place place, String key, Node value) {}
}
