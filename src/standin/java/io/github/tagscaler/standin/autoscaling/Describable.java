package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.TargetId;
import java.util.function.Supplier;

/**
 * An item that a Describe operation can return: found by its target and its name, and described
 * only when it is on the requested page.
 *
 * @param id the target itself, or the target that it is attached to
 * @param name its name; empty for a target
 */
record Describable(TargetId id, String name, Supplier<JsonObject> json) {

  /** The same with its present description, whatever changes later. */
  Describable asOfNow() {
    JsonObject now = json.get();
    return new Describable(id, name, () -> now);
  }
}
