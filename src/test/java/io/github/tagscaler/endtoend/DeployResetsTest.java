package io.github.tagscaler.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UpdateEndpoint sets the number of instances back to that of the endpoint config. */
class DeployResetsTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  /** The clock begins again with each test: what a function remembers would be of another one. */
  @BeforeEach
  void a_new_function() {
    account.restartFunctions();
  }

  /** An endpoint that Application Auto Scaling scaled out to 6 instances. */
  private static void scaledOut(String... tags) {
    account.endpoint("chat", "policy=default", "max=8", "min=6");
    inService();
    account.advance(Duration.ofMinutes(20));
    account.user.tag("endpoint/chat", "min=1");
    account.user.tag("endpoint/chat", tags);
    account.invoke(SampleEvents.addTags("endpoint/chat"));
    account.advance(Duration.ofMinutes(20));
    assertThat(bounds()).startsWith("1-");
    assertThat(running()).isEqualTo(6);
  }

  /** Deploys a config that was made a moment ago, and waits. */
  private static void deploy(String config, boolean retain) {
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "%s", "ProductionVariants": [
          {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 2,
           "InstanceType": "ml.g5.xlarge"}]}]}
        """
            .formatted(config));
    update(config, retain);
  }

  private static void update(String config, boolean retain) {
    account.user.sageMaker.updateEndpoint(call ->
        call.endpointName("chat").endpointConfigName(config).retainAllVariantProperties(retain));
    account.advance(Duration.ofMinutes(10));
  }

  private static Invocation inService() {
    return account.invoke(SampleEvents.inService("chat"));
  }

  private static int running() {
    return requireNonNull(account.capacities().get("chat/AllTraffic"));
  }

  private static String bounds() {
    return account.target(ON_CHAT).bounds();
  }

  private static List<Json> resets() {
    return account.published().stream()
        .filter(event -> event.get("DetailType").text().orElse("").equals("Deploy Resets Capacity"))
        .map(event -> event.get("Detail"))
        .toList();
  }

  private static void isRestored() {
    assertThat(running()).isEqualTo(6);
    assertThat(bounds()).isEqualTo("1-8");
    assertThat(account.target(ON_CHAT).tags()).doesNotContainKey("tagscaler:restore");
  }

  @Test
  void a_reset_is_published_with_before_and_after_and_the_remedy() {
    scaledOut();
    deploy("v2", false);

    var run = inService();

    assertThat(run.writes()).isEmpty();
    assertThat(running()).isEqualTo(2);
    assertThat(resets()).hasSize(1);
    assertThat(resets().getFirst().get("reset"))
        .isEqualTo(JsonReader.read("{\"before\": 6, \"after\": 2}"));
    assertThat(resets().getFirst().get("message").text().orElse(""))
        .isEqualTo(
            "endpoint/chat/variant/AllTraffic: 1-8 instances, 5 concurrent requests per instance."
                + " Already up to date. A deployment reset the capacity from 6 to 2 instances. Call"
                + " UpdateEndpoint with RetainAllVariantProperties = true to keep the capacity, or"
                + " set autoscaling:restore = on to have Tagscaler bring it back after a"
                + " deployment.");
    assertThat(account.publishedTypes()).doesNotContain("Scaling Warning");
  }

  @Test
  void a_reset_is_published_once_whatever_event_finds_it_again() {
    scaledOut();
    deploy("v2", false);
    inService();

    inService();
    account.invoke(SampleEvents.addTags("endpoint/chat"));
    account.invoke(JsonReader.read("{\"all\": true}"));

    assertThat(resets()).hasSize(1);
    deploy("v3", false);
    inService();
    assertThat(resets()).as("another deployment").hasSize(2);
  }

  @Test
  void a_deployment_that_retains_the_capacity_resets_nothing() {
    scaledOut("restore=on");
    deploy("v2", true);

    var run = inService();

    assertThat(run.writes()).isEmpty();
    assertThat(run.outcome().warnings()).isEmpty();
    assertThat(resets()).isEmpty();
    isRestored();
  }

  @Test
  void restore_registers_the_capacity_of_before_as_min_for_a_moment() {
    scaledOut("restore=on");
    deploy("v2", false);

    var raise = inService();

    assertThat(raise.outcome().changes())
        .containsExactly("create tag tagscaler:restore", "update target " + ON_CHAT);
    assertThat(bounds()).isEqualTo("6-8");
    assertThat(account.target(ON_CHAT).tags().get("tagscaler:restore")).startsWith("1-6@");

    account.advance(Duration.ofMinutes(10));
    var putBack = inService();

    assertThat(putBack.outcome().changes())
        .containsExactly("update target " + ON_CHAT, "delete tag tagscaler:restore");
    isRestored();
    account.advance(Duration.ofMinutes(10));
    assertThat(inService().writes()).isEmpty();
    assertThat(resets()).hasSize(1);
  }

  @Test
  void it_restores_no_more_than_the_max_of_the_tags() {
    scaledOut("restore=on");
    account.user.tag("endpoint/chat", "max=4");
    deploy("v2", false);

    inService();
    account.advance(Duration.ofMinutes(10));
    inService();

    assertThat(running()).isEqualTo(4);
    assertThat(bounds()).isEqualTo("1-4");
  }

  @Test
  void what_scaled_in_after_it_was_restored_is_not_restored_again() {
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.advance(Duration.ofMinutes(10));
    inService();
    account.user.setInstances("chat", 2);
    account.advance(Duration.ofMinutes(10));

    var run = inService();

    assertThat(run.writes()).isEmpty();
    assertThat(running()).isEqualTo(2);
  }

  @Test
  void a_number_that_somebody_set_by_hand_is_left() {
    scaledOut("restore=on");
    account.user.setInstances("chat", 1);
    account.advance(Duration.ofMinutes(10));

    assertThat(inService().writes()).isEmpty();
    assertThat(running()).isEqualTo(1);
    assertThat(resets()).isEmpty();
  }

  @Test
  void a_rollback_to_an_older_config_is_a_deployment_as_well() {
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "old", "ProductionVariants": [
          {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 2,
           "InstanceType": "ml.g5.xlarge"}]}]}
        """);
    account.advanceMoreThanADay();
    scaledOut("restore=on");
    update("old", false);

    inService();
    account.advance(Duration.ofMinutes(10));
    inService();

    assertThat(resets()).hasSize(1);
    isRestored();
  }

  @Test
  void what_was_set_more_than_a_day_ago_is_not_restored() {
    scaledOut("restore=on");
    account.advanceMoreThanADay();
    deploy("v2", false);

    assertThat(inService().writes()).isEmpty();
    assertThat(resets()).isEmpty();
    assertThat(running()).isEqualTo(2);
  }

  @Test
  void what_was_scaled_before_the_target_was_registered_again_is_not_restored() {
    scaledOut("restore=on");
    account.user.tag("endpoint/chat", "policy=off");
    account.invoke(SampleEvents.addTags("endpoint/chat"));
    deploy("v2", false);
    account.user.tag("endpoint/chat", "policy=default");
    account.invoke(SampleEvents.addTags("endpoint/chat"));

    var run = inService();

    assertThat(run.writes()).isEmpty();
    assertThat(bounds()).isEqualTo("1-8");
    assertThat(running()).isEqualTo(2);
    assertThat(resets()).isEmpty();
  }

  @Test
  void a_sweep_restores_and_puts_the_min_back_if_the_events_were_lost() {
    scaledOut("restore=on");
    deploy("v2", false);
    var sweep = JsonReader.read("{\"all\": true}");

    account.invoke(sweep);
    assertThat(bounds()).isEqualTo("6-8");
    account.advance(Duration.ofMinutes(10));
    account.invoke(sweep);

    isRestored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paused=on", "dry-run=on", "policy=ignore"})
  void an_off_switch_and_a_dry_run_restore_nothing(String tag) {
    scaledOut("restore=on");
    account.user.tag("endpoint/chat", tag);
    account.invoke(SampleEvents.addTags("endpoint/chat"));
    deploy("v2", false);

    inService();

    assertThat(running()).isEqualTo(2);
    assertThat(bounds()).isEqualTo("1-8");
    assertThat(resets()).hasSize(tag.equals("policy=ignore") ? 0 : 1);
  }

  @Test
  void suspended_scaling_is_left_as_it_is() {
    scaledOut("restore=on");
    account.user.suspend(ON_CHAT, state -> state.dynamicScalingOutSuspended(true));
    deploy("v2", false);

    var run = inService();

    assertThat(run.writes()).isEmpty();
    assertThat(run.outcome().message())
        .contains("Tagscaler does not restore it because scaling was suspended outside Tagscaler.");
  }

  @Test
  void the_min_is_put_back_although_the_tags_have_become_invalid() {
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.advance(Duration.ofMinutes(10));
    account.user.tag("endpoint/chat", "max=six");

    var run = inService();

    assertThat(run.outcome().message()).contains("autoscaling:max = \"six\"");
    assertThat(run.outcome().changes())
        .containsExactly("update target " + ON_CHAT, "delete tag tagscaler:restore");
    isRestored();
    assertThat(inService().writes()).isEmpty();
  }

  @Test
  void and_although_the_catalog_cannot_be_read() {
    account.document("_platform", "version: 1\n");
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.advance(Duration.ofMinutes(10));
    account.fault(
        Fault.error(400, "AccessDeniedException", "is not authorized to perform")
            .on("GetParametersByPath")
            .always());

    var run = account.withCatalog().invoke(SampleEvents.inService("chat"));
    account.clearFaults();

    assertThat(run.outcome().ending()).isEqualTo("Failed ServiceError");
    assertThat(run.outcome().changes())
        .containsExactly("update target " + ON_CHAT, "delete tag tagscaler:restore");
    isRestored();
  }

  @Test
  void a_pause_puts_the_min_back_as_well() {
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.advance(Duration.ofMinutes(10));
    account.user.tag("endpoint/chat", "paused=on");

    account.invoke(SampleEvents.addTags("endpoint/chat"));

    assertThat(bounds()).isEqualTo("1-8");
    account.user.tag("endpoint/chat", "paused=off");
    account.invoke(SampleEvents.addTags("endpoint/chat"));
    isRestored();
  }

  /** A page holds 50 activities, and what is at its max has one each time that it wants more. */
  @Test
  void what_was_at_its_max_for_long_is_restored() {
    scaledOut("restore=on", "max=6");
    for (int i = 0; i < 60; i++) {
      account.seed(
          """
          {"activities": [{"resourceId": "%s", "description": "Attempting to scale due to alarm",
            "cause": "alarm", "ago": "PT1M",
            "notScaled": [{"Code": "AlreadyAtMaxCapacity", "MaxCapacity": 6}]}]}
          """
              .formatted(ON_CHAT));
    }
    deploy("v2", false);

    inService();
    account.advance(Duration.ofMinutes(10));
    inService();

    assertThat(running()).isEqualTo(6);
    assertThat(bounds()).isEqualTo("1-6");
  }

  /** The last activity before the deployment is that of a scheduled action, which names the max. */
  @Test
  void the_bounds_that_a_scheduled_action_set_are_not_the_capacity_of_before() {
    account.clock("2026-06-03T07:00:00Z");
    scaledOut("restore=on", "schedule=Mon-Fri 08:00-20:00 1-10 else 1-8");
    account.advance(Duration.ofMinutes(30));
    assertThat(bounds()).isEqualTo("1-10");
    deploy("v2", false);

    inService();

    assertThat(bounds()).isEqualTo("6-10");
    account.advance(Duration.ofMinutes(10));
    inService();
    assertThat(running()).isEqualTo(6);
    assertThat(bounds()).isEqualTo("1-10");
  }

  @Test
  void so_does_a_sweep() {
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.advance(Duration.ofMinutes(10));
    account.user.tag("endpoint/chat", "max=six");

    account.invoke(JsonReader.read("{\"all\": true}"));

    isRestored();
  }

  @Test
  void a_min_that_is_still_being_restored_is_left_while_the_tags_are_invalid() {
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.user.tag("endpoint/chat", "max=six");

    account.invoke(SampleEvents.addTags("endpoint/chat"));

    assertThat(bounds()).isEqualTo("6-8");
  }

  @Test
  void a_release_puts_the_min_back_where_another_tool_goes_on() {
    scaledOut("restore=on");
    deploy("v2", false);
    inService();
    account.advance(Duration.ofMinutes(10));
    account.user.putScheduledAction(ON_CHAT, "theirs");
    account.user.tag("endpoint/chat", "policy=off");

    account.invoke(SampleEvents.addTags("endpoint/chat"));

    isRestored();
  }

  /** One call of a run. */
  private record Nth(String operation, int n) {}

  private static List<Nth> nths(List<RecordedCall> calls) {
    var seen = new HashMap<String, Integer>();
    var nths = new ArrayList<Nth>();
    for (var call : calls) {
      var operation = call.service() + ":" + call.operation();
      nths.add(new Nth(operation, seen.merge(operation, 1, Integer::sum)));
    }
    return nths;
  }

  private static void deployed() {
    account.reset();
    account.restartFunctions();
    scaledOut("restore=on");
    deploy("v2", false);
  }

  private static void raised() {
    deployed();
    inService();
    account.advance(Duration.ofMinutes(10));
  }

  private static void isRestoredAfter(Runnable prepare, Fault trouble) {
    prepare.run();
    var calls = nths(inService().calls());
    for (var call : calls) {
      prepare.run();
      account.fault(new Fault(call.operation(), trouble.effect(), call.n(), trouble.times()));
      inService();
      account.clearFaults();
      for (int run = 0; run < 3; run++) {
        assertThat(running()).as("%s: never more than before", call).isLessThanOrEqualTo(6);
        account.advance(Duration.ofMinutes(10));
        inService();
      }
      assertThat(running()).as("%s: restored in the end", call).isEqualTo(6);
      assertThat(bounds()).as("%s: the min of the tags", call).isEqualTo("1-8");
      assertThat(account.target(ON_CHAT).tags()).doesNotContainKey("tagscaler:restore");
      assertThat(inService().writes()).as("%s: settled", call).isEmpty();
    }
  }

  @Test
  void an_error_of_any_call_is_overcome() {
    isRestoredAfter(DeployResetsTest::deployed, Fault.serverError().always());
    isRestoredAfter(DeployResetsTest::raised, Fault.serverError().always());
  }

  @Test
  void the_lost_answer_of_any_call_is_overcome() {
    isRestoredAfter(DeployResetsTest::deployed, Fault.lostAnswer().always());
    isRestoredAfter(DeployResetsTest::raised, Fault.lostAnswer().always());
  }
}
