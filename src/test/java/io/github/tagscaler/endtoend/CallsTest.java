package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How many calls an event costs, and how many rounds these take one after another. AWS publishes no
 * rates for these services, and every scaling activity of every endpoint in the region sends an
 * event: a call more here is thousands a day.
 */
class CallsTest {
  @RegisterExtension static final World world = new World();

  /** Calls are seen to run side by side by their overlap, so each has to take a while. */
  private static Run slowly(Json event) {
    world.fault(Fault.delay(Duration.ofMillis(100)).always());
    try {
      return world.on(event);
    } finally {
      world.clearFaults();
    }
  }

  private static void costs(Run run, int rounds, String... operations) {
    assertThat(run.operations()).containsExactlyInAnyOrder(operations);
    assertThat(run.rounds()).isEqualTo(rounds);
  }

  @Test
  void an_endpoint_that_carries_no_tag_of_ours_costs_one() {
    world.endpoint("chat", "team:name=search");

    var run = slowly(News.inService("chat"));

    costs(run, 1, "ListTags");
    assertThat(run.outcomes()).isEmpty();
  }

  @Test
  void a_first_registration() {
    world.endpoint("chat", "policy=default");

    costs(
        slowly(News.inService("chat")),
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
    world.endpoint("chat", "policy=default");
    world.on(News.inService("chat"));

    var again = slowly(News.inService("chat"));

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
        "ListTagsForResource");
  }

  @Test
  void tags_that_cannot_be_followed() {
    world.endpoint("chat", "policy=defualt");

    costs(
        slowly(News.inService("chat")),
        4,
        "ListTags",
        "DescribeEndpoint",
        "DescribeEndpointConfig",
        "DescribeScalableTargets",
        "PutEvents");
  }

  @Test
  void a_release() {
    world.endpoint("chat", "policy=default");
    world.on(News.inService("chat"));
    world.somebody.tag("endpoint/chat", "policy=off");

    costs(
        slowly(News.tagChange("endpoint/chat")),
        9,
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
    world.host("models");
    world.component("llama", "models", "policy=default");
    world.on(News.componentCreated("llama"));

    costs(
        slowly(News.componentUpdated("llama")),
        7,
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
  void an_event_that_tells_nothing_costs_none() {
    var run = slowly(Events.file("aas-own-call"));

    costs(run, 0);
    assertThat(run.outcomes()).isEmpty();
    assertThat(run.log()).hasSize(1);
  }
}
