package io.github.tagscaler.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.resource.Scalability.Scalable;
import io.github.tagscaler.resource.Scalability.Unscalable;
import io.github.tagscaler.resource.ScalableResource.HostedComponent;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.resource.ScalableResource.ServerlessVariant;
import io.github.tagscaler.resource.Variant.Serverless;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be scaled, and as what. */
class ScalabilityTest {
  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";
  private static final EndpointVariant BLUE = new EndpointVariant("Chat", "blue");

  @Nested
  class A_variant {

    @Test
    void on_instances_is_scaled_by_their_number() {
      assertThat(Scalability.of(endpoint(false), variant("ml.g5.xlarge")))
          .isEqualTo(
              new Scalable(new InstanceVariant(BLUE, false, ARN, 3, List.of("ml.g5.xlarge"))));
    }

    @Test
    void of_an_asynchronous_endpoint_is_of_a_kind_of_its_own() {
      assertThat(Scalability.of(endpoint(true), variant("ml.g5.xlarge")))
          .isEqualTo(
              new Scalable(new InstanceVariant(BLUE, true, ARN, 3, List.of("ml.g5.xlarge"))));
    }

    @Test
    void with_instance_pools_is_scaled_by_the_number_of_instances() {
      assertThat(Scalability.of(endpoint(false), variant("ml.g5.xlarge", "ml.g6.xlarge")))
          .isEqualTo(
              new Scalable(
                  new InstanceVariant(
                      BLUE, false, ARN, 3, List.of("ml.g5.xlarge", "ml.g6.xlarge"))));
    }

    @Test
    void whose_instance_type_cannot_be_known_is_scaled_all_the_same() {
      assertThat(Scalability.of(endpoint(false), variant()))
          .isEqualTo(new Scalable(new InstanceVariant(BLUE, false, ARN, 3, List.of())));
    }

    @Test
    void that_is_serverless_is_scaled_by_its_provisioned_concurrency() {
      var serverless = new Serverless(20, Optional.of(5));

      assertThat(Scalability.of(endpoint(false), variant(serverless)))
          .isEqualTo(new Scalable(new ServerlessVariant(BLUE, ARN, 5, 20)));
    }

    @Test
    void that_is_serverless_without_provisioned_concurrency_has_nothing_to_scale() {
      var serverless = new Serverless(20, Optional.empty());

      assertThat(Scalability.of(endpoint(false), variant(serverless)))
          .isEqualTo(new Unscalable(BLUE, NotScalable.NO_PROVISIONED_CONCURRENCY));
    }

    @Test
    void that_hosts_components_is_not_scaled_itself() {
      var host =
          new Variant(
              "blue", 3, List.of("ml.t3.large"), Optional.empty(), true, Optional.empty(), false);

      assertThat(Scalability.of(endpoint(false), host))
          .isEqualTo(new Unscalable(BLUE, NotScalable.HOSTS_COMPONENTS));
    }

    @Test
    void that_is_a_shadow_is_not_scaled_whatever_else_it_is() {
      var shadow =
          new Variant(
              "blue", 3, List.of("ml.t3.large"), Optional.empty(), true, Optional.empty(), true);

      assertThat(Scalability.of(endpoint(false), shadow))
          .isEqualTo(new Unscalable(BLUE, NotScalable.SHADOW_VARIANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml.t2.medium", "ml.t3.large", "ml.t4g.small"})
    void on_a_burstable_type_is_refused_by_aws(String type) {
      assertThat(Scalability.of(endpoint(false), variant(type)))
          .isEqualTo(new Unscalable(BLUE, NotScalable.BURSTABLE_INSTANCE));
      assertThat(Scalability.of(endpoint(true), variant("ml.g5.xlarge", type)))
          .isEqualTo(new Unscalable(BLUE, NotScalable.BURSTABLE_INSTANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ml.trn1.2xlarge", "ml.trn2.48xlarge", "ml.m5.large", "ml.inf2.xlarge"})
    void on_any_other_type_is_not_burstable(String type) {
      assertThat(Scalability.of(endpoint(false), variant(type))).isInstanceOf(Scalable.class);
    }
  }

  @Nested
  class A_component {
    private static final InferenceComponent LLAMA = new InferenceComponent("Llama");

    @Test
    void is_scaled_by_its_copies() {
      assertThat(Scalability.of(endpoint(false), component(false)))
          .isEqualTo(
              new Scalable(
                  new HostedComponent(
                      LLAMA,
                      "arn:aws:sagemaker:us-east-1:111122223333:inference-component/llama",
                      "Chat",
                      "blue",
                      2,
                      Optional.empty())));
    }

    @Test
    void that_is_an_adapter_runs_on_its_bases_copies() {
      assertThat(Scalability.of(endpoint(false), component(true)))
          .isEqualTo(new Unscalable(LLAMA, NotScalable.ADAPTER_COMPONENT));
    }
  }

  @Test
  void has_a_resource_id_either_way() {
    assertThat(Scalability.of(endpoint(false), variant("ml.m5.large")).id()).isEqualTo(BLUE);
    assertThat(Scalability.of(endpoint(false), variant("ml.t2.large")).id()).isEqualTo(BLUE);
  }

  private static Endpoint endpoint(boolean async) {
    return new Endpoint(
        "Chat",
        ARN,
        new ResourceStatus("InService"),
        async,
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  private static Variant variant(String... types) {
    return new Variant("blue", 3, List.of(types), Optional.empty(), false, Optional.empty(), false);
  }

  private static Variant variant(Serverless serverless) {
    return new Variant(
        "blue", 0, List.of(), Optional.of(serverless), false, Optional.empty(), false);
  }

  private static Component component(boolean adapter) {
    return new Component(
        "Llama",
        "arn:aws:sagemaker:us-east-1:111122223333:inference-component/llama",
        new ResourceStatus("InService"),
        "Chat",
        "blue",
        adapter,
        2,
        Instant.EPOCH);
  }
}
