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

/** Which events start the function, by EventBridge's own matcher on the template's own patterns. */
class TemplateRulesTest {
  private static final String APPLICATION_AUTO_SCALING = "application-autoscaling.amazonaws.com";

  private static final String ACCESS_DENIED = "\"errorCode\": \"AccessDenied\",";
  private static final String INVALID = "\"errorCode\": \"ValidationException\",";

  private static final Path EVENTS = Path.of("events");

  private static Machine rules;

  @BeforeAll
  static void load() throws IOException {
    rules = Machine.builder().build();
    for (var rule : new Template().resources("AWS::Events::Rule").entrySet()) {
      var pattern = rule.getValue().get("EventPattern");
      if (!pattern.isNull()) { // one with a schedule has none
        rules.addRule(rule.getKey(), resolved(pattern).write());
      }
    }
  }

  /** As CloudFormation does it, in a stack whose catalog lies there. */
  private static Json resolved(Json value) {
    return switch (value) {
      case Json.Obj(var members) when members.containsKey("Fn::Sub") ->
          Json.of(
              value
                  .get("Fn::Sub")
                  .text()
                  .orElseThrow()
                  .replace("${CatalogPath}", "/tagscaler/catalog"));
      case Json.Obj(var members) -> {
        var copy = new LinkedHashMap<String, Json>();
        members.forEach((name, member) -> copy.put(name, resolved(member)));
        yield new Json.Obj(copy);
      }
      case Json.Arr(var items) ->
          new Json.Arr(items.stream().map(TemplateRulesTest::resolved).toList());
      case Json other -> other;
    };
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
  void an_endpoint_starts_it_when_it_is_ready_and_when_it_goes(String status, String rule)
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
        "DeleteEndpoint",
        "AddTags",
        "DeleteTags"
      })
  void a_call_starts_it_when_a_person_or_another_service_makes_it_and_it_succeeds(String call)
      throws Exception {
    var started = List.of("SageMakerCallRule");

    assertThat(rulesThatMatch(call(call, "", "\"type\": \"IAMUser\""))).isEqualTo(started);
    assertThat(rulesThatMatch(call(call, "", invokedBy("cloudformation.amazonaws.com"))))
        .isEqualTo(started);
    assertThat(rulesThatMatch(call(call, "", invokedBy(APPLICATION_AUTO_SCALING)))).isEmpty();
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
  void a_call_that_failed_does_not_start_it(String call) throws Exception {
    assertThat(rulesThatMatch(call(call, ACCESS_DENIED, invokedBy("x")))).isEmpty();
    assertThat(rulesThatMatch(call(call, INVALID, "\"type\": \"IAMUser\""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpdateEndpoint", "DeleteEndpoint"})
  void a_deploy_that_failed_does_whoever_it_was_but_Application_Auto_Scaling(String call)
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
  void a_change_of_a_parameter_starts_it_below_the_catalog_s_path_only(
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
  void other_calls_do_not_start_it(String call) throws Exception {
    assertThat(rulesThatMatch(call(call, "", "\"type\": \"IAMUser\""))).isEmpty();
  }

  @Test
  void a_call_of_another_service_does_not_start_it() throws Exception {
    String event =
        """
        {"source": "aws.elasticloadbalancing", "detail-type": "AWS API Call via CloudTrail",
         "detail": {"eventSource": "elasticloadbalancing.amazonaws.com", "eventName": "AddTags",
                    "userIdentity": {"type": "IAMUser"}}}
        """;

    assertThat(rulesThatMatch(event)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"sagemaker, TagChangeRule", "ec2,", "lambda,"})
  void a_change_of_tags_starts_it_for_sagemaker_only(String service, String rule) throws Exception {
    String event =
        """
        {"source": "aws.tag", "detail-type": "Tag Change on Resource",
         "resources": ["arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat"],
         "detail": {"changed-tag-keys": ["autoscaling:max"], "service": "%s", "version": 3}}
        """
            .formatted(service);

    assertThat(rulesThatMatch(event)).isEqualTo(rule == null ? List.of() : List.of(rule));
  }

  @Test
  void a_request_starts_it_but_what_it_publishes_itself_does_not() throws Exception {
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
  void a_sample_event_comes_in_by_the_rule_that_its_table_names(String file, String rule)
      throws Exception {
    Json content = Yaml.read(EVENTS.resolve(file));

    switch (rule) {
      case "–" -> {
        var messages = content.get("Records").stream().map(each -> each.get("body"));
        for (Json body : messages.toList()) {
          assertThat(rulesThatMatch(body.text().orElseThrow())).hasSize(1);
        }
      }
      // No pattern lets it in: EventBridge makes it for the rule whose schedule it is.
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

  /** Rows such as {@code | `x.json` | what happened | `SomeRule` |} of the events' own page. */
  static Stream<Arguments> sampleEvents() throws IOException {
    var row = Pattern.compile("^\\| `(\\S+\\.json)` \\|.*\\| `?([^|`]+)`? \\|$", Pattern.MULTILINE);
    return row.matcher(Files.readString(EVENTS.resolve("README.md")))
        .results()
        .map(each -> Arguments.of(each.group(1), each.group(2)));
  }

  private static List<String> rulesThatMatch(String event) throws Exception {
    return rules.rulesForJSONEvent(event);
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
