package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.QueueDepth;
import io.github.tagscaler.command.account.Stack;
import java.util.List;

/** Whether messages could not be processed. */
public final class DeadLetterCheck implements Check {
  private final Deployment deployment;
  private final Stack stack;
  private final String url;
  private final AwsCli cli;

  public DeadLetterCheck(Deployment deployment, Stack stack, String url, AwsCli cli) {
    this.deployment = deployment;
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
    return "Dead letters";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(subject(), deployment.queue(url), queue -> List.of(decide(queue)));
  }

  private Finding decide(QueueDepth queue) {
    if (queue.all() == 0) {
      return Finding.ok(subject(), "none");
    }
    return Finding.failure(
        subject(),
        "%s could not be processed. Read them and the log, correct the cause, then send them back with the last command."
            .formatted(Text.count(queue.all(), "message")),
        cli.aws(
            "sqs",
            "receive-message",
            "--queue-url",
            queue.url(),
            "--max-number-of-messages",
            "10",
            "--visibility-timeout",
            "10"),
        cli.logs(
            StackLog.group(stack), "1d", "{ $.event = \"StillFailing\" || $.event = \"Failed\" }"),
        cli.aws("sqs", "start-message-move-task", "--source-arn", queue.arn()));
  }
}
