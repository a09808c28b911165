package io.github.tagscaler.sweep;

import static io.github.tagscaler.fake.FakeSageMaker.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Command.SweepItem;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.event.Subject;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.BundledPolicies;
import io.github.tagscaler.fake.FakeEventBus;
import io.github.tagscaler.fake.FakeFleet;
import io.github.tagscaler.fake.FakeQueue;
import io.github.tagscaler.fake.FakeSageMaker;
import io.github.tagscaler.fake.FakeScalingActivities;
import io.github.tagscaler.fake.FakeScalingRegistry;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.StackOptions;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.SweepLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepHandlerTest {
  private static final Instant NOW = FakeSageMaker.MADE.plus(Duration.ofDays(10));
  private static final Map<String, String> ON = Map.of("autoscaling:policy", "default");

  private final FakeSageMaker sageMaker = new FakeSageMaker();
  private final FakeScalingRegistry registry = new FakeScalingRegistry(sageMaker);
  private final FakeQueue queue = new FakeQueue();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<String> published = new ArrayList<>();
  private Duration timeLeft = Duration.ofMinutes(15);
  private WorkQueue workQueue = queue;
  private int endsAfter = Integer.MAX_VALUE;
  private SweepHandler handler = handler();

  @BeforeEach
  void aFleet() {
    sageMaker
        .endpoint("chat", ON, variant("a", 1))
        .endpoint("typo", Map.of("autoscaling:policy", "defualt"), variant("a", 1))
        .endpoint("off", Map.of("autoscaling:policy", "off"), variant("a", 1));
  }

  @Test
  void a_request_is_answered_with_everything_the_worst_first_and_publishes_what_it_decides() {
    var result = handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT));

    assertThat(words(result.outcomes()))
        .containsExactly("typo Rejected", "chat Planned", "off Skipped");
    assertThat(result.complete()).isTrue();
    assertThat(result.done()).isEmpty();
    assertThat(published).containsExactlyInAnyOrder("typo Rejected", "off Skipped");
    assertThat(queue.sent()).hasSize(1);
    assertThat(lines()).contains("Sweep");
  }

  @Test
  void what_the_schedule_finds_is_published_at_its_time_of_day_only() {
    int reminders = 0;
    for (int minute = 0; minute < 24 * 60; minute += 15) {
      var time = NOW.plus(Duration.ofMinutes(minute)).toString();
      handler = handler();
      handler.handle(
          sweep(Trigger.Type.SCHEDULE),
          event(Delivery.DIRECT, Json.object().put("time", time).build()));
      reminders += published.size();
      published.clear();
    }

    assertThat(reminders).isEqualTo(2);
  }

  @Test
  void an_item_is_handed_to_whoever_reconciles_it_and_its_end_is_logged() {
    handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.DIRECT));
    var item =
        new SweepItem(
            new Command.ReconcileResource(
                new Subject.Endpoint("chat", false),
                Command.Cause.SWEPT,
                new Trigger(Trigger.Type.SCHEDULE, "id", "detail", null),
                Command.Hint.NONE,
                false),
            NOW,
            Command.Release.UNCOUNTED,
            List.of());

    assertThat(words(handler.handle(item, event(Delivery.QUEUE)))).containsExactly("chat Applied");
    assertThat(lines()).contains("SweepItem");
  }

  @Test
  void from_the_queue_it_needs_time_and_goes_back_without() {
    timeLeft = Duration.ofSeconds(149);
    assertThatThrownBy(() -> handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE)))
        .isInstanceOf(CallFailedException.class);

    timeLeft = Duration.ofSeconds(150);
    handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));
    assertThat(queue.sent()).hasSize(1);
  }

  /** Two endpoints with two outcomes each, of which one is reached. */
  @Test
  void without_a_queue_it_reconciles_as_long_as_it_has_time_and_says_that_some_is_missing() {
    sageMaker
        .endpoint("chat", ON, variant("a", 1), variant("b", 1))
        .endpoint("more", ON, variant("a", 1), variant("b", 1));
    workQueue = NO_QUEUE;
    handler = handler();
    endsAfter = 1;

    var cut = handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT));
    assertThat(cut.done()).isNotEmpty();
    assertThat(cut.complete()).isFalse();

    endsAfter = Integer.MAX_VALUE;
    timeLeft = Duration.ofMinutes(15);
    assertThat(handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT)).complete())
        .isTrue();
  }

  @Test
  void one_whose_event_is_delivered_again_is_not_repeated() {
    var early =
        event(Delivery.QUEUE, Json.object().put("time", NOW.minusSeconds(60).toString()).build());
    handler.handle(sweep(Trigger.Type.SCHEDULE), early);
    log.reset();

    var again = handler.handle(sweep(Trigger.Type.SCHEDULE), early);

    assertThat(again.outcomes()).isEmpty();
    assertThat(lines()).containsExactly("Ignored");
  }

  /** A stack without a queue. */
  private static final WorkQueue NO_QUEUE =
      new WorkQueue() {
        @Override
        public boolean present() {
          return false;
        }

        @Override
        public void sendLater(String body, Duration delay) {
          throw new AssertionError();
        }

        @Override
        public void sendAll(List<Delayed> messages) {
          throw new AssertionError();
        }
      };

  private SweepHandler handler() {
    var lines = new JsonLines(new PrintStream(log, true, StandardCharsets.UTF_8), () -> NOW);
    var events = new EventLog(lines);
    var catalogs = new CatalogCache(List::of, () -> NOW);
    var reconciler =
        new Reconciler(
            sageMaker,
            registry,
            new FakeScalingActivities(),
            BundledPolicies.reader(),
            catalogs,
            new StackOptions(
                "tagscaler", false, false, true, Adoption.REPLACE, Duration.ofHours(4)),
            () -> NOW);
    return new SweepHandler(
        new Sweeper(
            new FakeFleet(sageMaker, registry),
            sageMaker,
            registry,
            BundledPolicies.reader(),
            reconciler,
            "tagscaler",
            20,
            new FakeScalingActivities(),
            Duration.ofMinutes(15)),
        catalogs,
        null,
        workQueue,
        new SweepHandler.ItemHandler() {
          @Override
          public List<Outcome> handle(SweepItem item, IncomingEvent event) {
            if (--endsAfter == 0) {
              timeLeft = Duration.ofSeconds(59);
            }
            return reconciler.reconcile(item).outcomes();
          }

          @Override
          public void publish(List<Outcome> outcomes) {
            published.addAll(words(outcomes));
          }
        },
        new SweepLog(lines, () -> NOW, "tagscaler", "1.0.0"),
        events,
        Duration.ofMinutes(15),
        new CatalogReporter(lines, events, new FakeEventBus(), "tagscaler", null),
        () -> NOW);
  }

  private static Command.Sweep sweep(Trigger.Type type) {
    return new Command.Sweep(new Trigger(type, "id", "detail", null), false, Optional.empty());
  }

  private IncomingEvent event(Delivery delivery) {
    return event(delivery, Json.object().build());
  }

  private IncomingEvent event(Delivery delivery, Json json) {
    return new IncomingEvent(json, delivery, () -> timeLeft);
  }

  private static List<String> words(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome ->
            outcome.resourceId().replaceAll("endpoint/(.*)/variant/.*", "$1")
                + " "
                + OutcomeSummary.of(outcome).word())
        .toList();
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .map(JsonReader::read)
        .flatMap(line -> line.get("event").text().stream())
        .filter(event -> !event.equals("SweepState"))
        .toList();
  }
}
