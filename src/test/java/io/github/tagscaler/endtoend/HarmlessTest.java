package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;

/** Nothing is removed without its owner's request, and off switches always work. */
class HarmlessTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final ScalableDimension INSTANCES =
      ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT;

  @RegisterExtension static final TestAccount account = new TestAccount();

  private static void running(int instances, String... tags) {
    account.endpointOf("chat", "[{\"count\": %d}]".formatted(instances), tags);
  }

  private static int running() {
    return account.capacities().getOrDefault("chat/AllTraffic", 0);
  }

  private static void settle() {
    account.advance(Duration.ofMinutes(2));
  }

  // Application Auto Scaling moves capacity into the bounds with every register call (API
  // reference, RegisterScalableTarget).
  @Nested
  class Registering {
    @Test
    void takes_running_instances_away_where_a_tag_states_the_max() {
      running(6, "max=4");

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(running()).isEqualTo(4);
    }

    @Test
    void is_rejected_if_no_tag_or_policy_sets_the_max_and_more_runs() {
      running(6, "policy=default");

      var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

      assertThat(outcome.ending()).isEqualTo("Rejected BoundsConflict");
      assertThat(outcome.message()).contains("6");
      assertThat(account.targets()).isEmpty();
      assertThat(running()).isEqualTo(6);
    }

    @Test
    void takes_place_where_as_many_run_as_the_built_in_max() {
      running(4, "policy=default");

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(running()).isEqualTo(4);
    }

    @Test
    void raises_what_runs_to_the_min() {
      running(1, "min=3");

      account.invoke(SampleEvents.inService("chat"));

      assertThat(running()).isEqualTo(3);
    }

    // "0 is allowed for SageMaker endpoint variants" in the API reference holds for asynchronous
    // ones; real-time variants keep at least one instance (SageMaker developer guide, "Auto scaling
    // policy overview").
    @Test
    void never_lets_a_real_time_variant_go_to_zero() {
      running(1, "min=0");

      var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

      assertThat(outcome.ending()).startsWith("Rejected");
      assertThat(account.targets()).isEmpty();
    }
  }

  @Nested
  class An_update {
    @Test
    void to_another_max_by_tag_takes_away_what_runs_above_it() {
      running(1, "max=8");
      account.invoke(SampleEvents.inService("chat"));
      account.user.setInstances("chat", 7);
      settle();
      account.user.tag("endpoint/chat", "max=5");

      assertThat(account.invoke(SampleEvents.addTags("endpoint/chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(running()).isEqualTo(5);
    }

    @Test
    void that_leaves_the_max_unset_is_rejected_while_more_runs() {
      running(1, "policy=default", "max=8");
      account.invoke(SampleEvents.inService("chat"));
      account.user.setInstances("chat", 7);
      settle();
      var before = account.scaling();
      account.user.untag("endpoint/chat", "max");

      var outcome = account.invoke(SampleEvents.tagChange("endpoint/chat")).outcome();

      assertThat(outcome.ending()).isEqualTo("Rejected BoundsConflict");
      assertThat(account.scaling()).isEqualTo(before);
    }

    // UpdateEndpoint puts the count back to that of the config unless asked to keep it (API
    // reference, RetainAllVariantProperties).
    @Test
    void of_the_endpoint_that_reset_its_instances_is_pulled_back_to_the_min() {
      running(1, "min=3", "max=8");
      account.invoke(SampleEvents.inService("chat"));
      settle();
      assertThat(running()).isEqualTo(3);
      account.user.sageMaker.updateEndpoint(
          call -> call.endpointName("chat").endpointConfigName("chat-config"));
      settle();
      assertThat(running()).isEqualTo(1);

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Applied");

      assertThat(running()).isEqualTo(3);
      settle();
      assertThat(account.invoke(SampleEvents.inService("chat")).writes()).isEmpty();
    }
  }

  @Nested
  class Drift {
    private void registered() {
      running(1, "policy=default", "max=6");
      account.invoke(SampleEvents.inService("chat"));
    }

    @Test
    void of_bounds_is_reported_by_events_and_repaired_on_request() {
      registered();
      account.user.register(ON_CHAT, INSTANCES, 2, 3);
      settle();

      var event = account.invoke(SampleEvents.inService("chat"));

      assertThat(event.outcome().warnings()).containsExactly("Drift");
      assertThat(event.writes()).containsExactly("TagResource");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("2-3");

      var request = account.invoke(SampleEvents.requested("chat"));

      assertThat(request.outcome().ending()).isEqualTo("Applied");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");
    }

    @Test
    void of_a_policy_is_reported_by_events_and_repaired_on_request() {
      registered();
      account.user.putTrackingPolicy(
          ON_CHAT,
          "tagscaler-track-concurrency",
          MetricType.SAGE_MAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION,
          9);

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().warnings())
          .containsExactly("Drift");
      assertThat(account.target(ON_CHAT).metricAndTarget()).endsWith(" 9");
      assertThat(account.invoke(SampleEvents.requested("chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(account.target(ON_CHAT).metricAndTarget()).endsWith(" 5");
    }

    @Test
    void that_took_something_away_is_put_right_at_once() {
      registered();
      account.user.deletePolicy(ON_CHAT, "tagscaler-track-concurrency");

      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(account.target(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
    }

    @Test
    void is_repaired_without_taking_away_what_runs() {
      registered();
      account.user.register(ON_CHAT, INSTANCES, 1, 9);
      account.user.setInstances("chat", 8);
      settle();

      var outcome = account.invoke(SampleEvents.requested("chat")).outcome();

      assertThat(outcome.warnings()).contains("AboveMax");
      assertThat(running()).isEqualTo(8);
      var meanwhile = account.invoke(SampleEvents.inService("chat"));
      assertThat(meanwhile.writes()).isEmpty();
      assertThat(meanwhile.outcome().warnings()).containsExactly("AboveMax");
      account.user.setInstances("chat", 2);
      settle();
      assertThat(account.invoke(SampleEvents.inService("chat")).outcome().ending())
          .isEqualTo("Applied");
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-6");
    }

    // A scheduled action that fires rewrites the bounds for good (Application Auto Scaling user
    // guide, "Scheduled scaling"): registering those of the tags again would undo it.
    @Test
    void by_a_foreign_scheduled_action_is_kept() {
      registered();
      account.user.putScheduledAction(ON_CHAT, "their-morning");
      account.advance(Duration.ofHours(2));
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-2");

      var run = account.invoke(SampleEvents.inService("chat"));

      assertThat(run.writes()).isEmpty();
      assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-2");
    }
  }

  @Nested
  class OffSwitches {
    private static final String OURS =
        """
        {"endpoints": [{"name": "chat", "status": "%s", "tags": {
           "autoscaling:policy": "%s", "autoscaling:max": "many", "autoscaling:mni": "1",
           "autoscaling:metric": "luck", "autoscaling:schedule": "never"}}],
         "targets": [{"resourceId": "endpoint/chat/variant/AllTraffic", "min": 1, "max": 3,
           "tags": {"tagscaler:stack": "tagscaler", "tagscaler:config": "v1:0"}}]}
        """;

    @ParameterizedTest
    @ValueSource(
        strings = {
          "InService",
          "Creating",
          "Updating",
          "SystemUpdating",
          "RollingBack",
          "OutOfService",
          "Failed",
          "UpdateRollbackFailed"
        })
    void work_in_every_status_and_whatever_else_is_wrong(String status) {
      account.seed(OURS.formatted(status, "ignore"));
      var before = account.scaling();

      var ignored = account.invoke(SampleEvents.requested("chat"));
      assertThat(ignored.outcome().ending()).isEqualTo("Skipped Ignored");
      assertThat(ignored.writes()).isEmpty();
      assertThat(ignored.outcome().warnings()).contains("BadValue", "UnknownKey");
      assertThat(account.scaling()).isEqualTo(before);

      account.user.tag("endpoint/chat", "policy=off");
      var off = account.invoke(SampleEvents.requested("chat"));
      assertThat(off.outcome().ending()).isEqualTo("Released");
      assertThat(off.outcome().warnings()).contains("BadValue", "UnknownKey");
      assertThat(account.targets()).isEmpty();
    }

    // None of these is an end (API reference, EndpointStatus): what is registered stays, and the
    // next event finds it.
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Creating",
          "Updating",
          "SystemUpdating",
          "RollingBack",
          "OutOfService",
          "UpdateRollbackFailed"
        })
    void that_are_off_leave_what_is_not_in_service_registered(String status) {
      account.seed(OURS.formatted(status, "default"));
      var before = account.scaling();

      var run = account.invoke(SampleEvents.requested("chat"));

      assertThat(run.outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(run.writes()).isEmpty();
      assertThat(account.scaling()).isEqualTo(before);
    }

    @Test
    void stop_one_variant_alone() {
      account.endpointOf("chat", "[{\"name\": \"blue\"}, {\"name\": \"green\"}]", "max=3");
      account.invoke(SampleEvents.inService("chat"));
      account.user.tag("endpoint/chat", "policy@green=off");

      var run = account.invoke(SampleEvents.addTags("endpoint/chat"));

      assertThat(run.outcome("endpoint/chat/variant/green").ending()).isEqualTo("Released");
      assertThat(account.targets())
          .extracting(RegisteredTarget::resourceId)
          .containsExactly("endpoint/chat/variant/blue");
    }
  }

  @Nested
  class Bad_tags {
    @Test
    void are_all_reported_at_once_and_change_nothing() {
      running(1, "policy=default", "max=6");
      account.invoke(SampleEvents.inService("chat"));
      var before = account.scaling();
      account.user.tag("endpoint/chat", "min=x", "max=2.5", "mertic=cpu", "scale-in=maybe");

      var outcome = account.invoke(SampleEvents.addTags("endpoint/chat")).outcome();

      assertThat(outcome.ending()).startsWith("Rejected");
      assertThat(outcome.problems())
          .containsExactlyInAnyOrder("BadValue", "BadValue", "UnknownKey", "BadValue");
      assertThat(outcome.message()).contains("autoscaling:metric");
      assertThat(account.scaling()).isEqualTo(before);
    }
  }

  @Test
  void a_pause_registers_nothing() {
    running(1, "max=3", "paused=true");

    var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

    assertThat(outcome.ending()).isEqualTo("Unchanged");
    assertThat(outcome.warnings()).containsExactly("Paused");
    assertThat(account.targets()).isEmpty();
  }

  @Test
  void a_tag_that_means_nothing_for_the_kind_is_a_warning_only() {
    running(1, "max=3", "wake=on");

    var outcome = account.invoke(SampleEvents.inService("chat")).outcome();

    assertThat(outcome.ending()).isEqualTo("Applied");
    assertThat(outcome.warnings()).containsExactly("NotApplicable");
  }

  // What cannot be read is not gone: "Could not find endpoint" is a ValidationException, the same
  // type as a bad request, and only its message distinguishes the two.
  @ParameterizedTest
  @CsvSource({
    "DescribeEndpoint, 400, ValidationException, 1 validation error detected",
    "DescribeEndpoint, 400, AccessDeniedException, User is not authorized to perform",
    "DescribeEndpoint, 500, InternalFailure, Oops",
    "sagemaker:ListTags, 400, ValidationException, 1 validation error detected",
    "sagemaker:ListTags, 400, AccessDeniedException, User is not authorized to perform",
    "sagemaker:ListTags, 400, ValidationException, Could not find endpoint",
    "DescribeEndpoint, 400, ValidationException, Could not find endpoint",
    "DescribeEndpointConfig, 400, AccessDeniedException, User is not authorized to perform",
    "DescribeScalableTargets, 500, InternalServiceException, Oops"
  })
  void what_cannot_be_read_is_not_taken_for_gone(
      String operation, int status, String type, String message) {
    running(1, "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    var before = account.scaling();
    account.fault(Fault.error(status, type, message).on(operation).always());

    for (var event :
        List.of(
            SampleEvents.inService("chat"),
            SampleEvents.state("chat", "DELETED"),
            SampleEvents.addTags("endpoint/chat"))) {
      var run = account.invoke(event);
      assertThat(run.outcomes()).hasSize(1);
      assertThat(run.outcome().ending()).matches("(Failed|Rejected) .*");
      assertThat(run.writes()).isEmpty();
    }

    assertThat(account.scaling()).isEqualTo(before);
  }
}
