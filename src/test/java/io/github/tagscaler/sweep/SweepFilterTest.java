package io.github.tagscaler.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.ChangedParameter;
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
  void a_scheduled_sweep_that_waited_for_75_minutes_has_a_later_one_behind_it() {
    var scheduled = sweep(Trigger.Type.SCHEDULE, false);

    now = NOON.plus(Duration.ofMinutes(75));
    assertThat(filter.notNeeded(scheduled, event(Delivery.QUEUE))).isEmpty();
    now = now.plusSeconds(1);
    assertThat(filter.notNeeded(scheduled, event(Delivery.QUEUE)))
        .contains("This sweep was in the queue for too long, and a later one has run.");
  }

  /** One {@code terraform apply} writes several parameters, and each makes an event. */
  @Nested
  class A_change_of_the_catalog {
    private static final String CATALOG = "/tagscaler/catalog";

    private final SweepFilter filter = new SweepFilter(CATALOG, () -> now);

    private static Command.Sweep changed(String parameter) {
      return new Command.Sweep(
          new Trigger(Trigger.Type.CATALOG, "id", null, null),
          false,
          Optional.of(new ChangedParameter(parameter, false)));
    }

    /** By a sweep of that type, which began so long after noon, when the change was made. */
    private Optional<String> afterSweep(Command.Sweep sweep, Duration later, boolean complete) {
      filter.handedOut(sweep, event(Delivery.QUEUE), NOON.plus(later), complete);
      return notNeeded("/tagscaler/catalog/pay");
    }

    private Optional<String> notNeeded(String parameter) {
      return filter.notNeeded(changed(parameter), event(Delivery.QUEUE));
    }

    @Test
    void starts_a_sweep() {
      assertThat(notNeeded("/tagscaler/catalog/pay")).isEmpty();
    }

    @Test
    void in_another_parameter_starts_none() {
      assertThat(notNeeded("/tagscaler/catalogue/pay"))
          .contains("The changed parameter is not part of the catalog.");
      assertThat(
              new SweepFilter(null, () -> now)
                  .notNeeded(changed("/tagscaler/catalog/pay"), event(Delivery.QUEUE)))
          .as("a stack without a catalog")
          .contains("The changed parameter is not part of the catalog.");
    }

    @Test
    void is_covered_by_the_sweep_of_another_change_that_began_after_it() {
      now = NOON.plusSeconds(60);

      assertThat(afterSweep(changed("/tagscaler/catalog/shop"), Duration.ofSeconds(30), true))
          .contains("A sweep that started after this event already covered it.");
    }

    @Test
    void is_not_covered_by_a_sweep_that_left_something_out() {
      now = NOON.plusSeconds(60);

      assertThat(afterSweep(changed("/tagscaler/catalog/shop"), Duration.ofSeconds(30), false))
          .isEmpty();
    }

    /** Those may have read the catalog before the change was visible. */
    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "DIRECT", "SCHEDULE"})
    void is_not_covered_by_a_sweep_that_something_else_started(Trigger.Type type) {
      now = NOON.plusSeconds(60);

      assertThat(afterSweep(sweep(type, false), Duration.ofSeconds(30), true)).isEmpty();
    }

    /** Parameter Store's clock may be five seconds ahead. */
    @Test
    void is_covered_if_the_sweep_began_more_than_five_seconds_later() {
      now = NOON.plusSeconds(60);
      var another = changed("/tagscaler/catalog/shop");

      assertThat(afterSweep(another, Duration.ofSeconds(5), true)).isEmpty();
      assertThat(afterSweep(another, Duration.ofMillis(5001), true)).isPresent();
    }

    @Test
    void is_not_covered_by_a_sweep_that_began_in_the_future() {
      var another = changed("/tagscaler/catalog/shop");

      now = NOON.plusSeconds(30);
      assertThat(afterSweep(another, Duration.ofSeconds(30), true)).isPresent();
      now = NOON.plusSeconds(29);
      assertThat(notNeeded("/tagscaler/catalog/pay")).as("the clock was set back").isEmpty();
    }

    /** It is reported by its own sweep only. */
    @Test
    void in_a_subfolder_is_covered_by_no_other() {
      now = NOON.plusSeconds(60);
      assertThat(afterSweep(changed("/tagscaler/catalog/shop"), Duration.ofSeconds(30), true))
          .isPresent();

      assertThat(notNeeded("/tagscaler/catalog/pay/eu")).isEmpty();
    }
  }

  /** The sweep waits for the documents that may follow. */
  @Nested
  class More_documents_may_follow {
    private boolean after(Duration age, Trigger.Type type) {
      now = NOON.plus(age);
      return filter.moreDocumentsMayFollow(sweep(type, false), event(Delivery.QUEUE));
    }

    @Test
    void for_half_a_minute_after_a_change_of_the_catalog() {
      assertThat(after(Duration.ZERO, Trigger.Type.CATALOG)).isTrue();
      assertThat(after(Duration.ofMillis(29_999), Trigger.Type.CATALOG)).isTrue();
      assertThat(after(Duration.ofSeconds(30), Trigger.Type.CATALOG)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CATALOG")
    void after_nothing_else(Trigger.Type type) {
      assertThat(after(Duration.ZERO, type)).isFalse();
    }

    @Test
    void unless_the_event_comes_from_the_future_and_would_wait_for_ever() {
      assertThat(after(Duration.ofMillis(-29_999), Trigger.Type.CATALOG)).isTrue();
      assertThat(after(Duration.ofSeconds(-30), Trigger.Type.CATALOG)).isFalse();
    }

    @Test
    void unless_the_event_does_not_tell_when_it_was_sent() {
      var timeless =
          new IncomingEvent(Json.object().build(), Delivery.QUEUE, () -> Duration.ofMinutes(15));

      assertThat(filter.moreDocumentsMayFollow(sweep(Trigger.Type.CATALOG, false), timeless))
          .isFalse();
    }
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
