package io.github.tagscaler.reconcile;

import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.scaling.TargetKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapacityReaderTest {
  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final CapacityReader capacity = new CapacityReader(sageMaker);

  @BeforeEach
  void an_endpoint_of_each_kind() {
    sageMaker
        .endpoint("chat", Map.of(), variant("blue", 3), variant("green", 5))
        .endpoint("lambda", Map.of(), serverless(4))
        .endpoint("host", Map.of(), host())
        .component("llama", "host", "InService", Map.of());
    sageMaker.run(new InferenceComponent("llama"), 7);
  }

  private static Variant serverless(int provisioned) {
    return new Variant(
        "a",
        0,
        List.of(),
        Optional.of(new Variant.Serverless(20, Optional.of(provisioned))),
        false,
        Optional.empty(),
        false);
  }

  private static Variant host() {
    return new Variant(
        "host", 1, List.of("ml.g5.xlarge"), Optional.empty(), true, Optional.of(1), false);
  }

  private OptionalInt of(ResourceId id, ScalableDimension dimension) {
    return capacity.of(new TargetKey(id, dimension));
  }

  @Test
  void is_that_of_the_variant_with_that_name() {
    assertThat(of(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT))
        .hasValue(3);
    assertThat(of(new EndpointVariant("chat", "green"), ScalableDimension.INSTANCE_COUNT))
        .hasValue(5);
  }

  @Test
  void is_the_provisioned_concurrency_of_a_serverless_variant() {
    assertThat(of(new EndpointVariant("lambda", "a"), ScalableDimension.PROVISIONED_CONCURRENCY))
        .hasValue(4);
  }

  @Test
  void is_the_copies_of_a_component() {
    assertThat(of(new InferenceComponent("llama"), ScalableDimension.COPY_COUNT)).hasValue(7);
  }

  @Test
  void is_unknown_in_a_dimension_in_which_the_resource_is_not_scaled() {
    assertThat(of(new EndpointVariant("chat", "blue"), ScalableDimension.PROVISIONED_CONCURRENCY))
        .isEmpty();
    assertThat(of(new EndpointVariant("host", "host"), ScalableDimension.INSTANCE_COUNT)).isEmpty();
  }

  @Test
  void is_unknown_of_what_is_gone() {
    sageMaker.delete("host");

    assertThat(of(new EndpointVariant("gone", "blue"), ScalableDimension.INSTANCE_COUNT)).isEmpty();
    assertThat(of(new EndpointVariant("chat", "gone"), ScalableDimension.INSTANCE_COUNT)).isEmpty();
    assertThat(of(new InferenceComponent("gone"), ScalableDimension.COPY_COUNT)).isEmpty();
    assertThat(of(new InferenceComponent("llama"), ScalableDimension.COPY_COUNT)).isEmpty();
  }

  @Test
  void that_cannot_be_read_is_a_failed_call() {
    sageMaker.fail("chat");

    assertThatThrownBy(
            () -> of(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT))
        .isInstanceOf(CallFailedException.class)
        .hasMessage("endpoint of chat failed.");
  }
}
