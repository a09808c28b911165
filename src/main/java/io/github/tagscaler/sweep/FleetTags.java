package io.github.tagscaler.sweep;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tags of what is listed, as far as lists tell, and as SageMaker itself says. Where nothing of
 * a kind was told in bulk, either none of it is tagged, or that API does not know the kind: then
 * SageMaker is asked for each.
 */
final class FleetTags {

  /**
   * How many are asked to find out which, others in each sweep. All of a kind being untagged is
   * usual for components, which inherit.
   */
  private static final int SAMPLE = 20;

  private final SageMakerResources sageMaker;
  private final Snapshot snapshot;
  private final boolean endpointsTold;
  private final boolean componentsTold;
  private final Map<String, Optional<Map<String, String>>> asked = new HashMap<>();

  /**
   * Finds out which kinds are told.
   *
   * @throws CallFailedException if a sample cannot be read
   */
  FleetTags(SageMakerResources sageMaker, Snapshot snapshot, Instant began) {
    this.sageMaker = sageMaker;
    this.snapshot = snapshot;
    var registered =
        snapshot.targets().stream().map(target -> nameOf(target.key().id())).collect(toSet());
    this.endpointsTold =
        told(
            snapshot.endpoints().stream()
                .collect(
                    toMap(
                        ListedEndpoint::arn,
                        it -> registered.contains(it.name()),
                        Boolean::logicalOr)),
            began);
    this.componentsTold =
        told(
            snapshot.components().stream()
                .collect(
                    toMap(
                        ListedComponent::arn,
                        it -> registered.contains(it.name()),
                        Boolean::logicalOr)),
            began);
  }

  private static String nameOf(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, _) -> endpoint;
      case InferenceComponent(var component) -> component;
    };
  }

  /**
   * Whether the tags of a kind are told.
   *
   * @param arns each with whether it is registered: those first, most of which carry tags
   */
  private boolean told(Map<String, Boolean> arns, Instant began) {
    if (arns.keySet().stream().anyMatch(arn -> snapshot.tagsOf(arn).isPresent())) {
      return true;
    }
    return Lots.drawn(new TreeSet<>(arns.keySet()), began).stream()
        .sorted(comparing(arn -> !arns.getOrDefault(arn, false)))
        .limit(SAMPLE)
        .allMatch(arn -> now(arn).map(Map::isEmpty).orElse(true));
  }

  Map<String, String> of(ListedEndpoint endpoint) {
    return of(endpoint.arn(), endpointsTold);
  }

  Map<String, String> of(ListedComponent component) {
    return of(component.arn(), componentsTold);
  }

  private Map<String, String> of(String arn, boolean told) {
    return (told ? toldOrAsked(arn) : now(arn)).orElse(Map.of());
  }

  private Optional<Map<String, String>> toldOrAsked(String arn) {
    var known = asked.get(arn);
    return known == null ? snapshot.tagsOf(arn) : known;
  }

  /**
   * What SageMaker itself says, asked once in a sweep; empty if the resource is gone.
   *
   * @throws CallFailedException if it cannot be read
   */
  Optional<Map<String, String>> now(String arn) {
    return asked.computeIfAbsent(arn, sageMaker::tags);
  }
}
