package io.github.tagscaler.reconcile;

import static io.github.tagscaler.fake.FakeSageMaker.MADE;
import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedEventsTest {
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry aas = new FakeScalingRegistry(sageMaker);
  private Instant now = MADE.plus(Duration.ofMinutes(10));
  private final Reconciler reconciler =
      new Reconciler(
          sageMaker,
          aas,
          new FakeScalingActivities(),
          BundledPolicies.reader(),
          new CatalogCache(List::of, () -> now),
          new StackOptions("tagscaler", false, false, true, Adoption.KEEP, Duration.ofHours(4)),
          () -> now);
  private final RepeatedEvents repeats =
      new RepeatedEvents(reconciler.planningOn(sageMaker, aas, () -> now), () -> now);

  @BeforeEach
  void a_managed_endpoint() {
    sageMaker.endpoint("chat", ON, variant("blue", 1));
    reconcile(Cause.IN_SERVICE);
  }

  private static Variant burstable(String name) {
    return new Variant(
        name, 1, List.of("ml.t2.medium"), Optional.empty(), false, Optional.empty(), false);
  }

  private static Command.ReconcileResource command(Cause cause) {
    return new Command.ReconcileResource(
        new Subject.Endpoint("chat", false),
        cause,
        new Trigger(Trigger.Type.ENDPOINT, "id", "detail", null),
        new Hint(FakeSageMaker.arn("chat"), null),
        false);
  }

  /** Reconciles and remembers, whatever is remembered. */
  private ReconcileResult reconcile(Cause cause) {
    var result = reconciler.reconcile(command(cause), Delivery.QUEUE);
    repeats.remember(command(cause), result);
    return result;
  }

  private boolean answers(Cause cause) {
    return repeats.answer(command(cause), Delivery.QUEUE).isPresent();
  }

  @Test
  void what_was_changed_last_time_is_read_whole() {
    assertThat(answers(Cause.IN_SERVICE)).isFalse();
  }

  @Test
  void what_was_unchanged_last_time_is_answered() {
    var whole = reconcile(Cause.IN_SERVICE);

    assertThat(repeats.answer(command(Cause.IN_SERVICE), Delivery.QUEUE).orElseThrow().outcomes())
        .isEqualTo(whole.outcomes())
        .allSatisfy(each -> assertThat(each.ending()).isInstanceOf(Ending.Unchanged.class));
  }

  @Test
  void only_the_event_that_scaling_sends_is_answered() {
    reconcile(Cause.IN_SERVICE);

    assertThat(answers(Cause.TAGS_CHANGED)).isFalse();
    assertThat(answers(Cause.REQUESTED)).isFalse();
    reconcile(Cause.REQUESTED);
    assertThat(answers(Cause.IN_SERVICE)).isFalse();
  }

  @Test
  void nothing_is_answered_that_would_change_something_and_nothing_is_written() {
    reconcile(Cause.IN_SERVICE);
    int writes = aas.applied().size();
    sageMaker.endpoint(
        "chat",
        Map.of("autoscaling:policy", "default", "autoscaling:max", "9"),
        variant("blue", 1));

    assertThat(answers(Cause.IN_SERVICE)).isFalse();
    assertThat(aas.applied()).hasSize(writes);
  }

  @Test
  void nothing_is_answered_a_quarter_of_an_hour_after_it_was_read() {
    reconcile(Cause.IN_SERVICE);
    now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);
    assertThat(answers(Cause.IN_SERVICE)).isTrue();
    now = now.plusSeconds(1);

    assertThat(answers(Cause.IN_SERVICE)).isFalse();
  }

  @Test
  void a_clock_that_was_set_back_makes_nothing_last() {
    reconcile(Cause.IN_SERVICE);
    now = now.minusSeconds(1);

    assertThat(answers(Cause.IN_SERVICE)).isFalse();
  }

  @Test
  void what_has_no_outcome_is_not_remembered() {
    repeats.remember(
        command(Cause.IN_SERVICE), new ReconcileResult(List.of(), List.of(), List.of()));

    assertThat(answers(Cause.IN_SERVICE)).isFalse();
  }

  @Test
  void a_skipped_variant_beside_one_that_is_unchanged_is_answered() {
    sageMaker.endpoint("chat", ON, variant("blue", 1), burstable("green"));
    reconcile(Cause.IN_SERVICE);

    assertThat(answers(Cause.IN_SERVICE)).isTrue();
  }
}
