package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Machine;

/**
 * Which events start the function: the rules of the template, tried with EventBridge's own matcher.
 */
class TemplateRulesTest {
  private static final String APPLICATION_AUTO_SCALING = "application-autoscaling.amazonaws.com";

  private static final String ACCESS_DENIED = "\"errorCode\": \"AccessDenied\",";
  private static final String INVALID = "\"errorCode\": \"ValidationException\",";

  private static final Path EVENTS = Path.of("events");

  private static Machine rules;

  @BeforeAll
  static void load() throws IOException {
    rules = Machine.builder().build();
    for (var rule : new Template().startingRules().entrySet()) {
      var pattern = rule.getValue().get("EventPattern");
      if (!pattern.isNull()) { // a schedule has no pattern
        rules.addRule(rule.getKey(), Template.filled(pattern).write());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IN_SERVICE, EndpointStateRule",
    "DELETING,   EndpointStateRule",
    "DELETED,    EndpointStateRule",
    "CREATING,",
    "UPDATING,",
    "SYSTEM_UPDATING,",
    "ROLLING_BACK,",
    "OUT_OF_SERVICE,",
    "FAILED,",
  })
  void an_endpoint_matches_when_it_is_in_service_or_deleted(String status, String rule)
      throws Exception {
    String event =
        """
        {"source": "aws.sagemaker", "detail-type": "SageMaker Endpoint State Change",
         "detail": {"EndpointName": "Chat", "EndpointStatus": "%s", "FailureReason": null}}
        """
            .formatted(status);

    assertThat(rulesThatMatch(event)).isEqualTo(rule == null ? List.of() : List.of(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateInferenceComponent",
        "UpdateInferenceComponent",
        "DeleteInferenceComponent",
        "DeleteEndpoint"
      })
  void a_successful_call_of_a_person_or_another_service_matches(String call) throws Exception {
    var started = List.of("SageMakerCallRule");

    assertThat(rulesThatMatch(call(call, "", "\"type\": \"IAMUser\""))).isEqualTo(started);
    assertThat(rulesThatMatch(call(call, "", invokedBy("cloudformation.amazonaws.com"))))
        .isEqualTo(started);
    assertThat(rulesThatMatch(call(call, "", invokedBy(APPLICATION_AUTO_SCALING)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AddTags,    endpoint/chat,                  SageMakerCallRule",
    "DeleteTags, endpoint/Chat,                  SageMakerCallRule",
    "AddTags,    inference-component/chat-llama, SageMakerCallRule",
    "DeleteTags, inference-component/chat-llama, SageMakerCallRule",
    "AddTags,    endpoint-config/chat,",
    "DeleteTags, endpoint-config/endpoint/chat,",
    "AddTags,    training-job/endpoint,",
    "AddTags,    pipeline/inference-component,",
    "DeleteTags, app/d-1/ann/JupyterLab/endpoint,",
    "ListTags,   endpoint/chat,",
  })
  void a_changed_tag_matches_only_on_an_endpoint_or_component(
      String call, String resource, String rule) throws Exception {
    var expected = rule == null ? List.of() : List.of(rule);

    assertThat(rulesThatMatch(tagging(call, arn(resource), "", "\"type\": \"IAMUser\"")))
        .isEqualTo(expected);
    var byAnother = invokedBy("cloudformation.amazonaws.com");
    assertThat(rulesThatMatch(tagging(call, arn(resource), "", byAnother))).isEqualTo(expected);
    var byApplicationAutoScaling = invokedBy(APPLICATION_AUTO_SCALING);
    assertThat(rulesThatMatch(tagging(call, arn(resource), "", byApplicationAutoScaling)))
        .isEmpty();
    assertThat(rulesThatMatch(tagging(call, arn(resource), ACCESS_DENIED, invokedBy("x"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sagemaker:us-west-2:111122223333:endpoint/chat",
        "arn:aws:sagemaker:us-east-1:444455556666:endpoint/chat",
        "arn:aws:elasticloadbalancing:us-east-1:111122223333:endpoint/chat",
        "arn:aws-cn:sagemaker:us-east-1:111122223333:endpoint/chat",
        "endpoint/chat"
      })
  void a_changed_tag_matches_only_in_this_account_and_region(String arn) throws Exception {
    assertThat(rulesThatMatch(tagging("AddTags", arn, "", "\"type\": \"IAMUser\""))).isEmpty();
  }

  /** EventBridge refuses longer ones. */
  @Test
  void a_pattern_has_at_most_2048_characters() {
    for (var rule : new Template().startingRules().entrySet()) {
      assertThat(Template.filled(rule.getValue().get("EventPattern")).write())
          .as(rule.getKey())
          .hasSizeLessThan(2048 - "arn:aws-us-gov:us-gov-east-1".length() * 4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateInferenceComponent",
        "UpdateInferenceComponent",
        "DeleteInferenceComponent",
        "AddTags",
        "DeleteTags",
        "CreateEndpoint",
        "UpdateEndpointWeightsAndCapacities"
      })
  void a_failed_call_does_not_match(String call) throws Exception {
    assertThat(rulesThatMatch(call(call, ACCESS_DENIED, invokedBy("x")))).isEmpty();
    assertThat(rulesThatMatch(call(call, INVALID, "\"type\": \"IAMUser\""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpdateEndpoint", "DeleteEndpoint"})
  void a_failed_deploy_matches_unless_Application_Auto_Scaling_made_it(String call)
      throws Exception {
    for (String error : List.of(ACCESS_DENIED, INVALID)) {
      assertThat(rulesThatMatch(call(call, error, "\"type\": \"IAMUser\"")))
          .containsExactly("DeployBlockedRule");
      assertThat(rulesThatMatch(call(call, error, invokedBy("cloudformation.amazonaws.com"))))
          .containsExactly("DeployBlockedRule");
      assertThat(rulesThatMatch(call(call, error, invokedBy(APPLICATION_AUTO_SCALING)))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/tagscaler/catalog/search,       Create, CatalogRule",
    "/tagscaler/catalog/search,       Update, CatalogRule",
    "/tagscaler/catalog/search,       Delete, CatalogRule",
    "/tagscaler/catalog/teams/search, Update, CatalogRule",
    "/tagscaler/catalog/search,       LabelParameterVersion,",
    "/tagscaler/catalog,              Update,",
    "/tagscaler/catalogs/search,      Update,",
    "/other/tagscaler/catalog/search, Update,",
    "search,                            Update,",
  })
  void a_parameter_change_matches_only_under_the_catalog_path(
      String name, String operation, String rule) throws Exception {
    String event =
        """
        {"source": "aws.ssm", "detail-type": "Parameter Store Change",
         "detail": {"name": "%s", "operation": "%s", "type": "String"}}
        """
            .formatted(name, operation);

    assertThat(rulesThatMatch(event)).isEqualTo(rule == null ? List.of() : List.of(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateEndpoint",
        "UpdateEndpoint",
        "UpdateEndpointWeightsAndCapacities",
        "UpdateInferenceComponentRuntimeConfig",
        "CreateTrainingJob"
      })
  void other_calls_do_not_match(String call) throws Exception {
    assertThat(rulesThatMatch(call(call, "", "\"type\": \"IAMUser\""))).isEmpty();
  }

  @Test
  void a_call_to_another_service_does_not_match() throws Exception {
    String event =
        """
        {"source": "aws.elasticloadbalancing", "detail-type": "AWS API Call via CloudTrail",
         "detail": {"eventSource": "elasticloadbalancing.amazonaws.com", "eventName": "AddTags",
                    "userIdentity": {"type": "IAMUser"}}}
        """;

    assertThat(rulesThatMatch(event)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sagemaker, endpoint/chat,                  TagChangeRule",
    "sagemaker, inference-component/chat-llama, TagChangeRule",
    "sagemaker, endpoint-config/chat,",
    "sagemaker, model/endpoint,",
    "ec2,       endpoint/chat,",
    "lambda,    inference-component/chat-llama,"
  })
  void a_tag_change_matches_only_on_an_endpoint_or_component(
      String service, String resource, String rule) throws Exception {
    String event =
        """
        {"source": "aws.tag", "detail-type": "Tag Change on Resource",
         "resources": ["%s"],
         "detail": {"changed-tag-keys": ["autoscaling:max"], "service": "%s", "version": 3}}
        """
            .formatted(arn(resource), service);

    assertThat(rulesThatMatch(event)).isEqualTo(rule == null ? List.of() : List.of(rule));
  }

  @Test
  void a_request_matches_and_the_published_outcomes_do_not() throws Exception {
    assertThat(rulesThatMatch(own("Reconcile Requested")))
        .containsExactly("ReconcileRequestedRule");
    assertThat(rulesThatMatch(own("Deploy Blocked"))).isEmpty();
    assertThat(rulesThatMatch(own("Sweep Item"))).isEmpty();
    assertThat(rulesThatMatch(own("Pending Component"))).isEmpty();
    for (String outcome : List.of("Applied", "Planned", "Released", "Rejected", "Skipped")) {
      assertThat(rulesThatMatch(own("Scaling " + outcome))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("sampleEvents")
  void each_sample_event_matches_the_rule_in_its_table(String file, String rule) throws Exception {
    Json content = Yaml.read(EVENTS.resolve(file));

    switch (rule) {
      case "–" -> {
        var messages = content.get("Records").stream().map(each -> each.get("body"));
        for (Json body : messages.toList()) {
          assertThat(rulesThatMatch(body.text().orElseThrow())).hasSize(1);
        }
      }
      // It matches no pattern: EventBridge sends it for the schedule.
      case "SweepSchedule" -> assertThat(rulesThatMatch(content.write())).isEmpty();
      case String none when none.startsWith("none") ->
          assertThat(rulesThatMatch(content.write())).isEmpty();
      default -> assertThat(rulesThatMatch(content.write())).containsExactly(rule);
    }
  }

  @Test
  void the_table_of_sample_events_is_complete() throws IOException {
    try (var files = Files.list(EVENTS)) {
      var names = files.map(each -> each.getFileName().toString());
      assertThat(names.filter(each -> each.endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(
              sampleEvents().map(each -> (String) each.get()[0]).toList());
    }
  }

  /** Rows such as {@code | `x.json` | what happened | `SomeRule` |} in events/README.md. */
  static Stream<Arguments> sampleEvents() throws IOException {
    var row = Pattern.compile("^\\| `(\\S+\\.json)` \\|.*\\| `?([^|`]+)`? \\|$", Pattern.MULTILINE);
    return row.matcher(Files.readString(EVENTS.resolve("README.md")))
        .results()
        .map(each -> Arguments.of(each.group(1), each.group(2)));
  }

  @ParameterizedTest
  @MethodSource("sampleEvents")
  void an_event_that_another_account_or_region_forwards_matches_nothing(String file, String rule)
      throws Exception {
    Json content = Yaml.read(EVENTS.resolve(file));
    if (content instanceof Json.Obj event && !content.get("source").isNull()) {
      assertThat(rulesThatMatch(with(event, "account", "444455556666"))).isEmpty();
      assertThat(rulesThatMatch(with(event, "region", "us-west-2"))).isEmpty();
    }
  }

  /** The rules that an event of this account and region matches, if it does not name others. */
  private static List<String> rulesThatMatch(String event) throws Exception {
    return rules.rulesForJSONEvent(
        event.contains("\"account\"")
            ? event
            : event.replaceFirst("\\{", "{\"account\":\"111122223333\",\"region\":\"us-east-1\","));
  }

  private static String with(Json.Obj event, String member, String value) {
    var members = new LinkedHashMap<>(event.members());
    members.put(member, Json.of(value));
    return new Json.Obj(members).write();
  }

  private static String call(String name, String error, String identity) {
    return """
    {"source": "aws.sagemaker", "detail-type": "AWS API Call via CloudTrail", "resources": [],
     "detail": {"eventSource": "sagemaker.amazonaws.com", "eventName": "%s", %s
                "userIdentity": {%s}, "requestParameters": {"endpointName": "Chat"},
                "responseElements": null}}
    """
        .formatted(name, error, identity);
  }

  private static String tagging(String name, String arn, String error, String identity) {
    return call(name, error, identity)
        .replace("{\"endpointName\": \"Chat\"}", "{\"resourceArn\": \"%s\"}".formatted(arn));
  }

  private static String arn(String resource) {
    return "arn:aws:sagemaker:us-east-1:111122223333:" + resource;
  }

  private static String invokedBy(String service) {
    return "\"type\": \"AssumedRole\", \"invokedBy\": \"%s\"".formatted(service);
  }

  private static String own(String detailType) {
    return """
    {"source": "tagscaler", "detail-type": "%s", "detail": {"endpointName": "Chat"}}
    """
        .formatted(detailType);
  }
}
