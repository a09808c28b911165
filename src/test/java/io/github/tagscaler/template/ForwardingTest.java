package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/** What reaches a central bus, and that nothing there starts a stack or goes in circles. */
class ForwardingTest {
  private static final String HERE = "111122223333";
  private static final String CENTRAL = "999988887777";

  private final Json forward = Yaml.read(Path.of("docs/examples/forward-outcomes.yaml"));
  private final Json central = Yaml.read(Path.of("docs/examples/central-bus.yaml"));

  private static Json properties(Json template, String logicalId) {
    return template.get("Resources").get(logicalId).get("Properties");
  }

  private static String event(
      String type, String source, String stack, String account, String region) {
    return Json.object()
        .put("source", source)
        .put("detail-type", type)
        .put("account", account)
        .put("region", region)
        .put("detail", Json.object().put("stack", stack).build())
        .build()
        .write();
  }

  private boolean isForwarded(String event, String account) throws Exception {
    return Ruler.matchesRule(event, ForwardRule.pattern(account).write());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Scaling Applied", "Scaling Planned", "Scaling Released", "Scaling Rejected",
        "Scaling Skipped", "Scaling Warning", "Scaling Failing", "Scaling Failed",
        "Deploy Blocked", "Deploy Resets Capacity", "Catalog Invalid"
      })
  void all_that_the_stack_publishes_is_forwarded(String type) throws Exception {
    assertThat(isForwarded(event(type, "tagscaler", "tagscaler", HERE, "us-east-1"), HERE))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Reconcile Requested, tagscaler,     tagscaler, 111122223333, us-east-1",
    "Scaling Applied,     acme.copy,     tagscaler, 111122223333, us-east-1",
    "Scaling Applied,     aws.sagemaker, tagscaler, 111122223333, us-east-1",
    "Scaling Applied,     tagscaler,     tagscaler, 444455556666, us-east-1",
    "Scaling Applied,     tagscaler,     tagscaler, 111122223333, us-west-2",
  })
  void nothing_else_is_forwarded(
      String type, String source, String stack, String account, String region) throws Exception {
    assertThat(isForwarded(event(type, source, stack, account, region), HERE)).isFalse();
  }

  @Test
  void a_stack_that_is_named_is_the_only_one_whose_events_are_forwarded() throws Exception {
    var choice =
        properties(forward, "ForwardRule").get("EventPattern").get("detail").get("Fn::If").stream()
            .toList();
    var pattern =
        Json.object().put("detail", ForwardRule.resolved(choice.get(1), HERE, "")).build().write();

    assertThat(choice.getFirst()).isEqualTo(Json.of("HasStack"));
    assertThat(choice.getLast().get("Ref")).isEqualTo(Json.of("AWS::NoValue"));
    var type = "Scaling Applied";
    assertThat(Ruler.matchesRule(event(type, "tagscaler", "tagscaler", HERE, "us-east-1"), pattern))
        .isTrue();
    assertThat(Ruler.matchesRule(event(type, "tagscaler", "other", HERE, "us-east-1"), pattern))
        .isFalse();
  }

  @Test
  void what_arrives_at_the_central_bus_is_not_forwarded_again() throws Exception {
    // The central account has a stack of its own, which publishes to that same bus.
    assertThat(
            isForwarded(
                event("Scaling Applied", "tagscaler", "tagscaler", HERE, "us-east-1"), CENTRAL))
        .isFalse();
  }

  static Stream<Arguments> startingRules() {
    return new Template()
        .startingRules().entrySet().stream()
            .filter(rule -> !rule.getValue().get("EventPattern").isNull())
            .map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("startingRules")
  void no_event_of_another_account_starts_the_central_stack(String name, Json rule) {
    var pattern = rule.get("EventPattern");

    assertThat(ForwardRule.resolved(pattern.get("account"), CENTRAL, ""))
        .isEqualTo(Json.ofStrings(List.of(CENTRAL)));
  }

  @Test
  void a_request_of_another_account_does_not_start_the_central_stack() throws Exception {
    var rule = new Template().properties("ReconcileRequestedRule").get("EventPattern");
    var pattern = ForwardRule.resolved(rule, CENTRAL, "").write();
    var request = "Reconcile Requested";

    assertThat(Ruler.matchesRule(event(request, "tagscaler", "t", CENTRAL, "us-east-1"), pattern))
        .isTrue();
    assertThat(Ruler.matchesRule(event(request, "tagscaler", "t", HERE, "us-east-1"), pattern))
        .isFalse();
  }

  @Test
  void the_role_can_put_events_on_that_bus_and_nothing_else() {
    var statements =
        properties(forward, "ForwardRole").get("Policies").stream()
            .flatMap(policy -> policy.get("PolicyDocument").get("Statement").stream());

    assertThat(statements)
        .containsExactly(
            Json.object()
                .put("Effect", "Allow")
                .put("Action", "events:PutEvents")
                .put("Resource", Json.object().put("Ref", "CentralBusArn").build())
                .build());
    assertThat(properties(forward, "ForwardRule").get("Targets").write())
        .isEqualTo(
            "[{\"Id\":\"central-bus\",\"Arn\":{\"Ref\":\"CentralBusArn\"},\"RoleArn\":{\"Fn::GetAtt\":\"ForwardRole.Arn\"},\"DeadLetterConfig\":{\"Arn\":{\"Fn::GetAtt\":\"UndeliveredQueue.Arn\"}}}]");
  }

  @Test
  void what_cannot_be_forwarded_goes_to_an_encrypted_queue_that_only_the_rule_may_write_to() {
    assertThat(properties(forward, "UndeliveredQueue").write())
        .isEqualTo("{\"SqsManagedSseEnabled\":true,\"MessageRetentionPeriod\":1209600}");
    var policy = properties(forward, "UndeliveredQueuePolicy");
    assertThat(policy.get("Queues").write()).isEqualTo("[{\"Ref\":\"UndeliveredQueue\"}]");
    assertThat(
            policy.get("PolicyDocument").get("Statement").stream()
                .filter(statement -> statement.get("Effect").equals(Json.of("Allow")))
                .map(Json::write))
        .containsExactly(
            "{\"Sid\":\"EventsFromThisRuleOnly\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":{\"Fn::GetAtt\":\"UndeliveredQueue.Arn\"},\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":{\"Fn::GetAtt\":\"ForwardRule.Arn\"}}}}");
  }

  @Test
  void an_alarm_rings_as_soon_as_something_is_in_that_queue() {
    var alarm = properties(forward, "UndeliveredAlarm");

    assertThat(alarm.get("Namespace").text()).contains("AWS/SQS");
    assertThat(alarm.get("MetricName").text()).contains("ApproximateNumberOfMessagesVisible");
    assertThat(alarm.get("Dimensions").write())
        .isEqualTo(
            "[{\"Name\":\"QueueName\",\"Value\":{\"Fn::GetAtt\":\"UndeliveredQueue.QueueName\"}}]");
    assertThat(alarm.get("Threshold")).isEqualTo(Json.of(1));
    assertThat(alarm.get("ComparisonOperator").text()).contains("GreaterThanOrEqualToThreshold");
  }

  @Test
  void the_role_has_a_boundary_and_a_path_as_the_role_of_the_function() {
    var function = new Template().properties("FunctionRole");

    for (var property : List.of("Path", "PermissionsBoundary")) {
      assertThat(properties(forward, "ForwardRole").get(property))
          .isEqualTo(function.get(property));
    }
    for (var parameter : List.of("RolePath", "PermissionsBoundaryArn")) {
      var declared = forward.get("Parameters").get(parameter);
      assertThat(declared.get("AllowedPattern"))
          .isEqualTo(new Template().parameters().get(parameter).get("AllowedPattern"));
    }
  }

  @Test
  void the_central_bus_accepts_events_of_Tagscaler_from_the_organization_only() {
    assertThat(properties(central, "CentralBusPolicy").get("Statement").get("Condition").write())
        .isEqualTo(
            "{\"StringEquals\":{\"aws:PrincipalOrgID\":{\"Ref\":\"OrganizationId\"},\"events:source\":\"tagscaler\"}}");
  }
}
