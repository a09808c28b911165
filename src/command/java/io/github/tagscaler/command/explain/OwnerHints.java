package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.SkipReason;
import java.util.List;
import java.util.stream.Stream;

/** Hints about who registered a target, and what somebody did to it by hand. */
final class OwnerHints {
  private OwnerHints() {}

  static Stream<Hint> of(Explanation of) {
    return Stream.of(notOwned(of), foreign(of), suspended(of), dryRun(of)).flatMap(hints -> hints);
  }

  private static Stream<Hint> notOwned(Explanation of) {
    boolean notOwned =
        of.outcome().ending() instanceof Ending.Rejected(var problems, _)
            && problems.stream().anyMatch(problem -> problem.code() == Code.NOT_OWNED);
    boolean otherStack =
        of.planned().registeredBy().filter(RegisteredBy.OtherStack.class::isInstance).isPresent();
    return notOwned && !otherStack && of.tag("adopt").isEmpty()
        ? Stream.of(
            Hint.of(
                "Adopt",
                "To see the tags that keep its scaling as it is once Tagscaler takes it over:",
                "tagscaler tags " + of.id().wire()))
        : Stream.empty();
  }

  /** Nothing asks Tagscaler to scale it, and somebody does. */
  private static Stream<Hint> foreign(Explanation of) {
    return of.outcome().skippedFor(SkipReason.NOT_TAGGED) && of.observed().isPresent()
        ? Stream.of(
            Hint.of(
                "ScaledByOthers",
                "It is scaled all the same: %s registered it. To see the tags that would do the same:"
                    .formatted(
                        of.planned()
                            .registeredBy()
                            .map(RegisteredBy::words)
                            .orElse("another tool")),
                "tagscaler tags " + of.id().wire()))
        : Stream.empty();
  }

  private static Stream<Hint> suspended(Explanation of) {
    var target = of.observed();
    return target.isPresent() && of.outcome().warnsOf(Code.SUSPENDED_BY_HAND)
        ? Stream.of(
            Hint.of(
                "SuspendedByHand",
                "To resume scaling:",
                "aws application-autoscaling register-scalable-target --service-namespace sagemaker --resource-id %s --scalable-dimension %s --suspended-state %s"
                    .formatted(
                        of.id().wire(),
                        target.get().key().dimension().wire(),
                        String.join(
                            ",",
                            List.of(
                                "DynamicScalingInSuspended=false",
                                "DynamicScalingOutSuspended=false",
                                "ScheduledScalingSuspended=false")))))
        : Stream.empty();
  }

  private static Stream<Hint> dryRun(Explanation of) {
    if (!(of.outcome().ending() instanceof Ending.Planned) || !of.dryRun()) {
      return Stream.empty();
    }
    return Stream.of(
        Hint.of(
            "DryRun",
            of.stack().dryRun()
                ? "The stack %s only plans (setting DryRun). Its operator can change that."
                    .formatted(of.stack().name())
                : "To apply it, remove the tag %s."
                    .formatted(of.tag("dry-run").map(KeyTag::key).orElse(""))));
  }
}
