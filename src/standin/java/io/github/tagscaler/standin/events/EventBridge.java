package io.github.tagscaler.standin.events;

import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Takes events and keeps them, delivers them by the rules if asked to, and manages rules. */
public final class EventBridge implements AwsService {

  /** Amazon EventBridge user guide, PutEvents entry size: the classic limit of one request. */
  private static final int MAX_BYTES = 256 * 1024;

  private final Account account;
  private final EventRouter router;

  public EventBridge(Account account, EventRouter router) {
    this.account = account;
    this.router = router;
  }

  @Override
  public String model() {
    return "events";
  }

  @Override
  public String iamPrefix() {
    return "events";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    var rules = new Rules(account);
    return Map.of(
        "PutEvents", this::putEvents,
        "ListRules", rules::list,
        "DescribeRule", rules::describe,
        "PutRule", rules::put,
        "DeleteRule", rules::delete,
        "ListTargetsByRule", rules::targets,
        "PutTargets", rules::putTargets,
        "RemoveTargets", rules::removeTargets,
        "TestEventPattern", rules::test);
  }

  private JsonObject putEvents(JsonObject request) {
    List<JsonObject> entries = request.objects("Entries");
    if (entries.stream().mapToInt(EventBridge::size).sum() > MAX_BYTES) {
      throw AwsFailure.validation("Total size of the entries in the request is over the limit.");
    }
    List<JsonObject> results = entries.stream().map(this::putEvent).toList();
    long failed = results.stream().filter(result -> result.has("ErrorCode")).count();
    return JsonObject.of("FailedEntryCount", failed).with("Entries", results);
  }

  /** One bad entry does not stop the others: each has its own result. */
  private JsonObject putEvent(JsonObject entry) {
    if (account.failsEntry()) {
      return error("InternalFailure", "The request processing has failed.");
    }
    Optional<JsonObject> error = error(entry);
    if (error.isPresent()) {
      return error.get();
    }
    String id = account.newId();
    JsonObject event =
        JsonObject.of("EventId", id)
            .with("EventBusName", entry.findText("EventBusName").orElse("default"))
            .withAll(entry)
            .with("Detail", JsonReader.object(entry.text("Detail")))
            .with("Time", entry.findTime("Time").orElse(account.now()));
    account.events().add(event);
    router.send(event);
    return JsonObject.of("EventId", id);
  }

  private static Optional<JsonObject> error(JsonObject entry) {
    Optional<String> missing =
        Stream.of("Source", "DetailType", "Detail")
            .filter(name -> entry.findText(name).orElse("").isEmpty())
            .findFirst();
    if (missing.isPresent()) {
      String name = missing.get();
      return Optional.of(
          error(
              "InvalidArgument",
              "Parameter " + name + " is not valid. Reason: " + name + " is a required argument."));
    }
    if (entry.text("Source").startsWith("aws.")) {
      return Optional.of(error("NotAuthorizedForSource", "Not authorized for the source."));
    }
    try {
      JsonReader.object(entry.text("Detail"));
      return Optional.empty();
    } catch (JsonException e) {
      return Optional.of(error("MalformedDetail", "Detail is malformed."));
    }
  }

  private static JsonObject error(String code, String message) {
    return JsonObject.of("ErrorCode", code).with("ErrorMessage", message);
  }

  /** User guide, Calculating PutEvents event entry size: the time counts 14 bytes. */
  private static int size(JsonObject entry) {
    int texts =
        Stream.of("Source", "DetailType", "Detail")
            .flatMap(name -> entry.findText(name).stream())
            .mapToInt(EventBridge::bytes)
            .sum();
    int resources = entry.texts("Resources").stream().mapToInt(EventBridge::bytes).sum();
    return texts + resources + (entry.has("Time") ? 14 : 0);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
