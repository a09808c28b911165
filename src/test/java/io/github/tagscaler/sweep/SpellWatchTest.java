package io.github.tagscaler.sweep;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.ScalingActivity.Status;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each spell is new in one scheduled sweep, whichever function makes it. */
class SpellWatchTest {
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Instant TEN = Instant.parse("2026-08-10T10:00:00Z");
  private static final TargetKey CHAT = key("chat");

  private final FakeScalingActivities activities = new FakeScalingActivities();
  private SpellWatch watch = new SpellWatch(activities, INTERVAL);
  private Instant registered = Instant.EPOCH;

  private static TargetKey key(String endpoint) {
    return new TargetKey(
        new EndpointVariant(endpoint, "AllTraffic"), ScalableDimension.INSTANCE_COUNT);
  }

  private static Instant at(int minute) {
    return TEN.plus(Duration.ofMinutes(minute));
  }

  private void happens(TargetKey key, int start, int end, Status status) {
    activities.add(
        new ScalingActivity(
            key,
            at(start),
            status == Status.RUNNING ? Optional.empty() : Optional.of(at(end)),
            status,
            "Setting desired instance count to 6.",
            Optional.of("The account-level service limit is 4 Instances."),
            List.of()));
  }

  private void fails(int minute) {
    happens(CHAT, minute, minute, Status.FAILED);
  }

  /** The troubles of the sweep whose event was sent in that minute: new, or going on. */
  private List<String> sweep(int minute) {
    return watch.read(at(minute), true, Map.of(CHAT, registered)).values().stream()
        .flatMap(List::stream)
        .map(each -> each.spell().kind() + (each.isNew() ? " new" : " goes on"))
        .toList();
  }

  private void anotherFunction() {
    watch = new SpellWatch(activities, INTERVAL);
  }

  @Test
  void a_spell_is_new_in_the_interval_in_which_it_began_and_then_goes_on() {
    assertThat(sweep(15)).isEmpty();
    fails(20);
    assertThat(sweep(30)).containsExactly("FAILING new");
    fails(35);
    assertThat(sweep(45)).containsExactly("FAILING goes on");
    assertThat(sweep(60)).containsExactly("FAILING goes on");
  }

  @Test
  void functions_that_take_turns_report_it_once() {
    fails(20);
    assertThat(sweep(30)).containsExactly("FAILING new");
    anotherFunction();
    fails(35);
    assertThat(sweep(45)).containsExactly("FAILING goes on");
    anotherFunction();
    fails(50);
    assertThat(sweep(60)).containsExactly("FAILING goes on");
  }

  @Test
  void a_function_that_has_just_started_reads_the_history_of_what_fails_and_no_other() {
    happens(CHAT, -600, -600, Status.SUCCESSFUL);
    fails(-300);
    fails(20);
    happens(key("theirs"), 20, 20, Status.FAILED);

    assertThat(sweep(30)).containsExactly("FAILING goes on");
    assertThat(activities.reads()).isEqualTo(1);
  }

  @Test
  void a_success_ends_it_and_the_next_failure_begins_another() {
    fails(20);
    assertThat(sweep(30)).containsExactly("FAILING new");
    happens(CHAT, 32, 33, Status.SUCCESSFUL);
    assertThat(sweep(45)).isEmpty();
    fails(50);

    assertThat(sweep(60)).containsExactly("FAILING new");
    assertThat(activities.reads()).as("of the history, once for each spell").isEqualTo(2);
  }

  @Test
  void what_failed_after_it_had_run_for_long_is_not_missed() {
    happens(CHAT, 10, 0, Status.RUNNING);
    assertThat(sweep(15)).isEmpty();
    assertThat(sweep(30)).isEmpty();
    happens(CHAT, 10, 40, Status.FAILED);

    assertThat(sweep(45)).containsExactly("FAILING new");
  }

  /** Its earlier failures are those of the endpoint of yesterday. */
  @Test
  void an_endpoint_that_is_made_anew_has_spells_of_its_own() {
    fails(-300);
    fails(5);
    assertThat(sweep(15)).containsExactly("FAILING goes on");
    registered = at(20);
    assertThat(sweep(30)).isEmpty();
    fails(35);

    assertThat(sweep(45)).containsExactly("FAILING new");
  }

