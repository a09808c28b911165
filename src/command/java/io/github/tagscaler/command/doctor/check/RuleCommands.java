package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.RuleName;
import io.github.tagscaler.command.account.Stack;
import java.util.ArrayList;
import java.util.List;

/** The commands that mend a rule. */
final class RuleCommands {
  private final Stack stack;
  private final Scope scope;
  private final AwsCli cli;

  RuleCommands(Stack stack, Scope scope, AwsCli cli) {
    this.stack = stack;
    this.scope = scope;
    this.cli = cli;
  }

  /** The ARN of the queue that rules send to. */
  String queue() {
    return stack.resource(Queues.WORK).map(url -> Queues.arn(scope, url)).orElse("");
  }

  String deploy() {
    return cli.deploy(stack.name());
  }

  String enable(RuleName rule) {
    return of(rule, "enable-rule", "--name");
  }

  String putPattern(RuleName rule, String pattern) {
    return of(rule, "put-rule", "--name", "--event-pattern", pattern);
  }

  String putSchedule(RuleName rule, String expression) {
    return of(rule, "put-rule", "--name", "--schedule-expression", expression);
  }

  String putTarget(RuleName rule) {
    var deadLetters =
        stack
            .resource(Queues.DEAD_LETTERS)
            .map(url -> ",DeadLetterConfig={Arn=" + Queues.arn(scope, url) + "}")
            .orElse("");
    return of(
        rule, "put-targets", "--rule", "--targets", "Id=work-queue,Arn=" + queue() + deadLetters);
  }

  private String of(RuleName rule, String call, String nameOption, String... more) {
    var words = new ArrayList<>(List.of("events", call, nameOption, rule.name()));
    if (!rule.onDefaultBus()) {
      words.addAll(List.of("--event-bus-name", rule.bus()));
    }
    words.addAll(List.of(more));
    return cli.aws(words.toArray(String[]::new));
  }
}
