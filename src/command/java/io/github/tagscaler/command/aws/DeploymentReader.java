package io.github.tagscaler.command.aws;

import io.github.tagscaler.aws.AwsClients;
import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.account.AlarmState;
import io.github.tagscaler.command.account.Deployment;
import io.github.tagscaler.command.account.EventSource;
import io.github.tagscaler.command.account.FunctionState;
import io.github.tagscaler.command.account.QueueDepth;
import io.github.tagscaler.command.account.Rule;
import io.github.tagscaler.command.account.RuleName;
import io.github.tagscaler.command.account.Stack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** {@link Deployment} on CloudFormation, Lambda, EventBridge, SQS and CloudWatch. */
final class DeploymentReader implements Deployment {
  private final CloudFormationClient cloudFormation;
  private final LambdaClient lambda;
  private final RuleReader rules;
  private final SqsClient sqs;
  private final CloudWatchClient cloudWatch;

  DeploymentReader(AwsClients clients) {
    this.cloudFormation =
        clients.build(
            CloudFormationClient.builder(),
            "CLOUDFORMATION",
            CloudFormationClient::serviceMetadata);
    this.lambda = clients.build(LambdaClient.builder(), "LAMBDA", LambdaClient::serviceMetadata);
    this.rules =
        new RuleReader(
            clients.build(
                EventBridgeClient.builder(), "EVENTBRIDGE", EventBridgeClient::serviceMetadata));
    this.sqs = clients.build(SqsClient.builder(), "SQS", SqsClient::serviceMetadata);
    this.cloudWatch =
        clients.build(CloudWatchClient.builder(), "CLOUDWATCH", CloudWatchClient::serviceMetadata);
  }

  @Override
  public Attempt<Optional<Stack>> stack(String name) {
    var described =
        Attempt.of(
            "cloudformation:DescribeStacks",
            () -> AwsErrors.call("DescribeStacks", name, () -> describe(name)));
    if (described instanceof Attempt.Read(var found) && found.isPresent()) {
      return Attempt.of(
          "cloudformation:DescribeStackResources", () -> Optional.of(withResources(found.get())));
    }
    return described.map(_ -> Optional.empty());
  }

  private Optional<software.amazon.awssdk.services.cloudformation.model.Stack> describe(
      String name) {
    try {
      return cloudFormation.describeStacks(request -> request.stackName(name)).stacks().stream()
          .findFirst();
    } catch (CloudFormationException failure) {
      if (Refusal.name(failure).equals("ValidationError")
          && Refusal.text(failure).contains("does not exist")) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private Stack withResources(software.amazon.awssdk.services.cloudformation.model.Stack stack) {
    var resources =
        AwsErrors.call(
            "DescribeStackResources",
            stack.stackName(),
            () ->
                cloudFormation.describeStackResources(
                    request -> request.stackName(stack.stackName())));
    return new Stack(
        stack.stackName(),
        stack.stackStatusAsString(),
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
        resources.stackResources().stream()
            .filter(resource -> resource.physicalResourceId() != null)
            .collect(
                Collectors.toMap(
                    StackResource::logicalResourceId, StackResource::physicalResourceId)));
  }

  @Override
  public Attempt<FunctionState> function(String name) {
    return Attempt.of(
        "lambda:GetFunctionConfiguration",
        () -> {
          var function =
              AwsErrors.call(
                  "GetFunctionConfiguration",
                  name,
                  () -> lambda.getFunctionConfiguration(request -> request.functionName(name)));
          return new FunctionState(
              name,
              Objects.requireNonNullElse(function.stateAsString(), "Active"),
              Objects.requireNonNullElse(function.lastUpdateStatusAsString(), "Successful"),
              Stream.of(function.stateReason(), function.lastUpdateStatusReason())
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(""),
              Objects.requireNonNullElse(function.role(), ""),
              function.environment() == null ? Map.of() : function.environment().variables());
        });
  }

  @Override
  public Attempt<List<EventSource>> eventSources(String function, String queue) {
    return Attempt.of(
        "lambda:ListEventSourceMappings",
        () ->
            AwsErrors.call(
                "ListEventSourceMappings",
                function,
                () ->
                    lambda
                        .listEventSourceMappingsPaginator(request -> request.eventSourceArn(queue))
                        .eventSourceMappings()
                        .stream()
                        // Or of its alias, whose ARN goes on.
                        .filter(
                            mapping -> (mapping.functionArn() + ":").contains(":" + function + ":"))
                        .map(mapping -> new EventSource(mapping.uuid(), mapping.state()))
                        .toList()));
  }

  @Override
  public Attempt<Optional<Rule>> rule(RuleName name) {
    return rules.rule(name);
  }

  @Override
  public Attempt<Boolean> matches(String pattern, String event) {
    return rules.matches(pattern, event);
  }

  @Override
  public Attempt<QueueDepth> queue(String url) {
    return Attempt.of(
        "sqs:GetQueueAttributes",
        () -> {
          var attributes =
              AwsErrors.call(
                      "GetQueueAttributes",
                      url,
                      () ->
                          sqs.getQueueAttributes(request ->
                              request
                                  .queueUrl(url)
                                  .attributeNames(
                                      QueueAttributeName.QUEUE_ARN,
                                      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)))
                  .attributesAsStrings();
          return new QueueDepth(
              url,
              attributes.getOrDefault("QueueArn", ""),
              number(attributes, "ApproximateNumberOfMessages"),
              number(attributes, "ApproximateNumberOfMessagesNotVisible")
                  + number(attributes, "ApproximateNumberOfMessagesDelayed"));
        });
  }

  private static long number(Map<String, String> attributes, String name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  @Override
  public Attempt<List<AlarmState>> alarms(List<String> names) {
    return Attempt.of(
        "cloudwatch:DescribeAlarms",
        () ->
            names.isEmpty()
                ? List.of()
                : AwsErrors.call(
                    "DescribeAlarms",
                    "the stack's alarms",
                    () ->
                        cloudWatch
                            .describeAlarms(request ->
                                request.alarmTypes(AlarmType.METRIC_ALARM).alarmNames(names))
                            .metricAlarms()
                            .stream()
                            .map(alarm ->
                                new AlarmState(
                                    alarm.alarmName(),
                                    alarm.stateValueAsString(),
                                    Objects.requireNonNullElse(alarm.stateReason(), ""),
                                    alarm.stateUpdatedTimestamp()))
                            .toList()));
  }
}
