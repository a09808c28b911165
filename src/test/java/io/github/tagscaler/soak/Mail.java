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
 * The events of AWS on their way into the work queue. Some get lost, some come twice, some late and
 * so in another order.
 */
final class Mail {
  /** What an event tells of. */
  enum About {
    IN_SERVICE,
    DELETED_ENDPOINT,
    COMPONENT,
    TAGS,
    CATALOG,
    REQUEST
  }

  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:";

  private final Account account;
  private final Random random;
  private final int percent;
  private boolean reliable;
  private final Set<About> deaf = EnumSet.noneOf(About.class);
  private long sent;

  /** Mail of which so many percent each get lost, come twice and come late. */
  Mail(Account account, long seed, int percent) {
    this.account = account;
    this.random = new Random(seed);
    this.percent = percent;
  }

  /** From now on, whether everything arrives at once. */
  void reliable(boolean whether) {
    reliable = whether;
  }

  /** From now on none of these arrives. */
  void loses(Set<About> all) {
    deaf.clear();
    deaf.addAll(all);
  }

  long sent() {
    return sent;
  }

  private void send(About about, Json event) {
    sent++;
    var named = Events.with(event, "id", Json.of("event-" + sent));
    named = Events.with(named, "time", Json.of(account.now().toString()));
    if (deaf.contains(about)) {
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
        status.equals("IN_SERVICE") ? About.IN_SERVICE : About.DELETED_ENDPOINT,
        Events.with(event, "detail.EndpointStatus", Json.of(status)));
  }

  void endpointDeleteCall(String name) {
    send(
        About.DELETED_ENDPOINT,
        Events.with(
            Events.file("endpoint-delete-call"),
            "detail.requestParameters.endpointName",
            Json.of(name)));
  }

  /** {@code created}, {@code updated} or {@code deleted}. */
  void component(String name, String what) {
    send(
        About.COMPONENT,
        Events.with(
            Events.file("component-" + what),
            "detail.requestParameters.inferenceComponentName",
            Json.of(name)));
  }

  /** {@code added} or {@code deleted} tags of {@code endpoint/<name>} or the like. */
  void tags(String resource, String what) {
    send(
        About.TAGS,
        Events.with(
            Events.file("tags-" + what),
            "detail.requestParameters.resourceArn",
            Json.of(arn(resource))));
  }

  void tagChange(String resource) {
    send(
        About.TAGS,
        Events.with(
            Events.file("tag-change"), "resources", Json.ofStrings(List.of(arn(resource)))));
  }

  void catalog() {
    send(
        About.CATALOG,
        Events.with(
            Events.file("parameter-changed"), "detail.name", Json.of(Account.CATALOG + "/team")));
  }

  void requested(String member, String name) {
    send(
        About.REQUEST,
        Json.object()
            .put("source", "tagscaler")
            .put("detail-type", "Reconcile Requested")
            .put("detail", Json.object().put(member, name).build())
            .build());
  }

  void garbage() {
    send(
        About.REQUEST,
        Json.object().put("source", "aws.sagemaker").put("detail-type", "Nonsense").build());
  }

  /** The schedule, which is not lost. */
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
