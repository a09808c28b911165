package io.github.tagscaler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which sweeps are needed. */
class SweepFilterTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private Instant now = NOON;
  private final SweepFilter filter = new SweepFilter(null, () -> now);

  /** Whoever may send events could otherwise keep the account's rates busy with sweeps. */
  @Nested
  class A_request_on_the_bus {
    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "DIRECT"})
    void is_answered_by_a_requested_sweep_that_began_after_it(Trigger.Type type) {
      swept(type, false);

      assertThat(notNeeded(false, Delivery.QUEUE))
          .contains("A sweep that started after this event already covered it.");
      assertThat(notNeeded(true, Delivery.QUEUE)).isPresent();
    }

    @Test
    void is_not_answered_by_a_sweep_that_began_before_it() {
      filter.handedOut(
          sweep(Trigger.Type.REQUEST, false), event(Delivery.QUEUE), NOON.minusSeconds(1), true);
      now = NOON.plusSeconds(60);

      assertThat(notNeeded(false, Delivery.QUEUE)).isEmpty();
    }

    @Test
    void is_not_answered_by_a_scheduled_sweep_which_reports_less() {
      swept(Trigger.Type.SCHEDULE, false);

      assertThat(notNeeded(false, Delivery.QUEUE)).isEmpty();
    }

    @Test
    void is_not_answered_by_a_sweep_that_left_something_out() {
      filter.handedOut(
          sweep(Trigger.Type.REQUEST, false), event(Delivery.QUEUE), NOON.plusSeconds(30), false);
      now = NOON.plusSeconds(60);

      assertThat(notNeeded(false, Delivery.QUEUE)).isEmpty();
    }

    @Test
    void is_answered_by_a_dry_run_only_if_it_is_one() {
      swept(Trigger.Type.REQUEST, true);

      assertThat(notNeeded(false, Delivery.QUEUE)).isEmpty();
      assertThat(notNeeded(true, Delivery.QUEUE)).isPresent();
    }
  }

  /** Every scheduled sweep reports what began in an interval of its own. */
  @Test
  void a_scheduled_sweep_is_covered_by_no_other_and_not_repeated() {
    var scheduled = sweep(Trigger.Type.SCHEDULE, false);
    swept(Trigger.Type.DIRECT, false);
    swept(Trigger.Type.CATALOG, false);
    assertThat(filter.notNeeded(scheduled, event(Delivery.QUEUE))).isEmpty();

    swept(Trigger.Type.SCHEDULE, false);

    assertThat(filter.notNeeded(scheduled, event(Delivery.QUEUE)))
        .contains("This sweep has run: its event was delivered again.");
  }

  @Test
  void a_direct_request_always_reads_anew() {
    swept(Trigger.Type.DIRECT, false);

    assertThat(notNeeded(false, Delivery.DIRECT)).isEmpty();
    assertThat(filter.notNeeded(sweep(Trigger.Type.DIRECT, false), event(Delivery.DIRECT)))
        .isEmpty();
  }

  private void swept(Trigger.Type type, boolean dryRun) {
    filter.handedOut(sweep(type, dryRun), event(Delivery.QUEUE), NOON.plusSeconds(30), true);
    now = NOON.plusSeconds(60);
  }

  /** Of a request that was sent at noon. */
  private Optional<String> notNeeded(boolean dryRun, Delivery delivery) {
    return filter.notNeeded(sweep(Trigger.Type.REQUEST, dryRun), event(delivery));
  }

  private static Command.Sweep sweep(Trigger.Type type, boolean dryRun) {
    return new Command.Sweep(new Trigger(type, "id", null, null), dryRun, Optional.empty());
  }

  private static IncomingEvent event(Delivery delivery) {
    var event = Json.object().put("time", NOON.toString()).build();
    return new IncomingEvent(event, delivery, () -> Duration.ofMinutes(15));
  }
}
