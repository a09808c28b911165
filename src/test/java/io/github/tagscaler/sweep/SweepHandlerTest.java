package io.github.tagscaler.sweep;

import static io.github.tagscaler.fake.FakeSageMaker.arn;
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
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogCache;
import io.github.tagscaler.reconcile.Reconciler;
import io.github.tagscaler.reconcile.StackOptions;
import io.github.tagscaler.reconcile.WorkQueue;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.report.SweepLog;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ScalingActivity;
import io.github.tagscaler.scaling.TargetKey;
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
import org.junit.jupiter.api.Nested;
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
  private final FakeScalingActivities activities = new FakeScalingActivities();
  private final FakeEventBus bus = new FakeEventBus();
  private List<DocumentText> catalog = List.of();
  private boolean catalogFails;
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

    assertThat(words(handler.handle(item("chat", NOW), event(Delivery.QUEUE))))
        .containsExactly("chat Applied");
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

  @Test
  void a_scheduled_one_answers_neither_what_is_planned_nor_what_is_due_at_another_time() {
    assertThat(handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE)).outcomes())
        .isEmpty();
    assertThat(queue.sent()).hasSize(1);
  }

  @Test
  void nothing_is_reported_of_what_is_as_it_should_be() {
    handler.handle(item("chat", NOW), event(Delivery.QUEUE));

    var result = handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT));

    assertThat(words(result.outcomes())).containsExactly("typo Rejected", "off Skipped");
  }

  @Test
  void items_come_a_second_apart_and_releases_for_missing_tags_a_quarter_of_an_hour_later() {
    sageMaker.endpoint("more", ON, variant("a", 1));
    for (int i = 0; i < 5; i++) {
      sageMaker.endpoint("same" + i, ON, variant("a", 1));
      handler.handle(item("same" + i, NOW), event(Delivery.QUEUE));
    }
    sageMaker.tag(arn("same0"), Map.of());

    handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));

    assertThat(queue.sent())
        .extracting(
            message -> message.replaceFirst("(\\S+) .*\"endpointName\":\"(\\w+)\".*", "$1 $2"))
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).startsWith("PT0S "),
            second -> assertThat(second).startsWith("PT1S "),
            release -> assertThat(release).isEqualTo("PT15M same0"));
  }

  /** The last of them waits for a quarter of an hour, which is as long as a message can. */
  @Test
  void one_hands_over_900_items_and_covers_no_request_if_there_are_more() {
    sageMaker.delete("chat");
    for (int i = 0; i < 901; i++) {
      sageMaker.endpoint("chat" + i, ON, variant("a", 1));
    }
    var request =
        event(Delivery.QUEUE, Json.object().put("time", NOW.minusSeconds(60).toString()).build());
    handler.handle(sweep(Trigger.Type.REQUEST), request);
    assertThat(queue.sent()).hasSize(900);
    assertThat(queue.sent().getLast()).startsWith("PT14M59S ");

    sageMaker.delete("chat0");
    handler.handle(sweep(Trigger.Type.REQUEST), request);
    assertThat(queue.sent()).as("not covered by the first").hasSize(1800);
    handler.handle(sweep(Trigger.Type.REQUEST), request);
    assertThat(queue.sent()).as("covered by the second").hasSize(1800);
  }

  @Test
  void without_a_queue_one_that_did_not_reach_everything_or_failed_is_repeated() {
    sageMaker.endpoint("more", ON, variant("a", 1));
    workQueue = NO_QUEUE;
    handler = handler();
    var scheduled =
        event(Delivery.DIRECT, Json.object().put("time", NOW.minusSeconds(60).toString()).build());
    endsAfter = 1;
    assertThat(handler.handle(sweep(Trigger.Type.SCHEDULE), scheduled).done()).hasSize(1);

    timeLeft = Duration.ofMinutes(15);
    registry.failAt(1, Code.SERVICE_ERROR);
    assertThat(words(handler.handle(sweep(Trigger.Type.SCHEDULE), scheduled).done()))
        .singleElement()
        .asString()
        .endsWith(" Failed");
    assertThat(words(handler.handle(sweep(Trigger.Type.SCHEDULE), scheduled).done()))
        .singleElement()
        .asString()
        .endsWith(" Applied");
    log.reset();
    assertThat(handler.handle(sweep(Trigger.Type.SCHEDULE), scheduled).done()).isEmpty();
    assertThat(lines()).containsExactly("Ignored");
  }

  @Test
  void without_a_queue_no_item_is_begun_in_the_last_minute() {
    workQueue = NO_QUEUE;
    handler = handler();
    timeLeft = Duration.ofSeconds(60);

    assertThat(handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT)).done()).isEmpty();

    timeLeft = Duration.ofSeconds(61);
    assertThat(handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT)).done())
        .hasSize(1);
  }

  @Nested
  class A_change_of_the_catalog {
    private IncomingEvent sent(Delivery delivery, int secondsAgo) {
      var time = NOW.minusSeconds(secondsAgo).toString();
      return event(delivery, Json.object().put("id", "e-1").put("time", time).build());
    }

    @Test
    void waits_half_a_minute_in_the_queue_for_the_documents_that_may_follow() {
      var result = handler.handle(sweep(Trigger.Type.CATALOG), sent(Delivery.QUEUE, 29));

      assertThat(result).isEqualTo(SweepResult.NOTHING);
      assertThat(queue.sent())
          .containsExactly("PT30S {\"id\":\"e-1\",\"time\":\"2026-08-17T11:59:31Z\"}");
      assertThat(messages())
          .containsExactly(
              "PutOff More catalog documents may follow: the sweep starts 30 seconds later.");
    }

    @Test
    void that_has_waited_is_swept_for() {
      handler.handle(sweep(Trigger.Type.CATALOG), sent(Delivery.QUEUE, 30));

      assertThat(lines()).containsExactly("Catalog", "Sweep");
    }

    @Test
    void is_swept_for_at_once_where_it_cannot_wait() {
      handler.handle(sweep(Trigger.Type.CATALOG), sent(Delivery.DIRECT, 0));
      assertThat(lines()).containsExactly("Catalog", "Sweep");

      log.reset();
      workQueue = NO_QUEUE;
      handler = handler();
      handler.handle(sweep(Trigger.Type.CATALOG), sent(Delivery.QUEUE, 0));
      assertThat(lines()).contains("Sweep");
    }

    @Test
    void that_broke_it_is_reported_and_published() {
      catalog = List.of(new DocumentText("team", "version: 1\npolicies: 7\n"));

      handler.handle(sweep(Trigger.Type.CATALOG), sent(Delivery.QUEUE, 30));

      assertThat(lines()).containsExactly("Catalog", "Sweep");
      assertThat(bus.published())
          .extracting(OutcomeEvent::detailType)
          .containsExactly("Catalog Invalid");
    }

    @Test
    void that_cannot_be_read_is_tried_again() {
      catalogFails = true;

      assertThatThrownBy(
              () -> handler.handle(sweep(Trigger.Type.CATALOG), sent(Delivery.QUEUE, 30)))
          .isInstanceOf(CallFailedException.class)
          .hasMessage(
              "The catalog cannot be read, and until it can, nothing is changed. Parameter Store is down.");
      assertThat(lines()).isEmpty();
    }
  }

  @Test
  void a_catalog_that_cannot_be_read_stops_no_scheduled_sweep() {
    catalogFails = true;

    handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));

    assertThat(messages().getFirst())
        .isEqualTo(
            "Failed The catalog cannot be read, and until it can, nothing is changed. Parameter Store is down.");
    assertThat(lines()).contains("Sweep");
  }

  @Nested
  class Scaling_that_fails {
    @BeforeEach
    void since_ten_minutes() {
      handler.handle(item("chat", NOW), event(Delivery.QUEUE));
      log.reset();
      activities.add(
          new ScalingActivity(
              new TargetKey(new EndpointVariant("chat", "a"), ScalableDimension.INSTANCE_COUNT),
              NOW.minus(Duration.ofMinutes(10)),
              Optional.of(NOW.minus(Duration.ofMinutes(9))),
              ScalingActivity.Status.FAILED,
              "Setting desired instance count to 4.",
              Optional.of("The account-level service limit is 2 Instances."),
              List.of()));
    }

    @Test
    void is_published_by_the_scheduled_sweep_in_whose_interval_it_began() {
      handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));
      assertThat(published).containsOnlyOnce("chat Unchanged");

      published.clear();
      var later = Json.object().put("time", NOW.plus(Duration.ofMinutes(15)).toString()).build();
      handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE, later));
      assertThat(published).doesNotContain("chat Unchanged");
    }

    @Test
    void is_answered_once_to_who_asks() {
      var result = handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT));

      assertThat(words(result.outcomes())).containsOnlyOnce("chat Unchanged");
      assertThat(published).containsOnlyOnce("chat Unchanged");
    }

    @Test
    void stays_unknown_if_the_activities_cannot_be_read_and_everything_else_goes_on() {
      activities.fail(true);

      handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));

      assertThat(messages()).contains("Failed The activities cannot be read.");
      assertThat(lines()).containsExactly("Catalog", "Failed", "Sweep");
      assertThat(published).doesNotContain("chat Unchanged");
    }
  }

  @Nested
  class Tags_that_too_many_lost {
    @BeforeEach
    void seven_of_thirty() {
      for (int i = 0; i < 30; i++) {
        sageMaker.endpoint("same" + i, ON, variant("a", 1));
        handler.handle(item("same" + i, NOW), event(Delivery.QUEUE));
      }
      for (int i = 0; i < 7; i++) {
        sageMaker.tag(arn("same" + i), Map.of());
      }
    }

    @Test
    void are_reported_by_each_scheduled_sweep_at_any_time_of_day() {
      var result = handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));

      assertThat(published).filteredOn(it -> it.matches("same. Skipped")).hasSize(7);
      assertThat(words(result.outcomes())).filteredOn(it -> it.matches("same. Skipped")).hasSize(7);
    }

    @Test
    void are_answered_before_what_is_planned_and_what_is_skipped_for_other_reasons() {
      var result = handler.handle(sweep(Trigger.Type.DIRECT), event(Delivery.DIRECT));

      assertThat(words(result.outcomes()))
          .extracting(it -> it.replaceFirst("\\d", ""))
          .containsExactly(
              "typo Rejected",
              "same Skipped",
              "same Skipped",
              "same Skipped",
              "same Skipped",
              "same Skipped",
              "same Skipped",
              "same Skipped",
              "chat Planned",
              "off Skipped");
    }

    @Test
    void release_nothing_by_an_item_of_an_earlier_sweep_either() {
      handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));

      assertThat(
              words(
                  handler.handle(
                      release("same0", NOW.minus(Duration.ofMinutes(10))), event(Delivery.QUEUE))))
          .containsExactly("same0 Skipped");
      assertThat(words(handler.handle(release("same0", NOW), event(Delivery.QUEUE))))
          .containsExactly("same0 Released");
    }
  }

  @Test
  void an_item_is_decided_by_a_catalog_that_is_not_older_than_its_sweep() {
    catalog = List.of(max(3));
    sageMaker.endpoint("team", Map.of("autoscaling:policy", "team/busy"), variant("a", 1));
    assertThat(words(handler.handle(item("team", NOW), event(Delivery.QUEUE))))
        .containsExactly("team Applied");
    catalog = List.of(max(5));

    assertThat(words(handler.handle(item("team", NOW), event(Delivery.QUEUE))))
        .as("read at that time")
        .containsExactly("team Unchanged");
    assertThat(words(handler.handle(item("team", NOW.plusSeconds(1)), event(Delivery.QUEUE))))
        .containsExactly("team Applied");
  }

  private static DocumentText max(int max) {
    return new DocumentText("team", "version: 1\npolicies:\n  busy:\n    max: %d\n".formatted(max));
  }

  @Test
  void an_item_that_meets_an_exhausted_quota_lets_the_next_sweep_try_five() {
    for (int i = 0; i < 9; i++) {
      sageMaker.endpoint("more" + i, ON, variant("a", 1));
    }
    handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));
    assertThat(queue.sent()).hasSize(10);
    registry.failAt(1, Code.QUOTA_EXCEEDED);
    handler.handle(item("chat", NOW), event(Delivery.QUEUE));

    handler.handle(sweep(Trigger.Type.SCHEDULE), event(Delivery.QUEUE));

    assertThat(queue.sent()).hasSize(15);
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
    var catalogs = new CatalogCache(this::documents, () -> NOW);
    var reconciler =
        new Reconciler(
            sageMaker,
            registry,
            activities,
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
            activities,
            Duration.ofMinutes(15)),
        catalogs,
        "/catalog",
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
        new CatalogReporter(lines, events, bus, "tagscaler", "/catalog"),
        () -> NOW);
  }

  private List<DocumentText> documents() {
    if (catalogFails) {
      throw new CallFailedException(
          Code.ACCESS_DENIED, "Parameter Store is down.", new IllegalStateException());
    }
    return catalog;
  }

  private static SweepItem item(String endpoint, Instant began) {
    return item(endpoint, began, Command.Release.UNCOUNTED, List.of());
  }

  private static SweepItem release(String endpoint, Instant began) {
    return item(
        endpoint, began, Command.Release.ALLOWED, List.of(new EndpointVariant(endpoint, "a")));
  }

  private static SweepItem item(
      String endpoint, Instant began, Command.Release release, List<ResourceId> known) {
    return new SweepItem(
        new Command.ReconcileResource(
            new Subject.Endpoint(endpoint, false),
            Command.Cause.SWEPT,
            new Trigger(Trigger.Type.SCHEDULE, "id", "detail", null),
            Command.Hint.NONE,
            false),
        began,
        release,
        known);
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
    return messages().stream().map(line -> line.replaceFirst(" .*", "")).toList();
  }

  /** Each line's event and message. */
  private List<String> messages() {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .map(JsonReader::read)
        .filter(line -> line.get("event").text().isPresent())
        .map(line ->
            line.get("event").text().orElse("") + " " + line.get("message").text().orElse(""))
        .filter(line -> !line.startsWith("SweepState"))
        .toList();
  }
}
