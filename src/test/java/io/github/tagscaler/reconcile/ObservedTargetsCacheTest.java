package io.github.tagscaler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservedTargetsCacheTest {
  private static final ResourceId LLAMA = new InferenceComponent("llama");
  private static final ResourceId QWEN = new InferenceComponent("qwen");

  private final Registry registry = new Registry();

  @Test
  void reads_all_resources_with_one_call_and_only_when_needed() {
    var cache = new ObservedTargetsCache(registry, List.of(LLAMA, QWEN));
    assertThat(registry.calls).isEmpty();

    assertThat(cache.of(LLAMA)).containsExactly(target(LLAMA));
    assertThat(cache.of(QWEN)).containsExactly(target(QWEN));

    assertThat(registry.calls).containsExactly(List.of(LLAMA, QWEN));
  }

  // One target that cannot be read must not stop the others.
  @ParameterizedTest
  @EnumSource(names = {"SERVICE_ERROR", "CONCURRENT_UPDATE"})
  void reads_each_resource_by_itself_if_one_may_have_failed_the_call(Code code) {
    registry.failure = Optional.of(new CallFailedException(code, "no", null));
    var cache = new ObservedTargetsCache(registry, List.of(LLAMA, QWEN));

    assertThat(cache.of(LLAMA)).containsExactly(target(LLAMA));
    assertThat(cache.of(QWEN)).containsExactly(target(QWEN));

    assertThat(registry.calls).containsExactly(List.of(LLAMA, QWEN), List.of(LLAMA), List.of(QWEN));
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "ACCESS_DENIED"})
  void fails_for_each_resource_without_another_call_if_that_would_fail_too(Code code) {
    var failure = new CallFailedException(code, "no", null);
    registry.failure = Optional.of(failure);
    var cache = new ObservedTargetsCache(registry, List.of(LLAMA, QWEN));

    assertThatThrownBy(() -> cache.of(LLAMA)).isSameAs(failure);
    assertThatThrownBy(() -> cache.of(QWEN)).isSameAs(failure);

    assertThat(registry.calls).hasSize(1);
  }

  @Test
  void does_not_wait_again_for_a_service_that_did_not_respond() {
    var failure = new CallFailedException(Code.SERVICE_ERROR, "no", null, false);
    registry.failure = Optional.of(failure);
    var cache = new ObservedTargetsCache(registry, List.of(LLAMA, QWEN));

    assertThatThrownBy(() -> cache.of(LLAMA)).isSameAs(failure);

    assertThat(registry.calls).hasSize(1);
  }

  @Test
  void does_not_read_a_single_resource_twice() {
    var failure = new CallFailedException(Code.SERVICE_ERROR, "no", null);
    registry.failure = Optional.of(failure);
    var cache = new ObservedTargetsCache(registry, List.of(LLAMA));

    assertThatThrownBy(() -> cache.of(LLAMA)).isSameAs(failure);

    assertThat(registry.calls).hasSize(1);
  }

  private static ObservedTarget target(ResourceId id) {
    return ObservedTarget.of(
        new TargetKey(id, ScalableDimension.COPY_COUNT),
        "arn:" + id.wire(),
        new Bounds(1, 2),
        Suspension.NONE,
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Fails the first call if a failure is set. */
  private static final class Registry implements ScalingRegistry {
    final List<List<ResourceId>> calls = new ArrayList<>();
    Optional<CallFailedException> failure = Optional.empty();

    @Override
    public List<ObservedTarget> observe(List<ResourceId> ids) {
      calls.add(ids);
      if (failure.isPresent() && calls.size() == 1) {
        throw failure.get();
      }
      return ids.stream().map(ObservedTargetsCacheTest::target).toList();
    }

    @Override
    public List<ResourceId> variantsOf(String endpoint) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ResourceId> componentNamed(String component) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ScalingAlarm> alarms(List<String> namePrefixes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void apply(Change change) {
      throw new UnsupportedOperationException();
    }
  }
}
