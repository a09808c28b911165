package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.Rule;
import io.github.tagscaler.command.account.RuleName;
import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the rules are enabled, match the events that they are for, and send them to the queue.
 */
public final class RuleCheck implements Check {
  private static final String SCHEDULE = "SweepSchedule";

  private final Deployment deployment;
  private final Stack stack;
  private final Settings settings;
  private final Scope scope;
  private final RuleCommands commands;

  public RuleCheck(Deployment deployment, Stack stack, Settings settings, Scope scope, AwsCli cli) {
    this.deployment = deployment;
    this.stack = stack;
    this.settings = settings;
    this.scope = scope;
    this.commands = new RuleCommands(stack, scope, cli);
  }

  @Override
  public Group group() {
    return Group.EVENTS;
  }

  @Override
  public String subject() {
    return "Rules";
  }

  @Override
  public List<Finding> findings() {
    var expected = ExpectedRule.all(scope, settings.catalogPath());
    var findings = new ArrayList<Finding>();
    expected.forEach(rule -> findings.addAll(ofPattern(rule)));
    findings.addAll(ofSchedule());
    return findings.isEmpty()
        ? List.of(
            Finding.ok(
                subject(),
                "%d rules are enabled, match their events and send them to the work queue"
                    .formatted(expected.size() + 1)))
        : findings;
  }

  private List<Finding> ofPattern(ExpectedRule expected) {
    var id = expected.logicalId();
    return of(
        id,
        name -> commands.putPattern(name, expected.pattern()),
        rule ->
            Finding.of(
                id,
                deployment.matches(rule.pattern().orElse("{}"), expected.sampleEvent()),
                matches ->
                    matches
                        ? List.of()
                        : List.of(
                            Finding.failure(
                                id,
                                "The rule does not match %s.".formatted(expected.sampleName()),
                                commands.putPattern(rule.name(), expected.pattern())))));
  }

  private List<Finding> ofSchedule() {
    long minutes = settings.sweepInterval().toMinutes();
    var expected = "rate(%d minutes)".formatted(minutes);
    return of(
        SCHEDULE,
        name -> commands.putSchedule(name, expected),
        rule ->
            rule.schedule().filter(expected::equals).isPresent()
                ? List.of()
                : List.of(
                    Finding.warning(
                        SCHEDULE,
                        "The schedule is %s, but the function expects a sweep every %d minutes."
                            .formatted(rule.schedule().orElse("missing"), minutes),
                        commands.putSchedule(rule.name(), expected))));
  }

  /** What can be wrong with any rule; else what is special. */
  private List<Finding> of(
      String logicalId, Function<RuleName, String> put, Function<Rule, List<Finding>> special) {
    var physicalId = stack.resource(logicalId);
    if (physicalId.isEmpty()) {
      return List.of(
          Finding.failure(logicalId, "The stack does not have this rule.", commands.deploy()));
    }
    var name = RuleName.of(physicalId.get());
    return Finding.of(
        logicalId,
        deployment.rule(name),
        found ->
            found
                .map(rule -> decide(logicalId, rule, special))
                .orElseGet(() -> List.of(gone(logicalId, name, put))));
  }

  private Finding gone(String logicalId, RuleName name, Function<RuleName, String> put) {
    return Finding.failure(
        logicalId,
        "The rule no longer exists: it was deleted, but not by CloudFormation.",
        put.apply(name),
        commands.putTarget(name));
  }

  private List<Finding> decide(String logicalId, Rule rule, Function<Rule, List<Finding>> special) {
    if (!rule.enabled()) {
      return List.of(
          Finding.failure(logicalId, "The rule is disabled.", commands.enable(rule.name())));
    }
    if (!rule.targets().contains(commands.queue())) {
      return List.of(
          Finding.failure(
              logicalId,
              rule.targets().isEmpty()
                  ? "The rule has no target."
                  : "The rule does not send to the work queue, but to %s."
                      .formatted(Text.list(rule.targets())),
              commands.putTarget(rule.name())));
    }
    return special.apply(rule);
  }
}
