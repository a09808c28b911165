package io.github.tagscaler.demo;

import io.github.tagscaler.demo.Screen.Look;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.StandInOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The function and the stand-in for AWS; what is done to them and what they answer is shown. */
final class Stage implements AutoCloseable {
  private static final Instant MONDAY_NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Screen screen;
  private final DemoAccount account =
      DemoAccount.open(StandInOptions.defaults().withStart(MONDAY_NOON));
  private final StandIn aws = account.aws();
  private final SageMakerUser user = account.user();

  /** What Application Auto Scaling held when it was last shown. */
  private Holdings shown;

  Stage(Screen screen) {
    this.screen = screen;
    shown = new Holdings(state());
  }

  private Json state() {
    return JsonReader.read(aws.state());
  }

  /** Adds the endpoints, components and catalog of a seed document, and shows them. */
  void seed(String document) {
    aws.seed(document);
    var seed = JsonReader.read(document);
    seed.get("endpoints").stream().forEach(endpoint -> tagged("endpoint", endpoint));
    seed.get("components").stream().forEach(component -> tagged("component", component));
    shown = new Holdings(state());
  }

  private void tagged(String label, Json resource) {
    screen.line(label, Look.PLAIN, resource.get("name").text().orElse(""));
    if (resource.get("tags") instanceof Json.Obj(var tags)) {
      tags.forEach((key, value) ->
          screen.line("", Look.PLAIN, "  " + key + " = " + value.text().orElse("")));
    }
  }

  /** Puts a document into the catalog. */
  void catalog(String name, String document) {
    aws.seed(
        Json.object()
            .put("parameters", Json.object().put("/tagscaler/catalog/" + name, document).build())
            .build()
            .write());
  }

  /** Sets tags of {@code endpoint/<name>} or {@code inference-component/<name>}. */
  void tag(String resource, Map<String, String> tags) throws IOException {
    user.addTags(resource, tags);
    screen.line("tag set on", Look.PLAIN, resource);
    new TreeMap<>(tags)
        .forEach((key, value) -> screen.line("", Look.PLAIN, "  " + key + " = " + value));
  }

  /** AWS sends an event to the function. */
  void event(String file) throws IOException {
    send("events/" + file, DemoAccount.event(file));
  }

  /** AWS sends an event that names endpoint/chat in the file and is about this resource here. */
  void event(String file, String resource) throws IOException {
    send(
        "events/" + file + " for " + resource,
        DemoAccount.event(file).replace("endpoint/chat", resource));
  }

  /** AWS sends this event to the function. */
  void send(String label, String event) throws IOException {
    aws.clearCalls();
    screen.line("AWS sends", Look.PLAIN, label);
    var read = JsonReader.read(account.send(event));
    if (read.get("outcomes").stream().findAny().isEmpty()) {
      screen.line("Tagscaler", Look.PLAIN, read.write());
    }
    read.get("outcomes").stream().forEach(this::outcome);
  }

  private void outcome(Json outcome) {
    var word = outcome.get("outcome").text().orElse("");
    var message = outcome.get("message").text().orElse("");
    screen.line("Tagscaler", look(word), word);
    screen.line("", Look.PLAIN, message.replace(" Did you mean", "\nDid you mean"));
  }

  private static Look look(String outcome) {
    return switch (outcome) {
      case "Applied" -> Look.ADDED;
      case "Rejected", "Failed" -> Look.REMOVED;
      case "Planned", "Released", "Skipped" -> Look.CHANGED;
      default -> Look.PLAIN;
    };
  }

  /** Shows how many calls the last event took. */
  void calls() {
    long writes =
        aws.calls().stream()
            .filter(
                call -> List.of("application-autoscaling", "cloudwatch").contains(call.service()))
            .filter(call -> !call.operation().matches("(Describe|List).*"))
            .count();
    screen.line(
        "its calls",
        Look.PLAIN,
        "%d reads, %d writes".formatted(aws.calls().size() - writes, writes));
  }

  /** Shows what differs in Application Auto Scaling since this was last shown. */
  void changes() {
    var held = new Holdings(state());
    var changes = held.changesFrom(shown);
    shown = held;
    String label = "in AWS";
    for (var change : changes) {
      var look =
          switch (change.mark()) {
            case '+' -> Look.ADDED;
            case '~' -> Look.CHANGED;
            case '-' -> Look.REMOVED;
            default -> Look.FAINT;
          };
      screen.marked(label, look, change.mark(), change.text());
      label = "";
    }
    if (changes.isEmpty()) {
      screen.line(label, Look.FAINT, "nothing changed");
    }
    screen.blank();
  }

  /** Time passes without an event. */
  void until(Instant then) {
    aws.advance(Duration.between(aws.now(), then));
    screen.line("the clock", Look.PLAIN, "is moved to " + CLOCK.format(then) + " UTC");
  }

  /** Minutes pass, so that alarms are evaluated and what they start is there. */
  void minutes(int count) {
    until(aws.now().plus(Duration.ofMinutes(count)));
  }

  /** Sets the copies of a component to zero, as scaling in would, and lets half an hour pass. */
  void idle(String component) throws IOException {
    user.run(component, 0);
    screen.line("the demo", Look.PLAIN, "sets the copies of " + component + " to 0");
    until(aws.now().plus(Duration.ofMinutes(30)));
  }

  /** A client calls a component. */
  void call(String endpoint, String component) throws IOException {
    int status = user.invoke(endpoint, component);
    screen.line(
        "a client",
        Look.PLAIN,
        "calls " + component + " → HTTP " + status + (status == 400 ? ", no capacity" : ""));
  }

  /** Shows how many copies of a component run. */
  void copies(String component) {
    var copies =
        state().get("inferenceComponents").stream()
            .filter(each -> each.get("InferenceComponentName").equals(Json.of(component)))
            .map(each -> each.get("RuntimeConfig").get("CurrentCopyCount").write())
            .findFirst()
            .orElseThrow();
    screen.line("running", Look.PLAIN, copies + " of " + component);
  }

  /** For each number, puts so many requests into the queue of an asynchronous endpoint. */
  void load(String endpoint, int... requestsByMinute) throws IOException {
    screen.line("minute", Look.FAINT, ROW.formatted("new", "queued", "", "instances"));
    for (int minute = 0; minute < requestsByMinute.length; minute++) {
      for (int request = 0; request < requestsByMinute[minute]; request++) {
        user.invokeAsync(endpoint);
      }
      aws.advance(Duration.ofMinutes(1));
      var state =
          state().get("endpoints").stream()
              .filter(each -> each.get("EndpointName").equals(Json.of(endpoint)))
              .findFirst()
              .orElseThrow();
      var variant = state.get("ProductionVariants").stream().findFirst().orElseThrow();
      int queued = number(state.get("Backlog"));
      int instances = number(variant.get("CurrentInstanceCount"));
      screen.line(
          "%6d".formatted(minute + 1),
          Look.PLAIN,
          ROW.formatted(
              requestsByMinute[minute],
              queued,
              "▒".repeat((queued + 9) / 10),
              "█".repeat(instances) + " " + instances));
      screen.pause(Duration.ofMillis(150));
    }
    shown = new Holdings(state());
    screen.blank();
  }

  private static final String ROW = "%3s  %6s %-16s  %s";

  private static int number(Json json) {
    return Integer.parseInt(json.write());
  }

  @Override
  public void close() {
    account.close();
  }
}