  @Test
  void a_function_that_has_just_started_does_not_take_yesterdays_endpoint_for_todays() {
    fails(-300);
    fails(5);
    registered = at(10);
    fails(20);

    assertThat(sweep(30)).containsExactly("FAILING new");
  }

  /** A page holds 50: the oldest of the latest is not the first of the spell. */
  @Test
  void a_target_that_fails_four_times_a_minute_has_no_new_spell_for_each_function() {
    for (int time = -160; time < 120; time++) {
      fails(Math.floorDiv(time, 4));
    }

    assertThat(sweep(30)).containsExactly("FAILING goes on");
  }

  @Test
  void what_has_been_running_for_more_than_a_day_is_not_waited_for() {
    happens(CHAT, 1, 0, Status.RUNNING);
    sweep(15);
    sweep(24 * 60 + 15);
    sweep(24 * 60 + 30);

    assertThat(activities.readSince()).containsExactly(at(-61), at(1), at(24 * 60 + 14));
  }

  @Test
  void what_runs_for_others_is_not_waited_for() {
    happens(key("theirs"), 1, 0, Status.RUNNING);
    sweep(15);
    sweep(30);

    assertThat(activities.readSince()).containsExactly(at(-61), at(14));
  }

  @Test
  void a_sweep_that_could_not_read_the_activities_is_made_up_for_by_the_next_one() {
    sweep(15);
    fails(20);
    activities.fail(true);
    assertThatThrownBy(() -> sweep(30)).isInstanceOf(CallFailedException.class);
    activities.fail(false);
    watch.read(at(40), false, Map.of(CHAT, registered));

    assertThat(sweep(45)).containsExactly("FAILING new");
    assertThat(sweep(60)).containsExactly("FAILING goes on");
  }

  @Test
  void what_was_missed_is_not_what_another_function_has_reported() {
    activities.fail(true);
    assertThatThrownBy(() -> sweep(15)).isInstanceOf(CallFailedException.class);
    activities.fail(false);
    // The sweep of minute 30 was another function's.
    fails(20);

    assertThat(sweep(45)).containsExactly("FAILING goes on");
  }

  @Test
  void it_reads_since_the_last_sweep() {
    sweep(15);
    sweep(30);

    assertThat(activities.readSince()).containsExactly(at(-61), at(14));
  }

  @Test
  void a_sweep_that_comes_early_reads_its_interval_again() {
    sweep(15);
    sweep(20);

    assertThat(activities.readSince()).containsExactly(at(-61), at(4));
  }

  @Test
  void no_history_is_read_of_what_succeeded_just_before_it_failed() {
    happens(CHAT, 17, 18, Status.SUCCESSFUL);
    fails(20);

    assertThat(sweep(30)).containsExactly("FAILING new");
    assertThat(activities.reads()).isZero();
  }

  @Test
  void nor_of_what_only_runs() {
    happens(CHAT, 20, 0, Status.RUNNING);

    assertThat(sweep(30)).isEmpty();
    assertThat(activities.reads()).isZero();
  }

  @Test
  void of_more_than_a_hundred_that_begin_to_fail_at_once_a_hundred_histories_are_read() {
    var managed =
        IntStream.range(0, 101)
            .mapToObj(i -> key("chat" + i))
            .collect(toMap(key -> key, _ -> registered));
    managed.keySet().forEach(key -> happens(key, 20, 20, Status.FAILED));

    assertThat(watch.read(at(30), true, managed).keySet()).isEqualTo(managed.keySet());
    assertThat(activities.reads()).isEqualTo(100);
  }

  @Test
  void a_history_that_cannot_be_read_leaves_what_the_sweep_itself_saw() {
    fails(-300);
    fails(20);
    activities.failHistories();

    assertThat(sweep(30)).containsExactly("FAILING new");
  }

  @Test
  void a_spell_without_an_activity_for_a_day_is_forgotten() {
    fails(20);
    assertThat(sweep(30)).hasSize(1);

    assertThat(sweep(20 + 24 * 60 + 1)).isEmpty();
  }
}
