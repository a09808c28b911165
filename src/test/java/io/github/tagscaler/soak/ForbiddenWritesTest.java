package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.soak.ExpectedState.StateBefore;
import io.github.tagscaler.soak.SimulatedFleet.SimulatedEndpoint;
import io.github.tagscaler.soak.TagSettings.Adopt;
import io.github.tagscaler.soak.TagSettings.Policy;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForbiddenWritesTest {
  private static final String ARN = "arn:aws:application-autoscaling:x:scalable-target/1";

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

  private Instant now = NOW;
  private final List<Instant> sweeps = new ArrayList<>();
  private final SimulatedFleet fleet = new SimulatedFleet();
  private final ForbiddenWrites forbiddenWrites =
      new ForbiddenWrites(fleet, () -> now, sweeps, Set.of(ARN));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          application-autoscaling | RegisterScalableTarget   | {"ResourceId": "endpoint/sister/variant/AllTraffic"}
          application-autoscaling | DeregisterScalableTarget | {"ResourceId": "inference-component/sister-part"}
          application-autoscaling | TagResource              | {"ResourceARN": "arn:aws:application-autoscaling:x:scalable-target/1"}
          application-autoscaling | PutScalingPolicy         | {"ResourceId": "endpoint/chat/variant/blue", "PolicyName": "team-own"}
          application-autoscaling | DeleteScalingPolicy      | {"ResourceId": "endpoint/chat/variant/blue", "PolicyName": "team-own"}
          application-autoscaling | DeleteScheduledAction    | {"ResourceId": "endpoint/gone/variant/blue", "ScheduledActionName": "their-night"}
          cloudwatch              | PutMetricAlarm           | {"AlarmName": "tagscaler"}
          cloudwatch              | DeleteAlarms             | {"AlarmNames": ["tagscaler/tagscaler/a/wake", "tagscaler/tagscaler-two/a/wake"]}
          sagemaker               | AddTags                  | {"ResourceArn": "arn:aws:sagemaker:x:endpoint/chat"}
          ssm                     | PutParameter             | {"Name": "/tagscaler/catalog/team"}
          """)
  void what_may_not_be_written_is_noticed(String service, String operation, String request) {
    endpoint(TagSettings.NONE, StateBefore.NOTHING);

    assertThat(forbiddenWrites.of(call(service, operation, request))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          application-autoscaling | DescribeScalableTargets | {"ResourceIds": ["endpoint/sister/variant/AllTraffic"]}
          application-autoscaling | RegisterScalableTarget  | {"ResourceId": "endpoint/chat/variant/blue"}
          application-autoscaling | DeleteScalingPolicy     | {"ResourceId": "endpoint/chat/variant/blue", "PolicyName": "tagscaler-wake"}
          cloudwatch              | DeleteAlarms            | {"AlarmNames": ["tagscaler/tagscaler/a/wake"]}
          sqs                     | SendMessage             | {"MessageBody": "tagscaler"}
          """)
  void what_may_be_done_is_not(String service, String operation, String request) {
    endpoint(TagSettings.NONE.withPolicy(Policy.DEFAULT), StateBefore.NOTHING);

    assertThat(forbiddenWrites.of(call(service, operation, request))).isEmpty();
  }

  @Test
  void what_is_to_be_ignored_is_not_touched() {
    endpoint(TagSettings.NONE.withPolicy(Policy.IGNORE), StateBefore.NOTHING);

    assertThat(forbiddenWrites.of(register())).isPresent();
  }

  @Test
  void what_is_only_to_be_planned_is_not_touched() {
    endpoint(TagSettings.NONE.withPolicy(Policy.DEFAULT).withDryRun(), StateBefore.NOTHING);

    assertThat(forbiddenWrites.of(register())).isPresent();
  }

  @Test
  void a_foreign_target_is_touched_only_to_be_adopted() {
    var theirs =
        new StateBefore(
            Optional.of(
                new RegisteredState(
                    1, 3, 1, null, Map.of("team-own", "x 1"), Map.of(), "", Set.of(), Set.of())),
            false);
    endpoint(TagSettings.NONE.withPolicy(Policy.DEFAULT), theirs);

    assertThat(forbiddenWrites.of(register())).isPresent();

    endpoint(adopting(Adopt.TRUE), theirs);

    assertThat(forbiddenWrites.of(register())).isEmpty();
    assertThat(forbiddenWrites.of(deleteTheirs())).isPresent();

    endpoint(adopting(Adopt.REPLACE), theirs);

    assertThat(forbiddenWrites.of(deleteTheirs())).isEmpty();
  }

  @Test
  void what_was_suspended_by_hand_is_not_resumed() {
    endpoint(TagSettings.NONE.withPolicy(Policy.DEFAULT), ours(Set.of("in", "out"), Set.of("out")));

    assertThat(forbiddenWrites.of(resume("DynamicScalingInSuspended"))).isPresent();
    assertThat(forbiddenWrites.of(resume("DynamicScalingOutSuspended"))).isEmpty();
    assertThat(forbiddenWrites.of(register())).isEmpty();
  }

  @Test
  void what_lost_its_tags_is_not_released_for_15_minutes() {
    endpoint(TagSettings.NONE, ours(Set.of(), Set.of()));

    assertThat(forbiddenWrites.of(deregister())).isPresent();

    now = NOW.plus(Duration.ofMinutes(15));

    assertThat(forbiddenWrites.of(deregister())).isEmpty();
  }

  @Test
  void what_lost_its_tags_is_not_released_without_a_sweep() {
    endpoint(TagSettings.NONE, ours(Set.of(), Set.of()));
    now = NOW.plus(Duration.ofDays(1));
    fleet.swept = false;

    assertThat(forbiddenWrites.of(deregister())).isPresent();

    sweeps.add(NOW.plus(Duration.ofMinutes(1)));

    assertThat(forbiddenWrites.of(deregister())).isEmpty();
  }

  @Test
  void what_was_changed_by_hand_is_left_alone_until_it_is_due_or_requested() {
    endpoint(TagSettings.NONE.withPolicy(Policy.DEFAULT), ours(Set.of(), Set.of()));
    var until = NOW.plus(Duration.ofHours(2));
    fleet.resources().forEach(resource -> fleet.leaveAlone(resource, until));

    assertThat(forbiddenWrites.of(register())).isPresent();

    now = until;

    assertThat(forbiddenWrites.of(register())).isEmpty();

    now = NOW;
    fleet.request(fleet.resources().stream());

    assertThat(forbiddenWrites.of(register())).isEmpty();
  }

  private static StateBefore ours(Set<String> suspended, Set<String> byPause) {
    return new StateBefore(
        Optional.of(
            new RegisteredState(
                1, 4, 1, "tagscaler", Map.of(), Map.of(), "v1:x", suspended, byPause)),
        false);
  }

  private static RecordedCall deregister() {
    return call(
        "application-autoscaling",
        "DeregisterScalableTarget",
        "{\"ResourceId\": \"endpoint/chat/variant/blue\"}");
  }

  private static RecordedCall resume(String activity) {
    return call(
        "application-autoscaling",
        "RegisterScalableTarget",
        "{\"ResourceId\": \"endpoint/chat/variant/blue\", \"SuspendedState\": {\"%s\": false}}"
            .formatted(activity));
  }

  private static TagSettings adopting(Adopt adopt) {
    return new TagSettings(
        Policy.DEFAULT, null, null, null, null, null, false, false, adopt, false);
  }

  private void endpoint(TagSettings settings, StateBefore before) {
    fleet.endpoints.clear();
    var endpoint =
        new SimulatedEndpoint(
            "chat", ResourceType.REAL_TIME, List.of("blue"), false, "chat-config");
    endpoint.settings = settings;
    fleet.endpoints.add(endpoint);
    fleet.resources(endpoint).forEach(resource -> fleet.remember(resource, before, NOW));
  }

  private static RecordedCall register() {
    return call(
        "application-autoscaling",
        "RegisterScalableTarget",
        "{\"ResourceId\": \"endpoint/chat/variant/blue\"}");
  }

  private static RecordedCall deleteTheirs() {
    return call(
        "application-autoscaling",
        "DeleteScalingPolicy",
        "{\"ResourceId\": \"endpoint/chat/variant/blue\", \"PolicyName\": \"team-own\"}");
  }

  private static RecordedCall call(String service, String operation, String request) {
    return new RecordedCall(1, service, operation, request, 200, Optional.empty(), 1, 2);
  }
}
