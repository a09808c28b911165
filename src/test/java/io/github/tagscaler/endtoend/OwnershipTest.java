package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;

/** Only what Tagscaler manages is ever changed, and nothing of it is left behind. */
class OwnershipTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final MetricType CONCURRENCY =
      MetricType.SAGE_MAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION;
  private static final MetricType INVOCATIONS =
      MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE;

  @RegisterExtension static final TestAccount account = new TestAccount();

  @Nested
  class The_second_run {
    // Every scaling activity makes SageMaker send IN_SERVICE again. Registering then would undo
    // what scheduled actions did and move capacity, as every register call does, even one that
    // sends no bounds (API reference, RegisterScalableTarget).
    @Test
    void writes_nothing() {
      account.endpoint("chat", "policy=llm+ha", "max=6");
      account.invoke(SampleEvents.inService("chat"));
      account.advance(Duration.ofMinutes(2));
      var before = account.scaling();

      var again = account.invoke(SampleEvents.inService("chat"));

      assertThat(again.outcome().ending()).isEqualTo("Unchanged");
      assertThat(again.writes()).isEmpty();
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void writes_nothing_when_scaling_has_moved_capacity() {
      account.endpoint("chat", "max=6");
      account.invoke(SampleEvents.inService("chat"));
      account.user.setInstances("chat", 4);
      account.advanceMoreThanADay();

      assertThat(account.invoke(SampleEvents.inService("chat")).writes()).isEmpty();
      assertThat(account.capacities()).containsEntry("chat/AllTraffic", 4);
    }
  }

  // Tags in RegisterScalableTarget are for new targets: "To update tags on an existing scalable
  // target, use the TagResource API." A policy of another name on the same metric is refused while
  // the old one exists; one on another metric is a second policy.
  @Test
  void changed_tags_change_bounds_and_metric_and_the_fingerprint_last() {
    account.endpoint("chat", "max=6");
    account.invoke(SampleEvents.inService("chat"));
    var before = account.target(ON_CHAT).tags();
    account.user.tag("endpoint/chat", "max=8", "metric=invocations", "target=100");

    var run = account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    var target = account.target(ON_CHAT);
    assertThat(target.bounds()).isEqualTo("1-8");
    assertThat(target.policies()).containsExactly("tagscaler-track-invocations");
    assertThat(target.tags().get("tagscaler:config")).isNotEqualTo(before.get("tagscaler:config"));
    assertThat(run.writes()).last().isEqualTo("TagResource");
    assertThat(run.calls("RegisterScalableTarget"))
        .allSatisfy(call -> assertThat(call.request()).doesNotContain("\"Tags\""));
  }

  /** A policy cannot be renamed, and AWS takes one for each metric. */
  @Test
  void a_policy_of_ours_under_an_old_name_makes_way_for_the_new_one() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.user.deletePolicy(ON_CHAT, "tagscaler-track-concurrency");
    account.user.putTrackingPolicy(ON_CHAT, "tagscaler-track-old-name", CONCURRENCY, 3);

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.writes()).containsExactly("DeleteScalingPolicy", "PutScalingPolicy");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
  }

  @Test
  void policies_beyond_the_ten_of_a_page_are_seen_too() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    // Sorted before ours, so that ours is on the second page.
    for (int i = 0; i < 11; i++) {
      customPolicy("a-" + i, "Metric" + i);
    }

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Unchanged");
    assertThat(run.calls("DescribeScalingPolicies")).hasSize(2);
  }

  private static void customPolicy(String name, String metric) {
    account.user.scaling.putScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(ON_CHAT)
            .scalableDimension("sagemaker:variant:DesiredInstanceCount")
            .policyName(name)
            .policyType("TargetTrackingScaling")
            .targetTrackingScalingPolicyConfiguration(tracking ->
                tracking
                    .targetValue(1.0)
                    .customizedMetricSpecification(
                        spec -> spec.namespace("Mine").metricName(metric).statistic("Average"))));
  }

  @Nested
  class What_somebody_else_registered {
    private void theirs(String tags) {
      account.endpoint("chat", "policy=default", "max=9");
      account.seed(
          """
          {"targets": [{"resourceId": "endpoint/chat/variant/AllTraffic", "min": 1, "max": 3,
            "tags": %s,
            "policies": [{"PolicyName": "tagscaler-track-concurrency",
              "PolicyType": "TargetTrackingScaling",
              "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70.0,
                "PredefinedMetricSpecification":
                  {"PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}}}],
            "actions": [{"ScheduledActionName": "tagscaler-morning",
              "Schedule": "cron(0 9 * * ? *)",
              "ScalableTargetAction": {"MinCapacity": 2, "MaxCapacity": 3}}]}]}
          """
              .formatted(tags));
    }

    // DescribeScalableTargets has no tags: only ListTagsForResource shows who manages a target.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"owner\": \"them\"}",
          "{\"tagscaler:config\": \"v1:0\"}",
          "{\"tagscaler:stack\": \"another\", \"tagscaler:config\": \"v1:0\"}"
        })
    void is_not_touched_whatever_the_tags_ask_for(String tags) {
      theirs(tags);
      var before = account.scaling();

      var wanted = account.invoke(SampleEvents.inService("chat"));
      var requested = account.invoke(SampleEvents.requested("chat"));
      account.user.tag("endpoint/chat", "policy=off");
      var off = account.invoke(SampleEvents.addTags("endpoint/chat"));
      account.user.untag("endpoint/chat", "policy", "max");
      var untagged = account.invoke(SampleEvents.addTags("endpoint/chat"));

      assertThat(wanted.outcome().ending()).isEqualTo("Rejected NotOwned");
      assertThat(requested.outcome().ending()).isEqualTo("Rejected NotOwned");
      assertThat(off.outcome().ending()).isEqualTo("Skipped Off");
      assertThat(untagged.outcome().ending()).isEqualTo("Skipped NotTagged");
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void is_not_released_with_its_endpoint() {
      theirs("{}");
      account.seed(
          "{\"endpoints\": [{\"name\": \"other\", \"tags\": {\"autoscaling:max\": \"2\"}}]}");
      var before = account.scaling();

      var run = account.invoke(SampleEvents.state("unknown", "DELETED"));

      assertThat(run.outcomes()).isEmpty();
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void on_the_same_metric_of_a_managed_target_is_reported() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      account.user.deletePolicy(ON_CHAT, "tagscaler-track-concurrency");
      account.user.putTrackingPolicy(ON_CHAT, "theirs", CONCURRENCY, 3);
      var before = account.scaling();

      var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

      assertThat(outcome.ending()).isEqualTo("Rejected NotOwned");
      assertThat(outcome.message()).contains("theirs");
      assertThat(account.scaling()).isEqualTo(before);
    }
  }

  @Nested
  class Releases {
    @BeforeEach
    void register() {
      account.endpoint("chat", "policy=default");
      account.invoke(SampleEvents.inService("chat"));
      assertThat(account.targets()).hasSize(1);
    }

    private void released(Invocation run) {
      assertThat(run.outcome().ending()).isEqualTo("Released");
      assertThat(account.targets()).isEmpty();
      assertThat(account.state().get("alarms").stream()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "none", "disabled", "no", "false", "OFF"})
    void when_switched_off(String word) {
      account.user.tag("endpoint/chat", "policy=" + word);

      released(account.invoke(SampleEvents.addTags("endpoint/chat")));
      assertThat(account.invoke(SampleEvents.addTags("endpoint/chat")).outcome().ending())
          .isEqualTo("Skipped Off");
    }

    @Test
    void when_the_tags_are_gone() {
      account.user.untag("endpoint/chat", "policy");

      released(account.invoke(SampleEvents.tagChange("endpoint/chat")));
    }

    @Test
    void when_the_endpoint_is_being_deleted() {
      account.seed(
          """
          {"endpoints": [{"name": "bye", "status": "Deleting"}],
           "targets": [{"resourceId": "endpoint/bye/variant/AllTraffic", "min": 1, "max": 3,
             "tags": {"tagscaler:stack": "tagscaler", "tagscaler:config": "v1:0"}}]}
          """);

      var run = account.invoke(SampleEvents.state("bye", "DELETING"));

      assertThat(run.endings()).isEqualTo(Map.of("endpoint/bye/variant/AllTraffic", "Released"));
      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactly(ON_CHAT);
    }

    // SageMaker deregisters the variants of an endpoint that is deleted, by itself.
    @Test
    void nothing_that_sagemaker_has_taken_away_already() {
      account.user.sageMaker.deleteEndpoint(call -> call.endpointName("chat"));
      account.advance(Duration.ofMinutes(2));

      var run = account.invoke(SampleEvents.state("chat", "DELETED"));

      assertThat(run.outcomes()).isEmpty();
      assertThat(run.writes()).isEmpty();
    }

    // AWS refuses to delete or change what is registered, so releasing is how an owner gets free
    // (SageMaker developer guide, "Update endpoints that use automatic scaling").
    @Test
    void so_that_the_endpoint_can_change_its_instance_type_again() {
      account.seed(
          """
          {"configs": [{"EndpointConfigName": "larger", "ProductionVariants": [
             {"VariantName": "AllTraffic", "ModelName": "m", "InstanceType": "ml.g5.4xlarge",
              "InitialInstanceCount": 1}]}]}
          """);
      assertThat(account.user.updateRejection("chat", "larger"))
          .hasValueSatisfying(why -> assertThat(why).contains("scalable target"));
      account.user.tag("endpoint/chat", "policy=off");

      released(account.invoke(SampleEvents.addTags("endpoint/chat")));

      assertThat(account.user.updateRejection("chat", "larger")).isEmpty();
    }

    @Test
    void everything_except_what_another_tool_attached() {
      account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);
      account.user.putScheduledAction(ON_CHAT, "their-morning");
      account.user.tag("endpoint/chat", "policy=off");

      var outcome = account.invoke(SampleEvents.addTags("endpoint/chat")).outcome();

      assertThat(outcome.ending()).isEqualTo("Released");
      var target = account.target(ON_CHAT);
      assertThat(target.policies()).containsExactly("theirs");
      assertThat(target.actions()).containsExactly("their-morning");
      assertThat(target.tags()).isEmpty();
    }
  }

  @Nested
  class Releases_a_component {
    private static final String LLAMA = "inference-component/llama";

    @BeforeEach
    void register() {
      account.host("models");
      account.component("llama", "models", "policy=default");
      account.invoke(SampleEvents.componentCreated("llama"));
      assertThat(account.targets()).hasSize(1);
    }

    private void released(Invocation run) {
      assertThat(run.endings()).isEqualTo(Map.of(LLAMA, "Released"));
      assertThat(account.targets()).isEmpty();
    }

    @Test
    void that_is_deleted() {
      account.user.sageMaker.deleteInferenceComponent(call -> call.inferenceComponentName("llama"));
      account.advance(Duration.ofMinutes(2));

      released(account.invoke(SampleEvents.componentDeleted("llama")));
    }

    @Test
    void that_is_being_deleted() {
      account.user.sageMaker.deleteInferenceComponent(call -> call.inferenceComponentName("llama"));

      released(account.invoke(SampleEvents.componentDeleted("llama")));
    }

    // Deleting an endpoint can leave its components behind, in service and registered (field
    // report): nothing uses them.
    @Test
    void that_its_endpoint_left_behind() {
      account.user.sageMaker.deleteEndpoint(call -> call.endpointName("models"));
      account.advance(Duration.ofMinutes(2));

      released(account.invoke(SampleEvents.state("models", "DELETED")));
    }

    @Test
    void that_its_endpoint_left_behind_when_asked_about_the_component() {
      account.user.sageMaker.deleteEndpoint(call -> call.endpointName("models"));
      account.advance(Duration.ofMinutes(2));

      released(account.invoke(SampleEvents.requestedComponent("llama")));
    }
  }

  // A serverless variant that has lost its provisioned concurrency has nothing to scale.
  @Test
  void what_can_no_longer_be_scaled_is_released() {
    account.endpointOf("chat", "[{\"serverless\": {\"maxConcurrency\": 20}}]", "policy=default");
    account.endpointOf(
        "twin",
        "[{\"serverless\": {\"maxConcurrency\": 20, \"provisionedConcurrency\": 2}}]",
        "policy=default");
    account.invoke(SampleEvents.inService("twin"));
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "bare", "ProductionVariants": [
           {"VariantName": "AllTraffic", "ModelName": "m",
            "ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 20}}]}]}
        """);
    account.user.sageMaker.updateEndpoint(
        call -> call.endpointName("twin").endpointConfigName("bare"));
    account.advance(Duration.ofMinutes(2));

    var run = account.invoke(SampleEvents.inService("twin"));

    assertThat(run.outcomes()).extracting(LoggedOutcome::ending).containsExactly("Released");
    assertThat(account.targets()).isEmpty();
  }
}
