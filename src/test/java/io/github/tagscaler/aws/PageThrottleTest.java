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
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class PageThrottleTest {
  private static final Duration BUDGET = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void waits_for_what_is_left_of_the_interval_since_the_last_page() {
    var pace = new PageThrottle(5, BUDGET, this::pass, clock::get);

    pace.each(List.of(50, 250, 0), this::passMillis);
    pace.each(List.of(0), this::passMillis);

    assertThat(pauses).containsExactly(Duration.ofMillis(150), Duration.ofMillis(200));
  }

  @Test
  void fetches_no_page_after_an_interrupt() {
    var pace =
        new PageThrottle(
            5,
            BUDGET,
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

      new PageThrottle(5, BUDGET, PageThrottleTest.this::pass, clock::get)
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
              new PageThrottle(5, BUDGET, PageThrottleTest.this::pass, clock::get)
                  .each(failing(List.of(1, 2), Map.of(1, List.of(first, second))), taken::add))
          .isSameAs(second);
      assertThat(taken).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.aws.PageThrottleTest#lasting")
    void is_given_up_at_once_if_nothing_would_change(SdkException failure) {
      assertThatThrownBy(() ->
              new PageThrottle(5, BUDGET, PageThrottleTest.this::pass, clock::get)
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
                      BUDGET,
                      _ -> {
                        throw new InterruptedException();
                      },
                      clock::get)
                  .each(failing(List.of(1), Map.of(0, List.of(failure))), _ -> {}))
          .isSameAs(failure);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Nested
  class A_page_that_AWS_throttles {

    @Test
    void is_read_again_at_half_the_pace_which_recovers_page_by_page() {
      var taken = new ArrayList<Integer>();

      new PageThrottle(1, BUDGET, PageThrottleTest.this::pass, clock::get)
          .each(failing(List.of(1, 2, 3, 4), Map.of(1, throttled(2))), taken::add);

      assertThat(taken).containsExactly(1, 2, 3, 4);
      assertThat(pauses)
          .containsExactly(
              Duration.ofSeconds(1),
              // Twice at half the pace.
              Duration.ofSeconds(2),
              Duration.ofSeconds(4),
              // And 7/8 of it for each page that comes.
              Duration.ofMillis(4000),
              Duration.ofMillis(3500));
    }

    @Test
    void is_tried_every_half_a_minute_in_the_end() {
      new PageThrottle(1, Duration.ofMinutes(5), PageThrottleTest.this::pass, clock::get)
          .each(failing(List.of(1), Map.of(0, throttled(7))), _ -> {});

      assertThat(pauses)
          .extracting(Duration::toSeconds)
          .containsExactly(2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void is_given_up_when_the_time_is_over() {
      var failures = throttled(9);
      var taken = new ArrayList<Integer>();

      assertThatThrownBy(() ->
              new PageThrottle(1, BUDGET, PageThrottleTest.this::pass, clock::get)
                  .each(failing(List.of(1, 2), Map.of(1, failures)), taken::add))
          .isIn(failures);
      assertThat(taken).containsExactly(1);
      assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
          .isBetween(BUDGET, BUDGET.plusSeconds(30));
    }
  }

  @Nested
  class A_list_that_is_read_as_long_as_there_is_time {

    @Test
    void stops_when_the_time_is_over() {
      var pages = List.of(1, 2, 3, 4, 5).iterator();
      var taken = new ArrayList<Integer>();

      new PageThrottle(1, Duration.ofSeconds(2), PageThrottleTest.this::pass, clock::get)
          .eachInTime(pages, taken::add);

      assertThat(taken).as("at 0 and at 1 second").containsExactly(1, 2);
      assertThat(pages).hasNext();
    }

    @Test
    void counts_the_time_that_a_page_takes() {
      var taken = new ArrayList<Integer>();

      new PageThrottle(10, Duration.ofSeconds(2), PageThrottleTest.this::pass, clock::get)
          .eachInTime(
              List.of(1, 2, 3, 4, 5).iterator(),
              page -> {
                taken.add(page);
                passMillis(900);
              });

      assertThat(taken).containsExactly(1, 2, 3);
    }

    @Test
    void stops_too_when_AWS_throttles_until_the_time_is_over() {
      var taken = new ArrayList<Integer>();

      new PageThrottle(1, BUDGET, PageThrottleTest.this::pass, clock::get)
          .eachInTime(failing(List.of(1, 2), Map.of(1, throttled(99))).iterator(), taken::add);

      assertThat(taken).containsExactly(1);
    }

    @Test
    void fails_if_a_page_fails() {
      assertThatThrownBy(() ->
              new PageThrottle(1, BUDGET, PageThrottleTest.this::pass, clock::get)
                  .eachInTime(
                      failing(List.of(1), Map.of(0, List.of(service(403, "AccessDeniedException"))))
                          .iterator(),
                      _ -> {}))
          .isInstanceOf(AwsServiceException.class);
    }
  }

  private static List<SdkException> throttled(int times) {
    return Stream.generate(() -> (SdkException) service(400, "ThrottlingException"))
        .limit(times)
        .toList();
  }

  static Stream<SdkException> passing() {
    return Stream.of(
        service(500, "InternalFailure"),
        service(503, "ServiceUnavailable"),
        SdkClientException.create("no answer"));
  }

  static Stream<SdkException> lasting() {
    return Stream.of(
        service(400, "ValidationException"),
        service(403, "AccessDeniedException"),
        NonRetryableException.create("a token twice"),
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
