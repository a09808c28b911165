package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stack's limit on every max, with or without a catalog. */
class MaxCapacityTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final DeployedFunction AT_MOST_3 =
      account.function(Map.of("TAGSCALER_MAX_CAPACITY", "3"));

  @Test
  void refuses_a_tag_beyond_it() {
    account.endpoint("chat", "max=4");

    var run = AT_MOST_3.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Rejected GuardrailExceeded");
    assertThat(run.outcome().message()).contains("the stack's MaxCapacity allows at most 3");
    assertThat(account.targets()).isEmpty();
  }

  /** It is no reason to remove what runs. */
  @Test
  void is_exceeded_by_what_runs_already() {
    account.endpointOf(
        "chat", "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 8}]", "policy=default");

    var run = AT_MOST_3.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().warnings()).containsExactly("GuardrailApplied", "AboveMax");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-8");
    assertThat(account.capacities()).containsEntry("chat/AllTraffic", 8);
  }
}
