package io.github.tagscaler.event;

import io.github.tagscaler.event.Command.Cause;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Refused;
import io.github.tagscaler.event.Command.Sweep;
import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request to reconcile one resource or all of them.
 *
 * <pre>{@code
 * {"endpointName": "chat"}
 * {"inferenceComponentName": "chat-llama", "dryRun": true}
 * {"all": true}
 * }</pre>
 *
 * <p>A request can never do more than the tags say, whoever sends it: releasing everything takes a
 * deployment.
 *
 * <p>Read strictly, because a person wrote it and prefers a refusal to a misunderstanding: {@code
 * "dryrun": true} must not become a real run.
 */
final class Request {
  private static final String ENDPOINT = "endpointName";
  private static final String COMPONENT = "inferenceComponentName";
  private static final String DRY_RUN = "dryRun";
  private static final String ALL = "all";

  /** The tasks; a request has exactly one. */
  private static final List<String> TASKS = List.of(ENDPOINT, COMPONENT, ALL);

  private static final List<String> MEMBERS = List.of(ENDPOINT, COMPONENT, ALL, DRY_RUN);

  /** A name that is meant as {@code release}, which people expect to be a request. */
  private static final Pattern RELEASE = Pattern.compile("(?i)rel.*");

  private static final Json YES = Json.of(true);
  private static final Json NO = Json.of(false);
  private static final int MOST_SHOWN = 3;

  /** Fewer letters are in too many names to mean one of them. */
  private static final int SHORTEST = 3;

  private Request() {}

  static Command read(Json request, Trigger trigger) {
    if (!(request instanceof Json.Obj(var members))) {
      return refused("expected an object, got " + JsonSnippet.of(request));
    }
    if (!MEMBERS.containsAll(members.keySet())) {
      return unknown(members);
    }
    var tasks = TASKS.stream().filter(members::containsKey).toList();
    if (tasks.size() != 1) {
      return refused("expected exactly one task");
    }
    if (!(members.getOrDefault(DRY_RUN, NO) instanceof Json.Bool)) {
      return refused(
          "\"dryRun\" must be true or false and is " + JsonSnippet.of(request.get(DRY_RUN)));
    }
    boolean dryRun = request.get(DRY_RUN).equals(YES);
    var task = tasks.getFirst();
    return switch (task) {
      case ALL ->
          request.get(ALL).equals(YES)
              ? new Sweep(trigger, dryRun, Optional.empty())
              : refused("\"all\" must be true and is " + JsonSnippet.of(request.get(ALL)));
      case ENDPOINT ->
          one(request, task, trigger, dryRun, name -> new Subject.Endpoint(name, false));
      default -> one(request, task, trigger, dryRun, name -> new Subject.Component(name, false));
    };
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

  private static Refused unknown(SequencedMap<String, Json> members) {
    var names = members.keySet().stream().filter(name -> !MEMBERS.contains(name)).toList();
    var release = names.stream().filter(name -> RELEASE.matcher(name).matches()).findFirst();
    if (release.isPresent()) {
      return new Refused(
          "Invalid request: %s is not accepted. To release everything that the stack manages, deploy the stack with the parameter ReleaseAll set to the stack's name."
              .formatted(JsonSnippet.of(Json.of(release.get()))));
    }
    if (names.stream().anyMatch("confirm"::equalsIgnoreCase)) {
      return new Refused(
          "Invalid request: \"confirm\" is not accepted. To let sweeps release any number of targets whose tags are gone, deploy the stack with SweepLimit = 100 for a while.");
    }
    return refused(
        (names.size() == 1 ? "unknown field " : "unknown fields ")
            + names.stream()
                .limit(MOST_SHOWN)
                .map(name -> JsonSnippet.of(Json.of(name)) + didYouMean(name))
                .collect(Collectors.joining(", ")));
  }

  /** The one field whose name has these letters, in whatever case: {@code endpoint}. */
  private static String didYouMean(String name) {
    var letters = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    var near =
        MEMBERS.stream()
            .filter(member -> member.toLowerCase(Locale.ROOT).contains(letters))
            .toList();
    return near.size() == 1 && letters.length() >= SHORTEST
        ? " (did you mean \"%s\"?)".formatted(near.getFirst())
        : "";
  }

  private static Refused refused(String why) {
    return new Refused(
        "Invalid request: "
            + why
            + ". Send exactly one of endpointName, inferenceComponentName and \"all\": true;"
            + " dryRun is optional.");
  }
}
