package io.github.tagscaler.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What is seeded of stacks, functions, rules, trails and roles, as the AWS SDK for Java reads it.
 */
class InfrastructureTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/teams/deploy";

  private final StandIn standIn = StandIn.start();

  @AfterEach
  void close() {
    standIn.close();
  }

  private void seed(String quoted) {
    standIn.seed(Caller.json(quoted));
  }

  private <B extends AwsClientBuilder<B, C>, C extends SdkClient> C client(B builder) {
    return builder
        .endpointOverride(standIn.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .build();
  }

  @Test
  void a_stack_has_outputs_and_resources() {
    seed(
        """
        {'stacks': [{'StackName': 's', 'Outputs': [{'OutputKey': 'FunctionName', 'OutputValue': 'f'}],
          'Resources': [{'LogicalResourceId': 'Queue', 'PhysicalResourceId': 'https://q', 'ResourceType': 'AWS::SQS::Queue'}]}]}
        """);

    try (var aws = client(CloudFormationClient.builder())) {
      var stack = aws.describeStacks(request -> request.stackName("s")).stacks().getFirst();
      assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
      assertThat(stack.outputs().getFirst().outputValue()).isEqualTo("f");
      assertThat(
              aws.describeStackResources(request -> request.stackName(stack.stackId()))
                  .stackResources())
          .extracting(StackResource::logicalResourceId, StackResource::physicalResourceId)
          .containsExactly(tuple("Queue", "https://q"));
      assertThatThrownBy(() -> aws.describeStacks(request -> request.stackName("other")))
          .isInstanceOf(CloudFormationException.class)
          .hasMessageContaining("Stack with id other does not exist");
      assertThatThrownBy(() ->
              aws.describeStackResource(
                  request -> request.stackName("s").logicalResourceId("Other")))
          .hasMessageContaining("Resource Other does not exist for stack s");
    }
  }

  @Test
  void a_function_has_its_environment_and_its_event_sources() {
    seed(
        """
        {'functions': [{'FunctionName': 'f', 'Environment': {'Variables': {'NAME': 'b'}}}, {'FunctionName': 'g'}],
         'eventSourceMappings': [
           {'UUID': '1', 'FunctionName': 'f', 'EventSourceArn': 'arn:aws:sqs:us-east-1:111122223333:q', 'State': 'Disabled'},
           {'UUID': '2', 'FunctionName': 'g'}]}
        """);

    try (var aws = client(LambdaClient.builder())) {
      var function = aws.getFunctionConfiguration(request -> request.functionName("f"));
      assertThat(function.environment().variables()).containsEntry("NAME", "b");
      assertThat(
              aws.listEventSourceMappings(request -> request.functionName(function.functionArn()))
                  .eventSourceMappings())
          .extracting(EventSourceMappingConfiguration::uuid, EventSourceMappingConfiguration::state)
          .containsExactly(tuple("1", "Disabled"));
      assertThatThrownBy(() -> aws.getFunctionConfiguration(request -> request.functionName("h")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void a_trail_has_a_status_and_selectors() {
    seed(
        """
        {'trails': [
          {'Name': 'here', 'IsLogging': false, 'EventSelectors': [{'ReadWriteType': 'ReadOnly', 'IncludeManagementEvents': true}]},
          {'Name': 'everywhere', 'HomeRegion': 'eu-west-1', 'IsMultiRegionTrail': true}]}
        """);

    try (var aws = client(CloudTrailClient.builder())) {
      assertThat(aws.describeTrails(request -> {}).trailList())
          .extracting(Trail::name, Trail::isMultiRegionTrail)
          .containsExactlyInAnyOrder(tuple("here", false), tuple("everywhere", true));
      assertThat(aws.describeTrails(request -> request.includeShadowTrails(false)).trailList())
          .extracting(Trail::name)
          .containsExactly("here");
      assertThat(aws.getTrailStatus(request -> request.name("here")).isLogging()).isFalse();
      assertThat(
              aws.getEventSelectors(request -> request.trailName("here"))
                  .eventSelectors()
                  .getFirst()
                  .readWriteType())
          .isEqualTo(ReadWriteType.READ_ONLY);
      assertThatThrownBy(() -> aws.getTrailStatus(request -> request.name("everywhere")))
          .as("by its name, a trail is found in its own region only")
          .isInstanceOf(CloudTrailException.class);
      assertThat(
              aws.getTrailStatus(request ->
                      request.name("arn:aws:cloudtrail:eu-west-1:111122223333:trail/everywhere"))
                  .isLogging())
          .isTrue();
    }
  }

  @Test
  void a_rule_has_a_state_and_targets() {
    seed(
        """
        {'rules': [
          {'Name': 'a', 'EventPattern': {'source': ['aws.sagemaker']}, 'Targets': [{'Id': 'q', 'Arn': 'arn:aws:sqs:us-east-1:111122223333:q'}]},
          {'Name': 'b', 'ScheduleExpression': 'rate(15 minutes)', 'State': 'DISABLED'},
          {'Name': 'a', 'EventBusName': 'bus', 'EventPattern': {'source': ['x']}}]}
        """);

    try (var aws = client(EventBridgeClient.builder())) {
      assertThat(aws.listRules(request -> {}).rules())
          .extracting(Rule::name, Rule::state)
          .containsExactly(tuple("a", RuleState.ENABLED), tuple("b", RuleState.DISABLED));
      assertThat(aws.describeRule(request -> request.name("a").eventBusName("bus")).eventPattern())
          .isEqualTo("{\"source\":[\"x\"]}");
      assertThat(aws.listTargetsByRule(request -> request.rule("a")).targets())
          .extracting(Target::id)
          .containsExactly("q");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'source': ['s']}                                             | true",
        "{'source': ['other', 's']}                                    | true",
        "{'source': ['other']}                                         | false",
        "{'detail': {'name': [{'prefix': '/a/'}]}}                     | true",
        "{'detail': {'name': [{'prefix': '/b/'}]}}                     | false",
        "{'detail': {'name': [{'wildcard': '/a/*'}]}}                  | true",
        "{'detail': {'errorCode': [{'exists': false}]}}                | true",
        "{'detail': {'errorCode': [{'exists': true}]}}                 | false",
        "{'detail': {'by': {'service': [{'anything-but': 'x'}]}}}      | false",
        "{'detail': {'by': {'service': [{'exists': false}, {'anything-but': 'x'}]}}} | true",
        "{'detail': {'$or': [{'name': ['/a/x']}, {'code': ['c']}]}}    | true",
        "{'detail': {'$or': [{'name': ['/b/x']}, {'list': ['two']}]}}  | true",
        "{'detail': {'$or': [{'name': ['/b/x']}, {'code': ['c']}]}}    | false",
        "{'detail': {'$or': [{'name': ['/a/x'], 'code': ['c']}, {'list': ['three']}]}} | false",
        "{'detail': {'list': ['two']}}                                 | true",
        "{'resources': ['none']}                                       | false",
      })
  void a_pattern_is_tried_on_an_event(String pattern, boolean matches) {
    String event =
        """
        {"id": "1", "account": "1", "source": "s", "time": "2026-01-05T08:00:00Z", "region": "r", "resources": [],
         "detail-type": "d", "detail": {"name": "/a/x", "list": ["one", "two"]}}
        """;
    try (var aws = client(EventBridgeClient.builder())) {
      assertThat(
              aws.testEventPattern(
                      request -> request.event(event).eventPattern(Caller.json(pattern)))
                  .result())
          .isEqualTo(matches);
      assertThatThrownBy(() ->
              aws.testEventPattern(
                  request -> request.event(event).eventPattern("{\"a\": [{\"b\": 1}]}")))
          .isInstanceOf(InvalidEventPatternException.class);
    }
  }

  @Test
  void the_caller_is_told_who_it_is_whatever_it_may_not_do() {
    seed("{'denied': ['sts:GetCallerIdentity']}");

    try (var aws = client(StsClient.builder())) {
      assertThat(aws.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::111122223333:assumed-role/caller/session");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sagemaker:UpdateEndpoint,  arn:aws:sagemaker:us-east-1:111122223333:endpoint/e, '', allowed, ''",
    "sagemaker:updateendpoint,  arn:aws:sagemaker:us-east-1:111122223333:endpoint/e, '', allowed, ''",
    "sagemaker:UpdateEndpoint,  arn:aws:sagemaker:us-east-1:111122223333:model/e,    '', implicitDeny, ''",
    "sagemaker:DeleteEndpoint,  arn:aws:sagemaker:us-east-1:111122223333:endpoint/e, '', explicitDeny, ''",
    "application-autoscaling:DeregisterScalableTarget, *, sagemaker, allowed, ''",
    "application-autoscaling:DeregisterScalableTarget, *, ecs, implicitDeny, ''",
    "application-autoscaling:DeregisterScalableTarget, *, '', implicitDeny, application-autoscaling:service-namespace",
    "s3:GetObject, *, '', implicitDeny, ''",
  })
  void a_role_is_allowed_what_its_statements_allow(
      String action, String resource, String namespace, String decision, String missing) {
    seed(
        """
        {'roles': [{'RoleName': 'deploy', 'Path': '/teams/', 'Statements': [
          {'Effect': 'Allow', 'Action': 'sagemaker:*', 'Resource': 'arn:aws:sagemaker:*:*:endpoint/*'},
          {'Effect': 'Deny', 'Action': ['sagemaker:DeleteEndpoint'], 'Resource': '*'},
          {'Effect': 'Allow', 'Action': 'application-autoscaling:Deregister*', 'Resource': '*',
           'Condition': {'StringEquals': {'application-autoscaling:service-namespace': 'sagemaker'}}}]}]}
        """);

    try (var aws = client(IamClient.builder().region(Region.AWS_GLOBAL))) {
      assertThat(aws.getRole(request -> request.roleName("deploy")).role().arn()).isEqualTo(ROLE);
      var results =
          aws.simulatePrincipalPolicy(
                  request -> {
                    request.policySourceArn(ROLE).actionNames(action).resourceArns(resource);
                    if (!namespace.isEmpty()) {
                      request.contextEntries(
                          ContextEntry.builder()
                              .contextKeyName("application-autoscaling:service-namespace")
                              .contextKeyType(ContextKeyTypeEnum.STRING)
                              .contextKeyValues(namespace)
                              .build());
                    }
                  })
              .evaluationResults();

      assertThat(results)
          .extracting(EvaluationResult::evalDecisionAsString)
          .containsExactly(decision);
      assertThat(results.getFirst().missingContextValues())
          .isEqualTo(missing.isEmpty() ? List.of() : List.of(missing));
      assertThatThrownBy(() -> aws.getRole(request -> request.roleName("none")))
          .isInstanceOf(NoSuchEntityException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'stacks': [{'StackName': 's', 'StackStatus': 'FINE'}]}    | seed.stacks[0] is not as AWS has it: 1 validation error detected: Value 'FINE' at 'stackStatus'",
        "{'trails': [{'Name': 't', 'Logs': true}]}                  | seed.trails[0] is not as AWS has it: Unknown member 'logs'",
        "{'functions': [{}]}                                        | seed.functions[0] needs \"FunctionName\".",
      })
  void a_seed_that_AWS_could_not_have_is_refused(String seed, String message) {
    assertThatThrownBy(() -> seed(seed)).hasMessageStartingWith(message);
  }
}
