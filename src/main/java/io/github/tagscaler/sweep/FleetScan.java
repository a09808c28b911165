package io.github.tagscaler.sweep;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a sweep read, and what it decides about each resource that concerns the stack.
 *
 * @param began when it began
 * @param snapshot the lists
 * @param resources the resources that it decided about, as read, and the tags of all
 * @param registered the scalable targets, whoever registered them; it changes nothing
 * @param outcomes by endpoint or component, one for each target
 * @param unread the resources that could not be read
 * @param bugs unexpected exceptions
 */
public record FleetScan(
    Instant began,
    Snapshot snapshot,
    SageMakerResources resources,
    ScalingRegistry registered,
    Map<Subject, List<Outcome>> outcomes,
    List<Subject> unread,
    List<RuntimeException> bugs) {
  public FleetScan {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    unread = List.copyOf(unread);
    bugs = List.copyOf(bugs);
  }
}
