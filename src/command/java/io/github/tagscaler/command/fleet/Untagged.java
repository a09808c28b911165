package io.github.tagscaler.command.fleet;

import io.github.tagscaler.event.Subject;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.sweep.FleetScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a scan read and had nothing to decide about. */
final class Untagged {
  private Untagged() {}

  static List<UntaggedResource> of(FleetScan scan) {
    var decided = new HashSet<>(scan.outcomes().keySet());
    decided.addAll(scan.unread());
    var registered = new HashMap<Subject, List<ObservedTarget>>();
    scan.snapshot()
        .targets()
        .forEach(target ->
            registered
                .computeIfAbsent(Subject.of(target.key().id()), _ -> new ArrayList<>())
                .add(target));
    var untagged = new ArrayList<UntaggedResource>();
    scan.snapshot()
        .endpoints()
        .forEach(each ->
            add(
                untagged,
                new Subject.Endpoint(each.name(), false),
                each.arn(),
                each.status(),
                decided,
                registered,
                scan));
    scan.snapshot()
        .components()
        .forEach(each ->
            add(
                untagged,
                new Subject.Component(each.name(), false),
                each.arn(),
                each.status(),
                decided,
                registered,
                scan));
    untagged.sort(Comparator.comparing(UntaggedResource::id));
    return untagged;
  }

  private static void add(
      List<UntaggedResource> untagged,
      Subject subject,
      String arn,
      ResourceStatus status,
      Set<Subject> decided,
      Map<Subject, List<ObservedTarget>> registered,
      FleetScan scan) {
    if (!decided.contains(subject) && !status.deleting()) {
      untagged.add(
          new UntaggedResource(
              subject,
              arn,
              status,
              scan.resources().tags(arn).orElse(Map.of()),
              registered.getOrDefault(subject, List.of())));
    }
  }
}
