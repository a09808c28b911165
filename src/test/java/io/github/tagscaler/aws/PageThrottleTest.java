package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class PageThrottleTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void waits_for_what_is_left_of_the_interval_since_the_last_page() {
    var pace = new PageThrottle(5, this::pass, clock::get);

    pace.each(List.of(50, 250, 0), this::passMillis);
    pace.each(List.of(0), this::passMillis);

    assertThat(pauses).containsExactly(Duration.ofMillis(150), Duration.ofMillis(200));
  }

  @Test
  void fetches_no_page_after_an_interrupt() {
    var pace =
        new PageThrottle(
            5,
            _ -> {
              throw new InterruptedException();
            },
            clock::get);
    var taken = new ArrayList<Integer>();

    assertThatThrownBy(() -> pace.each(List.of(1, 2), taken::add))
        .isInstanceOf(AbortedException.class);
    assertThat(taken).containsExactly(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Nested
  class A_page_that_fails {

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.aws.PageThrottleTest#passing")
    void is_read_once_more_after_a_wait_if_the_failure_may_pass(SdkException failure) {
      var taken = new ArrayList<Integer>();

      new PageThrottle(5, PageThrottleTest.this::pass, clock::get)
          .each(failing(List.of(1, 2, 3), Map.of(1, List.of(failure))), taken::add);

      assertThat(taken).containsExactly(1, 2, 3);
      assertThat(pauses)
          .containsExactly(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMillis(200));
    }

    @Test
    void is_given_up_the_second_time() {
      var first = SdkClientException.create("no answer");
      var second = SdkClientException.create("none again");
      var taken = new ArrayList<Integer>();

      assertThatThrownBy(() ->
              new PageThrottle(5, PageThrottleTest.this::pass, clock::get)
                  .each(failing(List.of(1, 2), Map.of(1, List.of(first, second))), taken::add))
          .isSameAs(second);
      assertThat(taken).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.aws.PageThrottleTest#lasting")
    void is_given_up_at_once_if_nothing_would_change(SdkException failure) {
      assertThatThrownBy(() ->
              new PageThrottle(5, PageThrottleTest.this::pass, clock::get)
                  .each(failing(List.of(1), Map.of(0, List.of(failure))), _ -> {}))
          .isSameAs(failure);
      assertThat(pauses).isEmpty();
    }

    @Test
    void is_given_up_after_an_interrupt() {
      var failure = SdkClientException.create("no answer");

      assertThatThrownBy(() ->
              new PageThrottle(
                      5,
                      _ -> {
                        throw new InterruptedException();
                      },
                      clock::get)
                  .each(failing(List.of(1), Map.of(0, List.of(failure))), _ -> {}))
          .isSameAs(failure);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  static Stream<SdkException> passing() {
    return Stream.of(
        service(400, "ThrottlingException"),
        service(500, "InternalFailure"),
        service(503, "ServiceUnavailable"),
        SdkClientException.create("no answer"));
  }

  static Stream<SdkException> lasting() {
    return Stream.of(
        service(400, "ValidationException"),
        service(403, "AccessDeniedException"),
        AbortedException.create("stopped"));
  }

  private static AwsServiceException service(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  /** Pages that fail, each as often as given, before they come, as the SDK's paginators do. */
  private static <P> Iterable<P> failing(
      List<P> pages, Map<Integer, ? extends List<? extends SdkException>> failures) {
    var left = new HashMap<Integer, Deque<SdkException>>();
    failures.forEach((page, each) -> left.put(page, new ArrayDeque<>(each)));
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < pages.size();
          }

          @Override
          public P next() {
            var failure = left.getOrDefault(next, new ArrayDeque<>()).poll();
            if (failure != null) {
              throw failure;
            }
            return pages.get(next++);
          }
        };
  }

  private void pass(Duration time) {
    pauses.add(time);
    clock.addAndGet(time.toNanos());
  }

  private void passMillis(int millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
