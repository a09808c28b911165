package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.reconcile.CallFailedException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BoundedExecutorTest {
  private final BoundedExecutor executor = new BoundedExecutor();

  @Test
  void makes_eight_calls_at_once_and_no_more() throws InterruptedException {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var eight = new CountDownLatch(8);
    Supplier<Integer> call =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          eight.countDown();
          await(eight);
          return running.decrementAndGet();
        };

    var results = executor.all(IntStream.range(0, 40).mapToObj(_ -> call).toList());

    assertThat(results).hasSize(40);
    assertThat(most).hasValue(8);
  }

  @Test
  void returns_results_in_the_order_of_the_calls() {
    var second = new CountDownLatch(1);

    var results =
        executor.<String>all(
            List.of(
                () -> {
                  await(second);
                  return "first";
                },
                () -> {
                  second.countDown();
                  return "second";
                }));

    assertThat(results).containsExactly("first", "second");
  }

  @Test
  void fails_as_the_first_failed_call_after_all_calls_have_ended() {
    var failed = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    Supplier<String> failing =
        () -> {
          failed.countDown();
          throw new IllegalStateException("first");
        };
    Supplier<String> slow =
        () -> {
          await(failed);
          sleep();
          ended.set(true);
          return "";
        };

    assertThatThrownBy(() -> executor.all(Stream.of(failing, slow).toList())).hasMessage("first");

    assertThat(ended).isTrue();
  }

  @Test
  void reports_an_interrupt_as_a_failed_call_without_a_response() {
    var never = new CountDownLatch(1);
    var call =
        executor.start(() -> {
          await(never);
          return "";
        });
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> BoundedExecutor.result(call))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(Code.SERVICE_ERROR);
              assertThat(failure.answered()).isFalse();
            });
    assertThat(Thread.interrupted()).isTrue();
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
