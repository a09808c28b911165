package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.command.doctor.check.RecentMetrics.LastSweep;
import java.time.Duration;
import java.util.List;

/** Whether the periodic sweep runs, and gets through. */
public final class SweepCheck implements Check {
  /** As long as the stack's alarm waits. */
  private static final Duration LATE = Duration.ofMinutes(90);

  /** The most that one sweep hands over. */
  private static final int MOST_ITEMS = 900;

  private final RecentMetrics metrics;
  private final Stack stack;
  private final AwsCli cli;

  public SweepCheck(RecentMetrics metrics, Stack stack, AwsCli cli) {
    this.metrics = metrics;
    this.stack = stack;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Last sweep";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(),
        metrics.lastSweep(stack.name()),
        last ->
            List.of(
                last.map(this::decide)
                    .orElseGet(() -> late("No sweep has ended in the last 24 hours"))));
  }

  private Finding late(String what) {
    return Finding.failure(
        subject(),
        what + ", so changes that sent no event are not picked up. See why, then start one:",
        cli.logs(
            StackLog.group(stack),
            "2h",
            "{ $.event = \"Sweep\" || $.event = \"Failed\" || $.event = \"Bug\" }"),
        cli.aws(
            "lambda",
            "invoke",
            "--function-name",
            stack.resource("TagscalerFunction").orElse(stack.name()),
            "--cli-binary-format",
            "raw-in-base64-out",
            "--cli-read-timeout",
            "0",
            "--payload",
            "{\"all\": true}",
            "answer.json"));
  }

  private Finding decide(LastSweep last) {
    var age = Duration.between(last.at(), metrics.now());
    if (age.compareTo(LATE) > 0) {
      return late("The last sweep ended %s ago".formatted(Text.time(age)));
    }
    if (last.heldBack() > 0) {
      return Finding.failure(
          subject(),
          "The last sweep released nothing, because %s have lost their tags at once. Put the tags back; or, if they were removed on purpose, raise the limit for a while:"
              .formatted(Text.count(last.heldBack(), "target")),
          cli.logs(StackLog.group(stack), "1h", "{ $.code = \"SweepLimitExceeded\" }"),
          cli.deploy(stack.name(), "SweepLimit=100"));
    }
    if (last.items() >= MOST_ITEMS || last.unread() > 0) {
      return Finding.warning(
          subject(),
          "The last sweep left %s to a later one. If that goes on for hours, the account is too large for one sweep at a time."
              .formatted(last.unread() > 0 ? Text.count(last.unread(), "resource") : "changes"),
          cli.logs(StackLog.group(stack), "6h", "{ $.event = \"Sweep\" }"));
    }
    return Finding.ok(
        subject(),
        "ended %s ago; %s to reconcile"
            .formatted(
                Text.time(age),
                last.items() == 0 ? "nothing" : Text.count(last.items(), "resource")));
  }
}
