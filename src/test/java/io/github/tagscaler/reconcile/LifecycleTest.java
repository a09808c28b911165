package io.github.tagscaler.reconcile;

import static io.github.tagscaler.fake.FakeSageMaker.MADE;
import static io.github.tagscaler.fake.FakeSageMaker.arn;
import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a target while its resource goes through its life. */
class LifecycleTest {
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");
  private static final TargetKey BLUE =
      new TargetKey(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT);
  private static final TargetKey LLAMA =
      new TargetKey(new InferenceComponent("llama"), ScalableDimension.COPY_COUNT);

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);

  /** The statuses of an endpoint that it leaves again. */
  static Stream<String> passing() {
    return Stream.of(
        "Updating", "SystemUpdating", "RollingBack", "UpdateRollbackFailed", "OutOfService");
  }

  @Nested
  class The_endpoint_changes {
    @BeforeEach
    void it_is_registered() {
      sageMaker.endpoint("chat", ON, variant("blue", 2));
      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Applied");
    }

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.reconcile.LifecycleTest#passing")
    void and_while_it_does_nothing_is_released_or_written(String status) {
      int writes = aas.applied().size();
      sageMaker.status("chat", status);

      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Skipped NotReady");
      assertThat(aas.find(BLUE)).isPresent();
      assertThat(aas.applied()).hasSize(writes);
    }

    /** It may be rolled back, and would have to be registered again. */
    @ParameterizedTest
    @MethodSource("io.github.tagscaler.reconcile.LifecycleTest#passing")
    void and_while_it_does_what_can_be_scaled_no_longer_is_not_released_yet(String status) {
      sageMaker.endpoint("chat", ON, host("blue"));
      sageMaker.status("chat", status);

      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Skipped NotReady");
      assertThat(aas.find(BLUE)).isPresent();

      sageMaker.status("chat", "InService");
      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Released");
    }

    @Test
    void and_an_unregistered_one_is_skipped_with_its_reason() {
      aas.remove(BLUE);
      sageMaker.endpoint("chat", ON, host("blue"));
      sageMaker.status("chat", "Updating");

      assertThat(outcomes("chat"))
          .containsExactly("endpoint/chat/variant/blue Skipped HostsComponents");
    }

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.reconcile.LifecycleTest#passing")
    void and_even_then_it_can_be_switched_off(String status) {
      sageMaker.status("chat", status);
      sageMaker.tag(arn("chat"), Map.of("autoscaling:policy", "off"));

      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Released");
      assertThat(aas.find(BLUE)).isEmpty();
    }

    @Test
    void and_becomes_a_host_of_components_so_it_is_released() {
      sageMaker.endpoint("chat", ON, host("blue"));

      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Released");
    }

    @Test
    void and_capacity_that_it_reset_comes_back_into_bounds() {
      sageMaker.tag(arn("chat"), Map.of("autoscaling:min", "2", "autoscaling:max", "4"));
      outcomes("chat");
      sageMaker.run(BLUE.id(), 1);

      assertThat(outcomes("chat")).containsExactly("endpoint/chat/variant/blue Applied");
      assertThat(sageMaker.running(BLUE.id())).isEqualTo(2);
      assertThat(aas.target(BLUE).bounds()).isEqualTo(new Bounds(2, 4));
    }
  }

  @Nested
  class The_component_changes {
    @BeforeEach
    void it_is_registered() {
      sageMaker
          .endpoint("models", Map.of(), host("host"))
          .endpoint("others", Map.of("autoscaling:max", "9"), host("host"))
          .component("llama", "models", "InService", ON);
      assertThat(componentOutcomes()).containsExactly("inference-component/llama Applied");
    }

    @Test
    void and_moves_to_another_endpoint_so_it_follows_that_ones_tags() {
      sageMaker.component("llama", "others", "InService", ON);

      assertThat(componentOutcomes()).containsExactly("inference-component/llama Applied");
      assertThat(aas.target(LLAMA).bounds().max()).isEqualTo(9);
    }

    @Test
    void and_becomes_an_adapter_so_it_is_released() {
      sageMaker.adapter("llama");

      assertThat(componentOutcomes()).containsExactly("inference-component/llama Released");
    }

    @Test
    void and_its_endpoint_is_gone_so_it_is_too() {
      sageMaker.delete("models");

      assertThat(componentOutcomes()).containsExactly("inference-component/llama Released");
      assertThat(aas.find(LLAMA)).isEmpty();
    }
  }

  private static Variant host(String name) {
    return new Variant(
        name, 1, List.of("ml.g5.xlarge"), Optional.empty(), true, Optional.of(1), false);
  }

  private List<String> outcomes(String endpoint) {
    return outcomes(new Subject.Endpoint(endpoint, false));
  }

  private List<String> componentOutcomes() {
    return outcomes(new Subject.Component("llama", false));
  }

  private List<String> outcomes(Subject subject) {
    return new Reconciler(
            sageMaker,
            aas,
            new FakeScalingActivities(),
            BundledPolicies.reader(),
            new CatalogCache(List::of, () -> MADE),
            new StackOptions(
                "tagscaler", false, false, true, Adoption.REPLACE, Duration.ofHours(4)),
            () -> MADE.plus(Duration.ofMinutes(10)))
            .reconcile(
                new Command.ReconcileResource(
                    subject,
                    Cause.TAGS_CHANGED,
                    new Trigger(Trigger.Type.TAG, "id", "detail", null),
                    Hint.NONE,
                    false),
                Delivery.DIRECT)
            .outcomes()
            .stream()
            .map(LifecycleTest::shown)
            .toList();
  }

  private static String shown(Outcome outcome) {
    var ending = outcome.ending();
    return outcome.resourceId()
        + " "
        + ending.getClass().getSimpleName()
        + (ending instanceof Ending.Skipped(var reason, _) ? " " + reason.wire() : "");
  }
}
