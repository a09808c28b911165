package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.SageMakerResources;
import io.github.tagscaler.resource.Component;
import io.github.tagscaler.resource.Deployment;
import io.github.tagscaler.resource.Endpoint;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.Variant;
import io.github.tagscaler.resource.Variant.Serverless;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SageMakerApiTest {
  private static final String ARN = "arn:aws:sagemaker:eu-central-1:111122223333:endpoint/chat";
  private static final String NOT_FOUND = "Could not find endpoint \"" + ARN + "\".";

  private final CannedAws aws = new CannedAws();
  private final AwsAdapters adapters = aws.adapters();
  private final SageMakerResources sageMaker = adapters.resources();
  private final SageMakerResources recalling = adapters.recallingResources();

  @AfterEach
  void close() {
    aws.close();
  }

  @Nested
  class Tags {
    @Test
    void come_from_every_page() {
      aws.answer(
              "ListTags", "{'Tags': [{'Key': 'autoscaling:min', 'Value': '1'}], 'NextToken': 't'}")
          .answer("ListTags", "{'Tags': [{'Key': 'team', 'Value': ''}]}");

      assertThat(sageMaker.tags(ARN)).contains(Map.of("autoscaling:min", "1", "team", ""));
      assertThat(aws.calls("ListTags")).extracting(c -> c.text("MaxResults")).containsOnly("50");
      assertThat(aws.calls("ListTags"))
          .extracting(c -> c.text("NextToken"))
          .containsExactly("-", "t");
    }

    @Test
    void of_a_missing_resource_are_empty() {
      aws.fail("ListTags", "ValidationException", NOT_FOUND);

      assertThat(sageMaker.tags(ARN)).isEmpty();
    }

    @Test
    void are_never_empty_because_of_another_failure() {
      aws.fail("ListTags", "ValidationException", "1 validation error detected");

      assertThatThrownBy(() -> sageMaker.tags(ARN))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.SERVICE_ERROR));
    }
  }

  @Nested
  class An_endpoint {
    @Test
    void is_read_together_with_its_config() {
      aws.answer(
              "DescribeEndpoint",
              endpoint(
                  "'ProductionVariants': [{'VariantName': 'blue', 'CurrentInstanceCount': 1, 'DesiredInstanceCount': 3}]"))
          .answer(
              "DescribeEndpointConfig",
              config("{'VariantName': 'blue', 'ModelName': 'm', 'InstanceType': 'ml.g5.xlarge'}"));

      assertThat(sageMaker.endpoint("chat", null))
          .contains(
              new Endpoint(
                  "Chat",
                  ARN,
                  new ResourceStatus("InService"),
                  false,
                  Instant.ofEpochSecond(1000),
                  Optional.of(Instant.ofEpochSecond(900)),
                  List.of(
                      new Variant(
                          "blue",
                          3,
                          List.of("ml.g5.xlarge"),
                          Optional.empty(),
                          false,
                          Optional.empty(),
                          false))));
      assertThat(aws.operations()).containsExactly("DescribeEndpoint", "DescribeEndpointConfig");
    }

    @Test
    void has_a_config_that_need_not_be_read_again_until_another_deployment() {
      aws.answer("DescribeEndpoint", deployed("t", 1))
          .answer(
              "DescribeEndpointConfig",
              config("{'VariantName': 'blue', 'ModelName': 'm', 'InstanceType': 'ml.g5.xlarge'}"));
      var read = sageMaker.endpoint("Chat", null);
      assertThat(recalling.endpoint("Chat", "c1")).isEqualTo(read);
      assertThat(aws.calls("DescribeEndpointConfig")).hasSize(1);

      // It was scaled.
      aws.replace("DescribeEndpoint", deployed("t", 3));
      assertThat(recalling.endpoint("Chat", "c1").orElseThrow().variants())
          .extracting(Variant::instances, Variant::instanceTypes)
          .containsExactly(tuple(3, List.of("ml.g5.xlarge")));
      assertThat(aws.calls("DescribeEndpointConfig")).hasSize(1);

      // The config was deleted and made anew under its name, and deployed.
      aws.replace("DescribeEndpoint", deployed("u", 3))
          .replace(
              "DescribeEndpointConfig",
              config("{'VariantName': 'blue', 'ModelName': 'm', 'InstanceType': 'ml.m5.large'}"));
      assertThat(recalling.endpoint("Chat", null).orElseThrow().variants())
          .extracting(Variant::instanceTypes)
          .containsExactly(List.of("ml.m5.large"));
    }

    private static String deployed(String image, int running) {
      return endpoint(
          "'ProductionVariants': [{'VariantName': 'blue', 'DeployedImages': [{'ResolvedImage': '%s'}], 'DesiredInstanceCount': %d}]"
              .formatted(image, running));
    }

    @Test
    void takes_two_calls_if_the_event_named_the_right_config() {
      aws.answer("DescribeEndpoint", endpoint("'ProductionVariants': []"))
          .answer("DescribeEndpointConfig", config(""));

      assertThat(sageMaker.endpoint("Chat", "c1")).isPresent();
      assertThat(aws.operations())
          .containsExactlyInAnyOrder("DescribeEndpoint", "DescribeEndpointConfig");
    }

    @Test
    void is_read_with_its_own_config_if_the_event_named_another() {
      aws.answer("DescribeEndpoint", endpoint("'ProductionVariants': []"))
          .fail("DescribeEndpointConfig old", "AccessDeniedException", "not that one")
          .answer("DescribeEndpointConfig c1", config(""));

      assertThat(sageMaker.endpoint("Chat", "old")).isPresent();
      // The read of the other one may still be on its way: nobody waits for it.
      assertThat(aws.calls("DescribeEndpointConfig"))
          .extracting(call -> call.text("EndpointConfigName"))
          .contains("c1")
          .isSubsetOf("old", "c1");
    }

    @Test
    void that_does_not_exist_is_empty_whatever_its_config() {
      aws.fail("DescribeEndpoint", "ValidationException", NOT_FOUND)
          .answer("DescribeEndpointConfig", config(""))
          .answer("ListEndpoints", "{'Endpoints': []}");

      assertThat(sageMaker.endpoint("chat", "c1")).isEmpty();
    }

    @Test
    void is_asynchronous_if_it_has_an_async_config() {
      aws.answer("DescribeEndpoint", endpoint("'AsyncInferenceConfig': {'OutputConfig': {}}"))
          .answer("DescribeEndpointConfig", config(""));

      assertThat(sageMaker.endpoint("chat", null)).get().matches(Endpoint::async);
    }

    @Test
    void a_failed_read_is_not_a_missing_resource() {
      aws.fail("DescribeEndpoint", 500, "InternalFailure", "Could not find a moment");

      assertThatThrownBy(() -> sageMaker.endpoint("chat", null))
          .isInstanceOf(CallFailedException.class);
    }
  }

  /** One wrong answer must not release anything. */
  @Nested
  class What_is_not_found {
    @Test
    void is_gone_if_the_list_agrees() {
      aws.fail("DescribeEndpoint", "ValidationException", NOT_FOUND);
      aws.answer("ListEndpoints", "{'Endpoints': []}");

      assertThat(sageMaker.endpoint("chat", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"chat, InService, true", "chat, Deleting, false", "chat2, InService, false"})
    void is_not_gone_if_the_list_shows_it_and_not_on_its_way_out(
        String name, String status, boolean contradicts) {
      aws.fail("DescribeEndpoint", "ValidationException", NOT_FOUND);
      aws.answer(
          "ListEndpoints",
          "{'Endpoints': [{'EndpointName': '%s', 'EndpointStatus': '%s'}]}"
              .formatted(name, status));

      if (contradicts) {
        assertThatThrownBy(() -> sageMaker.endpoint("chat", null))
            .isInstanceOf(CallFailedException.class)
            .hasMessage("SageMaker says that endpoint/chat does not exist, but lists it.");
      } else {
        assertThat(sageMaker.endpoint("chat", null)).isEmpty();
      }
    }

    @ParameterizedTest
    @CsvSource({"ic, InService, true", "ic, Deleting, false", "ic2, InService, false"})
    void is_likewise_with_a_component(String name, String status, boolean contradicts) {
      aws.fail("DescribeInferenceComponent", "ValidationException", "Could not find it.");
      aws.answer(
          "ListInferenceComponents",
          "{'InferenceComponents': [{'InferenceComponentName': '%s', 'InferenceComponentStatus': '%s'}]}"
              .formatted(name, status));

      if (contradicts) {
        assertThatThrownBy(() -> sageMaker.component("ic"))
            .isInstanceOf(CallFailedException.class)
            .hasMessage("SageMaker says that inference-component/ic does not exist, but lists it.");
      } else {
        assertThat(sageMaker.component("ic")).isEmpty();
      }
      assertThat(aws.calls("ListInferenceComponents").getFirst().text("NameContains"))
          .isEqualTo("ic");
    }
  }

  @Nested
  class A_variant {
    @Test
    void hosts_components_if_its_config_names_no_model() {
      given("{'VariantName': 'v'}", "{'VariantName': 'v', 'InstanceType': 'ml.g5.xlarge'}");

      assertThat(variant().hostsComponents()).isTrue();
    }

    @Test
    void hosts_components_if_SageMaker_manages_its_instances() {
      given(
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'ENABLED'}}",
          "{'VariantName': 'v', 'ModelName': 'm', 'InstanceType': 'ml.g5.xlarge'}");

      assertThat(variant().hostsComponents()).isTrue();
    }

    @Test
    void does_not_host_components_if_managed_scaling_is_disabled() {
      given(
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'DISABLED'}}",
          "{'VariantName': 'v', 'ModelName': 'm', 'InstanceType': 'ml.g5.xlarge'}");

      assertThat(variant().hostsComponents()).isFalse();
    }

    @Test
    void is_serverless_as_currently_desired() {
      given(
          "{'VariantName': 'v', 'CurrentServerlessConfig': {'MaxConcurrency': 5, 'MemorySizeInMB': 2048},"
              + " 'DesiredServerlessConfig': {'MaxConcurrency': 20, 'ProvisionedConcurrency': 4, 'MemorySizeInMB': 2048}}",
          "{'VariantName': 'v', 'ModelName': 'm', 'ServerlessConfig': {'MaxConcurrency': 5, 'MemorySizeInMB': 2048}}");

      assertThat(variant().serverless()).contains(new Serverless(20, Optional.of(4)));
    }

    @Test
    void is_serverless_as_it_runs_by_default() {
      given(
          "{'VariantName': 'v', 'CurrentServerlessConfig': {'MaxConcurrency': 5, 'MemorySizeInMB': 2048}}",
          "{'VariantName': 'v', 'ModelName': 'm', 'ServerlessConfig': {'MaxConcurrency': 5, 'MemorySizeInMB': 2048}}");

      assertThat(variant())
          .isEqualTo(
              new Variant(
                  "v",
                  0,
                  List.of(),
                  Optional.of(new Serverless(5, Optional.empty())),
                  false,
                  Optional.empty(),
                  false));
    }

    @Test
    void has_the_types_of_its_instance_pools() {
      given(
          "{'VariantName': 'v', 'DesiredInstanceCount': 2}",
          "{'VariantName': 'w', 'ModelName': 'm', 'InstancePools': [{'InstanceType': 'ml.p5.48xlarge', 'Priority': 1}]},"
              + "{'VariantName': 'v', 'ModelName': 'm', 'InstancePools': [{'InstanceType': 'ml.g5.xlarge', 'Priority': 1},"
              + " {'InstanceType': 'ml.g6.xlarge', 'Priority': 2}]}");

      assertThat(variant().instanceTypes()).containsExactly("ml.g5.xlarge", "ml.g6.xlarge");
    }

    @Test
    void runs_as_many_instances_as_it_is_to_run_and_else_as_it_runs() {
      given(
          "{'VariantName': 'v', 'CurrentInstanceCount': 1, 'DesiredInstanceCount': 3}",
          "{'VariantName': 'v', 'ModelName': 'm'}");
      assertThat(variant().instances()).isEqualTo(3);

      aws.forget("DescribeEndpoint");
      given(
          "{'VariantName': 'v', 'CurrentInstanceCount': 1}",
          "{'VariantName': 'v', 'ModelName': 'm'}");
      assertThat(variant().instances()).isEqualTo(1);
    }

    @Test
    void keeps_the_instances_that_SageMaker_manages() {
      given(
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'ENABLED', 'MinInstanceCount': 2}}",
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'ENABLED', 'MinInstanceCount': 1}}");

      assertThat(variant().managedMinInstances()).contains(2);
    }

    @Test
    void keeps_the_instances_of_its_config_where_the_endpoint_does_not_show_them() {
      given(
          "{'VariantName': 'v'}",
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'ENABLED', 'MinInstanceCount': 1}}");

      assertThat(variant().managedMinInstances()).contains(1);
    }

    @Test
    void keeps_none_if_managed_scaling_is_disabled() {
      given(
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'DISABLED', 'MinInstanceCount': 2}}",
          "{'VariantName': 'v', 'ManagedInstanceScaling': {'Status': 'ENABLED', 'MinInstanceCount': 1}}");

      assertThat(variant().managedMinInstances()).isEmpty();
    }

    /** The config was made at 900, the endpoint at 1000. */
    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "none; 900",
          "{}; 900",
          "{'ResolutionTime': 800}; 900",
          "{'ResolutionTime': 1200}, {'ResolutionTime': 1100}; 1200"
        },
        quoteCharacter = '"')
    void was_deployed_since_its_config_was_made_and_its_images_were_looked_up(
        String images, long since) {
      given(
          "{'VariantName': 'v', 'DeployedImages': [%s]}".formatted(images.replace("none", "")),
          "{'VariantName': 'v', 'ModelName': 'm', 'InitialInstanceCount': 2}");

      assertThat(variant().deployment())
          .contains(new Deployment(2, Instant.ofEpochSecond(since), Instant.ofEpochSecond(1000)));
    }

    @Test
    void has_no_known_deployment_without_a_number_of_instances_in_its_config() {
      given("{'VariantName': 'v'}", "{'VariantName': 'v', 'ModelName': 'm'}");

      assertThat(variant().deployment()).isEmpty();
    }

    @Test
    void that_shadows_another_is_distinguished() {
      aws.answer(
              "DescribeEndpoint",
              endpoint(
                  "'ProductionVariants': [{'VariantName': 'v', 'DesiredInstanceCount': 1}],"
                      + "'ShadowProductionVariants': [{'VariantName': 's', 'DesiredInstanceCount': 2}]"))
          .answer(
              "DescribeEndpointConfig",
              "{'EndpointConfigName': 'c1', 'EndpointConfigArn': 'a', 'CreationTime': 900,"
                  + "'ProductionVariants': [{'VariantName': 'v', 'ModelName': 'm', 'InstanceType': 'ml.m5.large'}],"
                  + "'ShadowProductionVariants': [{'VariantName': 's', 'ModelName': 'm', 'InstanceType': 'ml.m5.xlarge'}]}");

      assertThat(sageMaker.endpoint("chat", null).orElseThrow().variants())
          .containsExactly(
              new Variant(
                  "v", 1, List.of("ml.m5.large"), Optional.empty(), false, Optional.empty(), false),
              new Variant(
                  "s",
                  2,
                  List.of("ml.m5.xlarge"),
                  Optional.empty(),
                  false,
                  Optional.empty(),
                  true));
    }

    private void given(String summary, String configured) {
      aws.answer("DescribeEndpoint", endpoint("'ProductionVariants': [" + summary + "]"))
          .answer("DescribeEndpointConfig", config(configured));
    }
  }

  @Nested
  class With_its_config_deleted {
    @Test
    void an_endpoint_has_variants_of_unknown_type() {
      configIsGone("{'VariantName': 'v', 'DesiredInstanceCount': 2}");
      aws.answer("ListInferenceComponents", "{'InferenceComponents': []}");

      assertThat(sageMaker.endpoint("chat", null).orElseThrow())
          .satisfies(endpoint -> assertThat(endpoint.configCreated()).isEmpty())
          .extracting(Endpoint::variants)
          .isEqualTo(
              List.of(
                  new Variant(
                      "v", 2, List.of(), Optional.empty(), false, Optional.empty(), false)));
    }

    @Test
    void a_variant_hosts_components_if_it_has_one() {
      configIsGone(
          "{'VariantName': 'v', 'DesiredInstanceCount': 2}, {'VariantName': 'w', 'DesiredInstanceCount': 1}");
      aws.answer("ListInferenceComponents", "{'InferenceComponents': [" + summary("a", "w") + "]}");

      assertThat(sageMaker.endpoint("chat", null).orElseThrow().variants())
          .extracting(Variant::hostsComponents)
          .containsExactly(false, true);
      assertThat(aws.calls("ListInferenceComponents")).hasSize(1);
    }

    @Test
    void a_serverless_variant_needs_no_list_of_components() {
      configIsGone(
          "{'VariantName': 'v', 'CurrentServerlessConfig': {'MaxConcurrency': 5, 'MemorySizeInMB': 2048}}");

      assertThat(variant().hostsComponents()).isFalse();
      assertThat(aws.operations()).containsExactly("DescribeEndpoint", "DescribeEndpointConfig");
    }

    @Test
    void the_endpoint_still_has_its_instance_pools() {
      configIsGone(
          "{'VariantName': 'v', 'InstancePools': [{'InstanceType': 'ml.g5.xlarge', 'CurrentInstanceCount': 1}]}");
      aws.answer("ListInferenceComponents", "{'InferenceComponents': []}");

      assertThat(variant().instanceTypes()).containsExactly("ml.g5.xlarge");
    }

    private void configIsGone(String summaries) {
      aws.answer("DescribeEndpoint", endpoint("'ProductionVariants': [" + summaries + "]"))
          .fail(
              "DescribeEndpointConfig",
              "ValidationException",
              "Could not find endpoint configuration \"c1\".");
    }
  }

  @Nested
  class A_component {
    @Test
    void is_read_in_one_call() {
      aws.answer("DescribeInferenceComponent", component("'Specification': {'ModelName': 'm'}"));

      assertThat(sageMaker.component("ic"))
          .contains(
              new Component(
                  "IC",
                  "arn:ic",
                  new ResourceStatus("InService"),
                  "Chat",
                  "v",
                  false,
                  3,
                  Instant.ofEpochSecond(2000)));
      assertThat(aws.operations()).containsExactly("DescribeInferenceComponent");
    }

    @Test
    void is_an_adapter_if_its_specification_names_a_base() {
      aws.answer(
          "DescribeInferenceComponent",
          component("'Specification': {'BaseInferenceComponentName': 'base'}"));

      assertThat(sageMaker.component("ic")).get().matches(Component::adapter);
    }

    @Test
    void is_an_adapter_if_one_of_its_specifications_names_a_base() {
      aws.answer(
          "DescribeInferenceComponent",
          component(
              "'Specifications': [{'InstanceType': 'ml.g5.xlarge', 'BaseInferenceComponentName': 'base'},"
                  + " {'InstanceType': 'ml.g6.xlarge', 'BaseInferenceComponentName': 'base'}]"));

      assertThat(sageMaker.component("ic")).get().matches(Component::adapter);
    }

    @Test
    void that_is_gone_is_empty() {
      aws.fail(
          "DescribeInferenceComponent",
          "ValidationException",
          "Could not find inference component.");
      aws.answer("ListInferenceComponents", "{'InferenceComponents': []}");

      assertThat(sageMaker.component("ic")).isEmpty();
    }

    @Test
    void of_a_missing_endpoint_is_none() {
      aws.fail("ListInferenceComponents", "ValidationException", "Could not find endpoint \"x\".");

      assertThat(sageMaker.componentsOf("Chat")).isEmpty();
    }

    @Test
    void of_an_endpoint_that_cannot_be_listed_is_a_failure() {
      aws.fail("ListInferenceComponents", "AccessDeniedException", "not authorized to perform");

      assertThatThrownBy(() -> sageMaker.componentsOf("Chat"))
          .isInstanceOf(CallFailedException.class);
    }

    @Test
    void of_an_endpoint_is_listed_from_every_page() {
      aws.answer(
              "ListInferenceComponents",
              "{'InferenceComponents': [" + summary("a", "v") + "], 'NextToken': 't'}")
          .answer(
              "ListInferenceComponents", "{'InferenceComponents': [" + summary("b", "v") + "]}");

      assertThat(sageMaker.componentsOf("Chat")).containsExactly("a", "b");
      assertThat(aws.calls().getFirst())
          .satisfies(call -> assertThat(call.text("EndpointNameEquals")).isEqualTo("Chat"))
          .satisfies(call -> assertThat(call.text("MaxResults")).isEqualTo("100"));
    }
  }

  @Nested
  class A_lower_cased_name {
    @Test
    void is_returned_in_its_own_case_by_describing_it() {
      aws.answer("DescribeEndpoint", endpoint("'ProductionVariants': []"));

      assertThat(sageMaker.endpointName("chat")).contains("Chat");
      assertThat(aws.operations()).containsExactly("DescribeEndpoint");
    }

    @Test
    void is_otherwise_searched_among_those_that_contain_it() {
      aws.fail("DescribeEndpoint", "ValidationException", NOT_FOUND)
          .answer("ListEndpoints", "{'Endpoints': [" + listed("chat-2") + "], 'NextToken': 't'}")
          .answer("ListEndpoints", "{'Endpoints': [" + listed("Chat") + "]}");

      assertThat(sageMaker.endpointName("chat")).contains("Chat");
      assertThat(aws.calls("ListEndpoints"))
          .extracting(c -> c.text("NameContains"))
          .containsOnly("chat");
    }

    @Test
    void is_otherwise_searched_among_all() {
      aws.fail("DescribeEndpoint", "ValidationException", NOT_FOUND)
          .answer("ListEndpoints", "{'Endpoints': []}")
          .answer("ListEndpoints", "{'Endpoints': [" + listed("CHAT") + "]}");

      assertThat(sageMaker.endpointName("chat")).contains("CHAT");
      assertThat(aws.calls("ListEndpoints"))
          .extracting(c -> c.text("NameContains"))
          .containsExactly("chat", "-");
    }

    @Test
    void of_a_missing_resource_is_empty_only_after_all_searches() {
      aws.fail("DescribeEndpoint", "ValidationException", NOT_FOUND)
          .answer("ListEndpoints", "{'Endpoints': []}");

      assertThat(sageMaker.endpointName("chat")).isEmpty();
      assertThat(aws.operations())
          .containsExactly("DescribeEndpoint", "ListEndpoints", "ListEndpoints");
    }

    @Test
    void of_a_component_is_found_in_the_same_way() {
      aws.answer("DescribeInferenceComponent", component(""));
      assertThat(sageMaker.componentName("ic")).contains("IC");
      assertThat(aws.operations()).containsExactly("DescribeInferenceComponent");

      aws.forget("DescribeInferenceComponent")
          .fail("DescribeInferenceComponent", "ValidationException", "Could not find it.")
          .answer(
              "ListInferenceComponents llm",
              "{'InferenceComponents': [" + summary("Llm", "v") + "]}")
          .answer("ListInferenceComponents", "{'InferenceComponents': []}");
      assertThat(sageMaker.componentName("llm")).contains("Llm");
      assertThat(aws.calls("ListInferenceComponents")).hasSize(1);
    }

    @Test
    void of_a_component_is_otherwise_searched_among_all() {
      aws.fail("DescribeInferenceComponent", "ValidationException", "Could not find it.")
          .answer("ListInferenceComponents", "{'InferenceComponents': []}")
          .answer(
              "ListInferenceComponents", "{'InferenceComponents': [" + summary("Llm", "v") + "]}");

      assertThat(sageMaker.componentName("llm")).contains("Llm");
    }
  }

  @Nested
  class A_fault {
    @Test
    void that_passes_is_not_seen() {
      aws.fail("ListTags", "ThrottlingException", "Rate exceeded")
          .lose("ListTags")
          .answer("ListTags", "{'Tags': []}");

      assertThat(sageMaker.tags(ARN)).contains(Map.of());
      assertThat(aws.calls()).hasSize(3);
    }

    @Test
    void in_the_middle_of_an_answer_that_is_kept_is_not_seen_either() {
      aws.lose("DescribeInferenceComponent").answer("DescribeInferenceComponent", component(""));

      assertThat(sageMaker.component("ic")).isPresent();
    }

    @Test
    void that_persists_is_reported_after_three_attempts() {
      aws.fail("ListTags", 503, "ServiceUnavailable", "Try again");

      assertThatThrownBy(() -> sageMaker.tags(ARN))
          .hasMessage(
              "ListTags of " + ARN + " failed: ServiceUnavailable: Try again (request r-1).");
      assertThat(aws.calls()).hasSize(3);
    }
  }

  private Variant variant() {
    return sageMaker.endpoint("chat", null).orElseThrow().variants().getFirst();
  }

  private static String endpoint(String more) {
    return "{'EndpointName': 'Chat', 'EndpointArn': '%s', 'EndpointConfigName': 'c1', 'EndpointStatus': 'InService', 'CreationTime': 1000, 'LastModifiedTime': 1001, %s}"
        .formatted(ARN, more);
  }

  private static String config(String variants) {
    return "{'EndpointConfigName': 'c1', 'EndpointConfigArn': 'a', 'CreationTime': 900, 'ProductionVariants': [%s]}"
        .formatted(variants);
  }

  private static String component(String specification) {
    return "{'InferenceComponentName': 'IC', 'InferenceComponentArn': 'arn:ic', 'EndpointName': 'Chat', 'EndpointArn': 'e', 'VariantName': 'v',"
        + " 'InferenceComponentStatus': 'InService', 'CreationTime': 1, 'LastModifiedTime': 2000, 'RuntimeConfig': {'DesiredCopyCount': 3, 'CurrentCopyCount': 1}"
        + (specification.isEmpty() ? "}" : ", " + specification + "}");
  }

  private static String summary(String name, String variant) {
    return "{'InferenceComponentName': '%s', 'InferenceComponentArn': 'a', 'EndpointName': 'Chat', 'EndpointArn': 'e', 'VariantName': '%s', 'CreationTime': 1, 'LastModifiedTime': 1}"
        .formatted(name, variant);
  }

  private static String listed(String name) {
    return "{'EndpointName': '%s', 'EndpointArn': 'a', 'EndpointStatus': 'InService', 'CreationTime': 1, 'LastModifiedTime': 1}"
        .formatted(name);
  }
}
