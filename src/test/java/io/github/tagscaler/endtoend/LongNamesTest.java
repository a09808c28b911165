package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CloudWatch takes alarm names of 255 characters; a stack, an endpoint and a variant have more. */
class LongNamesTest {
  private static final String STACK = "stack-".repeat(22).substring(0, 128);
  private static final String ENDPOINT = "an-endpoint-".repeat(6).substring(0, 55) + "1";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final Map<String, String> SETTINGS = Map.of("TAGSCALER_STACK", STACK);

  private static void endpoint(String name) {
    account.seed(
        """
        {"endpoints": [{"name": "%s", "async": true, "tags": {"autoscaling:policy": "batch"},
          "variants": [{"name": "%s", "instanceType": "ml.g5.xlarge"}]}]}
        """
            .formatted(name, "a-variant-".repeat(7).substring(0, 63)));
  }

  @Test
  void an_alarm_of_too_long_a_name_is_made_found_again_and_deleted() {
    // Alike but for the last character: each has an alarm of its own all the same.
    var other = ENDPOINT.substring(0, 55) + "2";
    endpoint(ENDPOINT);
    endpoint(other);
    var function = account.function(SETTINGS);

    assertThat(function.invoke(SampleEvents.inService(ENDPOINT)).outcome().ending())
        .isEqualTo("Applied");
    assertThat(function.invoke(SampleEvents.inService(other)).outcome().ending())
        .isEqualTo("Applied");

    assertThat(account.alarms().keySet())
        .hasSize(2)
        .allSatisfy(name ->
            assertThat(name)
                .hasSizeLessThanOrEqualTo(255)
                .startsWith("tagscaler/" + STACK + "/")
                .endsWith("/wake"));
    assertThat(function.invoke(SampleEvents.inService(ENDPOINT)).outcome().ending())
        .isEqualTo("Unchanged");
    account.user.tag("endpoint/" + ENDPOINT, "policy=off");
    assertThat(function.invoke(SampleEvents.tagChange("endpoint/" + ENDPOINT)).outcome().ending())
        .isEqualTo("Released");
    assertThat(account.alarms()).hasSize(1);
  }
}
