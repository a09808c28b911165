package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.TargetKey;
import io.github.tagscaler.sweep.Fleet;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the policies of the whole fleet are read: slowly, in rotation, and whatever AWS throttles.
 */
class RegisteredPoliciesTest {
  private static final String LIST = "DescribeScalingPolicies";

  /** At a page a second: 7/8 of it, two and a half seconds, are for policies. */
  private static final Duration THREE_PAGES = Duration.ofMillis(2860);

  private static final Duration ENOUGH = Duration.ofMinutes(14);

  private final CannedAws aws = new CannedAws();
  private final Fleet fleet = aws.adapters().fleet("prod");

  @BeforeEach
  void targets() {
    aws.answer(
            "DescribeScalableTargets",
            Stream.of("a", "b", "c", "d", "e")
                .map(endpoint ->
                    "{%s, 'MinCapacity': 1, 'MaxCapacity': 4, 'RoleARN': 'r', 'CreationTime': 1, 'ScalableTargetARN': 'arn:%s'}"
                        .formatted(target(endpoint), endpoint))
                .collect(Collectors.joining(", ", "{'ScalableTargets': [", "]}")))
        .answer("DescribeScheduledActions", "{'ScheduledActions': []}")
        .answer("DescribeAlarms", "<DescribeAlarmsResponse/>")
        .answer("GetResources", "{'ResourceTagMappingList': []}")
        .answer("ListEndpoints", "{'Endpoints': []}")
        .answer("ListInferenceComponents", "{'InferenceComponents': []}");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Nested
  class Without_enough_time {

    @Test
    void are_read_by_the_next_sweep_that_begins_where_this_one_stopped() {
      page("t1", "a x").page("t2", "b x", "c x").page("t3", "c y", "d x").page("", "d y");
      page("t1", "a x").page("t2", "b x", "c x");

      var first = fleet.read(THREE_PAGES);
      var second = fleet.read(THREE_PAGES);

      assertThat(tokens())
          .as("with time left it goes on")
          .containsExactly("-", "t1", "t2", "t3", "-", "t1");
      assertThat(policies(first)).containsExactly("a: x", "b: x", "c: x y", "d:", "e:");
      assertThat(unread(first)).as("d may have more, and e may come").containsExactly("d", "e");
      assertThat(policies(second)).containsExactly("a: x", "b: x", "c:", "d: x y", "e:");
      assertThat(unread(second)).as("c may have more, and e may come").containsExactly("c", "e");
    }

    @Test
    void begin_anew_after_the_last_page_if_time_is_left() {
      page("t1", "a x").page("t2", "b x").page("t3", "c x").page("", "d x").page("", "a y");

      fleet.read(THREE_PAGES);
      var second = fleet.read(THREE_PAGES);

      assertThat(tokens()).containsExactly("-", "t1", "t2", "t3", "-");
      assertThat(policies(second)).containsExactly("a: y", "b:", "c: x", "d: x", "e:");
      assertThat(unread(second)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"InvalidNextTokenException", "ValidationException"})
    void begin_anew_if_AWS_refuses_the_token(String error) {
      page("t1", "a x").page("t2", "b x").page("t3", "c x");
      aws.fail(LIST, error, "The token 't3' is not valid.");
      page("", "a y");

      fleet.read(THREE_PAGES);
      var second = fleet.read(THREE_PAGES);

      assertThat(tokens()).containsExactly("-", "t1", "t2", "t3", "-");
      assertThat(policies(second)).containsExactly("a: y", "b:", "c:", "d:", "e:");
      assertThat(unread(second)).isEmpty();
    }

    @Test
    void begin_anew_after_an_error() {
      page("t1", "a x").page("t2", "b x");
      aws.fail(LIST, "AccessDeniedException", "is not authorized to perform that");
      page("", "a y");

      assertThatThrownBy(() -> fleet.read(ENOUGH)).isInstanceOf(CallFailedException.class);
      var second = fleet.read(ENOUGH);

      assertThat(tokens()).containsExactly("-", "t1", "t2", "-");
      assertThat(unread(second)).isEmpty();
    }
  }

  /** What a throttled page costs: time, and never the sweep. */
  @Nested
  class Throttled {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            ThrottlingException           |  1 | Rate exceeded
            ThrottlingException           |  4 | Rate exceeded
            ThrottlingException           | 60 | Rate exceeded
            TooManyRequestsException      |  4 | Slow down
            FailedResourceAccessException |  1 | Unable to retrieve alarms for scaling policy arn:x due to reason: Rate exceeded (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling; Request ID: r)
            FailedResourceAccessException |  4 | Unable to retrieve alarms for scaling policy arn:x due to reason: Rate exceeded (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling; Request ID: r)
            FailedResourceAccessException | 60 | Unable to retrieve alarms for scaling policy arn:x due to reason: Rate exceeded (Service: AmazonCloudWatch; Status Code: 400; Error Code: Throttling; Request ID: r)
            """)
    void are_read_when_AWS_lets_them(String error, int times, String message) {
      page("t1", "a x");
      for (int i = 0; i < times; i++) {
        aws.fail(LIST, error, message);
      }
      page("", "b x");

      var read = fleet.read(ENOUGH);

      assertThat(policies(read)).containsExactly("a: x", "b: x", "c:", "d:", "e:");
      assertThat(unread(read)).isEmpty();
      assertThat(aws.calls(LIST)).hasSize(times + 2);
    }

    @Test
    void until_the_time_is_over_are_read_by_the_next_sweep() {
      page("t1", "a x", "b x").page("t2", "c x");
      for (int i = 0; i < 100; i++) {
        aws.fail(LIST, "ThrottlingException", "Rate exceeded");
      }
      page("", "d x").page("", "a x", "b x", "c x", "d x");

      var first = fleet.read(Duration.ofMinutes(2));

      assertThat(unread(first)).containsExactly("c", "d", "e");
      assertThat(aws.calls(LIST)).hasSizeLessThan(30);
      assertThat(unread(fleet.read(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void from_the_first_page_on_are_all_unread() {
      aws.fail(LIST, "ThrottlingException", "Rate exceeded");

      assertThat(unread(fleet.read(Duration.ofMinutes(2))))
          .containsExactly("a", "b", "c", "d", "e");
    }
  }

  @Test
  void fail_if_a_token_comes_twice() {
    page("t1", "a x").page("t1", "b x");

    assertThatThrownBy(() -> fleet.read(ENOUGH))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.SERVICE_ERROR))
        .hasMessage(
            "DescribeScalingPolicies of all scalable targets failed: AWS answered the same NextToken twice, so that the list would never end.");
    assertThat(aws.calls(LIST)).hasSize(2);
  }

  private RegisteredPoliciesTest page(String next, String... policies) {
    aws.answer(
        LIST,
        Arrays.stream(policies)
            .map(policy -> policy.split(" "))
            .map(policy ->
                "{%s, 'PolicyName': '%s', 'PolicyType': 'StepScaling', 'PolicyARN': 'arn:%s'}"
                    .formatted(target(policy[0]), policy[1], policy[1]))
            .collect(
                Collectors.joining(
                    ", ", "{'ScalingPolicies': [", "], 'NextToken': '" + next + "'}")));
    return this;
  }

  private static String target(String endpoint) {
    return "'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/%s/variant/v', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'"
        .formatted(endpoint);
  }

  private List<String> tokens() {
    return aws.calls(LIST).stream().map(call -> call.text("NextToken")).toList();
  }

  private static List<String> policies(Snapshot read) {
    return read.targets().stream()
        .map(target ->
            name(target.key())
                + ":"
                + target.policies().stream()
                    .map(ScalingPolicy::name)
                    .map(" "::concat)
                    .collect(Collectors.joining()))
        .toList();
  }

  /** Where the policies of a target were not read, it has none. */
  private static List<String> unread(Snapshot read) {
    assertThat(read.targets())
        .filteredOn(target -> read.unread().contains(target.key()))
        .extracting(ObservedTarget::policies)
        .allMatch(List::isEmpty);
    return read.unread().stream().map(RegisteredPoliciesTest::name).sorted().toList();
  }

  private static String name(TargetKey key) {
    assertThat(key.dimension()).isEqualTo(ScalableDimension.INSTANCE_COUNT);
    return ((EndpointVariant) key.id()).endpoint();
  }
}
