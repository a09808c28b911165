package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.TargetId;
import java.util.function.Supplier;

/**
 * Something that a Describe operation can tell of: found by its target and its name, and told in
 * full only when it is on the page that is asked for.
 *
 * @param id the target that it is, or that it belongs to
 * @param name its name there; empty for what has none
 */
record Listed(TargetId id, String name, Supplier<JsonObject> json) {

  /** The same, told from now on as it is told now. */
  Listed asOfNow() {
    JsonObject now = json.get();
    return new Listed(id, name, () -> now);
  }
}
