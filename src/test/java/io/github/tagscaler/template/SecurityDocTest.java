package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.template.IamPolicy.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies in {@code docs/security.md} deny and allow what the page says. */
class SecurityDocTest {
  private static final Path PAGE = Path.of("docs/security.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  private static final String ENDPOINT = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat";
  private static final String COMPONENT =
      "arn:aws:sagemaker:us-east-1:111122223333:inference-component/llama";
  private static final String TARGET =
      "arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/0a1b2c";
  private static final String BUS = "arn:aws:events:us-east-1:111122223333:event-bus/default";

  private static final String ANN = "arn:aws:iam::111122223333:role/ann";
  private static final String PLATFORM = "arn:aws:iam::111122223333:role/ml-platform";
  private static final String FUNCTION =
      "arn:aws:iam::111122223333:role/tagscaler-FunctionRole-1A2B3C";

  private final IamPolicy tags = policy("ProtectAutoscalingTags");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoscaling:max",
        "AutoScaling:policy@blue",
        "AUTOSCALING:min",
        " autoscaling:max",
        "  AutoScaling:max"
      })
  void only_the_named_role_may_set_and_remove_a_tag(String key) {
    for (String action :
        List.of("AddTags", "DeleteTags", "CreateEndpoint", "CreateInferenceComponent")) {
      for (String resource : List.of(ENDPOINT, COMPONENT)) {
        assertThat(tags.denies(tagging("sagemaker:" + action, resource, ANN, "team", key)))
            .isTrue();
        assertThat(tags.denies(tagging("sagemaker:" + action, resource, PLATFORM, key))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "environment",
        "team:owner",
        "cost-center",
        "autoscaling",
        "sagemaker-sdk:jumpstart-model-id",
        "sagemaker-hub:hub-arn",
        "sagemaker:user-profile-arn",
        "aws:cloudformation:stack-name"
      })
  void everybody_may_set_other_tags(String key) {
    assertThat(tags.denies(tagging("sagemaker:AddTags", ENDPOINT, ANN, key))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sagemaker:us-east-1:111122223333:training-job/chat",
        "arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/chat"
      })
  void everybody_may_tag_other_resources(String resource) {
    assertThat(tags.denies(tagging("sagemaker:AddTags", resource, ANN, "autoscaling:max")))
        .isFalse();
  }

  @Test
  void an_endpoint_without_tags_can_be_created_and_a_tagged_one_used() {
    var who = Map.of("aws:PrincipalArn", List.of(ANN));

    assertThat(tags.denies(new Request("sagemaker:CreateEndpoint", ENDPOINT, who))).isFalse();
    assertThat(tags.denies(new Request("sagemaker:InvokeEndpoint", ENDPOINT, who))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TagResource", "UntagResource", "RegisterScalableTarget"})
  void only_the_function_may_mark_a_scalable_target(String call) {
    var action = "application-autoscaling:" + call;

    assertThat(tags.denies(tagging(action, TARGET, ANN, "tagscaler:stack"))).isTrue();
    assertThat(tags.denies(tagging(action, TARGET, PLATFORM, "team", "tagscaler:config"))).isTrue();
    assertThat(tags.denies(tagging(action, TARGET, ANN, "team"))).isFalse();
    assertThat(tags.denies(tagging(action, TARGET, FUNCTION, "tagscaler:stack"))).isFalse();
    var imitator = "arn:aws:iam::111122223333:role/my-tagscaler-FunctionRole-1A2B3C";
    assertThat(tags.denies(tagging(action, TARGET, imitator, "tagscaler:stack"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "tagscaler, Scaling Applied,     ann,                            true",
    "tagscaler, Deploy Blocked,      ml-platform,                    true",
    "tagscaler, Catalog Invalid,     ann,                            true",
    "tagscaler, Reconcile Requested, ann,                            false",
    "my.app,    Scaling Applied,     ann,                            false",
    "tagscaler, Scaling Applied,     tagscaler-FunctionRole-1A2B3C,  false",
    "tagscaler, Scaling Applied,     tagscaler-forward-ForwardRole-1A2B3C, false",
  })
  void only_the_function_may_publish_its_outcomes_and_the_rule_forward_them(
      String source, String type, String role, boolean denied) {
    var request =
        new Request(
            "events:PutEvents",
            BUS,
            Map.of(
                "events:source", List.of(source),
                "events:detail-type", List.of(type),
                "aws:PrincipalArn", List.of("arn:aws:iam::111122223333:role/" + role)));

    assertThat(tags.denies(request)).isEqualTo(denied);
  }

  @ParameterizedTest
  @CsvSource({
    "Tagscaler,           true",
    "Tagscaler/tagscaler, true",
    "TagscalerCopy,       false",
    "MyApp,               false",
  })
  void nobody_may_write_its_metrics_which_come_from_its_log(String namespace, boolean denied) {
    for (String role : List.of(ANN, PLATFORM, FUNCTION)) {
      var context =
          Map.of("cloudwatch:namespace", List.of(namespace), "aws:PrincipalArn", List.of(role));

      assertThat(tags.denies(new Request("cloudwatch:PutMetricData", "*", context)))
          .isEqualTo(denied);
    }
    assertThat(SdkCalls.actions()).doesNotContain("cloudwatch:PutMetricData");
  }

  /** IAM Identity Center puts the region into the path, but not in us-east-1. */
  @Test
  void the_pattern_for_people_matches_their_roles() throws IOException {
    var pattern =
        Pattern.compile("`(arn:\\S+AWSReservedSSO\\S+)`")
            .matcher(Files.readString(PAGE))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    var path = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com";

    assertThat(path + "/eu-west-1/AWSReservedSSO_MLPlatform_0a1b").matches(asRegex(pattern));
    assertThat(path + "/AWSReservedSSO_MLPlatform_0a1b").matches(asRegex(pattern));
    assertThat(path + "/AWSReservedSSO_ReadOnly_0a1b").doesNotMatch(asRegex(pattern));
  }

  private static String asRegex(String pattern) {
    return Pattern.quote(pattern).replace("*", "\\E.*\\Q");
  }

  /** CloudFormation puts the stack's name before it, and something unique behind it. */
  @Test
  void the_roles_that_the_policy_excepts_have_those_names_in_the_templates() {
    assertThat(new Template().resource("FunctionRole").get("Type"))
        .isEqualTo(Json.of("AWS::IAM::Role"));
    assertThat(
            Yaml.read(Path.of("docs/examples/forward-outcomes.yaml"))
                .get("Resources")
                .get("ForwardRole")
                .get("Type"))
        .isEqualTo(Json.of("AWS::IAM::Role"));
  }

  @Test
  void the_keys_with_which_the_role_may_tag_are_in_the_short_page() throws IOException {
    var keys =
        new Template()
            .properties("FunctionRole").get("Policies").stream()
                .flatMap(each -> each.get("PolicyDocument").get("Statement").stream())
                .flatMap(each ->
                    each
                        .get("Condition")
                        .get("ForAllValues:StringEquals")
                        .get("aws:TagKeys")
                        .stream())
                .map(each -> each.text().orElseThrow())
                .toList();

    assertThat(keys).hasSize(5);
    assertThat(Files.readString(Path.of("SECURITY.md")))
        .contains("`" + String.join("`, `", keys) + "`");
  }

  /** The key is of the account, so that the statements are in addition to those of its owner. */
  @ParameterizedTest
  @CsvSource({
    "events.amazonaws.com,              kms:GenerateDataKey, true",
    "events.amazonaws.com,              kms:Decrypt,         true",
    "events.amazonaws.com,              kms:ScheduleKeyDeletion, false",
    "cloudwatch.amazonaws.com,          kms:GenerateDataKey, true",
    "logs.us-east-1.amazonaws.com,      kms:GenerateDataKey, true",
    "logs.us-east-1.amazonaws.com,      kms:Encrypt,         true",
    "s3.amazonaws.com,                  kms:Decrypt,         false",
  })
  void the_key_lets_those_services_in_that_write_to_the_stack(
      String service, String action, boolean allowed) {
    var log = "arn:aws:logs:us-east-1:111122223333:log-group:/tagscaler/tagscaler/0a1b2c3d";
    var context =
        Map.of(
            "aws:SourceAccount",
            List.of("111122223333"),
            "kms:EncryptionContext:aws:logs:arn",
            List.of(log));

    assertThat(key(service).allows(new Request(action, "*", context))).isEqualTo(allowed);
  }

  @Test
  void the_key_does_not_let_in_what_others_encrypt() {
    var action = "kms:GenerateDataKey";
    var foreign = Map.of("aws:SourceAccount", List.of("444455556666"));
    assertThat(key("cloudwatch.amazonaws.com").allows(new Request(action, "*", foreign))).isFalse();

    var other =
        Map.of(
            "kms:EncryptionContext:aws:logs:arn",
            List.of("arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/other"));
    assertThat(key("logs.us-east-1.amazonaws.com").allows(new Request(action, "*", other)))
        .isFalse();
  }

  @Test
  void each_json_block_is_a_policy_that_fits() throws IOException {
    for (Json policy : blocks().toList()) {
      assertThat(policy.get("Version")).isEqualTo(Json.of("2012-10-17"));
      assertThat(policy.write().length()).isLessThan(5120);
    }
  }

  @Test
  void the_policy_that_stops_the_function_denies_everything() throws IOException {
    var stop =
        Pattern.compile("--policy-document '(.*)'")
            .matcher(Files.readString(PAGE))
            .results()
            .map(each -> JsonReader.read(each.group(1)))
            .toList();

    assertThat(stop).hasSize(1);
    var policy = new IamPolicy(stop.getFirst().get("Statement").stream());
    assertThat(SdkCalls.actions())
        .allSatisfy(
            each -> assertThat(policy.denies(new Request(each, TARGET, Map.of()))).isTrue());
  }

  @Test
  void each_test_that_the_page_names_exists() throws IOException {
    var named =
        Pattern.compile("`((?:security/)?\\w*[tT]est\\w*(?:\\.py)?)`")
            .matcher(Files.readString(PAGE))
            .results()
            .map(each -> each.group(1))
            .toList();
    try (var files = Files.walk(Path.of("src/test/java"))) {
      var classes = files.map(each -> each.getFileName().toString()).toList();

      assertThat(named)
          .hasSizeGreaterThan(15)
          .allSatisfy(each ->
              assertThat(Files.exists(Path.of(each)) || classes.contains(each + ".java"))
                  .as(each)
                  .isTrue());
    }
  }

  private static IamPolicy key(String service) {
    return new IamPolicy(
        statements("EventsIntoTheQueues")
            .filter(each -> each.get("Principal").get("Service").equals(Json.of(service))));
  }

  private static IamPolicy policy(String sid) {
    return new IamPolicy(statements(sid));
  }

  /** The statements of the policy that has a statement with that ID. */
  private static Stream<Json> statements(String sid) {
    try {
      return blocks()
          .map(each -> each.get("Statement").stream().toList())
          .filter(each -> each.stream().anyMatch(one -> one.get("Sid").equals(Json.of(sid))))
          .findFirst()
          .orElseThrow()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Json> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .map(each -> JsonReader.read(each.group(1)));
  }

  private static Request tagging(String action, String resource, String role, String... keys) {
    return new Request(
        action, resource, Map.of("aws:TagKeys", List.of(keys), "aws:PrincipalArn", List.of(role)));
  }
}
