package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** Adoption of a target that another tool registered, on the request of its owner. */
class AdoptTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final MetricType CONCURRENCY =
      MetricType.SAGE_MAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION;
  private static final MetricType INVOCATIONS =
      MetricType.SAGE_MAKER_VARIANT_INVOCATIONS_PER_INSTANCE;

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final DeployedFunction REPLACING =
      account.function(Map.of("TAGSCALER_ALLOW_ADOPT", "replace"));

  private static void theirs(String... tags) {
    account.endpoint("chat", tags);
    account.user.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 1, 3);
  }

  @Test
  void nothing_is_taken_over_unasked() {
    theirs("max=6");

    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);

    var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

    assertThat(outcome.ending()).isEqualTo("Rejected NotOwned");
    assertThat(outcome.json().get("problems").stream().toList())
        .singleElement()
        .satisfies(problem -> assertThat(problem.get("key").text()).contains("autoscaling:adopt"));
    assertThat(outcome.message())
        .isEqualTo(
            "endpoint/chat/variant/AllTraffic was not changed. NotOwned: The target already has"
                + " autoscaling that Tagscaler did not create (min 1, max 3, policy \"theirs\"). To"
                + " take it over, set autoscaling:adopt = true; if a tool such as Terraform manages it, remove it there first. To"
                + " keep it, set autoscaling:policy = ignore.");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-3");
  }

  @Test
  void paused_it_is_adopted_when_the_pause_ends() {
    theirs("max=6", "adopt=true", "paused=true");

    var paused = account.invoke(SampleEvents.inService("chat"));
    account.user.untag("endpoint/chat", "paused");
    var resumed = account.invoke(SampleEvents.tagChange("endpoint/chat"));

    assertThat(paused.outcome().warnings()).containsExactly("Paused", "NotOwned");
    assertThat(paused.outcome().message()).endsWith("Tagscaler takes it over when the pause ends.");
    assertThat(paused.writes()).isEmpty();
    assertThat(resumed.outcome().ending()).isEqualTo("Applied");
  }

  @Test
  void adopted_it_keeps_what_others_hung_on_it() {
    theirs("max=6", "adopt=true");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);

    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Applied");

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");
    assertThat(account.target(ON_CHAT).policies())
        .containsExactlyInAnyOrder("theirs", "tagscaler-track-concurrency");
    assertThat(account.target(ON_CHAT).tags()).containsEntry("tagscaler:stack", "tagscaler");
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  @Test
  void a_policy_on_the_same_metric_is_named() {
    theirs("max=6", "adopt=true");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", CONCURRENCY, 70);

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Rejected NotOwned");
    assertThat(run.outcome().message()).contains("theirs");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_foreign_scheduled_action_is_reported() {
    theirs("max=6", "adopt=true");
    account.user.putScheduledAction(ON_CHAT, "theirs");

    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().warnings())
        .contains("ForeignSchedule");
    assertThat(account.target(ON_CHAT).actions()).contains("theirs");
  }

  @Test
  void replaced_it_loses_what_others_hung_on_it() {
    theirs("max=6", "adopt=replace");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", CONCURRENCY, 70);
    account.user.putScheduledAction(ON_CHAT, "theirs");

    var run = REPLACING.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
    assertThat(account.target(ON_CHAT).actions()).isEmpty();
    assertThat(run.outcome().changes()).contains("delete policy theirs");
    // What was there before can be read in the event.
    assertThat(run.outcome().json().get("changes").write()).contains("70");
  }

  @Test
  void replaced_later_it_loses_what_was_kept_and_what_came_since() {
    theirs("max=6", "adopt=true");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);
    account.invoke(SampleEvents.inService("chat"));
    account.user.putScheduledAction(ON_CHAT, "later");
    account.user.tag("endpoint/chat", "adopt=replace");

    var run = REPLACING.invoke(SampleEvents.addTags("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(run.outcome().message())
        .isEqualTo(
            "endpoint/chat/variant/AllTraffic: 1-6 instances, 5 concurrent requests per instance."
                + " Deleted policy theirs and scheduled action later.");
    assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
    assertThat(account.target(ON_CHAT).actions()).isEmpty();
    assertThat(REPLACING.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  @Test
  void a_stack_replaces_nothing_unless_it_is_allowed_to() {
    theirs("max=6", "adopt=replace");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);

    var foreign = account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "adopt=true");
    account.invoke(SampleEvents.addTags("endpoint/chat"));
    account.user.tag("endpoint/chat", "adopt=replace");
    var managed = account.invoke(SampleEvents.addTags("endpoint/chat"));

    assertThat(foreign.outcome().ending()).isEqualTo("Rejected NotOwned");
    assertThat(foreign.outcome().message())
        .contains("does not allow autoscaling:adopt = replace (AllowAdopt = keep)");
    assertThat(foreign.writes()).isEmpty();
    assertThat(managed.outcome().message())
        .isEqualTo(
            "endpoint/chat/variant/AllTraffic was not changed. NotOwned: Tagscaler did not create"
                + " policy \"theirs\", and this stack does not allow autoscaling:adopt = replace"
                + " (AllowAdopt = keep). To keep it, set autoscaling:adopt = true.");
    assertThat(managed.writes()).isEmpty();
    assertThat(account.target(ON_CHAT).policies())
        .containsExactlyInAnyOrder("theirs", "tagscaler-track-concurrency");
  }

  @Test
  void a_stack_adopts_nothing_if_it_is_not_allowed_to() {
    theirs("max=6", "adopt=true");

    var run =
        account
            .function(Map.of("TAGSCALER_ALLOW_ADOPT", "none"))
            .invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Rejected NotOwned");
    assertThat(run.outcome().message()).contains("(AllowAdopt = none)");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void what_was_there_before_is_told() {
    theirs("max=6", "adopt=true");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().warnings()).containsExactly("Adopted");
    assertThat(run.outcome().message())
        .endsWith(
            "Another tool registered the target with min 1, max 3. Its policy \"theirs\" still scales"
                + " it, too.");
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().warnings()).isEmpty();
  }

  @Test
  void no_bound_falls_to_its_default() {
    account.endpoint("chat", "adopt=true", "policy=default");
    account.user.register(
        ON_CHAT, ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT, 3, 20);
    account.advance(Duration.ofHours(1));

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().problems()).containsExactly("BoundsConflict", "BoundsConflict");
    assertThat(run.outcome().message())
        .contains("Set autoscaling:min = 3 or another min.")
        .contains("Set autoscaling:max = 20 or another max.");
    assertThat(run.writes()).isEmpty();

    account.user.tag("endpoint/chat", "min=3", "max=20");
    assertThat(account.invoke(SampleEvents.addTags("endpoint/chat")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("3-20");
  }

  @Test
  void a_target_without_an_arn_is_registered_before_it_is_tagged() {
    account.endpoint("chat", "max=6", "adopt=true");
    account.seed(
        """
        {"targets": [{"resourceId": "endpoint/chat/variant/AllTraffic", "min": 1, "max": 3,
          "withoutArn": true}]}
        """);

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");
    assertThat(account.target(ON_CHAT).tags()).containsEntry("tagscaler:stack", "tagscaler");
    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Unchanged");
  }

  @Test
  void released_it_still_scales_by_what_others_hung_on_it() {
    theirs("max=6", "adopt=true");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);
    account.invoke(SampleEvents.inService("chat"));
    account.user.tag("endpoint/chat", "policy=off");

    var run = account.invoke(SampleEvents.addTags("endpoint/chat"));

    assertThat(run.outcome().ending()).isEqualTo("Released");
    assertThat(run.outcome().message())
        .isEqualTo(
            "endpoint/chat/variant/AllTraffic is no longer autoscaled by Tagscaler because"
                + " autoscaling:policy = off. Its 1 instance keeps running. The target stays"
                + " registered (min 1, max 6): policy \"theirs\", which Tagscaler did not create,"
                + " still scales it. To end that, deregister the target.");
    assertThat(run.outcome().warnings()).containsExactly("StillScaled");
    assertThat(account.target(ON_CHAT).tags()).isEmpty();
  }

  @Test
  void another_stacks_target_is_never_adopted() {
    account.endpoint("chat", "max=6", "adopt=replace");
    account.seed(
        """
        {"targets": [{"resourceId": "endpoint/chat/variant/AllTraffic", "min": 1, "max": 3,
          "tags": {"tagscaler:stack": "other"}}]}
        """);

    assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
        .isEqualTo("Rejected NotOwned");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-3");
  }

  @Test
  void a_rejected_adoption_is_not_advised_to_set_adopt_again() {
    theirs("max=many", "adopt=true");

    var run = account.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().problems()).containsExactly("BadValue");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_dry_run_takes_nothing_over() {
    theirs("max=6", "adopt=replace", "dry-run=true");
    account.user.putTrackingPolicy(ON_CHAT, "theirs", INVOCATIONS, 70);

    var run = REPLACING.invoke(SampleEvents.inService("chat"));

    assertThat(run.outcome().ending()).isEqualTo("Planned");
    assertThat(run.outcome().changes())
        .contains("delete policy theirs", "create policy tagscaler-track-concurrency");
    assertThat(run.writes()).isEmpty();
  }

  // AWS leaves the alarms of step scaling behind, and Tagscaler must not delete those of others.
  @Test
  void an_alarm_of_others_outlives_the_policy_that_is_replaced() {
    theirs("max=6", "adopt=replace");
    account.user.putAlarm("theirs");

    REPLACING.invoke(SampleEvents.inService("chat"));

    assertThat(account.alarms()).containsOnlyKeys("theirs");
  }
}
