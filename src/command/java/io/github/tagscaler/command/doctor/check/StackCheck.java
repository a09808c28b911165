package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Stack;
import java.util.List;
import java.util.Optional;

/** Whether the stack is there and its last deployment ended well. */
public final class StackCheck implements Check {
  private final String name;
  private final String region;
  private final Attempt<Optional<Stack>> stack;
  private final AwsCli cli;

  public StackCheck(Scope scope, Attempt<Optional<Stack>> stack, AwsCli cli) {
    this.name = scope.stack();
    this.region = scope.region();
    this.stack = stack;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Stack";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(
        subject(), stack, found -> List.of(found.map(this::deployed).orElseGet(this::missing)));
  }

  private Finding missing() {
    return Finding.warning(
        subject(),
        "There is no stack %s in %s. If yours has another name, give it with --stack; else deploy it from its source."
            .formatted(name, region),
        cli.deploy(name));
  }

  private Finding deployed(Stack found) {
    var status = found.status();
    if (!found.resources().containsKey("TagscalerFunction")) {
      return Finding.failure(
          subject(),
          "The stack %s has no function TagscalerFunction, so it is not Tagscaler's. Name Tagscaler's with --stack."
              .formatted(name),
          cli.aws(
              "cloudformation",
              "describe-stacks",
              "--query",
              "Stacks[?Outputs[?OutputKey==`WorkQueueUrl`]].StackName"));
    }
    if (status.endsWith("_IN_PROGRESS")) {
      return Finding.warning(
          subject(),
          "%s is being deployed (%s): ask again when that is over.".formatted(name, status),
          cli.aws("cloudformation", "describe-stack-events", "--stack-name", name));
    }
    return switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" ->
          Finding.ok(subject(), "%s is deployed (%s)".formatted(name, status));
      case "UPDATE_ROLLBACK_COMPLETE" ->
          Finding.warning(
              subject(),
              "The last deployment of %s failed and was rolled back, so that its changes are not in force. See why:"
                  .formatted(name),
              failures());
      default ->
          Finding.failure(
              subject(), "%s is in status %s. See why:".formatted(name, status), failures());
    };
  }

  private String failures() {
    return cli.aws(
        "cloudformation",
        "describe-stack-events",
        "--stack-name",
        name,
        "--query",
        "StackEvents[?contains(ResourceStatus,`FAILED`)].[LogicalResourceId,ResourceStatusReason]",
        "--output",
        "text");
  }
}
