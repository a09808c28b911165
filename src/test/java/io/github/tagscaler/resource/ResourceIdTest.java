package io.github.tagscaler.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {

  @ParameterizedTest
  @MethodSource
  void is_spelt_as_the_api_does(String wire, ResourceId id) {
    assertThat(id.wire()).isEqualTo(wire);
    assertThat(ResourceId.of(wire)).contains(id);
  }

  static Stream<Arguments> is_spelt_as_the_api_does() {
    return Stream.of(
        Arguments.of("endpoint/Chat/variant/Blue", new EndpointVariant("Chat", "Blue")),
        Arguments.of("inference-component/Llama-8b", new InferenceComponent("Llama-8b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "endpoint/chat",
        "endpoint/chat/variant/",
        "endpoint//variant/blue",
        "endpoint/chat/variant/blue/x",
        "inference-component/",
        "inference-component/a/b",
        "table/orders",
      })
  void of_another_service_is_none(String wire) {
    assertThat(ResourceId.of(wire)).isEmpty();
  }

  @Test
  void of_all_variants_of_an_endpoint_starts_alike() {
    assertThat(EndpointVariant.prefixOf("chat")).isEqualTo("endpoint/chat/variant/");
  }
}
