package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.Fault;
import io.github.tagscaler.standin.engine.RecordedCall;
import io.github.tagscaler.sweep.Fleet;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lists of an account with 120 policies, whose alarms CloudWatch lets nobody read faster than
 * nine times a second. The stand-in's clock moves by the waits.
 */
class ThrottledAlarmsTest {
  private static final int ENDPOINTS = 120;

  private final StandIn aws = StandIn.start();
  private final Fleet fleet =
      AwsAdapters.withoutWaiting(
              Map.of(
                  "AWS_REGION", "us-east-1",
                  "AWS_ACCESS_KEY_ID", "test",
                  "AWS_SECRET_ACCESS_KEY", "test",
                  "AWS_ENDPOINT_URL", aws.endpoint().toString()),
              aws::advance)
          .fleet("prod");

  @BeforeEach
  void account() {
    aws.seed(
        """
        {"rates": {"describeAlarms": 9}, "endpoints": [%s], "targets": [%s]}
        """
            .formatted(
                each("{\"name\": \"e%d\"}"),
                each(
                    """
                    {"resourceId": "endpoint/e%d/variant/AllTraffic", "min": 1, "max": 4, "policies": [{
                      "PolicyName": "p", "PolicyType": "TargetTrackingScaling",
                      "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70.0,
                        "PredefinedMetricSpecification": {"PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}}}]}
                    """)));
    aws.clearCalls();
  }

  private static String each(String json) {
    return IntStream.range(0, ENDPOINTS)
        .mapToObj(json::formatted)
        .collect(Collectors.joining(", "));
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void are_read_at_a_pace_that_provokes_no_throttling() {
    everyPolicyIsIn(fleet.read(Duration.ofMinutes(14)));

    assertThat(aws.calls()).extracting(RecordedCall::status).containsOnly(200);
    assertThat(pages()).hasSize(12);
  }

  @ParameterizedTest
  @CsvSource({"1", "4", "40"})
  void are_read_though_pages_are_throttled_so_many_times(int times) {
    aws.fault(Fault.throttledAlarms().at(3).times(times));

    everyPolicyIsIn(fleet.read(Duration.ofMinutes(14)));

    assertThat(pages()).hasSize(12 + times);
  }

  @Test
  void that_are_throttled_all_the_time_are_read_by_the_next_sweep() {
    aws.fault(Fault.throttledAlarms().at(4).always());
    assertThat(fleet.read(Duration.ofMinutes(2)).unread()).hasSize(ENDPOINTS - 29);

    aws.clearFaults();
    everyPolicyIsIn(fleet.read(Duration.ofMinutes(14)));
  }

  private List<RecordedCall> pages() {
    return aws.calls().stream()
        .filter(call -> call.operation().equals("DescribeScalingPolicies"))
        .toList();
  }

  private static void everyPolicyIsIn(Snapshot read) {
    assertThat(read.unread()).isEmpty();
    assertThat(read.targets()).hasSize(ENDPOINTS).allMatch(target -> target.policies().size() == 1);
  }
}
