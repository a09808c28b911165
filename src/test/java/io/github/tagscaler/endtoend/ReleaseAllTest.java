package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** With the parameter ReleaseAll nothing is desired: the first step of uninstalling. */
class ReleaseAllTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static DeployedFunction releasing(String... more) {
    var settings = new HashMap<String, String>();
    settings.put("TAGSCALER_RELEASE_ALL", "tagscaler");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return account.function(Map.copyOf(settings));
  }

  private static void registered(String... tags) {
    account.endpoint("chat", tags);
    account.invoke(SampleEvents.inService("chat"));
    assertThat(account.targets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy=default",
        "policy=ignore",
        "policy=off",
        "paused=true",
        "dry-run=true",
        "policy=defualt",
        "max=many"
      })
  void every_run_releases_whatever_the_tags_say(String tag) {
    registered("max=6");
    account.user.tag("endpoint/chat", tag);

    var run = releasing().invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(run.outcome().message())
        .contains(
            "because the stack tagscaler releases everything that it manages (parameter"
                + " ReleaseAll)");
    assertThat(account.targets()).isEmpty();
  }

  @Test
  void nothing_is_registered() {
    account.endpoint("chat", "policy=default");

    var run = releasing("TAGSCALER_DEFAULT_POLICY", "llm").invoke(SampleEvents.requested("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Skipped Off");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void what_another_tool_registered_is_left_unchanged() {
    account.endpoint("chat", "policy=default", "adopt=true");
    account.user.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 2);
    var before = account.scaling();

    var run = releasing().invoke(SampleEvents.requested("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Skipped Off");
    assertThat(account.scaling()).isEqualTo(before);
  }

  @Test
  void a_dry_run_by_setting_or_request_only_plans() {
    registered("max=6");
    var before = account.scaling();

    var bySetting = releasing("TAGSCALER_DRY_RUN", "true").invoke(SampleEvents.inService("chat"));
    var byRequest =
        releasing()
            .invoke(Json.object().put("endpointName", "chat").put("dryRun", Json.of(true)).build());

    assertThat(bySetting.outcome().ending()).isEqualTo("Planned");
    assertThat(byRequest.outcome().ending()).isEqualTo("Planned");
    assertThat(account.scaling()).isEqualTo(before);
  }

  /** Nothing else would end the suspension, and the foreign policies would never scale again. */
  @Test
  void a_managed_pause_ends_even_if_a_foreign_action_remains() {
    registered("max=6");
    account.user.putScheduledAction(ON_CHAT, "theirs");
    account.user.tag("endpoint/chat", "paused=true");
    account.invoke(SampleEvents.tagChange("endpoint/chat"));

    var run = releasing().invoke(SampleEvents.requested("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(account.target(ON_CHAT).suspended()).isEmpty();
    assertThat(account.target(ON_CHAT).tags()).isEmpty();
    assertThat(account.capacities()).containsEntry("chat/AllTraffic", 1);
  }

  @Test
  void a_target_at_zero_is_reported() {
    account.hostThatScalesToZero("host");
    account.seed(
        """
        {"components": [{"name": "llama", "endpoint": "host", "copies": 0,
          "tags": {"autoscaling:policy": "scale-to-zero"}}]}
        """);
    account.invoke(SampleEvents.requestedComponent("llama"));

    var run = releasing().invoke(SampleEvents.requestedComponent("llama"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(run.outcome().warnings()).containsExactly("ReleasedAtZero");
    assertThat(account.alarms()).isEmpty();
  }
}
