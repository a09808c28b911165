package io.github.tagscaler.soak;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Delivers the events of AWS to the work queue. Some are lost, some are delivered twice, some late
 * and so in another order.
 */
final class EventDelivery {
  /** The topic of an event. */
  enum EventTopic {
    IN_SERVICE,
    DELETED_ENDPOINT,
    COMPONENT,
    TAGS,
    CATALOG,
    REQUEST
  }

  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:";

  private final SimulatedAccount account;
  private final Random random;
  private final int percent;
  private boolean reliable;
  private final Set<EventTopic> lostTopics = EnumSet.noneOf(EventTopic.class);
  private long sent;

  /** Delivery of which {@code percent} percent each is lost, duplicated and delayed. */
  EventDelivery(SimulatedAccount account, long seed, int percent) {
    this.account = account;
    this.random = new Random(seed);
    this.percent = percent;
  }

  /** Sets whether from now on every event arrives at once. */
  void reliable(boolean whether) {
    reliable = whether;
  }

  /** Loses all events of these topics from now on. */
  void loses(Set<EventTopic> all) {
    lostTopics.clear();
    lostTopics.addAll(all);
  }

  long sent() {
    return sent;
  }

  private void send(EventTopic about, Json event) {
    sent++;
    var named = Events.with(event, "id", Json.of("event-" + sent));
    named = Events.with(named, "time", Json.of(account.now().toString()));
    if (lostTopics.contains(about)) {
      return;
    }
    if (reliable) {
      account.send(named, Duration.ZERO);
      return;
    }
    // Always as many draws, so that nothing else of the history depends on what happens here.
    boolean lost = random.nextInt(100) < percent;
    boolean twice = random.nextInt(100) < percent;
    boolean late = random.nextInt(100) < percent;
    var delay = Duration.ofSeconds(1 + random.nextInt(900));
    if (!lost) {
      account.send(named, late ? delay : Duration.ZERO);
    }
    if (twice) {
      account.send(named, Duration.ZERO);
    }
  }

  void endpoint(String name, String config, String status) {
    var arn = arn("endpoint/" + name);
    var event = Events.file("endpoint-in-service");
    event = Events.with(event, "resources", Json.ofStrings(List.of(arn)));
    event = Events.with(event, "detail.EndpointName", Json.of(name));
    event = Events.with(event, "detail.EndpointArn", Json.of(arn));
    event = Events.with(event, "detail.EndpointConfigName", Json.of(config));
    send(
        status.equals("IN_SERVICE") ? EventTopic.IN_SERVICE : EventTopic.DELETED_ENDPOINT,
        Events.with(event, "detail.EndpointStatus", Json.of(status)));
  }

  void endpointDeleteCall(String name) {
    send(
        EventTopic.DELETED_ENDPOINT,
        Events.with(
            Events.file("endpoint-delete-call"),
            "detail.requestParameters.endpointName",
            Json.of(name)));
  }

  /** {@code created}, {@code updated} or {@code deleted}. */
  void component(String name, String what) {
    send(
        EventTopic.COMPONENT,
        Events.with(
            Events.file("component-" + what),
            "detail.requestParameters.inferenceComponentName",
            Json.of(name)));
  }

  /** {@code added} or {@code deleted} tags of {@code endpoint/<name>} or the like. */
  void tags(String resource, String what) {
    send(
        EventTopic.TAGS,
        Events.with(
            Events.file("tags-" + what),
            "detail.requestParameters.resourceArn",
            Json.of(arn(resource))));
  }

  void tagChange(String resource) {
    send(
        EventTopic.TAGS,
        Events.with(
            Events.file("tag-change"), "resources", Json.ofStrings(List.of(arn(resource)))));
  }

  /** A parameter of the catalog was changed or deleted. */
  void catalog(String parameter) {
    send(
        EventTopic.CATALOG,
        Events.with(Events.file("parameter-changed"), "detail.name", Json.of(parameter)));
  }

  void requested(String member, String name) {
    send(
        EventTopic.REQUEST,
        Json.object()
            .put("source", "tagscaler")
            .put("detail-type", "Reconcile Requested")
            .put("detail", Json.object().put(member, name).build())
            .build());
  }

  void garbage() {
    send(
        EventTopic.REQUEST,
        Json.object().put("source", "aws.sagemaker").put("detail-type", "Nonsense").build());
  }

  /** The event of the schedule, which is never lost. */
  void sweep() {
    sent++;
    account.send(
        Json.object()
            .put("version", "0")
            .put("id", "sweep-" + sent)
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.events")
            .put("account", "111122223333")
            .put("time", account.now().toString())
            .put("region", "us-east-1")
            .put(
                "resources",
                Json.ofStrings(List.of("arn:aws:events:us-east-1:111122223333:rule/tagscaler")))
            .put("detail", Json.object().build())
            .build(),
        Duration.ZERO);
  }

  static String arn(String resource) {
    return ARN + resource.toLowerCase(Locale.ROOT);
  }
}
