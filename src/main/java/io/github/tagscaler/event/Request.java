package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Refused;
import io.github.tagscaler.event.Command.ReleaseAll;
import io.github.tagscaler.event.Command.Sweep;
import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * A request to reconcile one resource or all of them, or to release all.
 *
 * <pre>{@code
 * {"endpointName": "chat"}
 * {"inferenceComponentName": "chat-llama", "dryRun": true}
 * {"all": true}
 * {"all": true, "confirm": true}
 * {"release": "all"}
 * }</pre>
 *
 * <p>The last two can do more than the tags say at the moment, so they are for those who may invoke
 * the function: an event is not enough, even in a direct invocation, for anybody with {@code
 * PutEvents} could have written it.
 *
 * <p>Read strictly, because a person wrote it and prefers a refusal to a misunderstanding: {@code
 * "dryrun": true} must not become a real run.
 */
final class Request {
  private static final String ENDPOINT = "endpointName";
  private static final String COMPONENT = "inferenceComponentName";
  private static final String DRY_RUN = "dryRun";
  private static final String ALL = "all";
  private static final String CONFIRM = "confirm";
  private static final String RELEASE = "release";

  /** The tasks; a request has exactly one. */
  private static final List<String> TASKS = List.of(ENDPOINT, COMPONENT, ALL, RELEASE);

  private static final Set<String> MEMBERS =
      Set.of(ENDPOINT, COMPONENT, ALL, RELEASE, DRY_RUN, CONFIRM);
  private static final Json YES = Json.of(true);
  private static final Json NO = Json.of(false);
  private static final int MOST_SHOWN = 3;

  private Request() {}

  static Command read(Json request, Trigger trigger) {
    if (!(request instanceof Json.Obj(var members))) {
      return refused("expected an object, got " + JsonSnippet.of(request));
    }
    if (!MEMBERS.containsAll(members.keySet())) {
      return refused(unknown(members));
    }
    var tasks = TASKS.stream().filter(members::containsKey).toList();
    if (tasks.size() != 1) {
      return refused("expected exactly one task");
    }
    for (var member : List.of(DRY_RUN, CONFIRM)) {
      if (!(members.getOrDefault(member, NO) instanceof Json.Bool)) {
        return refused(
            "\"%s\" must be true or false and is %s"
                .formatted(member, JsonSnippet.of(request.get(member))));
      }
    }
    boolean dryRun = request.get(DRY_RUN).equals(YES);
    var task = tasks.getFirst();
    if (members.containsKey(CONFIRM) && !task.equals(ALL)) {
      return refused("\"confirm\" is allowed only with \"all\"");
    }
    return switch (task) {
      case ALL -> all(request, trigger, dryRun);
      case RELEASE -> release(request, trigger, dryRun);
      case ENDPOINT ->
          one(request, task, trigger, dryRun, name -> new Subject.Endpoint(name, false));
      default -> one(request, task, trigger, dryRun, name -> new Subject.Component(name, false));
    };
  }

  private static Command all(Json request, Trigger trigger, boolean dryRun) {
    if (!request.get(ALL).equals(YES)) {
      return refused("\"all\" must be true and is " + JsonSnippet.of(request.get(ALL)));
    }
    boolean confirmed = request.get(CONFIRM).equals(YES);
    if (confirmed && !isBare(trigger)) {
      return refused(onlyBare(CONFIRM));
    }
    return new Sweep(trigger, dryRun, confirmed, Optional.empty());
  }

  private static Command release(Json request, Trigger trigger, boolean dryRun) {
    if (!request.get(RELEASE).equals(Json.of(ALL))) {
      return refused("\"release\" must be \"all\" and is " + JsonSnippet.of(request.get(RELEASE)));
    }
    return isBare(trigger) ? new ReleaseAll(trigger, dryRun) : refused(onlyBare(RELEASE));
  }

  private static Command one(
      Json request,
      String member,
      Trigger trigger,
      boolean dryRun,
      Function<String, Subject> subject) {
    return ResourceName.of(request.get(member))
        .map(subject)
        .<Command>map(
            named -> new ReconcileResource(named, Cause.REQUESTED, trigger, Hint.NONE, dryRun))
        .orElseGet(() ->
            refused(
                "\"%s\" must be %s, and is %s"
                    .formatted(member, ResourceName.RULE, JsonSnippet.of(request.get(member)))));
  }

  /** Whether the request is not an event: only a direct invocation may send such a request. */
  private static boolean isBare(Trigger trigger) {
    return trigger.type() == Trigger.Type.DIRECT;
  }

  private static String onlyBare(String member) {
    return "\"%s\" is accepted only from a direct invocation with a bare request, not from an event"
        .formatted(member);
  }

  private static String unknown(SequencedMap<String, Json> members) {
    var names =
        members.keySet().stream()
            .filter(name -> !MEMBERS.contains(name))
            .limit(MOST_SHOWN)
            .map(name -> JsonSnippet.of(Json.of(name)))
            .toList();
    return (names.size() == 1 ? "unknown field " : "unknown fields ") + String.join(", ", names);
  }

  private static Refused refused(String why) {
    return new Refused(
        "Invalid request: "
            + why
            + ". Send exactly one of endpointName, inferenceComponentName, \"all\": true and"
            + " \"release\": \"all\"; dryRun is optional, and with all also confirm.");
  }
}
