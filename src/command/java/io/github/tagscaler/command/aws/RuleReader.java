package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.Rule;
import io.github.tagscaler.command.account.RuleName;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Reads rules of EventBridge, and tries patterns. */
final class RuleReader {
  private final EventBridgeClient events;

  RuleReader(EventBridgeClient events) {
    this.events = events;
  }

  Attempt<Optional<Rule>> rule(RuleName name) {
    var described =
        Attempt.of(
            "events:DescribeRule",
            () ->
                AwsErrors.call(
                    "DescribeRule",
                    name.name(),
                    () -> {
                      try {
                        return Optional.of(
                            events.describeRule(
                                request -> request.name(name.name()).eventBusName(name.bus())));
                      } catch (ResourceNotFoundException _) {
                        return Optional.<DescribeRuleResponse>empty();
                      }
                    }));
    if (described instanceof Attempt.Read(var found) && found.isPresent()) {
      var rule = found.get();
      return Attempt.of(
          "events:ListTargetsByRule",
          () ->
              Optional.of(
                  new Rule(
                      name,
                      rule.state() != RuleState.DISABLED,
                      Optional.ofNullable(rule.eventPattern()),
                      Optional.ofNullable(rule.scheduleExpression()),
                      targets(name))));
    }
    return described.map(_ -> Optional.empty());
  }

  private List<String> targets(RuleName name) {
    return AwsErrors.call(
        "ListTargetsByRule",
        name.name(),
        () ->
            events
                .listTargetsByRule(request -> request.rule(name.name()).eventBusName(name.bus()))
                .targets()
                .stream()
                .map(Target::arn)
                .toList());
  }

  Attempt<Boolean> matches(String pattern, String event) {
    return Attempt.of(
        "events:TestEventPattern",
        () ->
            AwsErrors.call(
                "TestEventPattern",
                "a pattern",
                () ->
                    events
                        .testEventPattern(request -> request.eventPattern(pattern).event(event))
                        .result()));
  }
}
