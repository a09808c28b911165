package io.github.tagscaler.sweep;

import static java.util.stream.Collectors.toSet;

import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.sweep.Fleet.ListedComponent;
import io.github.tagscaler.sweep.Fleet.ListedEndpoint;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tags of listed endpoints and components: as listed in bulk, or as SageMaker returns them.
 * Where a whole kind has no tags in bulk, either none of it is tagged, or that API does not support
 * the kind: then SageMaker is asked for each.
 */
final class FleetTags {

  /** How many are asked to find out which. */
  private static final int SAMPLE = 20;

  private final SageMakerResources sageMaker;
  private final Snapshot snapshot;
  private final ReadBudget budget;
  private final Set<String> listed;
  private final Map<String, Map<String, String>> asked = new HashMap<>();

  FleetTags(SageMakerResources sageMaker, Snapshot snapshot, Instant began, ReadBudget budget) {
    this.sageMaker = sageMaker;
    this.snapshot = snapshot;
    this.budget = budget;
    this.listed =
        Stream.of(
                snapshot.endpoints().stream().map(ListedEndpoint::arn).toList(),
                snapshot.components().stream().map(ListedComponent::arn).toList())
            .filter(arns -> inBulk(arns, began))
            .flatMap(List::stream)
            .collect(toSet());
  }

  private boolean inBulk(List<String> arns, Instant began) {
    return arns.stream().anyMatch(arn -> snapshot.tagsOf(arn).isPresent())
        || ClockOrder.of(arns, began).stream()
            .limit(SAMPLE)
            .allMatch(arn -> now(arn).map(Map::isEmpty).orElse(true));
  }

  /** The tags of what has that ARN; empty if they cannot be read in this sweep. */
  Optional<Map<String, String>> of(String arn) {
    var known = asked.get(arn);
    if (known != null) {
      return Optional.of(known);
    }
    return listed.contains(arn) ? Optional.of(snapshot.tagsOf(arn).orElse(Map.of())) : now(arn);
  }

  /** Reads tags from SageMaker, because those in bulk may be late; empty if that fails. */
  Optional<Map<String, String>> now(String arn) {
    var known = asked.get(arn);
    if (known == null) {
      known = read(arn).orElse(null);
      if (known != null) {
        asked.put(arn, known);
      }
    }
    return Optional.ofNullable(known);
  }

  private Optional<Map<String, String>> read(String arn) {
    try {
      return budget.read(() -> sageMaker.tags(arn));
    } catch (CallFailedException unread) {
      return Optional.empty();
    }
  }
}
