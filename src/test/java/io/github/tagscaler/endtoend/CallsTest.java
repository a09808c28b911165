package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How many calls an event costs, and how many rounds these take one after another. AWS publishes no
 * rates for these services, and every scaling activity of every endpoint in the region sends an
 * event: a call more here is thousands a day.
 */
class CallsTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  @BeforeEach
  void nothing_is_remembered() {
    account.restartFunctions();
  }

  /** Calls are seen to run side by side by their overlap, so each has to take a while. */
  private static Invocation slowly(Json event) {
    account.fault(Fault.delay(Duration.ofMillis(100)).always());
    try {
      return account.invoke(event);
    } finally {
      account.clearFaults();
    }
  }

  private static void costs(Invocation run, int rounds, String... operations) {
    assertThat(run.operations()).containsExactlyInAnyOrder(operations);
    assertThat(run.rounds()).isEqualTo(rounds);
  }

  @Test
  void an_endpoint_that_carries_no_tag_of_ours_costs_one() {
    account.endpoint("chat", "team:name=search");

    var run = slowly(SampleEvents.inService("chat"));

    costs(run, 1, "ListTags");
    assertThat(run.outcomes()).isEmpty();
  }

  @Test
  void a_first_registration() {
    account.endpoint("chat", "policy=default");

    costs(
        slowly(SampleEvents.inService("chat")),
        7,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "RegisterScalableTarget",
        "PutScalingPolicy",
        "ListTags",
        "PutEvents");
  }

  @Test
  void the_same_again() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));

    var again = slowly(SampleEvents.inService("chat"));

    assertThat(again.outcome().ending()).isEqualTo("Unchanged");
    costs(
        again,
        3,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource");
  }

  @Test
  void the_same_again_in_a_function_that_has_just_started() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.restartFunctions();

    costs(
        slowly(SampleEvents.inService("chat")),
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource");
  }

  @Test
  void each_event_of_a_storm_of_scaling_activities() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.invoke(SampleEvents.inService("chat"));

    var again = slowly(SampleEvents.inService("chat"));

    assertThat(again.outcome().ending()).isEqualTo("Unchanged");
    costs(
        again,
        3,
        "ListTags",
        "DescribeEndpoint",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions");
  }

  /** The scaling activities, once for each deployment that reset nothing. */
  @Test
  void the_first_event_after_a_deployment() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.advance(Duration.ofMinutes(20));
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "v2", "ProductionVariants": [
          {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.xlarge"}]}]}
        """);
    account.user.sageMaker.updateEndpoint(
        call -> call.endpointName("chat").endpointConfigName("v2"));
    account.advance(Duration.ofMinutes(10));
    var deployed =
        Events.with(SampleEvents.inService("chat"), "detail.EndpointConfigName", Json.of("v2"));

    costs(
        slowly(deployed),
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource",
        "DescribeScalingActivities");
    costs(
        slowly(deployed),
        3,
        "ListTags",
        "DescribeEndpoint",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions");
  }

  @Test
  void tags_that_cannot_be_followed() {
    account.endpoint("chat", "policy=defualt");

    costs(
        slowly(SampleEvents.inService("chat")),
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "PutEvents");
  }

  @Test
  void a_release() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "policy=off");

    costs(
        slowly(SampleEvents.tagChange("endpoint/chat")),
        8,
        "DescribeEndpoint",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "ListTags",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource",
        "DeregisterScalableTarget",
        "ListTags",
        "PutEvents");
  }

  @Test
  void a_component_that_is_as_it_should_be() {
    account.host("models");
    account.component("llama", "models", "policy=default");
    account.invoke(SampleEvents.componentCreated("llama"));

    costs(
        slowly(SampleEvents.componentUpdated("llama")),
        6,
        "DescribeInferenceComponent",
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "ListTags",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource");
  }

  @Test
  void an_event_without_information_costs_none() {
    var run = slowly(Events.file("aas-own-call"));

    costs(run, 0);
    assertThat(run.outcomes()).isEmpty();
    assertThat(run.log()).hasSize(1);
  }

  // One more than without steps and waking: the alarms, all in one call.
  @Test
  void an_endpoint_with_windows_steps_and_waking_that_is_as_it_should_be() {
    account.clock("2026-06-03T10:00:00Z");
    account.document(
        "_platform",
        """
        version: 1
        policies:
          all-of-it:
            extends: batch
            schedule: "Mon-Fri 08:00-20:00 1-4 else 0-4"
            step:
              - { name: surge, metric: backlog, steps: [ { from: 10, to: 20, by: 1 }, { from: 20, by: 2 } ] }
              - { name: flood, metric: backlog, steps: [ { from: 90, by: 4 } ] }
        """);
    account.seed(
        """
        {"endpoints": [{"name": "queue", "async": true, "tags": {"autoscaling:policy": "all-of-it"},
          "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
        """);
    var first = account.withCatalog().invoke(SampleEvents.inService("queue"));
    assertThat(first.outcome().ending()).isEqualTo("Applied");
    assertThat(account.alarms()).hasSize(3);

    account.fault(Fault.delay(Duration.ofMillis(100)).always());
    var again = account.withCatalog().invoke(SampleEvents.inService("queue"));
    account.clearFaults();

    assertThat(again.outcome().ending()).isEqualTo("Unchanged");
    costs(
        again,
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource",
        "DescribeAlarms");

    account.fault(Fault.delay(Duration.ofMillis(100)).always());
    var storm = account.withCatalog().invoke(SampleEvents.inService("queue"));
    account.clearFaults();

    assertThat(storm.outcome().ending()).isEqualTo("Unchanged");
    costs(
        storm,
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "DescribeAlarms");
  }

  @Test
  void a_pause() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "paused=true");
    account.invoke(SampleEvents.inService("chat"));

    costs(
        slowly(SampleEvents.inService("chat")),
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "DescribeScalingPolicies",
        "DescribeScheduledActions",
        "ListTagsForResource",
        // It is young: its owner is told each time that it is paused.
        "PutEvents");
  }

  @Test
  void an_untagged_host_of_many_components_costs_one_too() {
    account.host("models", "team:name=search");
    for (int i = 0; i < 5; i++) {
      account.component("llama-" + i, "models", "policy=default");
    }

    costs(slowly(SampleEvents.inService("models")), 1, "ListTags");
  }
}
