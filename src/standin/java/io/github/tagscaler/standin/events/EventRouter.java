package io.github.tagscaler.standin.events;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import io.github.tagscaler.standin.state.Queue;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Delivers events to the queues and buses of the rules that match them, if the stand-in was asked
 * to. What goes to another account or region waits until somebody takes it there.
 */
public final class EventRouter {

  private static final String BUS = ":event-bus/";

  private final Account account;
  private final boolean delivers;
  private final List<ForwardedEvent> forwarded = new ArrayList<>();

  public EventRouter(Account account, boolean delivers) {
    this.account = account;
    this.delivers = delivers;
  }

  /** Whether events are delivered at all. */
  public boolean delivers() {
    return delivers;
  }

  /** Delivers an event of an AWS service, in the form in which a target gets it. */
  void send(String source, String detailType, JsonObject detail, String... resources) {
    send("default", source, detailType, detail, List.of(resources));
  }

  /** Delivers an entry of PutEvents. */
  void send(JsonObject entry) {
    send(
        entry.text("EventBusName"),
        entry.text("Source"),
        entry.text("DetailType"),
        entry.object("Detail"),
        entry.texts("Resources"));
  }

  private void send(
      String bus, String source, String detailType, JsonObject detail, List<String> resources) {
    if (!delivers) {
      return;
    }
    JsonObject event =
        JsonObject.of("version", "0")
            .with("id", account.newId())
            .with("detail-type", detailType)
            .with("source", source)
            .with("account", account.id())
            .with("time", account.now().truncatedTo(ChronoUnit.SECONDS))
            .with("region", account.region())
            .with("resources", resources)
            .with("detail", detail);
    // A pattern sees the event as text: its times are texts there.
    route(bus.substring(bus.lastIndexOf('/') + 1), JsonReader.object(JsonWriter.compact(event)));
  }

  /** Takes the events that are on their way to other accounts and regions. */
  public List<ForwardedEvent> takeForwarded() {
    var taken = List.copyOf(forwarded);
    forwarded.clear();
    return taken;
  }

  /**
   * Accepts an event of another account or region. It keeps its account, region and time.
   *
   * @throws IllegalArgumentException if the bus is not of this account and region
   */
  public void receive(ForwardedEvent event) {
    route(
        ownBus(event.busArn())
            .orElseThrow(() -> new IllegalArgumentException("not here: " + event.busArn())),
        JsonReader.object(event.event()));
  }

  private void route(String bus, JsonObject event) {
    account.infrastructure().of(Kind.RULE).values().stream()
        .filter(rule -> rule.text("EventBusName").equals(bus))
        .filter(rule -> rule.text("State").equals("ENABLED"))
        .filter(rule -> matches(rule, event))
        .flatMap(rule -> rule.objects("Targets").stream())
        .forEach(target -> deliver(target, event));
  }

  private static boolean matches(JsonObject rule, JsonObject event) {
    return rule.findText("EventPattern")
        .filter(pattern -> new EventPattern(JsonReader.object(pattern)).matches(event))
        .isPresent();
  }

  private void deliver(JsonObject target, JsonObject event) {
    String arn = target.text("Arn");
    if (arn.contains(BUS)) {
      ownBus(arn)
          .ifPresentOrElse(
              bus -> route(bus, event),
              () -> forwarded.add(new ForwardedEvent(arn, JsonWriter.compact(event))));
      return;
    }
    Optional<Queue> queue =
        Optional.ofNullable(account.queues().get(arn.substring(arn.lastIndexOf(':') + 1)))
            .filter(found -> account.arn("sqs", found.name()).equals(arn));
    queue.ifPresent(found ->
        found.add(account.newId(), JsonWriter.compact(event), account.now(), account.now()));
  }

  /** The name of a bus of this account and region. */
  private Optional<String> ownBus(String arn) {
    var name = arn.substring(arn.indexOf(BUS) + BUS.length());
    return Optional.of(name).filter(_ -> account.arn("events", "event-bus/" + name).equals(arn));
  }
}
