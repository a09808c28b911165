package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.template.Template;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffSpanTest {
  @Test
  void all_tries_of_a_message_together_span_hours() {
    var tries = new Template().properties("WorkQueue").get("RedrivePolicy").get("maxReceiveCount");
    var span =
        IntStream.range(1, ((Json.Num) tries).value().intValueExact())
            .mapToObj(Backoff::after)
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(span).isBetween(Duration.ofHours(3), Duration.ofHours(12));
  }

  @Test
  void the_next_try_of_what_failed_for_the_first_times_comes_within_two_minutes() {
    assertThat(Backoff.after(1)).isLessThanOrEqualTo(Duration.ofMinutes(2));
    assertThat(Backoff.after(2)).isLessThanOrEqualTo(Duration.ofMinutes(2));
  }
}
