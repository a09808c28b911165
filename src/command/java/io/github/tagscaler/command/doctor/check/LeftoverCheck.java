package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.sweep.Fleet.OrphanedAlarm;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Alarms without a target, and targets that are marked as managed by a stack that does not exist.
 */
public final class LeftoverCheck extends FleetCheck {
  private static final int MOST = 5;

  private final Deployment deployment;
  private final Attempt<Optional<Stack>> stack;
  private final Scope scope;
  private final AwsCli cli;

  public LeftoverCheck(
      FleetSnapshot fleet,
      Deployment deployment,
      Attempt<Optional<Stack>> stack,
      Scope scope,
      AwsCli cli) {
    super("Leftovers", fleet);
    this.deployment = deployment;
    this.stack = stack;
    this.scope = scope;
    this.cli = cli;
  }

  @Override
  List<Finding> decide(Snapshot snapshot) {
    var findings = new ArrayList<Finding>();
    byStack(snapshot).forEach((name, targets) -> findings.addAll(ofStack(name, targets)));
    if (!snapshot.orphanedAlarms().isEmpty()) {
      findings.add(alarms(snapshot.orphanedAlarms()));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(subject(), "no orphaned alarms, no targets of vanished stacks"))
        : findings;
  }

  private static Map<String, List<ObservedTarget>> byStack(Snapshot snapshot) {
    return snapshot.targets().stream()
        .filter(target -> target.tags().containsKey(Ownership.STACK))
        .sorted(Comparator.comparing(target -> target.key().id().wire()))
        .collect(
            Collectors.groupingBy(
                target -> target.tags().getOrDefault(Ownership.STACK, ""),
                TreeMap::new,
                Collectors.toList()));
  }

  private List<Finding> ofStack(String name, List<ObservedTarget> targets) {
    var found = name.equals(scope.stack()) ? stack : deployment.stack(name);
    return Finding.of(
        subject(),
        found,
        there -> there.isPresent() ? List.of() : List.of(vanished(name, targets)));
  }

  private Finding vanished(String name, List<ObservedTarget> targets) {
    var more = targets.size() > MOST ? " and %d more".formatted(targets.size() - MOST) : "";
    var ids = targets.stream().map(target -> target.key().id().wire()).limit(MOST).toList();
    return Finding.warning(
        subject(),
        (targets.size() == 1
                ? "1 target is marked as managed by the stack %s, which does not exist in %s: it keeps scaling, and no tag changes it any more (%s). Deploy that stack again; only if nobody needs its scaling, deregister it in Application Auto Scaling."
                : targets.size()
                    + " targets are marked as managed by the stack %s, which does not exist in %s: they keep scaling, and no tag changes them any more (%s). Deploy that stack again; only if nobody needs their scaling, deregister them in Application Auto Scaling.")
            .formatted(name, scope.region(), String.join(", ", ids) + more),
        cli.deploy(name));
  }

  private Finding alarms(List<OrphanedAlarm> orphaned) {
    var names = orphaned.stream().map(each -> each.alarm().name()).sorted().toList();
    var what =
        Text.count(names.size(), "alarm")
            + " of deleted resources "
            + (names.size() == 1 ? "is" : "are")
            + " left";
    return stack instanceof Attempt.Read(var found) && found.isPresent()
        ? Finding.ok(subject(), what + "; the next sweep deletes them")
        : Finding.warning(
            subject(),
            what + ", and no stack is there to delete " + (names.size() == 1 ? "it." : "them."),
            cli.aws(
                AwsCli.words(
                    names.stream().limit(100), "cloudwatch", "delete-alarms", "--alarm-names")));
  }
}
