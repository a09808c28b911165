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

/** Nothing is taken away that its owner did not ask to lose, and brakes always work. */
class HarmlessTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";
  private static final ScalableDimension INSTANCES =
      ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT;

  @RegisterExtension static final World world = new World();

  private static void running(int instances, String... tags) {
    world.endpointOf("chat", "[{\"count\": %d}]".formatted(instances), tags);
  }

  private static int running() {
    return world.capacities().getOrDefault("chat/AllTraffic", 0);
  }

  private static void settle() {
    world.advance(Duration.ofMinutes(2));
  }

  // Application Auto Scaling moves capacity into the bounds with every register call (API
  // reference, RegisterScalableTarget).
  @Nested
  class Registering {
    @Test
    void takes_running_instances_away_where_a_tag_states_the_max() {
      running(6, "max=4");

      assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(running()).isEqualTo(4);
    }

    @Test
    void is_refused_where_nobody_states_the_max_and_more_runs() {
      running(6, "policy=default");

      var told = world.on(News.inService("chat")).outcome();

      assertThat(told.ending()).isEqualTo("Rejected BoundsConflict");
      assertThat(told.message()).contains("6");
      assertThat(world.held()).isEmpty();
      assertThat(running()).isEqualTo(6);
    }

    @Test
    void takes_place_where_as_many_run_as_the_built_in_max() {
      running(4, "policy=default");

      assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(running()).isEqualTo(4);
    }

    @Test
    void raises_what_runs_to_the_min() {
      running(1, "min=3");

      world.on(News.inService("chat"));

      assertThat(running()).isEqualTo(3);
    }

    // "0 is allowed for SageMaker endpoint variants" in the API reference holds for asynchronous
    // ones; real-time variants keep at least one instance (SageMaker developer guide, "Auto scaling
    // policy overview").
    @Test
    void never_lets_a_real_time_variant_go_to_zero() {
      running(1, "min=0");

      var told = world.on(News.inService("chat")).outcome();

      assertThat(told.ending()).startsWith("Rejected");
      assertThat(world.held()).isEmpty();
    }
  }

  @Nested
  class An_update {
    @Test
    void to_another_max_by_tag_takes_away_what_runs_above_it() {
      running(1, "max=8");
      world.on(News.inService("chat"));
      world.somebody.run("chat", 7);
      settle();
      world.somebody.tag("endpoint/chat", "max=5");

      assertThat(world.on(News.addTags("endpoint/chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(running()).isEqualTo(5);
    }

    @Test
    void that_leaves_nobody_to_state_the_max_is_refused_while_more_runs() {
      running(1, "policy=default", "max=8");
      world.on(News.inService("chat"));
      world.somebody.run("chat", 7);
      settle();
      var before = world.scaling();
      world.somebody.untag("endpoint/chat", "max");

      var told = world.on(News.tagChange("endpoint/chat")).outcome();

      assertThat(told.ending()).isEqualTo("Rejected BoundsConflict");
      assertThat(world.scaling()).isEqualTo(before);
    }

    // UpdateEndpoint puts the count back to that of the config unless asked to keep it (API
    // reference, RetainAllVariantProperties).
    @Test
    void of_the_endpoint_that_reset_its_instances_is_pulled_back_to_the_min() {
      running(1, "min=3", "max=8");
      world.on(News.inService("chat"));
      settle();
      assertThat(running()).isEqualTo(3);
      world.somebody.sageMaker.updateEndpoint(
          call -> call.endpointName("chat").endpointConfigName("chat-config"));
      settle();
      assertThat(running()).isEqualTo(1);

      assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");

      assertThat(running()).isEqualTo(3);
      settle();
      assertThat(world.on(News.inService("chat")).writes()).isEmpty();
    }
  }

  @Nested
  class Drift {
    private void registered() {
      running(1, "policy=default", "max=6");
      world.on(News.inService("chat"));
    }

    @Test
    void of_bounds_is_told_by_events_and_repaired_on_request() {
      registered();
      world.somebody.register(ON_CHAT, INSTANCES, 2, 3);
      settle();
      var changed = world.scaling();

      var event = world.on(News.inService("chat"));

      assertThat(event.outcome().ending()).isEqualTo("Unchanged");
      assertThat(event.outcome().warnings()).containsExactly("Drift");
      assertThat(event.writes()).isEmpty();
      assertThat(world.scaling()).isEqualTo(changed);

      var request = world.on(News.requested("chat"));

      assertThat(request.outcome().ending()).isEqualTo("Applied");
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-6");
    }

    @Test
    void of_a_policy_is_told_by_events_and_repaired_on_request() {
      registered();
      world.somebody.track(
          ON_CHAT,
          "tagscaler-track-concurrency",
          MetricType.SAGE_MAKER_VARIANT_CONCURRENT_REQUESTS_PER_MODEL_HIGH_RESOLUTION,
          9);

      assertThat(world.on(News.inService("chat")).outcome().warnings()).containsExactly("Drift");
      assertThat(world.held(ON_CHAT).tracks()).endsWith(" 9");
      assertThat(world.on(News.requested("chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(world.held(ON_CHAT).tracks()).endsWith(" 5");
    }

    @Test
    void that_took_something_away_is_put_right_at_once() {
      registered();
      world.somebody.deletePolicy(ON_CHAT, "tagscaler-track-concurrency");

      assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(world.held(ON_CHAT).policies()).containsExactly("tagscaler-track-concurrency");
    }

    @Test
    void is_repaired_without_taking_away_what_runs() {
      registered();
      world.somebody.register(ON_CHAT, INSTANCES, 1, 9);
      world.somebody.run("chat", 8);
      settle();

      var told = world.on(News.requested("chat")).outcome();

      assertThat(told.warnings()).contains("AboveMax");
      assertThat(running()).isEqualTo(8);
      var meanwhile = world.on(News.inService("chat"));
      assertThat(meanwhile.writes()).isEmpty();
      assertThat(meanwhile.outcome().warnings()).containsExactly("AboveMax");
      world.somebody.run("chat", 2);
      settle();
      assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-6");
    }

    @Test
    void by_a_suspension_ends_at_once_with_the_bounds_as_they_are() {
      registered();
      world.somebody.scaling.registerScalableTarget(call ->
          call.serviceNamespace("sagemaker")
              .resourceId(ON_CHAT)
              .scalableDimension(INSTANCES)
              .suspendedState(state -> state.dynamicScalingInSuspended(true)));

      assertThat(world.on(News.inService("chat")).outcome().ending()).isEqualTo("Applied");

      assertThat(world.held(ON_CHAT).json().get("SuspendedState").write()).doesNotContain("true");
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-6");
    }

    // A scheduled action that fires rewrites the bounds for good (Application Auto Scaling user
    // guide, "Scheduled scaling"): registering those of the tags again would undo it.
    @Test
    void by_somebody_elses_scheduled_action_is_left_alone() {
      registered();
      world.somebody.schedule(ON_CHAT, "their-morning");
      world.advance(Duration.ofHours(2));
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-2");

      var run = world.on(News.inService("chat"));

      assertThat(run.writes()).isEmpty();
      assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-2");
    }
  }

  @Nested
  class Brakes {
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
      world.seed(OURS.formatted(status, "ignore"));
      var before = world.scaling();

      var ignored = world.on(News.requested("chat"));
      assertThat(ignored.outcome().ending()).isEqualTo("Skipped Ignored");
      assertThat(ignored.writes()).isEmpty();
      assertThat(ignored.outcome().warnings()).contains("BadValue", "UnknownKey");
      assertThat(world.scaling()).isEqualTo(before);

      world.somebody.tag("endpoint/chat", "policy=off");
      var off = world.on(News.requested("chat"));
      assertThat(off.outcome().ending()).isEqualTo("Released");
      assertThat(off.outcome().warnings()).contains("BadValue", "UnknownKey");
      assertThat(world.held()).isEmpty();
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
      world.seed(OURS.formatted(status, "default"));
      var before = world.scaling();

      var run = world.on(News.requested("chat"));

      assertThat(run.outcome().ending()).isEqualTo("Skipped NotReady");
      assertThat(run.writes()).isEmpty();
      assertThat(world.scaling()).isEqualTo(before);
    }

    @Test
    void stop_one_variant_alone() {
      world.endpointOf("chat", "[{\"name\": \"blue\"}, {\"name\": \"green\"}]", "max=3");
      world.on(News.inService("chat"));
      world.somebody.tag("endpoint/chat", "policy@green=off");

      var run = world.on(News.addTags("endpoint/chat"));

      assertThat(run.outcome("endpoint/chat/variant/green").ending()).isEqualTo("Released");
      assertThat(world.held())
          .extracting(Held::resourceId)
          .containsExactly("endpoint/chat/variant/blue");
    }
  }

  @Nested
  class Bad_tags {
    @Test
    void are_all_told_at_once_and_change_nothing() {
      running(1, "policy=default", "max=6");
      world.on(News.inService("chat"));
      var before = world.scaling();
      world.somebody.tag("endpoint/chat", "min=x", "max=2.5", "mertic=cpu", "scale-in=maybe");

      var told = world.on(News.addTags("endpoint/chat")).outcome();

      assertThat(told.ending()).startsWith("Rejected");
      assertThat(told.problems())
          .containsExactlyInAnyOrder("BadValue", "BadValue", "UnknownKey", "BadValue");
      assertThat(told.message()).contains("autoscaling:metric");
      assertThat(world.scaling()).isEqualTo(before);
    }
  }

  @Test
  void a_pause_registers_nothing() {
    running(1, "max=3", "paused=true");

    var told = world.on(News.inService("chat")).outcome();

    assertThat(told.ending()).isEqualTo("Unchanged");
    assertThat(told.warnings()).containsExactly("Paused");
    assertThat(world.held()).isEmpty();
  }

  @Test
  void a_tag_that_means_nothing_for_the_kind_is_a_warning_only() {
    running(1, "max=3", "wake=on");

    var told = world.on(News.inService("chat")).outcome();

    assertThat(told.ending()).isEqualTo("Applied");
    assertThat(told.warnings()).containsExactly("NotApplicable");
  }

  // What cannot be read is not gone: "Could not find endpoint" is a ValidationException, the same
  // type as a bad request, and only its words tell the two apart.
  @ParameterizedTest
  @CsvSource({
    "DescribeEndpoint, 400, ValidationException, 1 validation error detected",
    "DescribeEndpoint, 400, AccessDeniedException, User is not authorized to perform",
    "DescribeEndpoint, 500, InternalFailure, Oops",
    "sagemaker:ListTags, 400, ValidationException, 1 validation error detected",
    "sagemaker:ListTags, 400, AccessDeniedException, User is not authorized to perform",
    "DescribeEndpointConfig, 400, AccessDeniedException, User is not authorized to perform",
    "DescribeScalableTargets, 500, InternalServiceException, Oops"
  })
  void what_cannot_be_read_is_not_taken_for_gone(
      String operation, int status, String type, String message) {
    running(1, "policy=default");
    world.on(News.inService("chat"));
    var before = world.scaling();
    world.fault(Fault.error(status, type, message).on(operation).always());

    for (var event :
        List.of(
            News.inService("chat"), News.state("chat", "DELETED"), News.addTags("endpoint/chat"))) {
      var run = world.on(event);
      assertThat(run.outcomes()).hasSize(1);
      assertThat(run.outcome().ending()).matches("(Failed|Rejected) .*");
      assertThat(run.writes()).isEmpty();
    }

    assertThat(world.scaling()).isEqualTo(before);
  }
}
