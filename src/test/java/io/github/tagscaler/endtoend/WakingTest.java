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

  @RegisterExtension static final TestAccount account = new TestAccount();

  /** A component without copies, on a host without instances. */
  private static void asleep(String... tags) {
    account.hostThatScalesToZero("chat");
    account.seed(
        """
        {"components": [{"name": "llama", "endpoint": "chat", "copies": 0, "tags": %s}]}
        """
            .formatted(Json.ofStrings(TestAccount.tags(tags)).write()));
    assertThat(account.invoke(SampleEvents.requestedComponent("llama")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(account.capacities()).containsEntry("llama", 0);
  }

  private static int calledAgainAfter(Duration wait) throws Exception {
    for (var waited = Duration.ZERO; waited.compareTo(wait) < 0; waited = waited.plusMinutes(1)) {
      account.advance(Duration.ofMinutes(1));
    }
    return account.user.invokeComponent("chat", "llama");
  }

  // "Above 1", as in AWS's guide, would sleep through a single failed call.
  @Test
  void a_component_is_woken_by_a_single_call() throws Exception {
    asleep("policy=scale-to-zero");
    assertThat(account.user.invokeComponent("chat", "llama")).isEqualTo(400);

    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(200);
    assertThat(account.capacities()).containsEntry("llama", 1);
    assertThat(account.invoke(SampleEvents.componentUpdated("llama")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  @Test
  void a_component_stays_at_zero_without_requests() {
    asleep("policy=scale-to-zero");

    account.advance(Duration.ofHours(1));

    assertThat(account.capacities()).containsEntry("llama", 0);
  }

  @Test
  void a_component_whose_policy_was_deleted_by_hand_wakes_once_that_is_mended() throws Exception {
    asleep("policy=scale-to-zero");
    account.user.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(LLAMA)
            .scalableDimension("sagemaker:inference-component:DesiredCopyCount")
            .policyName("tagscaler-wake"));
    account.user.invokeComponent("chat", "llama");
    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(400);
    account.advance(Duration.ofMinutes(5));

    account.invoke(SampleEvents.componentUpdated("llama"));
    assertThat(account.user.invokeComponent("chat", "llama")).isEqualTo(400);

    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(200);
  }

  @Test
  void a_paused_component_sleeps_on_and_wakes_after() throws Exception {
    asleep("policy=scale-to-zero");
    account.user.tag(LLAMA, "paused=true");
    account.invoke(SampleEvents.tagChange(LLAMA));
    account.user.invokeComponent("chat", "llama");
    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(400);
    account.advance(Duration.ofMinutes(5));
    account.user.untag(LLAMA, "paused");

    account.invoke(SampleEvents.tagChange(LLAMA));
    assertThat(account.capacities()).containsEntry("llama", 0);
    account.user.invokeComponent("chat", "llama");

    assertThat(calledAgainAfter(Duration.ofMinutes(5))).isEqualTo(200);
  }

  @Test
  void an_asynchronous_variant_is_woken_by_its_backlog() throws Exception {
    account.seed(
        """
        {"endpoints": [{"name": "queue", "async": true, "tags": {"autoscaling:policy": "batch"},
          "variants": [{"instanceType": "ml.g5.xlarge", "count": 0}]}]}
        """);
    account.invoke(SampleEvents.inService("queue"));
    account.advance(Duration.ofMinutes(10));
    assertThat(account.capacities()).containsEntry("queue/AllTraffic", 0);

    assertThat(account.user.invokeAsync("queue")).isEqualTo(202);
    for (int minute = 0; minute < 10; minute++) {
      account.advance(Duration.ofMinutes(1));
    }

    assertThat(account.capacities()).containsEntry("queue/AllTraffic", 1);
    assertThat(account.target(ON_QUEUE).bounds()).isEqualTo("0-4");
  }
}
