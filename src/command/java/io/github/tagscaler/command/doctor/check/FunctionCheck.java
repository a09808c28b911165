package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.EventSource;
import io.github.tagscaler.command.account.FunctionState;
import io.github.tagscaler.command.account.Stack;
import java.util.List;

/** Whether the function can be invoked, and its queue invokes it. */
public final class FunctionCheck implements Check {
  private final Deployment deployment;
  private final Stack stack;
  private final FunctionState function;
  private final Scope scope;
  private final AwsCli cli;

  public FunctionCheck(
      Deployment deployment, Stack stack, FunctionState function, Scope scope, AwsCli cli) {
    this.deployment = deployment;
    this.stack = stack;
    this.function = function;
    this.scope = scope;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.STACK;
  }

  @Override
  public String subject() {
    return "Function";
  }

  @Override
  public List<Finding> findings() {
    if (!function.state().equals("Active") && !function.state().equals("Inactive")) {
      return List.of(broken("The function is in state " + function.state()));
    }
    if (function.lastUpdate().equals("Failed")) {
      return List.of(broken("The last update of the function failed"));
    }
    var queue = stack.resource(Queues.WORK).map(url -> Queues.arn(scope, url)).orElse("");
    return Finding.of(
        subject(),
        deployment.eventSources(function.name(), queue),
        sources -> List.of(decide(sources, queue)));
  }

  private Finding broken(String what) {
    return Finding.failure(
        subject(),
        what + (function.reason().isEmpty() ? "." : ": " + function.reason()),
        cli.deploy(stack.name()));
  }

  private Finding decide(List<EventSource> sources, String queue) {
    var source = sources.stream().findFirst();
    if (source.isEmpty()) {
      return Finding.failure(
          subject(),
          "The work queue does not invoke the function, so no event is handled.",
          cli.aws(
              "lambda",
              "create-event-source-mapping",
              "--function-name",
              function.name(),
              "--event-source-arn",
              queue,
              "--batch-size",
              "5",
              "--maximum-batching-window-in-seconds",
              "5",
              "--function-response-types",
              "ReportBatchItemFailures"));
    }
    return switch (source.get().state()) {
      case "Enabled", "Enabling", "Updating", "Creating" ->
          Finding.ok(subject(), function.name() + " is invoked by the work queue");
      default ->
          Finding.failure(
              subject(),
              "The event source is %s, so no event is handled."
                  .formatted(source.get().state().toLowerCase(java.util.Locale.ROOT)),
              cli.aws(
                  "lambda",
                  "update-event-source-mapping",
                  "--uuid",
                  source.get().id(),
                  "--enabled"));
    };
  }
}
