package io.github.tagscaler.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {
  static Stream<ResourceId> ids() {
    return Stream.of(new EndpointVariant("Chat", "AllTraffic"), new InferenceComponent("Llama"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void is_read_as_it_is_written(ResourceId id) {
    assertThat(ResourceId.of(id.wire())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "endpoint/Chat",
        "endpoint/Chat/variant/",
        "endpoint/a/variant/b/c",
        "table/t"
      })
  void that_is_none_of_SageMakers_is_empty(String wire) {
    assertThat(ResourceId.of(wire)).isEmpty();
  }
}
