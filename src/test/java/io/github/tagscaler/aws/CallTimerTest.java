package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class CallTimerTest {
  private final ScheduledThreadPoolExecutor timer =
      CallTimer.withTimeoutsFrom(Duration.ofSeconds(8));

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void ends_what_takes_too_long() {
    var ended = new CompletableFuture<Boolean>();
    var _ = timer.schedule(() -> ended.complete(true), 1, TimeUnit.MILLISECONDS);

    assertThat(ended.orTimeout(1, TimeUnit.MINUTES).join()).isTrue();
  }

  @Test
  void forgets_the_timeout_of_what_has_ended() {
    int before = timer.getQueue().size();
    var timeout = timer.schedule(() -> {}, 8, TimeUnit.SECONDS);
    timeout.cancel(false);

    assertThat(timer.getQueue()).hasSize(before);
  }

  @Test
  void is_not_woken_by_a_timeout_that_is_set() {
    var timeout = timer.schedule(() -> {}, 8, TimeUnit.SECONDS);

    // Only what is due first wakes the thread.
    assertThat(timer.getQueue().peek()).isNotSameAs(timeout);
  }

  @Test
  void has_the_timeouts_of_all_clients_while_they_make_calls() {
    var during = new ArrayList<Integer>();
    try (var aws = new CannedAws()) {
      aws.answer("ListInferenceComponents", "{'InferenceComponents': []}");
      aws.answer("DescribeScalableTargets", "{'ScalableTargets': []}");
      var adapters = AwsAdapters.on(observing(aws.env(), during));
      int before = AwsClients.TIMER.getQueue().size();

      assertThat(adapters.resources().componentsOf("chat")).isEmpty();
      assertThat(adapters.registry("prod").variantsOf("chat")).isEmpty();

      // One of the call, and one of the attempt.
      assertThat(during).containsExactly(before + 2, before + 2);
      assertThat(AwsClients.TIMER.getQueue()).hasSize(before);
    }
  }

  private static AwsClients observing(Map<String, String> env, List<Integer> timeouts) {
    var observer =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            timeouts.add(AwsClients.TIMER.getQueue().size());
          }
        };
    var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    return new AwsClients(env, keys, List.of(observer));
  }
}
