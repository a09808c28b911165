package io.github.tagscaler.event;

import io.github.tagscaler.event.Notice.Cause;
import io.github.tagscaler.event.Notice.Hint;
import io.github.tagscaler.event.Notice.Look;
import io.github.tagscaler.event.Notice.Refused;
import io.github.tagscaler.json.Json;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request to look at one resource.
 *
 * <pre>{@code
 * {"endpointName": "chat"}
 * {"inferenceComponentName": "chat-llama", "dryRun": true}
 * }</pre>
 *
 * <p>Read strictly, because a person wrote it and would rather be told than misunderstood: {@code
 * "dryrun": true} must not become a run that is none.
 */
final class Request {
  private static final String ENDPOINT = "endpointName";
  private static final String COMPONENT = "inferenceComponentName";
  private static final String DRY_RUN = "dryRun";
  private static final String ALL = "all";
  private static final String RELEASE = "release";
  private static final Set<String> MEMBERS = Set.of(ENDPOINT, COMPONENT, DRY_RUN);
  private static final int MOST_SHOWN = 3;

  private Request() {}

  static Notice read(Json request, Trigger trigger) {
    if (!(request instanceof Json.Obj(var members))) {
      return refused("it is no object but " + Shown.of(request));
    }
    if (members.containsKey(ALL)) {
      return refused("looking at everything (\"all\") comes with a later version");
    }
    if (members.containsKey(RELEASE)) {
      return refused("releasing on request (\"release\") comes with a later version");
    }
    if (!MEMBERS.containsAll(members.keySet())) {
      return refused("it cannot have " + unknown(members));
    }
    if (members.containsKey(ENDPOINT) == members.containsKey(COMPONENT)) {
      return refused("it must name exactly one resource");
    }
    if (!(members.getOrDefault(DRY_RUN, Json.of(false)) instanceof Json.Bool(var dryRun))) {
      return refused("\"dryRun\" must be true or false and is " + Shown.of(request.get(DRY_RUN)));
    }
    String member = members.containsKey(ENDPOINT) ? ENDPOINT : COMPONENT;
    var name = ResourceName.of(request.get(member));
    if (name.isEmpty()) {
      return refused(
          "\"%s\" must be %s, and is %s"
              .formatted(member, ResourceName.RULE, Shown.of(request.get(member))));
    }
    var subject =
        member.equals(ENDPOINT)
            ? new Subject.Endpoint(name.get(), false)
            : new Subject.Component(name.get(), false);
    return new Look(subject, Cause.REQUESTED, trigger, Hint.NONE, dryRun);
  }

  private static String unknown(SequencedMap<String, Json> members) {
    return members.keySet().stream()
        .filter(name -> !MEMBERS.contains(name))
        .limit(MOST_SHOWN)
        .map(name -> Shown.of(Json.of(name)))
        .collect(Collectors.joining(", "));
  }

  private static Refused refused(String why) {
    return new Refused(
        "The request cannot be taken: "
            + why
            + ". Allowed are one of \"endpointName\" and \"inferenceComponentName\", and \"dryRun\".");
  }
}
