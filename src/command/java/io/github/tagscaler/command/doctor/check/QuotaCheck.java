package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.sweep.Fleet.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How near the fleet is to the quotas of Application Auto Scaling. */
public final class QuotaCheck extends FleetCheck {
  /** Of a region, for each kind of resource; AWS raises it on request. */
  private static final int TARGETS = 500;

  /** Of one target; fixed. */
  private static final int POLICIES = 50;

  private static final int ACTIONS = 200;

  /** From here on it is worth a warning, in percent. */
  private static final int NEAR = 80;

  private final AwsCli cli;

  public QuotaCheck(FleetSnapshot fleet, AwsCli cli) {
    super("Quotas", fleet);
    this.cli = cli;
  }

  @Override
  List<Finding> decide(Snapshot snapshot) {
    var findings = new ArrayList<Finding>();
    var most =
        snapshot.targets().stream()
            .collect(
                Collectors.groupingBy(
                    target -> target.key().dimension().wire(), Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey));
    most.filter(each -> near(each.getValue(), TARGETS))
        .ifPresent(each -> findings.add(targets(each.getKey(), each.getValue())));
    snapshot.targets().stream()
        .sorted(Comparator.comparing(target -> target.key().id().wire()))
        .forEach(target -> {
          attached(target, target.policies().size(), POLICIES, "scaling policies", findings);
          attached(
              target, target.scheduledActions().size(), ACTIONS, "scheduled actions", findings);
        });
    return findings.isEmpty()
        ? List.of(
            Finding.ok(
                subject(),
                "%s registered, of %d for each dimension by default"
                    .formatted(Text.count(snapshot.targets().size(), "scalable target"), TARGETS)))
        : findings;
  }

  private Finding targets(String dimension, long count) {
    return Finding.warning(
        subject(),
        "%d scalable targets of %s are registered, and the quota is %d unless AWS raised it for you: beyond it nothing can be registered. Look it up, then ask for more with its code:"
            .formatted(count, dimension, TARGETS),
        cli.aws(
            "service-quotas",
            "list-service-quotas",
            "--service-code",
            "application-autoscaling",
            "--query",
            "Quotas[?contains(QuotaName,`SageMaker`)].[QuotaCode,QuotaName,Value]",
            "--output",
            "text"),
        cli.aws(
            "service-quotas",
            "request-service-quota-increase",
            "--service-code",
            "application-autoscaling",
            "--desired-value",
            String.valueOf(2 * Math.max(TARGETS, count)),
            "--quota-code",
            "QUOTA-CODE"));
  }

  private void attached(
      ObservedTarget target, int count, int quota, String what, List<Finding> findings) {
    if (near(count, quota)) {
      findings.add(
          Finding.warning(
              subject(),
              "%s has %d %s, and AWS allows %d on one target; that is fixed."
                  .formatted(target.key().id().wire(), count, what, quota),
              cli.aws(
                  "application-autoscaling",
                  quota == POLICIES ? "describe-scaling-policies" : "describe-scheduled-actions",
                  "--service-namespace",
                  "sagemaker",
                  "--resource-id",
                  target.key().id().wire())));
    }
  }

  private static boolean near(long count, int quota) {
    return count * 100 >= (long) quota * NEAR;
  }
}
