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

/** Makes, describes and deletes rules and their targets, and tries patterns. */
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

  JsonObject put(JsonObject request) {
    String name = request.text("Name");
    String bus = bus(request);
    Optional<JsonObject> pattern = request.findText("EventPattern").map(_ -> pattern(request));
    if (pattern.isEmpty() && !request.has("ScheduleExpression")) {
      throw AwsFailure.validation(
          "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    String path = path(bus, name);
    List<JsonObject> targets =
        Optional.ofNullable(account.infrastructure().of(Kind.RULE).get(path))
            .map(rule -> rule.objects(TARGETS))
            .orElse(List.of());
    JsonObject rule =
        JsonObject.of("Name", name)
            .with(BUS, bus)
            .with("Arn", account.arn("events", "rule/" + path))
            .with("State", request.findText("State").orElse("ENABLED"))
            .with("EventPattern", request.findText("EventPattern"))
            .with("ScheduleExpression", request.findText("ScheduleExpression"))
            .with("Description", request.findText("Description"))
            .with(TARGETS, targets);
    account.infrastructure().put(Kind.RULE, path, rule);
    return JsonObject.of("RuleArn", rule.text("Arn"));
  }

  /**
   * API reference, DeleteRule: a rule with targets cannot go; one that is not there is no error.
   */
  JsonObject delete(JsonObject request) {
    String path = path(bus(request), request.text("Name"));
    JsonObject rule = account.infrastructure().of(Kind.RULE).get(path);
    if (rule != null && !rule.objects(TARGETS).isEmpty()) {
      throw AwsFailure.validation("Rule can't be deleted since it has targets.");
    }
    account.infrastructure().remove(Kind.RULE, path);
    return JsonObject.EMPTY;
  }

  JsonObject putTargets(JsonObject request) {
    JsonObject rule = find(request, request.text("Rule"));
    List<JsonObject> added = request.objects(TARGETS);
    List<String> ids = added.stream().map(target -> target.text("Id")).toList();
    save(rule, Stream.concat(without(rule, ids), added.stream()).toList());
    return JsonObject.of("FailedEntryCount", 0L).with("FailedEntries", List.of());
  }

  JsonObject removeTargets(JsonObject request) {
    JsonObject rule = find(request, request.text("Rule"));
    save(rule, without(rule, request.texts("Ids")).toList());
    return JsonObject.of("FailedEntryCount", 0L).with("FailedEntries", List.of());
  }

  private static Stream<JsonObject> without(JsonObject rule, List<String> ids) {
    return rule.objects(TARGETS).stream().filter(target -> !ids.contains(target.text("Id")));
  }

  private void save(JsonObject rule, List<JsonObject> targets) {
    String path = path(rule.text(BUS), rule.text("Name"));
    account.infrastructure().put(Kind.RULE, path, rule.with(TARGETS, targets));
  }

  private static String path(String bus, String name) {
    return bus.equals("default") ? name : bus + "/" + name;
  }

  /** A pattern that no event can be held against is refused when the rule is made. */
  private static JsonObject pattern(JsonObject request) {
    JsonObject pattern = json(request, "EventPattern");
    new EventPattern(pattern).matches(JsonObject.EMPTY);
    return pattern;
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
