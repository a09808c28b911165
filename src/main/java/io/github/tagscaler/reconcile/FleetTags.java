package io.github.tagscaler.reconcile;

import io.github.tagscaler.reconcile.Fleet.ListedComponent;
import io.github.tagscaler.reconcile.Fleet.ListedEndpoint;
import io.github.tagscaler.reconcile.Fleet.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of what is listed, as far as lists tell, and as SageMaker itself says. Where nothing of
 * a kind was told in bulk, SageMaker is asked for each: that API may not know the kind at all.
 */
final class FleetTags {
  private final SageMakerResources sageMaker;
  private final Snapshot snapshot;
  private final boolean endpointsTold;
  private final boolean componentsTold;
  private final Map<String, Optional<Map<String, String>>> asked = new HashMap<>();

  FleetTags(SageMakerResources sageMaker, Snapshot snapshot) {
    this.sageMaker = sageMaker;
    this.snapshot = snapshot;
    this.endpointsTold =
        snapshot.endpoints().stream().anyMatch(each -> snapshot.tagsOf(each.arn()).isPresent());
    this.componentsTold =
        snapshot.components().stream().anyMatch(each -> snapshot.tagsOf(each.arn()).isPresent());
  }

  Map<String, String> of(ListedEndpoint endpoint) {
    return of(endpoint.arn(), endpointsTold);
  }

  Map<String, String> of(ListedComponent component) {
    return of(component.arn(), componentsTold);
  }

  private Map<String, String> of(String arn, boolean told) {
    return (told ? snapshot.tagsOf(arn) : now(arn)).orElse(Map.of());
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
