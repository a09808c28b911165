package io.github.tagscaler.aws;

import io.github.tagscaler.aws.AlarmTranslator.Unresolved;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.sweep.Fleet.OrphanedAlarm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Groups the alarms of a stack by the resource that they belong to. Each name is read once, however
 * many resources there are.
 */
final class AlarmsByName {

  /**
   * The resource in a policy's ARN: {@code
   * arn:aws:autoscaling:R:A:scalingPolicy:U:resource/sagemaker/endpoint/E/variant/V:policyName/P}.
   */
  private static final Pattern POLICY_OF =
      Pattern.compile(":resource/sagemaker/([^:]+):policyName/");

  private final String stack;
  private final Map<ResourceId, List<Unresolved>> sorted = new HashMap<>();
  private final List<Unresolved> rest = new ArrayList<>();

  AlarmsByName(String stack, Collection<Unresolved> alarms, Set<ResourceId> ids) {
    this.stack = stack;
    var byPrefix = new HashMap<String, Set<ResourceId>>();
    for (var id : ids) {
      ManagedNames.alarmPrefixes(stack, id)
          .forEach(prefix -> byPrefix.computeIfAbsent(prefix, _ -> new HashSet<>(2)).add(id));
    }
    for (var alarm : alarms) {
      var found =
          starts(alarm.name())
              .flatMap(start -> byPrefix.getOrDefault(start, Set.of()).stream())
              .distinct()
              .toList();
      found.forEach(id -> sorted.computeIfAbsent(id, _ -> new ArrayList<>(2)).add(alarm));
      if (found.isEmpty()) {
        rest.add(alarm);
      }
    }
  }

  /** The alarms that belong to the resource by their names. */
  List<Unresolved> of(ResourceId id) {
    return sorted.getOrDefault(id, List.of());
  }

  /** The alarms that belong to none of the resources. */
  List<OrphanedAlarm> orphanedAlarms() {
    return rest.stream()
        .map(alarm -> new OrphanedAlarm(alarm.among(Map.of()), madeFor(alarm)))
        .toList();
  }

  /**
   * A name may be truncated and still look complete. If the policy that the alarm triggers is of a
   * resource whose alarms are named like this, the alarm belongs to that resource.
   */
  private Optional<ResourceId> madeFor(Unresolved alarm) {
    var actedOn = alarm.actions().stream().flatMap(AlarmsByName::resourceIn).toList();
    return actedOn.stream()
        .filter(
            id -> ManagedNames.alarmPrefixes(stack, id).stream().anyMatch(alarm.name()::startsWith))
        .findFirst()
        .or(() -> ManagedNames.resourceOf(stack, alarm.name()))
        .or(() -> actedOn.stream().findFirst());
  }

  private static Stream<ResourceId> resourceIn(String arn) {
    var policy = POLICY_OF.matcher(arn);
    return policy.find() ? ResourceId.of(policy.group(1)).stream() : Stream.empty();
  }

  /**
   * The prefixes of a name, up to each of its slashes; the prefix of a resource ends in a slash.
   */
  private static Stream<String> starts(String name) {
    return Stream.iterate(name.indexOf('/'), at -> at >= 0, at -> name.indexOf('/', at + 1))
        .map(at -> name.substring(0, at + 1));
  }
}
