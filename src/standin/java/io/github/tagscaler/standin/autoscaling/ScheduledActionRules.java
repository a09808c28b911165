package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.clock.Schedule;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.ScalableTarget;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** What is refused of a scheduled action beyond the model (API reference, PutScheduledAction). */
final class ScheduledActionRules {

  private final Account account;

  ScheduledActionRules(Account account) {
    this.account = account;
  }

  /** Check an action as it would be; gives its schedule. */
  Schedule check(ScalableTarget target, JsonObject action) {
    JsonObject bounds = action.findObject("ScalableTargetAction").orElse(JsonObject.EMPTY);
    if (bounds.isEmpty()) {
      throw AwsFailure.validation(
          "ScalableTargetAction must have MinCapacity, MaxCapacity or both.");
    }
    checkBounds(target, bounds);
    Optional<Instant> start = action.findTime("StartTime");
    Optional<Instant> end = action.findTime("EndTime");
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      throw AwsFailure.validation("StartTime must be before EndTime.");
    }
    String text =
        action
            .findText("Schedule")
            .orElseThrow(
                () -> AwsFailure.validation("Schedule is required to create a scheduled action."));
    try {
      return Schedule.parse(text, zone(action), start.orElse(account.now()));
    } catch (IllegalArgumentException e) {
      throw AwsFailure.validation("Invalid schedule '" + text + "': " + e.getMessage() + ".");
    }
  }

  private void checkBounds(ScalableTarget target, JsonObject bounds) {
    Optional<Integer> min = bounds.findWhole("MinCapacity");
    Optional<Integer> max = bounds.findWhole("MaxCapacity");
    if (min.isPresent() && max.isPresent()) {
      new Bounds(min.get(), max.get()).requireOrder();
    }
    if (min.orElse(0) < 0 || max.orElse(0) < 0) {
      throw AwsFailure.validation("Capacities cannot be negative.");
    }
    resource(target).ifPresent(resource -> requireAboveFloor(resource, min, max));
  }

  /** The resource may be gone by now; then its kind cannot be known. */
  private Optional<ScalableResource> resource(ScalableTarget target) {
    try {
      return Optional.of(new Resources(account).find(target.id()));
    } catch (AwsFailure gone) {
      return Optional.empty();
    }
  }

  private static void requireAboveFloor(
      ScalableResource resource, Optional<Integer> min, Optional<Integer> max) {
    int low = min.orElse(resource.lowestMin());
    int high = max.orElse(Math.max(low, resource.lowestMax()));
    new Bounds(low, high).requireFor(resource);
  }

  /** Names of the time zone database only: AWS takes no offsets such as +02:00. */
  private static ZoneId zone(JsonObject action) {
    Optional<String> name = action.findText("Timezone");
    if (name.isEmpty()) {
      return ZoneOffset.UTC;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name.get())) {
      throw AwsFailure.validation("Unknown time zone '" + name.get() + "'.");
    }
    return ZoneId.of(name.get());
  }
}
