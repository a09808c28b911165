package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How an alarm changed its state, and what came of its actions, in the order of time. */
public final class AlarmHistory {

  private final List<JsonObject> entries = new ArrayList<>();

  public void changed(Instant at, String from, String to, String reason) {
    entries.add(
        JsonObject.of("Timestamp", at)
            .with("Type", "StateUpdate")
            .with("From", from)
            .with("To", to)
            .with("Reason", reason));
  }

  /** An action with the same result as the one before it is counted with it. */
  public void acted(Instant at, String action, String outcome) {
    JsonObject entry =
        JsonObject.of("Type", "Action").with("Action", action).with("Outcome", outcome);
    JsonObject last = entries.isEmpty() ? JsonObject.EMPTY : entries.getLast();
    if (last.only(List.of("Type", "Action", "Outcome")).equals(entry)) {
      int times = last.whole("Times") + 1;
      entries.set(entries.size() - 1, last.with("Times", times).with("LastTimestamp", at));
    } else {
      entries.add(entry.with("Timestamp", at).with("Times", 1).with("LastTimestamp", at));
    }
  }

  public List<JsonObject> entries() {
    return List.copyOf(entries);
  }
}
