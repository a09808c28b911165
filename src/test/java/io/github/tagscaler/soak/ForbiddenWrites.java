package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import io.github.tagscaler.soak.TagSettings.Adopt;
import io.github.tagscaler.soak.TagSettings.Policy;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds calls of the function that write what it must not write, even if a later call restores it.
 */
final class ForbiddenWrites {
  private static final Set<String> SERVICES =
      Set.of("application-autoscaling", "cloudwatch", "sagemaker", "ssm");

  /** For how long a release waits after tags are gone. */
  private static final Duration TAGS_MAY_RETURN = Duration.ofMinutes(15);

  private final SimulatedFleet fleet;
  private final InstantSource clock;

  /** When each sweep began. */
  private final List<Instant> sweeps;

  /** The ARNs of targets of other tools. */
  private final Set<String> foreign;

  ForbiddenWrites(
      SimulatedFleet fleet, InstantSource clock, List<Instant> sweeps, Set<String> foreign) {
    this.sweeps = sweeps;
    this.fleet = fleet;
    this.clock = clock;
    this.foreign = foreign;
  }

  /** Why a call is forbidden; empty if it is allowed. */
  Optional<String> of(RecordedCall call) {
    if (call.isRead() || !SERVICES.contains(call.service())) {
      return Optional.empty();
    }
    return why(call, JsonReader.read(call.request()))
        .map(why -> "%s: %s %s".formatted(why, call.operation(), call.request()));
  }

  private Optional<String> why(RecordedCall call, Json request) {
    return switch (call.service()) {
      // The users' resources, and the catalog.
      case "sagemaker", "ssm" -> Optional.of("it only reads there");
      case "cloudwatch" ->
          Stream.concat(
                  Stream.of(RegisteredState.text(request, "AlarmName")),
                  request.get("AlarmNames").stream().map(name -> name.text().orElse("")))
              .filter(name -> !name.isEmpty() && !name.startsWith(AccountSnapshot.ALARMS))
              .findFirst()
              .map("it is not an alarm of Tagscaler's: "::concat);
      default -> scaling(call.operation(), request);
    };
  }

  private Optional<String> scaling(String operation, Json request) {
    var id = RegisteredState.text(request, "ResourceId");
    if (UnmanagedObjects.isTheirs(id)
        || foreign.contains(RegisteredState.text(request, "ResourceARN"))) {
      return Optional.of("it is another's target");
    }
    var resource = fleet.resources().stream().filter(there -> there.id().equals(id)).findFirst();
    if (resource.filter(there -> there.settings().policy() == Policy.IGNORE).isPresent()) {
      return Optional.of("it is tagged to be ignored");
    }
    if (resource.filter(there -> there.settings().dryRun()).isPresent()) {
      return Optional.of("its tags ask for a dry run");
    }
    boolean adopted = resource.filter(there -> there.settings().adopt() != null).isPresent();
    if (!adopted && resource.filter(fleet::isTheirs).isPresent()) {
      return Optional.of("another tool registered it, and no tag adopts it");
    }
    if (resource.filter(there -> resumes(there, request)).isPresent()) {
      return Optional.of("somebody suspended it by hand");
    }
    if (resource.filter(this::mayGetTagsBack).isPresent() && operation.startsWith("De")) {
      return Optional.of("its tags are gone for a few minutes only, or no sweep has counted it");
    }
    if (resource
        .flatMap(fleet::leftAloneUntil)
        .filter(until -> clock.instant().isBefore(until))
        .isPresent()) {
      return Optional.of("a change by hand is left alone for a while");
    }
    boolean replaced =
        resource.map(ScalableResource::settings).filter(ForbiddenWrites::replaces).isPresent();
    boolean deletes = operation.startsWith("Delete");
    return names(request)
        .filter(name -> !name.startsWith("tagscaler-") && !(deletes && replaced))
        .findFirst()
        .map("it is a policy or an action of another's: "::concat);
  }

  private boolean resumes(ScalableResource resource, Json request) {
    var state = request.get("SuspendedState");
    return fleet.before(resource).byHand().stream()
        .anyMatch(
            activity -> state.get(Objects.requireNonNull(RegisteredState.MEMBERS.get(activity))).equals(Json.of(false)));
  }

  private boolean mayGetTagsBack(ScalableResource resource) {
    return fleet
        .untaggedSince(resource)
        .filter(gone ->
            clock.instant().isBefore(gone.plus(TAGS_MAY_RETURN))
                || (!fleet.swept && sweeps.stream().noneMatch(gone::isBefore)))
        .isPresent();
  }

  private static boolean replaces(TagSettings settings) {
    return settings.adopt() == Adopt.REPLACE;
  }

  private static Stream<String> names(Json request) {
    return Stream.of("PolicyName", "ScheduledActionName")
        .map(member -> RegisteredState.text(request, member))
        .filter(name -> !name.isEmpty());
  }

  /** The ARNs of the targets that belong to other tools from the start. */
  static Set<String> arns(Json state) {
    var arns = new ArrayList<String>();
    state.get("scalableTargets").stream()
        .filter(target -> UnmanagedObjects.isTheirs(RegisteredState.text(target, "ResourceId")))
        .forEach(target -> arns.add(RegisteredState.text(target, "ScalableTargetARN")));
    return Set.copyOf(arns);
  }

  /** Why these calls are forbidden. */
  List<String> of(List<RecordedCall> calls) {
    return calls.stream().flatMap(call -> of(call).stream()).toList();
  }
}
