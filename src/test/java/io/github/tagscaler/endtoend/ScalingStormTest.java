package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An endpoint's events repeat with each of its scaling activities, and are answered with fewer
 * calls. What has changed between two of them is found all the same.
 */
class ScalingStormTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  @BeforeEach
  void an_endpoint_whose_events_repeat() {
    account.restartFunctions();
    account.endpoint("chat", "policy=default", "max=4");
    inService();
    inService();
    assertThat(inService().operations()).doesNotContain("DescribeEndpointConfig");
  }

  private static Invocation inService() {
    return account.invoke(SampleEvents.inService("chat"));
  }

  @Test
  void changed_tags_are_applied() {
    account.user.tag("endpoint/chat", "max=6");

    assertThat(inService().outcome().ending()).isEqualTo("Applied");
    assertThat(account.target("endpoint/chat/variant/AllTraffic").bounds()).isEqualTo("1-6");
  }

  @Test
  void tags_that_are_wrong_now_are_rejected() {
    account.user.tag("endpoint/chat", "max=six");

    assertThat(inService().outcome().ending()).isEqualTo("Rejected BadValue");
  }

  @Test
  void a_policy_that_was_deleted_by_hand_is_put_back() {
    account.user.deletePolicy("endpoint/chat/variant/AllTraffic", "tagscaler-track-concurrency");

    assertThat(inService().outcome().ending()).isEqualTo("Applied");
  }

  @Test
  void a_target_that_was_deregistered_by_hand_is_registered_again() {
    account.user.deregister("endpoint/chat/variant/AllTraffic");

    assertThat(inService().outcome().ending()).isEqualTo("Applied");
  }

  @Test
  void a_new_variant_is_registered() {
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "two", "ProductionVariants": [
          {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.xlarge"},
          {"VariantName": "green", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.xlarge"}]}]}
        """);
    account.user.sageMaker.updateEndpoint(
        call -> call.endpointName("chat").endpointConfigName("two"));
    account.advance(Duration.ofMinutes(5));

    assertThat(inService().endings())
        .isEqualTo(
            Map.of(
                "endpoint/chat/variant/AllTraffic", "Unchanged",
                "endpoint/chat/variant/green", "Applied"));
  }

  @Test
  void everything_is_read_again_after_a_quarter_of_an_hour() {
    account.advance(Duration.ofMinutes(15));

    assertThat(inService().operations()).contains("DescribeEndpointConfig", "ListTagsForResource");
    assertThat(inService().operations())
        .doesNotContain("DescribeEndpointConfig", "ListTagsForResource");
  }
}
