package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Stack;
import java.util.List;

/** Whether the function has failed in the last day. */
public final class ErrorsCheck implements Check {
  private final RecentMetrics metrics;
  private final Stack stack;
  private final String function;
  private final AwsCli cli;

  public ErrorsCheck(RecentMetrics metrics, Stack stack, String function, AwsCli cli) {
    this.metrics = metrics;
    this.stack = stack;
    this.function = function;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Errors";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(),
        metrics.trouble(function),
        trouble -> {
          if (trouble.errors() > 0) {
            return List.of(
                Finding.warning(
                    subject(),
                    "%s of the function failed in the last 24 hours."
                        .formatted(Text.count(trouble.errors(), "invocation")),
                    cli.logs(StackLog.group(stack), "1d", "ERROR")));
          }
          if (trouble.throttles() > 0) {
            return List.of(
                Finding.warning(
                    subject(),
                    "%s of the function found no free concurrency in the last 24 hours; they were tried again."
                        .formatted(Text.count(trouble.throttles(), "invocation")),
                    cli.aws("lambda", "get-account-settings")));
          }
          return List.of(Finding.ok(subject(), "none in the last 24 hours"));
        });
  }
}
