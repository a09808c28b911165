package io.github.tagscaler.sweep;

import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Port: everything at once, read with few calls. */
public interface Fleet {

  /**
   * Reads all there is in the region. What is managed is read before the resources that it belongs
   * to, so that a resource which is missing was gone, or its target is newer than the list.
   *
   * @param budget how long reading may take. Scaling policies are read slowly, ten a second; those
   *     that do not fit in are {@link Snapshot#unread}, and the next call begins with them
   * @throws CallFailedException if even one other list cannot be read to its end: what could not be
   *     read is not gone. Only of {@link Snapshot#tags} whole kinds may be missing.
   */
  Snapshot read(Duration budget);

  /**
   * What was read.
   *
   * @param endpoints all endpoints, in any status
   * @param components all inference components, in any status
   * @param targets all scalable targets of SageMaker's dimensions that are known here, each once
   *     though a list that changes while it is read may name one twice, whoever registered them,
   *     with policies and scheduled actions. Their tags are those of {@link #tags}; their alarms
   *     those of this stack that are for them by name
   * @param orphanedAlarms the alarms of this stack that are for none of the targets
   * @param tags tags by the lower-cased ARN of an endpoint, component or scalable target, as listed
   *     in bulk: late, perhaps, and not of all
   * @param unread the targets whose policies this call did not read; in {@link #targets} they have
   *     none, which says nothing
   */
  record Snapshot(
      List<ListedEndpoint> endpoints,
      List<ListedComponent> components,
      List<ObservedTarget> targets,
      List<OrphanedAlarm> orphanedAlarms,
      Map<String, Map<String, String>> tags,
      Set<TargetKey> unread) {
    public Snapshot {
      endpoints = List.copyOf(endpoints);
      components = List.copyOf(components);
      targets =
          targets.stream()
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.toMap(
                          ObservedTarget::key,
                          target -> target,
                          (first, _) -> first,
                          LinkedHashMap::new),
                      byKey -> List.copyOf(byKey.values())));
      orphanedAlarms = List.copyOf(orphanedAlarms);
      tags = Map.copyOf(tags);
      unread = Set.copyOf(unread);
    }

    /** The ARNs of all endpoints and components. */
    Set<String> arns() {
      return Stream.concat(
              endpoints.stream().map(ListedEndpoint::arn),
              components.stream().map(ListedComponent::arn))
          .collect(Collectors.toSet());
    }

    /** The tags listed in bulk of what has that ARN; empty if there are none. */
    public Optional<Map<String, String>> tagsOf(String arn) {
      return Optional.ofNullable(tags.get(arn.toLowerCase(Locale.ROOT)));
    }
  }

  /** An endpoint as its list shows it; the name in its own case. */
  record ListedEndpoint(String name, String arn, ResourceStatus status, Instant lastModified) {}

  /** A component as its list shows it; the names in their own case. */
  record ListedComponent(
      String name,
      String arn,
      ResourceStatus status,
      String endpoint,
      String variant,
      Instant lastModified) {}

  /**
   * A managed alarm that belongs to no target.
   *
   * @param id the resource that it was made for; empty if its name, which may be cut, and the
   *     policy that it acts on do not tell
   */
  record OrphanedAlarm(ScalingAlarm alarm, Optional<ResourceId> id) {}
}
