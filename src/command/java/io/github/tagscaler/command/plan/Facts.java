package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a target is, in a few words: {@code real-time, ml.g5.xlarge, 2 instances running}. */
final class Facts {
  private Facts() {}

  static String of(PlannedTarget target) {
    var parts = new ArrayList<String>();
    target.kind().map(Kind::wire).ifPresent(parts::add);
    target
        .resource()
        .ifPresent(facts -> {
          if (!facts.instanceTypes().isEmpty()) {
            parts.add((onHost(target) ? "on " : "") + String.join(" or ", facts.instanceTypes()));
          }
          if (!facts.status().inService()) {
            parts.add(facts.status().wire());
          }
        });
    running(target).ifPresent(parts::add);
    return parts.isEmpty() ? "gone" : String.join(", ", parts);
  }

  private static boolean onHost(PlannedTarget target) {
    return target.kind().filter(kind -> kind == Kind.COMPONENT).isPresent();
  }

  private static Optional<String> running(PlannedTarget target) {
    OptionalInt running = target.running();
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(
            InForcePhrase.capacity(running.getAsInt(), target.outcome().dimension()) + " running");
  }

  /** Of a list, the first ones, and how many more there are. */
  static String some(List<String> all, int most) {
    return all.size() <= most
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, most)) + " and %,d more".formatted(all.size() - most);
  }
}
