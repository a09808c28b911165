package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.ScalingActivity.Status;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Application Auto Scaling API reference, DescribeScalingActivities. */
class ActivityReaderTest {
  private static final String OPERATION = "DescribeScalingActivities";
  private static final TargetKey KEY =
      new TargetKey(new EndpointVariant("Chat", "blue"), ScalableDimension.INSTANCE_COUNT);

  private final CannedAws aws = new CannedAws();
  private final AwsAdapters adapters = aws.adapters();

  @AfterEach
  void close() {
    aws.close();
  }

  private static String activity(String variant, long start, String more) {
    return ("{'ActivityId': 'a', 'ServiceNamespace': 'sagemaker', 'ResourceId':"
            + " 'endpoint/Chat/variant/%s', 'ScalableDimension':"
            + " 'sagemaker:variant:DesiredInstanceCount', 'Cause': 'c', 'StartTime': %d%s}")
        .formatted(variant, start, more);
  }

  private static String page(String... activities) {
    return "{'ScalingActivities': [" + String.join(", ", activities) + "]";
  }

  @Test
  void the_latest_of_a_target_are_read_in_one_call() {
    aws.answer(
        OPERATION,
        page(
                activity(
                    "blue",
                    100,
                    ", 'EndTime': 160, 'StatusCode': 'Failed', 'Description': 'Setting desired"
                        + " instance count to 8.', 'StatusMessage': 'no quota', 'NotScaledReasons':"
                        + " [{'Code': 'AlreadyAtMaxCapacity', 'MaxCapacity': 4}]"),
                activity("green", 90, ", 'StatusCode': 'Successful', 'Description': 'other'"))
            + "}");

    assertThat(adapters.activities().latest(KEY))
        .containsExactly(
            new ScalingActivity(
                KEY,
                Instant.ofEpochSecond(100),
                Optional.of(Instant.ofEpochSecond(160)),
                Status.FAILED,
                "Setting desired instance count to 8.",
                Optional.of("no quota"),
                List.of("AlreadyAtMaxCapacity")));
    assertThat(aws.calls(OPERATION))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.text("ServiceNamespace")).isEqualTo("sagemaker");
          assertThat(call.text("ResourceId")).isEqualTo("endpoint/Chat/variant/blue");
          assertThat(call.text("ScalableDimension"))
              .isEqualTo("sagemaker:variant:DesiredInstanceCount");
          assertThat(call.request().toString())
              .contains("50", "IncludeNotScaledActivities", "true");
        });
  }

  private void answerPagesOfWhichTheSecondEndsAt99() {
    var more = ", 'StatusCode': 'Successful', 'Description': 'd'";
    aws.answer(
            OPERATION,
            page(activity("blue", 300, more), activity("green", 200, more)) + ", 'NextToken': 't'}")
        .answer(
            OPERATION,
            page(activity("blue", 100, more), activity("blue", 99, more)) + ", 'NextToken': 'u'}");
  }

  @Test
  void those_of_a_target_that_changed_its_capacity_are_read_until_a_page_ends_before_the_time() {
    answerPagesOfWhichTheSecondEndsAt99();

    assertThat(
            adapters
                .activities()
                .scaling(KEY, Instant.ofEpochSecond(100), _ -> false)
                .orElseThrow())
        .extracting(found -> found.start().getEpochSecond())
        .containsExactly(300L, 100L);
    assertThat(aws.calls(OPERATION)).hasSize(2);
    assertThat(aws.calls(OPERATION))
        .allSatisfy(call -> {
          assertThat(call.text("ResourceId")).isEqualTo("endpoint/Chat/variant/blue");
          assertThat(call.text("ScalableDimension"))
              .isEqualTo("sagemaker:variant:DesiredInstanceCount");
          assertThat(call.request().toString())
              .contains("50")
              .doesNotContain("IncludeNotScaledActivities");
        });
  }

  @Test
  void those_of_a_target_are_read_up_to_the_page_with_one_that_decides() {
    var failed = ", 'StatusCode': 'Failed', 'Description': 'd'";
    var done = ", 'StatusCode': 'Successful', 'Description': 'd'";
    aws.answer(OPERATION, page(activity("blue", 300, failed)) + ", 'NextToken': 't'}")
        .answer(
            OPERATION,
            page(activity("blue", 200, done), activity("blue", 150, failed))
                + ", 'NextToken': 'u'}");

    assertThat(
            adapters
                .activities()
                .scaling(KEY, Instant.EPOCH, it -> it.status() == Status.SUCCESSFUL)
                .orElseThrow())
        .extracting(found -> found.start().getEpochSecond())
        .containsExactly(300L, 200L, 150L);
    assertThat(aws.calls(OPERATION)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"10, true", "11, false"})
  void no_more_than_ten_pages_of_a_target_are_read(int pages, boolean whole) {
    var failed = ", 'StatusCode': 'Failed', 'Description': 'd'";
    for (int page = 1; page <= pages; page++) {
      aws.answer(
          OPERATION,
          page(activity("blue", 300, failed))
              + (page < pages ? ", 'NextToken': '%d'}".formatted(page) : "}"));
    }

    var read = adapters.activities().scaling(KEY, Instant.EPOCH, _ -> false);

    assertThat(read.isPresent()).isEqualTo(whole);
    assertThat(aws.calls(OPERATION)).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "Pending, RUNNING",
    "InProgress, RUNNING",
    "Successful, SUCCESSFUL",
    "Failed, FAILED",
    "Unfulfilled, FAILED",
    "Overridden, OTHER",
    "SomethingNew, OTHER"
  })
  void a_status_is(String word, Status status) {
    aws.answer(
        OPERATION,
        page(activity("blue", 100, ", 'Description': 'd', 'StatusCode': '" + word + "'")) + "}");

    assertThat(adapters.activities().latest(KEY))
        .extracting(ScalingActivity::status, ScalingActivity::end)
        .containsExactly(tuple(status, Optional.empty()));
  }

  @Test
  void those_since_a_time_are_read_until_a_page_ends_before_it() {
    answerPagesOfWhichTheSecondEndsAt99();

    assertThat(adapters.activities().since(Instant.ofEpochSecond(100)))
        .extracting(found -> found.start().getEpochSecond())
        .containsExactly(300L, 200L, 100L);
    assertThat(aws.calls(OPERATION)).hasSize(2);
    assertThat(aws.calls(OPERATION).getLast().text("NextToken")).isEqualTo("t");
    assertThat(aws.calls(OPERATION))
        .allSatisfy(call ->
            assertThat(call.request().toString())
                .contains("50", "IncludeNotScaledActivities", "true", "sagemaker"));
  }

  @Test
  void those_of_resources_that_are_not_known_are_left_out() {
    aws.answer(
        OPERATION,
        "{'ScalingActivities': [{'ActivityId': 'a', 'ServiceNamespace': 'sagemaker', 'ResourceId':"
            + " 'other/Chat', 'ScalableDimension': 'sagemaker:other:Count', 'Cause': 'c',"
            + " 'StartTime': 300, 'StatusCode': 'Successful', 'Description': 'd'}]}");

    assertThat(adapters.activities().since(Instant.EPOCH)).isEmpty();
  }

  @Test
  void a_failed_read_is_a_failed_call() {
    aws.fail(OPERATION, "AccessDeniedException", "no");

    assertThatThrownBy(() -> adapters.activities().since(Instant.EPOCH))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> adapters.activities().scaling(KEY, Instant.EPOCH, _ -> false))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> adapters.activities().latest(KEY))
        .isInstanceOf(CallFailedException.class);
  }
}
