package io.github.tagscaler.scaling;

import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.resource.Bounds;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a target is scaled, before changes and after them.
 *
 * @param desired what the tags ask for, {@code null} where they were not read
 * @param observed what is registered, {@code null} if nothing is
 */
public record CurrentScaling(@Nullable DesiredState desired, @Nullable ObservedTarget observed) {

  /** Before any change; {@code null} if nothing is registered. */
  public @Nullable InForce before() {
    return after(List.of());
  }

  /** After these changes; {@code null} if nothing is registered then. */
  public @Nullable InForce after(List<Change> changes) {
    var registered = observed == null ? null : Change.Registered.of(observed);
    for (var change : changes) {
      registered =
          switch (change) {
            case Change.CreateTarget(_, var bounds, _) ->
                new Change.Registered(bounds, Suspension.NONE);
            case Change.UpdateTarget update -> update.after();
            case Change.DeregisterTarget _ -> null;
            case Change.PutPolicy _,
                Change.DeletePolicy _,
                Change.PutScheduledAction _,
                Change.DeleteScheduledAction _,
                Change.PutAlarm _,
                Change.DeleteAlarms _,
                Change.TagTarget _,
                Change.UntagTarget _ ->
                registered;
          };
    }
    return registered == null
        ? null
        : new InForce(
            registered.bounds(),
            until(registered.bounds()).orElse(null),
            desired == null
                ? List.of()
                : desired.tracks().stream()
                    .filter(track -> isAsDesired(ManagedNames.track(track.metric()), changes))
                    .toList(),
            desired == null
                ? List.of()
                : desired.policies().stream()
                    .filter(policy -> policy.definition() instanceof ScalingPolicy.StepScaling)
                    .map(ScalingPolicy::name)
                    .filter(name -> !name.equals(ManagedNames.wake()))
                    .filter(name -> isAsDesired(name, changes))
                    .toList(),
            registered.suspended().activities());
  }

  private Optional<ZonedDateTime> until(Bounds bounds) {
    return Optional.ofNullable(desired)
        .filter(state -> state.inForce().bounds().equals(bounds))
        .flatMap(
            state -> state.schedule().flatMap(week -> week.map(Limits::bounds).next(state.now())));
  }

  /** Whether the policy of that name is, after the changes, what the tags ask for. */
  private boolean isAsDesired(String name, List<Change> changes) {
    if (changes.stream()
        .anyMatch(change ->
            change instanceof Change.PutPolicy(_, _, var put) && put.name().equals(name))) {
      return true;
    }
    return desired != null
        && observed != null
        && desired.policies().stream()
            .filter(policy -> policy.name().equals(name))
            .anyMatch(observed.policies()::contains);
  }
}
