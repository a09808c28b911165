package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ObservedTarget;
import java.util.List;
import java.util.Optional;

/**
 * The scalable targets of several resources, read together and only when first needed: an ignored
 * resource costs no call.
 */
final class ObservedTargetsCache {
  private final ScalingRegistry registry;
  private final List<ResourceId> ids;
  private Optional<List<ObservedTarget>> read = Optional.empty();
  private Optional<CallFailedException> failed = Optional.empty();

  ObservedTargetsCache(ScalingRegistry registry, List<ResourceId> ids) {
    this.registry = registry;
    this.ids = List.copyOf(ids);
  }

  /**
   * The scalable targets of that resource, in any dimension.
   *
   * @throws CallFailedException if it cannot be read
   */
  List<ObservedTarget> of(ResourceId id) {
    if (read.isEmpty() && failed.isEmpty()) {
      try {
        read = Optional.of(registry.observe(ids));
      } catch (CallFailedException failure) {
        failed = Optional.of(failure);
      }
    }
    return read.orElseGet(() -> readAlone(id)).stream()
        .filter(target -> target.key().id().equals(id))
        .toList();
  }

  /**
   * One target that cannot be read must not stop the others: each is read by itself then, unless
   * that would only fail again. A service that did not answer is not asked again for each: waiting
   * for it in turn would outlast the function.
   */
  private List<ObservedTarget> readAlone(ResourceId id) {
    var failure = failed.orElseThrow();
    boolean oneMayBeToBlame =
        failure.answered()
            && (failure.code() == Code.SERVICE_ERROR || failure.code() == Code.CONCURRENT_UPDATE);
    if (ids.size() == 1 || !oneMayBeToBlame) {
      throw failure;
    }
    return registry.observe(List.of(id));
  }
}
