package io.github.tagscaler.soak;

import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.Fleet.Scalee;
import io.github.tagscaler.soak.Wish.Adopt;
import io.github.tagscaler.soak.Wish.Policy;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls of the function that write where it may not, whatever stands there in the end: what was
 * touched and put back was touched.
 */
final class Trespass {
  private static final Set<String> SERVICES =
      Set.of("application-autoscaling", "cloudwatch", "sagemaker", "ssm");

  private final Fleet fleet;

  /** The ARNs of targets of others. */
  private final Set<String> foreign;

  Trespass(Fleet fleet, Set<String> foreign) {
    this.fleet = fleet;
    this.foreign = foreign;
  }

  /** What is wrong with a call; empty if it may be made. */
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
                  Stream.of(Scaled.text(request, "AlarmName")),
                  request.get("AlarmNames").stream().map(name -> name.text().orElse("")))
              .filter(name -> !name.isEmpty() && !name.startsWith(Scene.ALARMS))
              .findFirst()
              .map("it is nobody's alarm of ours: "::concat);
      default -> scaling(call.operation(), request);
    };
  }

  private Optional<String> scaling(String operation, Json request) {
    var id = Scaled.text(request, "ResourceId");
    if (Others.isTheirs(id) || foreign.contains(Scaled.text(request, "ResourceARN"))) {
      return Optional.of("it is another's target");
    }
    var scalee = fleet.scalees().stream().filter(there -> there.id().equals(id)).findFirst();
    if (scalee.filter(there -> there.wish().policy() == Policy.IGNORE).isPresent()) {
      return Optional.of("it is tagged to be ignored");
    }
    if (scalee.filter(there -> there.wish().dryRun()).isPresent()) {
      return Optional.of("its tags ask for a dry run");
    }
    boolean adopted = scalee.filter(there -> there.wish().adopt() != null).isPresent();
    if (!adopted && scalee.filter(fleet::isTheirs).isPresent()) {
      return Optional.of("somebody else registered it, and nobody said to adopt it");
    }
    boolean replaced = scalee.map(Scalee::wish).filter(Trespass::replaces).isPresent();
    boolean deletes = operation.startsWith("Delete");
    return names(request)
        .filter(name -> !name.startsWith("tagscaler-") && !(deletes && replaced))
        .findFirst()
        .map("it is a policy or an action of another's: "::concat);
  }

  private static boolean replaces(Wish wish) {
    return wish.adopt() == Adopt.REPLACE;
  }

  private static Stream<String> names(Json request) {
    return Stream.of("PolicyName", "ScheduledActionName")
        .map(member -> Scaled.text(request, member))
        .filter(name -> !name.isEmpty());
  }

  /** The ARNs of the targets that others hold from the first. */
  static Set<String> arns(Json state) {
    var arns = new ArrayList<String>();
    state.get("scalableTargets").stream()
        .filter(target -> Others.isTheirs(Scaled.text(target, "ResourceId")))
        .forEach(target -> arns.add(Scaled.text(target, "ScalableTargetARN")));
    return Set.copyOf(arns);
  }

  /** What is wrong with those calls. */
  List<String> of(List<RecordedCall> calls) {
    return calls.stream().flatMap(call -> of(call).stream()).toList();
  }
}
