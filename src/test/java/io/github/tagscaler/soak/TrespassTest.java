package io.github.tagscaler.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.soak.Expected.Before;
import io.github.tagscaler.soak.Fleet.Place;
import io.github.tagscaler.soak.Wish.Adopt;
import io.github.tagscaler.soak.Wish.Policy;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrespassTest {
  private static final String ARN = "arn:aws:application-autoscaling:x:scalable-target/1";

  private final Fleet fleet = new Fleet();
  private final Trespass trespass = new Trespass(fleet, Set.of(ARN));

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
    place(Wish.NONE, Before.NOTHING);

    assertThat(trespass.of(call(service, operation, request))).isPresent();
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
    place(Wish.NONE, Before.NOTHING);

    assertThat(trespass.of(call(service, operation, request))).isEmpty();
  }

  @Test
  void what_is_to_be_ignored_is_not_touched() {
    place(Wish.NONE.withPolicy(Policy.IGNORE), Before.NOTHING);

    assertThat(trespass.of(register())).isPresent();
  }

  @Test
  void what_is_only_to_be_planned_is_not_touched() {
    place(Wish.NONE.withPolicy(Policy.DEFAULT).withDryRun(), Before.NOTHING);

    assertThat(trespass.of(register())).isPresent();
  }

  @Test
  void what_somebody_else_registered_is_touched_only_to_be_adopted() {
    var theirs =
        new Before(
            Optional.of(new Scaled(1, 3, null, Map.of("team-own", "x 1"), Map.of(), false)), false);
    place(Wish.NONE.withPolicy(Policy.DEFAULT), theirs);

    assertThat(trespass.of(register())).isPresent();

    place(adopting(Adopt.TRUE), theirs);

    assertThat(trespass.of(register())).isEmpty();
    assertThat(trespass.of(deleteTheirs())).isPresent();

    place(adopting(Adopt.REPLACE), theirs);

    assertThat(trespass.of(deleteTheirs())).isEmpty();
  }

  private static Wish adopting(Adopt adopt) {
    return new Wish(Policy.DEFAULT, null, null, null, null, null, false, false, adopt, false);
  }

  private void place(Wish wish, Before before) {
    fleet.places.clear();
    var place = new Place("chat", Sort.REAL_TIME, List.of("blue"), false, "chat-config");
    place.wish = wish;
    fleet.places.add(place);
    fleet.scalees(place).forEach(scalee -> fleet.remember(scalee, before));
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
