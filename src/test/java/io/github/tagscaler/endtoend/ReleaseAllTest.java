package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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

  /** As docs/operations.md says. The third step, deleting the stack, has nothing left to lose. */
  @Nested
  class Uninstalling {
    private final DeployedFunction before = account.withQueue();
    private final DeployedFunction after = releasing("TAGSCALER_QUEUE_URL", account.queueUrl());

    @BeforeEach
    void a_fleet_of_all_sorts() {
      for (int i = 0; i < 8; i++) {
        account.endpoint("chat" + i, "max=3");
      }
      account.hostThatScalesToZero("host");
      account.component("llama", "host", "policy=scale-to-zero");
      account.component("gone", "host", "policy=scale-to-zero");
      account.endpoint("theirs", "max=3");
      account.user.register(
          "endpoint/theirs/variant/AllTraffic",
          ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT,
          1,
          2);
      sweep(before);
      account.user.tag("endpoint/chat0", "policy=ignore");
      account.user.tag("endpoint/chat1", "paused=true");
      account.user.tag("endpoint/chat2", "dry-run=true");
      account.user.tag("endpoint/chat3", "max=many");
      sweep(before);
      account.user.untag("endpoint/chat4", "max");
      account.user.deregister(
          "inference-component/gone",
          ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT);
      assertThat(account.targets()).hasSize(10);
      assertThat(account.alarms()).hasSize(2);
    }

    @Test
    void first_deploy_with_release_all_then_wait_until_nothing_is_owned() {
      // Nine targets, and an alarm of a tenth that is gone.
      assertThat(owned(sweep(after))).isEqualTo(10);

      assertThat(owned(sweep(after))).isZero();
      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactly("endpoint/theirs/variant/AllTraffic");
      assertThat(account.alarms()).isEmpty();
      assertThat(account.capacities()).containsEntry("chat0/AllTraffic", 1);
    }

    @Test
    void nothing_is_registered_again_meanwhile() {
      sweep(after);

      account.enqueue(SampleEvents.inService("chat5"), SampleEvents.addTags("endpoint/chat6"));
      drain(after);
      sweep(after);

      assertThat(account.targets()).hasSize(1);
    }

    @Test
    void a_dry_run_says_before_what_would_be_released() {
      var state = account.scaling();
      var dry = releasing("TAGSCALER_QUEUE_URL", account.queueUrl(), "TAGSCALER_DRY_RUN", "true");

      var run = dry.invoke(JsonReader.read("{\"all\": true}"));

      assertThat(run.answer().get("outcomes").stream())
          .filteredOn(outcome -> outcome.get("outcome").equals(Json.of("Planned")))
          .hasSize(10);
      assertThat(account.queued()).isEmpty();
      assertThat(account.scaling()).isEqualTo(state);
    }

    /** Starts a sweep, and lets its messages be done. */
    private Invocation sweep(DeployedFunction function) {
      account.advance(Duration.ofMinutes(20));
      var run = function.invoke(JsonReader.read("{\"all\": true}"));
      drain(function);
      return run;
    }

    private void drain(DeployedFunction function) {
      while (!account.queued().isEmpty()) {
        account.poll(function);
        account.advance(Duration.ofSeconds(30));
      }
    }

    /** What the sweep's line says. */
    private int owned(Invocation sweep) {
      return sweep.log().stream()
          .filter(line -> line.get("event").equals(Json.of("Sweep")))
          .map(line -> ((Json.Num) line.get("owned")).value().intValueExact())
          .findFirst()
          .orElseThrow();
    }
  }
}
