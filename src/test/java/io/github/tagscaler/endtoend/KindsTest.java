package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind is scaled in its dimension; what cannot be scaled is skipped with the reason. */
class KindsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static String only(Invocation run) {
    var outcome = run.outcome();
    return "%s %s".formatted(outcome.ending(), outcome.kind().orElse("-"));
  }

  private static void holds(String resourceId, String dimension, String bounds, String tracks) {
    var target = account.target(resourceId);
    assertThat(target.dimension()).isEqualTo("sagemaker:" + dimension);
    assertThat(target.bounds()).isEqualTo(bounds);
    assertThat(target.metricAndTarget()).isEqualTo(tracks);
  }

  @Nested
  class Registers {
    @Test
    void instances_of_a_real_time_variant_by_requests_in_flight() {
      account.endpoint("chat", "policy=default", "max=6");

      assertThat(only(account.invoke(SampleEvents.inService("chat"))))
          .isEqualTo("Applied real-time");

      holds(
          ON_CHAT,
          "variant:DesiredInstanceCount",
          "1-6",
          "SageMakerVariantConcurrentRequestsPerModelHighResolution 5");
      assertThat(account.target(ON_CHAT).tags())
          .containsEntry("tagscaler:stack", "tagscaler")
          .hasEntrySatisfying("tagscaler:config", hash -> assertThat(hash).startsWith("v1:"));
    }

    // Asynchronous endpoints publish no Invocations and no InvocationsPerInstance (SageMaker
    // developer guide, "Monitor asynchronous endpoint"): a policy on those would never fire.
    @Test
    void instances_of_an_asynchronous_variant_by_their_backlog_of_the_whole_endpoint() {
      account.seed(
          """
          {"endpoints": [{"name": "chat", "async": true, "tags": {"autoscaling:policy": "default"}}]}
          """);

      assertThat(only(account.invoke(SampleEvents.inService("chat")))).isEqualTo("Applied async");

      holds(ON_CHAT, "variant:DesiredInstanceCount", "1-4", "ApproximateBacklogSizePerInstance 5");
      var metric = account.target(ON_CHAT).tracking().get("CustomizedMetricSpecification");
      assertThat(metric.get("Namespace")).isEqualTo(Json.of("AWS/SageMaker"));
      assertThat(metric.get("Dimensions").write())
          .isEqualTo("[{\"Name\":\"EndpointName\",\"Value\":\"chat\"}]");
    }

    @Test
    void no_invocations_of_an_asynchronous_variant() {
      account.seed(
          """
          {"endpoints": [{"name": "chat", "async": true,
            "tags": {"autoscaling:metric": "invocations", "autoscaling:target": "100"}}]}
          """);

      var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

      assertThat(outcome.ending()).isEqualTo("Rejected MetricNotSupported");
      assertThat(outcome.message()).contains("backlog");
      assertThat(account.targets()).isEmpty();
    }

    // The metric is a share of 1, and so is its target (SageMaker developer guide, "Automatically
    // scale provisioned concurrency"): 70 would never be reached.
    @Test
    void provisioned_concurrency_by_its_used_share_of_one() {
      account.endpointOf(
          "chat",
          "[{\"serverless\": {\"maxConcurrency\": 20, \"provisionedConcurrency\": 2}}]",
          "metric=utilization",
          "target=70");

      assertThat(only(account.invoke(SampleEvents.inService("chat"))))
          .isEqualTo("Applied serverless");

      holds(
          ON_CHAT,
          "variant:DesiredProvisionedConcurrency",
          "1-10",
          "SageMakerVariantProvisionedConcurrencyUtilization 0.7");
    }

    @Test
    void copies_of_a_component_by_requests_in_flight() {
      account.host("models");
      account.component("llama", "models", "policy=default");

      assertThat(only(account.invoke(SampleEvents.componentCreated("llama"))))
          .isEqualTo("Applied component");

      holds(
          "inference-component/llama",
          "inference-component:DesiredCopyCount",
          "1-4",
          "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution 5");
    }

    // InvocationsPerInstance counts a minute, a load test a second (SageMaker developer guide,
    // "Load testing your auto scaling configuration": RPS × safety factor × 60).
    @Test
    void requests_a_second_as_invocations_a_minute() {
      account.endpoint("chat", "max-rps=20");

      account.invoke(SampleEvents.inService("chat"));

      assertThat(account.target(ON_CHAT).metricAndTarget())
          .isEqualTo("SageMakerVariantInvocationsPerInstance 600");
    }

    // CPUUtilization of a variant is the sum over its cores (SageMaker developer guide, "Monitor
    // SageMaker AI with CloudWatch"): on 8 vCPUs it goes to 800.
    @Test
    void processor_time_times_the_processors_of_the_instance_type() {
      account.endpointOf("chat", "[{\"instanceType\": \"ml.c5.2xlarge\"}]", "policy=cpu-model");

      account.invoke(SampleEvents.inService("chat"));

      assertThat(account.target(ON_CHAT).metricAndTarget()).isEqualTo("CPUUtilization 400");
    }

    // With instance pools the variant has no InstanceType at all, neither in its config nor in
    // DescribeEndpoint (API reference, ProductionVariant); it can be registered all the same.
    @Test
    void a_variant_of_several_instance_types() {
      account.endpointOf(
          "chat", "[{\"pools\": [\"ml.g5.xlarge\", \"ml.g6.xlarge\"]}]", "max-rps=20");

      assertThat(only(account.invoke(SampleEvents.inService("chat"))))
          .isEqualTo("Applied real-time");
    }

    // A config can be deleted while its endpoint lives (API reference, DeleteEndpointConfig).
    @Test
    void a_variant_whose_config_is_gone() {
      account.seed(
          """
          {"endpoints": [{"name": "chat", "configDeleted": true,
            "tags": {"autoscaling:policy": "default"}}]}
          """);

      assertThat(only(account.invoke(SampleEvents.inService("chat"))))
          .isEqualTo("Applied real-time");
    }
  }

  // Only the error names the type then, and trying again would not change it.
  @Test
  void a_burstable_variant_whose_config_is_gone_is_rejected_with_its_remedy() {
    account.seed(
        """
        {"endpoints": [{"name": "chat", "configDeleted": true,
          "variants": [{"instanceType": "ml.t2.medium"}],
          "tags": {"autoscaling:policy": "default"}}]}
        """);

    assertThat(account.invoke(SampleEvents.inService("chat")).endings())
        .containsExactly(
            Map.entry("endpoint/chat/variant/AllTraffic", "Rejected PolicyNotApplicable"));
  }

  /** Each with its own code, and without a call that writes. */
  @Nested
  class Skips {
    private void skips(Invocation run, String resourceId, String code) {
      assertThat(run.endings()).containsEntry(resourceId, "Skipped " + code);
      assertThat(run.writes()).isEmpty();
      assertThat(account.targets()).isEmpty();
    }

    // An adapter names its base and runs on its copies (SageMaker developer guide, "Adapt models");
    // the base may be in Specification or in one of several Specifications.
    @Test
    void an_adapter() {
      account.host("models");
      account.seed(
          """
          {"components": [
            {"name": "llama", "endpoint": "models"},
            {"name": "poet", "endpoint": "models", "base": "llama",
             "tags": {"autoscaling:policy": "default"}}]}
          """);

      skips(
          account.invoke(SampleEvents.componentCreated("poet")),
          "inference-component/poet",
          "AdapterComponent");
    }

    // Managed instance scaling follows the copies: registering the variant too would set two
    // controllers on the same instances.
    @Test
    void a_variant_that_hosts_components() {
      account.host("models", "policy=default");

      skips(
          account.invoke(SampleEvents.inService("models")),
          "endpoint/models/variant/AllTraffic",
          "HostsComponents");
    }

    @Test
    void a_variant_without_a_model_that_hosts_components_on_fixed_instances() {
      account.endpointOf("models", "[{\"hostsComponents\": true}]", "policy=default");

      skips(
          account.invoke(SampleEvents.inService("models")),
          "endpoint/models/variant/AllTraffic",
          "HostsComponents");
    }

    @Test
    void a_shadow_variant_but_not_its_production_variant() {
      account.seed(
          """
          {"endpoints": [{"name": "chat", "tags": {"autoscaling:policy": "default"},
            "variants": [{"name": "live"}], "shadow": [{"name": "trial"}]}]}
          """);

      assertThat(account.invoke(SampleEvents.inService("chat")).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/live", "Applied",
                  "endpoint/chat/variant/trial", "Skipped ShadowVariant"));
    }

    @Test
    void a_serverless_variant_without_provisioned_concurrency() {
      account.endpointOf("chat", "[{\"serverless\": {\"maxConcurrency\": 20}}]", "policy=default");

      skips(account.invoke(SampleEvents.inService("chat")), ON_CHAT, "NoProvisionedConcurrency");
    }

    // "You cannot register a variant with ml.t2.medium instance type": the type is in the
    // config only, not in DescribeEndpoint.
    @Test
    void a_burstable_instance() {
      account.endpointOf("chat", "[{\"instanceType\": \"ml.t2.medium\"}]", "policy=default");

      skips(account.invoke(SampleEvents.inService("chat")), ON_CHAT, "BurstableInstance");
    }

    @Test
    void no_trainium_instance_whose_name_starts_with_a_t_too() {
      account.endpointOf("chat", "[{\"instanceType\": \"ml.trn1.2xlarge\"}]", "policy=default");

      assertThat(only(account.invoke(SampleEvents.inService("chat"))))
          .isEqualTo("Applied real-time");
    }
  }

  /** The variants of an endpoint, each on its own. */
  @Nested
  class Variants {
    private static final String TWO = "[{\"name\": \"blue\"}, {\"name\": \"green\"}]";

    @Test
    void are_all_registered() {
      account.endpointOf("chat", TWO, "policy=default");

      assertThat(account.invoke(SampleEvents.inService("chat")).endings().values())
          .containsExactly("Applied", "Applied");
      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactly("endpoint/chat/variant/blue", "endpoint/chat/variant/green");
    }

    @Test
    void follow_keys_of_their_own_over_the_common_ones() {
      account.endpointOf("chat", TWO, "max=3", "MAX@Blue=8", "policy@green=off");

      var run = account.invoke(SampleEvents.inService("chat"));

      assertThat(run.endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/blue", "Applied",
                  "endpoint/chat/variant/green", "Skipped Off"));
      assertThat(account.target("endpoint/chat/variant/blue").bounds()).isEqualTo("1-8");
    }

    @Test
    void are_opted_in_one_by_one() {
      account.endpointOf("chat", TWO, "max@blue=2");

      assertThat(account.invoke(SampleEvents.inService("chat")).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/blue", "Applied",
                  "endpoint/chat/variant/green", "Skipped NotTagged"));
    }

    @Test
    void that_are_well_tagged_go_on_beside_one_that_is_not() {
      account.endpointOf("chat", TWO, "policy=default", "max@blue=many");

      assertThat(account.invoke(SampleEvents.inService("chat")).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/chat/variant/blue", "Rejected BadValue",
                  "endpoint/chat/variant/green", "Applied"));
    }

    // The registration of the first moves its capacity, and the endpoint is Updating while it does.
    @Test
    void that_have_to_wait_for_one_another_are_all_registered_in_the_end() {
      account.endpointOf("chat", TWO, "min=2");

      var first = account.invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofMinutes(2));
      var second = account.invoke(SampleEvents.inService("chat"));

      assertThat(first.raised()).isTrue();
      assertThat(first.endings().values()).containsExactlyInAnyOrder("Applied", "Failed NotReady");
      assertThat(second.endings().values()).containsExactlyInAnyOrder("Unchanged", "Applied");
      assertThat(account.targets())
          .extracting(RegisteredTarget::bounds)
          .containsExactly("2-4", "2-4");
    }

    // During a blue/green deployment a variant may not be there yet, or not any more.
    @Test
    void that_are_not_there_are_warned_of_only() {
      account.endpointOf("chat", TWO, "policy=default", "max@purple=8");

      var run = account.invoke(SampleEvents.inService("chat"));

      assertThat(run.outcomes())
          .allSatisfy(outcome -> {
            assertThat(outcome.ending()).isEqualTo("Applied");
            assertThat(outcome.warnings()).containsExactly("UnknownVariant");
          });
    }
  }

  @Nested
  class Components {
    private static final String LLAMA = "inference-component/llama";

    @Test
    void inherit_what_their_endpoint_says_and_they_do_not() {
      account.host("models", "policy=default", "max=9", "min=2");
      account.component("llama", "models", "max=6");

      account.invoke(SampleEvents.componentCreated("llama"));

      assertThat(account.target(LLAMA).bounds()).isEqualTo("2-6");
    }

    // Components have no events, so those of the endpoint have to cover them.
    @Test
    void are_covered_when_their_endpoint_is_in_service() {
      account.host("models", "policy=default");
      account.component("llama", "models");
      account.component("mistral", "models", "policy=off");

      assertThat(account.invoke(SampleEvents.inService("models")).endings())
          .isEqualTo(
              Map.of(
                  "endpoint/models/variant/AllTraffic",
                  "Skipped HostsComponents",
                  LLAMA,
                  "Applied",
                  "inference-component/mistral",
                  "Skipped Off"));
    }

    @Test
    void do_not_see_the_keys_of_a_variant() {
      account.host("models", "max@AllTraffic=9");
      account.component("llama", "models");

      assertThat(only(account.invoke(SampleEvents.componentCreated("llama"))))
          .isEqualTo("Skipped NotTagged component");
    }

    @Test
    void keep_the_case_of_their_name_where_an_arn_does_not() {
      account.host("Models");
      account.component("Llama-3", "Models", "policy=default");

      account.invoke(SampleEvents.tagChange("inference-component/Llama-3"));

      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactly("inference-component/Llama-3");
    }

    // A component has either one Specification or several Specifications, and then the former is
    // absent (API reference, DescribeInferenceComponent).
    @ParameterizedTest
    @CsvSource({"ModelName, Applied", "BaseInferenceComponentName, Skipped AdapterComponent"})
    void may_have_several_specifications(String member, String ending) throws Exception {
      account.host("models");
      account.component("llama", "models");
      account.user.createComponentOfSeveralSpecifications(
          """
          {"InferenceComponentName": "many", "EndpointName": "models", "VariantName": "AllTraffic",
           "Specifications": [{"InstanceType": "ml.g5.12xlarge", "%s": "llama",
             "ComputeResourceRequirements": {"MinMemoryRequiredInMb": 1024}}],
           "RuntimeConfig": {"CopyCount": 1},
           "Tags": [{"Key": "autoscaling:policy", "Value": "default"}]}
          """
              .formatted(member));
      account.advance(Duration.ofMinutes(2));

      assertThat(account.invoke(SampleEvents.componentCreated("many")).outcome().ending())
          .isEqualTo(ending);
    }

    @Test
    void that_failed_are_reported_as_failed() {
      account.host("models");
      account.seed(
          """
          {"components": [{"name": "llama", "endpoint": "models", "status": "Failed",
            "failureReason": "no capacity", "tags": {"autoscaling:policy": "default"}}]}
          """);

      assertThat(only(account.invoke(SampleEvents.componentUpdated("llama"))))
          .isEqualTo("Skipped ResourceFailed component");
    }
  }

  // Tag values cannot hold JSON, commas, quotes or brackets (API reference, TagValue), and the
  // stand-in is as strict: what is asked for has to be sayable in them at all.
  @Test
  void everything_that_can_be_asked_for_fits_into_tags() {
    account.endpoint(
        "chat",
        "policy=llm+ha",
        "max=8",
        "metric=concurrency",
        "target=2.5",
        "scale-in-cooldown=5m",
        "scale-out-cooldown=30s",
        "scale-in=off");

    assertThat(only(account.invoke(SampleEvents.inService("chat")))).isEqualTo("Applied real-time");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-8");
    var tracking = account.target(ON_CHAT).tracking();
    assertThat(tracking.get("ScaleInCooldown")).isEqualTo(Json.of(300));
    assertThat(tracking.get("ScaleOutCooldown")).isEqualTo(Json.of(30));
    assertThat(tracking.get("DisableScaleIn")).isEqualTo(Json.of(true));
  }

  @Test
  void what_the_event_says_of_tags_and_counts_is_not_believed() {
    account.endpoint("chat", "max=3");
    var event = Events.with(SampleEvents.inService("chat"), "detail.Tags", Json.Null.NULL);

    account.invoke(Events.with(event, "detail.ProductionVariants", Json.of("none")));

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-3");
  }
}
