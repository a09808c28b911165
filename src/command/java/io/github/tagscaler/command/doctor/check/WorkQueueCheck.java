package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.QueueDepth;
import io.github.tagscaler.command.account.Stack;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Whether messages are handled in time. */
public final class WorkQueueCheck implements Check {
  /** As long as the stack's alarm waits. */
  private static final Duration LATE = Duration.ofHours(1);

  private final Scope scope;
  private final Deployment deployment;
  private final RecentMetrics metrics;
  private final Stack stack;
  private final String url;
  private final AwsCli cli;

  public WorkQueueCheck(
      Scope scope,
      Deployment deployment,
      RecentMetrics metrics,
      Stack stack,
      String url,
      AwsCli cli) {
    this.scope = scope;
    this.deployment = deployment;
    this.metrics = metrics;
    this.stack = stack;
    this.url = url;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Work queue";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(),
        deployment.queue(url),
        queue ->
            Finding.of(
                subject(), metrics.ageOfOldest(queue.name()), age -> List.of(decide(queue, age))));
  }

  private Finding decide(QueueDepth queue, OptionalDouble age) {
    var oldest = Duration.ofSeconds((long) age.orElse(0));
    if (queue.waiting() > 0 && oldest.compareTo(LATE) > 0) {
      return Finding.failure(
          subject(),
          "%s, and the oldest for %s: the function is not invoked, or not often enough."
              .formatted(waiting(queue), Text.time(oldest)),
          cli.aws(
              "lambda", "list-event-source-mappings", "--event-source-arn", Queues.arn(scope, url)),
          cli.logs(
              StackLog.group(stack),
              "1h",
              "{ $.event = \"StillFailing\" || $.event = \"Failed\" }"));
    }
    return Finding.ok(
        subject(),
        queue.all() == 0
            ? "is empty"
            : waiting(queue) + (oldest.isZero() ? "" : ", the oldest for " + Text.time(oldest)));
  }

  private static String waiting(QueueDepth queue) {
    var hidden =
        queue.hidden() == 0 ? "" : " (%d more are being handled)".formatted(queue.hidden());
    return Text.count(queue.waiting(), "message")
        + (queue.waiting() == 1 ? " waits" : " wait")
        + hidden;
  }
}
