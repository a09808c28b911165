package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What sleeps at zero and is called wakes up through what was set up for it, and nothing else. */
class WakingTest {
  private static final String LLAMA = "inference-component/llama";
  private static final String ON_QUEUE = "endpoint/queue/variant/AllTraffic";

  @RegisterExtension static final World world = new World();

  /** A component without copies, on a host without instances. */
  private static void asleep(String... tags) {
    world.hostThatSleeps("chat");
    world.seed(
        """
        {"components": [{"name": "llama", "endpoint": "chat", "copies": 0, "tags": %s}]}
        """
            .formatted(Json.ofStrings(World.tags(tags)).write()));
    assertThat(world.on(News.requestedComponent("llama")).outcome().ending()).isEqualTo("Applied");
    assertThat(world.capacities()).containsEntry("llama", 0);
  }

  private static int calledAgainAfter(Duration wait) throws Exception {
    for (var waited = Duration.ZERO; waited.compareTo(wait) < 0; waited = waited.plusMinutes(1)) {
      world.advance(Duration.ofMinutes(1));
    }
    return world.somebody.call("chat", "llama");
  }

  // "Above 1", as in AWS's guide, would sleep through a single failed call.
  @Test
  void a_component_is_woken_by_a_single_call() throws Exception {
    asleep("policy=scale-to-zero");
    assertThat(world.somebody.call("chat", "llama")).isEqualTo(400);

    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(200);
    assertThat(world.capacities()).containsEntry("llama", 1);
    assertThat(world.on(News.componentUpdated("llama")).outcome().ending()).isEqualTo("Unchanged");
  }

  @Test
  void a_component_sleeps_on_while_nobody_calls() {
    asleep("policy=scale-to-zero");

    world.advance(Duration.ofHours(1));

    assertThat(world.capacities()).containsEntry("llama", 0);
  }

  @Test
  void a_component_whose_policy_was_deleted_by_hand_wakes_once_that_is_mended() throws Exception {
    asleep("policy=scale-to-zero");
    world.somebody.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(LLAMA)
            .scalableDimension("sagemaker:inference-component:DesiredCopyCount")
            .policyName("tagscaler-wake"));
    world.somebody.call("chat", "llama");
    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(400);
    world.advance(Duration.ofMinutes(5));

    world.on(News.componentUpdated("llama"));
    assertThat(world.somebody.call("chat", "llama")).isEqualTo(400);

    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(200);
  }

  @Test
  void a_paused_component_sleeps_on_and_wakes_after() throws Exception {
    asleep("policy=scale-to-zero");
    world.somebody.tag(LLAMA, "paused=true");
    world.on(News.tagChange(LLAMA));
    world.somebody.call("chat", "llama");
    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(400);
    world.advance(Duration.ofMinutes(5));
    world.somebody.untag(LLAMA, "paused");

    world.on(News.tagChange(LLAMA));
    assertThat(world.capacities()).containsEntry("llama", 0);
    world.somebody.call("chat", "llama");

    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(200);
  }

  @Test
  void an_asynchronous_variant_is_woken_by_its_backlog() throws Exception {
    world.seed(
        """
        {"endpoints": [{"name": "queue", "async": true, "tags": {"autoscaling:policy": "batch"},
          "variants": [{"instanceType": "ml.g5.xlarge", "count": 0}]}]}
        """);
    world.on(News.inService("queue"));
    world.advance(Duration.ofMinutes(10));
    assertThat(world.capacities()).containsEntry("queue/AllTraffic", 0);

    assertThat(world.somebody.callLater("queue")).isEqualTo(202);
    for (int minute = 0; minute < 10; minute++) {
      world.advance(Duration.ofMinutes(1));
    }

    assertThat(world.capacities()).containsEntry("queue/AllTraffic", 1);
    assertThat(world.held(ON_QUEUE).bounds()).isEqualTo("0-4");
  }
}
