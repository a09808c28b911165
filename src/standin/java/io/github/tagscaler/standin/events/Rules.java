package io.github.tagscaler.standin.events;

import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes rules and their targets, and tries patterns; delivers nothing. */
final class Rules {

  /** A seeded rule has its targets in this member, which only one answer has. */
  private static final String TARGETS = "Targets";

  private static final String BUS = "EventBusName";
  private static final int PAGE = 100;

  /** API reference, TestEventPattern: an event must have these. */
  private static final List<String> REQUIRED =
      List.of("id", "account", "source", "time", "region", "resources", "detail-type");

  private final Account account;

  Rules(Account account) {
    this.account = account;
  }

  JsonObject list(JsonObject request) {
    String bus = bus(request);
    List<JsonObject> found =
        account.infrastructure().of(Kind.RULE).values().stream()
            .filter(rule -> rule.text(BUS).equals(bus))
            .filter(rule -> rule.text("Name").startsWith(request.findText("NamePrefix").orElse("")))
            .map(rule -> rule.without(TARGETS))
            .toList();
    return pages(request).page("Rules", found, request);
  }

  JsonObject describe(JsonObject request) {
    return find(request, request.text("Name")).without(TARGETS);
  }

  JsonObject targets(JsonObject request) {
    List<JsonObject> targets = find(request, request.text("Rule")).objects(TARGETS);
    // The model of the answer takes no empty list.
    return targets.isEmpty() ? JsonObject.EMPTY : pages(request).page(TARGETS, targets, request);
  }

  JsonObject test(JsonObject request) {
    JsonObject event = json(request, "Event");
    Optional<String> missing =
        Stream.of(REQUIRED).flatMap(List::stream).filter(name -> !event.has(name)).findFirst();
    if (missing.isPresent()) {
      throw AwsFailure.validation(
          "Parameter Event is not valid. Reason: " + missing.get() + " is missing.");
    }
    return JsonObject.of("Result", new EventPattern(json(request, "EventPattern")).matches(event));
  }

  private static JsonObject json(JsonObject request, String member) {
    try {
      return JsonReader.object(request.text(member));
    } catch (JsonException malformed) {
      throw member.equals("Event")
          ? AwsFailure.validation("Parameter Event is not valid JSON.")
          : AwsFailure.of("InvalidEventPatternException", "Event pattern is not valid JSON.");
    }
  }

  private JsonObject find(JsonObject request, String name) {
    String bus = bus(request);
    return account.infrastructure().of(Kind.RULE).values().stream()
        .filter(rule -> rule.text("Name").equals(name) && rule.text(BUS).equals(bus))
        .findFirst()
        .orElseThrow(() ->
            AwsFailure.of(
                "ResourceNotFoundException",
                "Rule " + name + " does not exist on EventBus " + bus + "."));
  }

  private static String bus(JsonObject request) {
    String nameOrArn = request.findText(BUS).orElse("default");
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }

  private static Pages pages(JsonObject request) {
    return new Pages("NextToken", request.findWhole("Limit").orElse(PAGE), "ValidationException");
  }
}
