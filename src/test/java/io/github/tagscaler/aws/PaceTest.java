package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

class PaceTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void waits_for_what_is_left_of_the_interval_since_the_last_page() {
    var pace = new Pace(5, this::pass, clock::get);

    pace.each(List.of(50, 250, 0), this::passMillis);
    pace.each(List.of(0), this::passMillis);

    assertThat(pauses).containsExactly(Duration.ofMillis(150), Duration.ofMillis(200));
  }

  @Test
  void fetches_no_page_once_the_thread_is_told_to_stop() {
    var pace =
        new Pace(
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

  private void pass(Duration time) {
    pauses.add(time);
    clock.addAndGet(time.toNanos());
  }

  private void passMillis(int millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
