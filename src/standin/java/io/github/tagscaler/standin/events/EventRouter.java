package io.github.tagscaler.standin.events;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import io.github.tagscaler.standin.state.Queue;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Delivers events to the queues of the rules that match them, if the stand-in was asked to. */
public final class EventRouter {

  private final Account account;
  private final boolean delivers;

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
    JsonObject written = JsonReader.object(JsonWriter.compact(event));
    account.infrastructure().of(Kind.RULE).values().stream()
        .filter(rule -> rule.text("EventBusName").equals(bus.substring(bus.lastIndexOf('/') + 1)))
        .filter(rule -> rule.text("State").equals("ENABLED"))
        .filter(rule -> matches(rule, written))
        .flatMap(rule -> rule.objects("Targets").stream())
        .forEach(target -> deliver(target, written));
  }

  private static boolean matches(JsonObject rule, JsonObject event) {
    return rule.findText("EventPattern")
        .filter(pattern -> new EventPattern(JsonReader.object(pattern)).matches(event))
        .isPresent();
  }

  private void deliver(JsonObject target, JsonObject event) {
    String arn = target.text("Arn");
    Optional<Queue> queue =
        Optional.ofNullable(account.queues().get(arn.substring(arn.lastIndexOf(':') + 1)))
            .filter(found -> account.arn("sqs", found.name()).equals(arn));
    queue.ifPresent(found ->
        found.add(account.newId(), JsonWriter.compact(event), account.now(), account.now()));
  }
}
