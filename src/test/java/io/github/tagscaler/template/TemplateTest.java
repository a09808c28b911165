package io.github.tagscaler.template;

import static io.github.tagscaler.template.Template.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.window.TimeZones;
import io.github.tagscaler.settings.IllegalSettingException;
import io.github.tagscaler.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings, permissions, queues and alarms in template.yaml. */
class TemplateTest {
  private final Template template = new Template();

  @Test
  void every_setting_is_a_variable_of_the_function_and_no_other() {
    assertThat(template.environment().sequencedKeySet())
        .containsExactly(
            "TAGSCALER_STACK",
            "TAGSCALER_TAG_PREFIX",
            "TAGSCALER_DEFAULT_POLICY",
            "TAGSCALER_CATALOG_PATH",
            "TAGSCALER_TIME_ZONE",
            "TAGSCALER_EVENT_BUS",
            "TAGSCALER_DRY_RUN",
            "TAGSCALER_SWEEP_LIMIT",
            "TAGSCALER_RELEASE_ALL",
            "TAGSCALER_SWEEP_MINUTES",
            "TAGSCALER_DRIFT_HOURS",
            "TAGSCALER_MAX_CAPACITY",
            "TAGSCALER_ALLOW_ADOPT",
            "TAGSCALER_REQUIRE_PLATFORM",
            "TAGSCALER_TEAM_TAG",
            "TAGSCALER_VERSION",
            "TAGSCALER_QUEUE_URL",
            "AWS_ENDPOINT_URL");
  }

  @Test
  void the_template_and_the_settings_have_the_same_defaults() {
    assertThat(Settings.from(template.environment())).isEqualTo(Settings.from(Map.of()));
  }

  /** What CloudFormation refuses when the stack is deployed need not be refused by its function. */
  @Nested
  class A_parameter {
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "TagPrefix | TAG_PREFIX | autoscaling:",
          "TagPrefix | TAG_PREFIX | acme/scaling 2-",
          "TagPrefix | TAG_PREFIX | awsome:",
          "DefaultPolicy | DEFAULT_POLICY | \"\"",
          "DefaultPolicy | DEFAULT_POLICY | default",
          "DefaultPolicy | DEFAULT_POLICY | LLM + office-hours",
          "DefaultPolicy | DEFAULT_POLICY | off",
          "CatalogPath | CATALOG_PATH | \"\"",
          "CatalogPath | CATALOG_PATH | /platform/tag-scaler.v1",
          "TimeZone | TIME_ZONE | UTC",
          "TimeZone | TIME_ZONE | europe/berlin",
          "TimeZone | TIME_ZONE | America/Argentina/Buenos_Aires",
          "ReleaseAll | RELEASE_ALL | \"\"",
          "ReleaseAll | RELEASE_ALL | tagscaler"
        })
    void accepts_what_the_function_accepts(String parameter, String variable, String value) {
      assertThat(matches(parameter, value)).isTrue();
      assertThat(Settings.from(Map.of("TAGSCALER_" + variable, value))).isNotNull();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "TagPrefix | TAG_PREFIX | autoscaling",
          "TagPrefix | TAG_PREFIX | \"scale \"",
          "TagPrefix | TAG_PREFIX | AWS:",
          "TagPrefix | TAG_PREFIX | tagscaler:",
          "TagPrefix | TAG_PREFIX | \" aws:\"",
          "TagPrefix | TAG_PREFIX | a@b:",
          "DefaultPolicy | DEFAULT_POLICY | default+off",
          "DefaultPolicy | DEFAULT_POLICY | Ignore + llm",
          "DefaultPolicy | DEFAULT_POLICY | llm+",
          "DefaultPolicy | DEFAULT_POLICY | llm,ha",
          "DefaultPolicy | DEFAULT_POLICY | llm chat",
          "CatalogPath | CATALOG_PATH | tagscaler",
          "CatalogPath | CATALOG_PATH | /tagscaler/",
          "CatalogPath | CATALOG_PATH | /aws/tagscaler",
          "CatalogPath | CATALOG_PATH | /SSM",
          "TimeZone | TIME_ZONE | EST",
          "TimeZone | TIME_ZONE | +02:00",
          "TimeZone | TIME_ZONE | Berlin",
          "TimeZone | TIME_ZONE | Europe",
          "ReleaseAll | RELEASE_ALL | all stacks"
        })
    void refuses_what_the_function_refuses(String parameter, String variable, String value) {
      assertThat(matches(parameter, value)).isFalse();
      assertThatThrownBy(
              () -> Wiring.of(Map.of("TAGSCALER_" + variable, value, "AWS_REGION", "eu-west-1")))
          .isInstanceOf(IllegalSettingException.class);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "PermissionsBoundaryArn | \"\" | true",
          "PermissionsBoundaryArn | arn:aws:iam::111122223333:policy/team/boundary | true",
          "PermissionsBoundaryArn | arn:aws:iam::aws:policy/PowerUserAccess | true",
          "PermissionsBoundaryArn | arn:aws:iam::111122223333:role/boundary | false",
          "PermissionsBoundaryArn | boundary | false",
          "RolePath | / | true",
          "RolePath | /service/ml/ | true",
          "RolePath | /service | false",
          "RolePath | service/ | false",
          "RolePath | // | false",
          "KmsKeyArn | \"\" | true",
          "KmsKeyArn | arn:aws:kms:us-east-1:111122223333:key/mrk-0a1b | true",
          "KmsKeyArn | arn:aws:kms:us-east-1:111122223333:alias/mine | false",
          "KmsKeyArn | alias/aws/sqs | false"
        })
    void of_the_organization_accepts_what_its_service_accepts(
        String parameter, String value, boolean accepted) {
      assertThat(matches(parameter, value)).isEqualTo(accepted);
    }

    @Test
    void accepts_every_time_zone_of_a_region() {
      assertThat(
              ZoneId.getAvailableZoneIds().stream()
                  .filter(zone -> zone.contains("/"))
                  .filter(zone -> TimeZones.find(zone).isPresent()))
          .allSatisfy(zone -> assertThat(matches("TimeZone", zone)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
      "SweepMinutes, SWEEP_MINUTES",
      "SweepLimit, SWEEP_LIMIT",
      "DriftHours, DRIFT_HOURS",
      "MaxCapacity, MAX_CAPACITY"
    })
    void has_the_range_of_the_setting(String parameter, String variable) {
      var declared = template.parameters().get(parameter);
      long least = number(declared.get("MinValue"));
      long most = number(declared.get("MaxValue"));

      assertThat(List.of(least, most))
          .allSatisfy(value -> assertThat(settings(variable, value)).isNotNull());
      assertThat(List.of(least - 1, most + 1))
          .allSatisfy(value ->
              assertThatThrownBy(() -> settings(variable, value))
                  .isInstanceOf(IllegalSettingException.class));
    }

    @Test
    void that_requires_the_platform_document_needs_a_path() {
      var rule = template.rules().get("RequiredPlatformHasAPath");

      assertThat(rule.get("RuleCondition").write())
          .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"RequirePlatform\"},\"true\"]}");
      assertThat(rule.get("Assertions").stream().map(each -> each.get("Assert").write()))
          .containsExactly("{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"CatalogPath\"},\"\"]}]}");
    }

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.template.TemplateTest#concurrencies")
    void of_reserved_concurrency_is_greater_than_the_maximum_concurrency_or_0(
        long maximum, long reserved) {
      var rule = template.rules().get("ReservedConcurrencyIsEnough");
      assertThat(rule.get("RuleCondition").isNull()).isTrue();
      var values =
          Map.of(
              "MaximumConcurrency", Long.toString(maximum),
              "ReservedConcurrency", Long.toString(reserved));

      assertThat(
              rule.get("Assertions").stream()
                  .map(each -> new RuleFunction(values).holds(each.get("Assert"))))
          .containsExactly(reserved == 0 || reserved > maximum);
    }

    private static Settings settings(String variable, long value) {
      return Settings.from(Map.of("TAGSCALER_" + variable, Long.toString(value)));
    }

    private boolean matches(String parameter, String value) {
      var pattern = template.parameters().get(parameter).get("AllowedPattern").text();
      return Pattern.matches(pattern.orElseThrow(), value);
    }
  }

  /** Every maximum that the parameter accepts, with reserved concurrencies on both sides of it. */
  static Stream<Arguments> concurrencies() {
    var maximum = new Template().parameters().get("MaximumConcurrency");
    return LongStream.rangeClosed(number(maximum.get("MinValue")), number(maximum.get("MaxValue")))
        .boxed()
        .flatMap(most ->
            Stream.of(0L, 1L, most - 1, most, most + 1, 11L, 100L, 1000L)
                .map(reserved -> Arguments.of(most, reserved)));
  }

  @Nested
  class The_role {
    /**
     * What Lambda needs to run the function, what Application Auto Scaling asks of callers, and
     * what Parameter Store does with the caller's key.
     */
    private static final Set<String> CALLED_BY_OTHERS =
        Set.of(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sagemaker:UpdateEndpointWeightsAndCapacities",
            "sagemaker:UpdateInferenceComponentRuntimeConfig",
            "iam:CreateServiceLinkedRole",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords");

    @Test
    void allows_what_the_code_and_AWS_need_and_nothing_else() {
      var needed = new TreeSet<>(SdkCalls.actions());
      needed.addAll(CALLED_BY_OTHERS);

      assertThat(actions(statements())).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void allows_all_resources_only_where_AWS_requires_it() {
      var unbounded = statements().filter(each -> each.get("Resource").equals(Json.of("*")));

      assertThat(unbounded.map(each -> each.get("Sid").text().orElseThrow()))
          .containsExactly(
              "ListSageMaker",
              "ReadScaling",
              "ReadTagsInBulk",
              "ProbedByApplicationAutoScaling",
              "Trace");
    }

    @Test
    void allows_scaling_of_sagemaker_only() {
      var writing =
          statements()
              .filter(each -> actions(Stream.of(each)).stream().anyMatch(TemplateTest::writes))
              .toList();

      assertThat(writing).hasSize(1);
      assertThat(writing.getFirst().get("Condition").get("StringEquals"))
          .isEqualTo(
              Json.object()
                  .put("application-autoscaling:service-namespace", "sagemaker")
                  .put(
                      "application-autoscaling:scalable-dimension",
                      Json.ofStrings(
                          List.of(
                              "sagemaker:variant:DesiredInstanceCount",
                              "sagemaker:variant:DesiredProvisionedConcurrency",
                              "sagemaker:inference-component:DesiredCopyCount")))
                  .build());
    }

    @Test
    void allows_tagging_with_its_own_keys_only() {
      var tagging = statement("application-autoscaling:TagResource");

      assertThat(actions(Stream.of(tagging)))
          .containsExactlyInAnyOrder(
              "application-autoscaling:TagResource", "application-autoscaling:UntagResource");
      assertThat(tagging.get("Condition"))
          .isEqualTo(
              Json.object()
                  .put("Null", Json.object().put("aws:TagKeys", "false").build())
                  .put(
                      "ForAllValues:StringEquals",
                      Json.object()
                          .put(
                              "aws:TagKeys",
                              Json.ofStrings(
                                  List.of(
                                      "tagscaler:stack",
                                      "tagscaler:config",
                                      "tagscaler:paused",
                                      "tagscaler:drift",
                                      "tagscaler:restore")))
                          .build())
                  .build());
    }

    @Test
    void allows_reading_tags_without_a_condition_that_would_deny_it() {
      var reading = statement("application-autoscaling:ListTagsForResource");

      assertThat(actions(Stream.of(reading))).hasSize(1);
      assertThat(reading.get("Condition").isNull()).isTrue();
    }

    @Test
    void allows_publishing_as_tagscaler_only() {
      assertThat(statement("events:PutEvents").get("Condition").get("StringEquals"))
          .isEqualTo(Json.object().put("events:source", "tagscaler").build());
    }

    /** The one statement that allows an action. */
    private Json statement(String action) {
      var found = statements().filter(each -> actions(Stream.of(each)).contains(action)).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }

    @Test
    void allows_reading_parameters_only_under_the_catalog_path() {
      var reading = conditional("HasCatalog", "ReadCatalog");

      assertThat(reading.get("Action"))
          .isEqualTo(Json.ofStrings(List.of("ssm:GetParametersByPath", "ssm:GetParameter")));
      var parameters = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter";
      assertThat(reading.get("Resource").stream().map(each -> each.get("Fn::Sub")))
          .containsExactly(
              Json.of(parameters + "${CatalogPath}"), Json.of(parameters + "${CatalogPath}/*"));
    }

    @Test
    void allows_decrypting_only_with_the_catalog_key() {
      var decrypting = conditional("HasCatalogKey", "DecryptCatalog");

      assertThat(decrypting.get("Action")).isEqualTo(Json.of("kms:Decrypt"));
      assertThat(decrypting.get("Resource").get("Ref")).isEqualTo(Json.of("CatalogKeyArn"));
      assertThat(viaService(decrypting))
          .containsExactly(
              "ssm.${AWS::Region}.amazonaws.com", "ssm.${AWS::Region}.amazonaws.com.cn");
    }

    @Test
    void denies_reading_parameters_below_the_catalog_path() {
      assertThat(conditional("HasCatalog", "NothingBelowTheCatalog").write())
          .isEqualTo(
              """
              {"Sid":"NothingBelowTheCatalog","Effect":"Deny","Action":"ssm:GetParametersByPath",\
              "Resource":"*","Condition":{"StringEquals":{"ssm:Recursive":"true"}}}\
              """);
    }

    @Test
    void allows_the_key_of_the_queues_through_SQS_only() {
      var messages = conditional("HasKmsKey", "ReadAndWriteEncryptedMessages");

      assertThat(messages.get("Resource").get("Ref")).isEqualTo(Json.of("KmsKeyArn"));
      assertThat(viaService(messages))
          .containsExactly(
              "sqs.${AWS::Region}.amazonaws.com", "sqs.${AWS::Region}.amazonaws.com.cn");
    }

    private static Stream<String> viaService(Json statement) {
      return statement.get("Condition").get("StringEquals").get("kms:ViaService").stream()
          .map(each -> each.get("Fn::Sub").text().orElseThrow());
    }

    @Test
    void allows_traces_only_where_tracing_is_on() {
      assertThat(actions(Stream.of(conditional("IsTraced", "Trace"))))
          .containsExactlyInAnyOrder("xray:PutTraceSegments", "xray:PutTelemetryRecords");
    }

    /** A statement that a stack without the condition does not have. */
    private Json conditional(String condition, String sid) {
      var found =
          written()
              .map(each -> each.get("Fn::If").stream().toList())
              .filter(each -> !each.isEmpty() && each.get(1).get("Sid").equals(Json.of(sid)))
              .toList();
      assertThat(found).hasSize(1);
      assertThat(found.getFirst().getFirst()).isEqualTo(Json.of(condition));
      assertThat(found.getFirst().getLast().get("Ref")).isEqualTo(Json.of("AWS::NoValue"));
      return found.getFirst().get(1);
    }

    /** What it allows in a stack with all parameters set. */
    private Stream<Json> statements() {
      return written()
          .map(each ->
              each.get("Fn::If").isNull() ? each : each.get("Fn::If").stream().toList().get(1))
          .filter(each -> each.get("Effect").equals(Json.of("Allow")));
    }

    private Stream<Json> written() {
      return template.properties("FunctionRole").get("Policies").stream()
          .flatMap(each -> each.get("PolicyDocument").get("Statement").stream());
    }
  }

  @Nested
  class The_work_queue {
    private final Json queue = template.properties("WorkQueue");
    private final Json function = template.properties("TagscalerFunction");
    private final Json source = template.properties("WorkQueueSource");

    @Test
    void has_a_visibility_timeout_of_six_function_timeouts_and_the_batching_window() {
      assertThat(number(queue.get("VisibilityTimeout")))
          .isGreaterThanOrEqualTo(
              6 * number(function.get("Timeout"))
                  + number(source.get("MaximumBatchingWindowInSeconds")));
    }

    @Test
    void gets_back_only_the_messages_that_failed() {
      assertThat(source.get("FunctionResponseTypes"))
          .isEqualTo(Json.ofStrings(List.of("ReportBatchItemFailures")));
    }

    @Test
    void keeps_a_message_longer_than_all_attempts_of_a_function_that_cannot_start() {
      long tries = number(queue.get("RedrivePolicy").get("maxReceiveCount"));

      assertThat(tries * number(queue.get("VisibilityTimeout")))
          .isGreaterThan(3 * 3600)
          .isLessThan(number(queue.get("MessageRetentionPeriod")));
      assertThat(number(template.properties("DeadLetterQueue").get("MessageRetentionPeriod")))
          .isGreaterThan(number(queue.get("MessageRetentionPeriod")));
    }

    @Test
    void and_its_dead_letter_queue_accept_events_only_from_the_rules() {
      var starting =
          template.startingRules().sequencedKeySet().stream()
              .map(each ->
                  each.equals("CatalogRule") ? ifSet("HasCatalog", arnOf(each)) : arnOf(each))
              .toList();
      var all = new ArrayList<>(starting);
      all.add(ifSet("HasNotifyAddress", arnOf("NotifyRule")));
      var sources = Map.of("WorkQueuePolicy", starting, "DeadLetterQueuePolicy", all);

      for (String policy : sources.keySet()) {
        var allowed =
            template.properties(policy).get("PolicyDocument").get("Statement").stream()
                .filter(each -> each.get("Effect").equals(Json.of("Allow")))
                .toList();
        assertThat(allowed).hasSize(1);
        assertThat(allowed.getFirst().get("Principal").get("Service"))
            .isEqualTo(Json.of("events.amazonaws.com"));
        assertThat(allowed.getFirst().get("Condition").get("ArnEquals").get("aws:SourceArn"))
            .isEqualTo(new Json.Arr(List.copyOf(sources.get(policy))));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "events.amazonaws.com, rule/tagscaler-SageMakerCallRule-1A2B3C, true,  true",
      "events.amazonaws.com, rule/tagscaler-SweepSchedule-1A2B3C,     true,  true",
      "events.amazonaws.com, rule/tagscaler-CatalogRule-1A2B3C,       true,  true",
      "events.amazonaws.com, rule/tagscaler-SageMakerCallRule-1A2B3C, false, false",
      "events.amazonaws.com, rule/tagscaler-SageMakerCallRule-9Z8Y7X, true,  false",
      "events.amazonaws.com, rule/other,                              true,  false",
      "s3.amazonaws.com,     rule/tagscaler-SageMakerCallRule-1A2B3C, true,  false"
    })
    void and_its_dead_letter_queue_let_in_those_rules_with_TLS_only(
        String service, String rule, String secure, boolean allowed) {
      for (String logicalId : List.of("WorkQueue", "DeadLetterQueue")) {
        var statements =
            Template.filled(
                    template
                        .properties(logicalId + "Policy")
                        .get("PolicyDocument")
                        .get("Statement"))
                .stream()
                .filter(each ->
                    List.of(Json.of("*"), Json.object().put("Service", service).build())
                        .contains(each.get("Principal")));
        var request =
            new IamPolicy.Request(
                "sqs:SendMessage",
                "arn:aws:sqs:us-east-1:111122223333:tagscaler-%s-1A2B3C".formatted(logicalId),
                Map.of(
                    "aws:SourceArn", List.of("arn:aws:events:us-east-1:111122223333:" + rule),
                    "aws:SecureTransport", List.of(secure)));

        assertThat(new IamPolicy(statements).allows(request)).isEqualTo(allowed);
      }
    }

    @Test
    void alone_may_use_the_dead_letter_queue() {
      var allowed = template.properties("DeadLetterQueue").get("RedriveAllowPolicy");

      assertThat(allowed.get("redrivePermission")).isEqualTo(Json.of("byQueue"));
      assertThat(allowed.get("sourceQueueArns").stream())
          .singleElement()
          .satisfies(arn ->
              assertThat(resolved(arn))
                  .isEqualTo(
                      "arn:aws:sqs:us-east-1:111122223333:" + resolved(queue.get("QueueName"))));
    }

    /** SQS refuses a longer one, and one that was deleted less than a minute ago. */
    @Test
    void has_a_short_name_that_belongs_to_one_stack() {
      assertThat(resolved(queue.get("QueueName"))).isEqualTo("tagscaler-work-0a1b2c3d");
    }

    @Test
    void and_its_dead_letter_queue_are_encrypted_with_one_key_or_the_other() {
      for (String logicalId : List.of("WorkQueue", "DeadLetterQueue")) {
        assertThat(template.properties(logicalId).get("SqsManagedSseEnabled"))
            .isEqualTo(unlessSet("HasKmsKey", Json.of(true)));
        assertThat(template.properties(logicalId).get("KmsMasterKeyId"))
            .isEqualTo(ifSet("HasKmsKey", ref("KmsKeyArn")));
      }
    }

    @Test
    void is_the_target_of_every_rule_with_a_dead_letter_queue() {
      for (Json rule : template.startingRules().values()) {
        assertThat(rule.get("Targets").stream())
            .singleElement()
            .satisfies(target -> {
              assertThat(target.get("Arn")).isEqualTo(arnOf("WorkQueue"));
              assertThat(target.get("DeadLetterConfig").get("Arn"))
                  .isEqualTo(arnOf("DeadLetterQueue"));
            });
      }
    }

    private static Json arnOf(String resource) {
      return Json.object().put("Fn::GetAtt", resource + ".Arn").build();
    }
  }

  @Nested
  class The_sweep {
    /** In seconds: two sweeps may end that much farther apart than they begin. */
    private static final long TIMEOUT = 900;

    private final Json minutes = template.parameters().get("SweepMinutes");
    private final Json age = template.properties("SweepAlarm");
    private final Json limit = template.properties("SweepLimitAlarm");

    @Test
    void runs_every_15_minutes_by_default() {
      assertThat(template.properties("SweepSchedule").get("ScheduleExpression").get("Fn::Sub"))
          .isEqualTo(Json.of("rate(${SweepMinutes} minutes)"));
      assertThat(number(minutes.get("Default"))).isEqualTo(15);
      assertThat(number(minutes.get("MinValue"))).isEqualTo(5);
      assertThat(number(minutes.get("MaxValue"))).isEqualTo(60);
    }

    @Test
    void raises_an_alarm_after_more_than_the_longest_interval() {
      assertThat(age.get("TreatMissingData")).isEqualTo(Json.of("breaching"));
      assertThat(number(age.get("Period")) * number(age.get("EvaluationPeriods")))
          .isGreaterThan(60 * number(minutes.get("MaxValue")) + TIMEOUT);
    }

    @Test
    void has_all_the_time_that_lambda_gives() {
      assertThat(number(template.properties("TagscalerFunction").get("Timeout")))
          .isEqualTo(TIMEOUT);
    }

    @Test
    void keeps_the_alarm_of_its_limit_until_the_next_sweep() {
      assertThat(number(limit.get("Period")) * number(limit.get("EvaluationPeriods")))
          .isGreaterThanOrEqualTo(60 * number(minutes.get("MaxValue")) + TIMEOUT);
      assertThat(number(limit.get("DatapointsToAlarm"))).isEqualTo(1);
    }

    @Test
    void has_alarms_on_the_metrics_in_the_log() {
      assertThat(age.get("Namespace")).isEqualTo(Json.of("Tagscaler"));
      assertThat(age.get("MetricName")).isEqualTo(Json.of("SweepAge"));
      assertThat(names(age)).containsExactly("Stack");
      assertThat(limit.get("Namespace")).isEqualTo(Json.of("Tagscaler"));
      assertThat(limit.get("MetricName")).isEqualTo(Json.of("SweepHeldBack"));
      assertThat(names(limit)).containsExactly("Stack");
    }

    private static Stream<String> names(Json alarm) {
      return alarm.get("Dimensions").stream().map(each -> each.get("Name").text().orElseThrow());
    }
  }

  /** Alarms on metrics that are counted in the log. */
  @Nested
  class The_log {
    private static final Pattern CODE = Pattern.compile("\\$\\.code = \"(\\w+)\"");

    @Test
    void fires_for_problems_that_only_the_operator_can_fix() {
      var operators =
          Arrays.stream(Code.values())
              .filter(code -> code.concern() == Code.Concern.OPERATOR)
              .map(Code::wire);

      assertThat(CODE.matcher(pattern("OperatorProblems")).results().map(found -> found.group(1)))
          .containsExactlyInAnyOrderElementsOf(operators.toList());
      isWatched("OperatorProblems", "OperatorAlarm");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          """
          {"event": "Catalog", "problemCount": 1}\
          """,
          """
          {"event": "Unpublished", "message": "Scaling Applied: The bus does not exist."}\
          """,
          """
          {"event": "Dropped", "message": "Not JSON."}\
          """,
          """
          {"outcome": "Rejected", "code": "AccessDenied"}\
          """
        })
    void fires_for_what_only_the_operator_can_know_of(String line) {
      assertThat(counts("OperatorProblems", line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          """
          {"event": "Catalog", "problemCount": 0}\
          """,
          """
          {"event": "Refused"}\
          """,
          """
          {"outcome": "Rejected", "code": "UnknownPolicy"}\
          """,
          """
          {"outcome": "Failed", "code": "Throttled"}\
          """
        })
    void does_not_fire_for_what_others_fix_or_what_passes(String line) {
      assertThat(counts("OperatorProblems", line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          """
          {"event": "StillFailing"}\
          """,
          """
          {"event": "Bug"}\
          """,
          """
          {"event": "Failed", "code": "ServiceError"}\
          """,
          """
          {"event": "Failed", "code": "AccessDenied"}\
          """
        })
    void fires_for_what_keeps_failing(String line) {
      assertThat(counts("Failures", line)).isTrue();
      isWatched("Failures", "FailureAlarm");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          """
          {"outcome": "Failed", "code": "Throttled"}\
          """,
          """
          {"outcome": "Failed", "code": "ServiceError"}\
          """,
          """
          {"outcome": "Failed", "code": "NotReady"}\
          """,
          """
          {"event": "Failed", "code": "Throttled"}\
          """,
          """
          {"event": "Failed", "code": "ConcurrentUpdate"}\
          """
        })
    void does_not_fire_for_throttling_that_passes_nor_for_waiting(String line) {
      assertThat(counts("Failures", line)).isFalse();
    }

    /** In four of five quarters of an hour, and a message is tried in each of them. */
    @Test
    void fires_after_an_hour_of_failing() {
      var alarm = template.properties("FailureAlarm");

      assertThat(number(alarm.get("Period"))).isEqualTo(Duration.ofMinutes(15).toSeconds());
      assertThat(number(alarm.get("EvaluationPeriods"))).isEqualTo(5);
      assertThat(number(alarm.get("DatapointsToAlarm"))).isEqualTo(4);
    }

    private boolean counts(String filter, String line) {
      return new LogFilter(pattern(filter)).matches(JsonReader.read(line));
    }

    private String pattern(String filter) {
      return template.properties(filter).get("FilterPattern").text().orElseThrow();
    }

    private void isWatched(String filter, String alarm) {
      var metric =
          template.properties(filter).get("MetricTransformations").stream()
              .findFirst()
              .orElseThrow();

      assertThat(template.properties(alarm).get("Namespace"))
          .isEqualTo(metric.get("MetricNamespace"));
      assertThat(template.properties(alarm).get("MetricName")).isEqualTo(metric.get("MetricName"));
      assertThat(template.properties(filter).get("LogGroupName").get("Ref"))
          .isEqualTo(Json.of("FunctionLog"));
    }
  }

  @Nested
  class The_log_group {
    private final Json group = template.properties("FunctionLog");

    @Test
    void stays_when_the_stack_is_deleted_but_not_when_its_creation_fails() {
      var resource = template.resource("FunctionLog");

      assertThat(resource.get("DeletionPolicy")).isEqualTo(Json.of("RetainExceptOnCreate"));
      assertThat(resource.get("UpdateReplacePolicy")).isEqualTo(Json.of("Retain"));
    }

    /** Otherwise a stack that is created again, or a function of that name, would collide. */
    @Test
    void has_a_name_that_belongs_to_one_stack() {
      assertThat(resolved(group.get("LogGroupName"))).isEqualTo("/tagscaler/tagscaler/0a1b2c3d");
    }

    @Test
    void is_encrypted_with_the_key_of_the_organization() {
      assertThat(group.get("KmsKeyId")).isEqualTo(ifSet("HasKmsKey", ref("KmsKeyArn")));
    }

    @Test
    void has_no_longer_life_than_the_parameter_says() {
      assertThat(group.get("RetentionInDays")).isEqualTo(ref("LogRetentionDays"));
    }
  }

  @Nested
  class The_topic_of_the_alarms {
    private static final String ALARM = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:";

    private final IamPolicy policy =
        new IamPolicy(
            Template.filled(
                template.properties("AlarmTopicPolicy").get("PolicyDocument").get("Statement"))
                .stream());

    @Test
    void accepts_the_alarms_of_this_stack() {
      assertThat(policy.allows(publishing(ALARM + "tagscaler-SweepAlarm-1A2B3C", "true"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          ALARM + "other-SweepAlarm-1A2B3C",
          "arn:aws:cloudwatch:us-west-2:111122223333:alarm:tagscaler-SweepAlarm-1A2B3C",
          "arn:aws:s3:::tagscaler-SweepAlarm-1A2B3C"
        })
    void accepts_nothing_else(String source) {
      assertThat(policy.allows(publishing(source, "true"))).isFalse();
    }

    @Test
    void accepts_nothing_without_TLS() {
      assertThat(policy.denies(publishing(ALARM + "tagscaler-SweepAlarm-1A2B3C", "false")))
          .isTrue();
    }

    @Test
    void is_encrypted_with_the_key_of_the_organization() {
      assertThat(template.properties("AlarmTopic").get("KmsMasterKeyId"))
          .isEqualTo(ifSet("HasKmsKey", ref("KmsKeyArn")));
    }

    private static IamPolicy.Request publishing(String source, String secure) {
      return new IamPolicy.Request(
          "sns:Publish",
          "AlarmTopic",
          Map.of(
              "aws:SourceArn", List.of(source),
              "aws:SourceAccount", List.of("111122223333"),
              "aws:SecureTransport", List.of(secure)));
    }
  }

  @Nested
  class The_function {
    private final Json function = template.properties("TagscalerFunction");

    @Test
    void has_the_concurrency_that_the_account_reserves_for_it() {
      assertThat(function.get("ReservedConcurrentExecutions"))
          .isEqualTo(ifSet("HasReservedConcurrency", ref("ReservedConcurrency")));
      assertThat(template.conditions().get("HasReservedConcurrency").write())
          .isEqualTo("{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"ReservedConcurrency\"},\"0\"]}]}");
    }

    /** Lambda would stop the chain of messages about a component after 16, which is 12 minutes. */
    @Test
    void may_send_messages_to_its_own_queue_until_a_component_is_in_service() {
      assertThat(function.get("RecursiveLoop")).isEqualTo(Json.of("Allow"));
    }

    @Test
    void has_the_tracing_and_the_architecture_of_the_parameters() {
      assertThat(function.get("Tracing")).isEqualTo(ref("Tracing"));
      assertThat(function.get("Architectures"))
          .isEqualTo(new Json.Arr(List.of(ref("Architecture"))));
    }

    @Test
    void has_a_role_of_the_organization() {
      var role = template.properties("FunctionRole");

      assertThat(role.get("Path")).isEqualTo(ref("RolePath"));
      assertThat(role.get("PermissionsBoundary"))
          .isEqualTo(ifSet("HasPermissionsBoundary", ref("PermissionsBoundaryArn")));
    }
  }

  @Nested
  class The_outputs {
    @Test
    void have_the_version_of_the_build() throws IOException {
      var build = Pattern.compile("<version>([^<]+)</version>");
      var version = build.matcher(Files.readString(Path.of("pom.xml")));
      assertThat(version.find()).isTrue();

      assertThat(template.environment()).containsEntry("TAGSCALER_VERSION", version.group(1));
      assertThat(template.outputs().get("Version").get("Value"))
          .isEqualTo(
              template
                  .properties("TagscalerFunction")
                  .get("Environment")
                  .get("Variables")
                  .get("TAGSCALER_VERSION"));
    }

    @Test
    void say_when_nobody_hears_the_alarms() {
      var notified = template.outputs().get("AlarmsNotify").get("Value").get("Fn::If").stream();

      assertThat(notified).first().isEqualTo(Json.of("HasAlarmAddress"));
      assertThat(
              template.outputs().get("AlarmsNotify").get("Value").get("Fn::If").stream()
                  .toList()
                  .getLast())
          .isEqualTo(
              Json.of(
                  "NOBODY: deploy again with AlarmEmail or AlarmTopicArn, or alarms go unnoticed"));
      assertThat(template.conditions().get("HasAlarmAddress").write())
          .isEqualTo(
              "{\"Fn::Or\":[{\"Condition\":\"HasAlarmEmail\"},{\"Condition\":\"HasAlarmTopic\"}]}");
    }

    @Test
    void say_whether_it_is_a_dry_run() {
      assertThat(template.outputs().get("Mode").get("Value").get("Fn::If").stream())
          .containsExactly(
              Json.of("IsDryRun"),
              Json.of("dry run: Tagscaler only reports what it would change (DryRun=true)"),
              Json.of("live: Tagscaler registers, changes and releases scalable targets"));
    }
  }

  @Nested
  class The_alarm_of_the_quota {
    private final Json alarm = template.properties("TargetQuotaAlarm");

    @Test
    void starts_at_90_percent_of_the_parameter() {
      var metrics = alarm.get("Metrics").stream().toList();

      assertThat(metrics.getFirst().get("Expression").get("Fn::Sub"))
          .isEqualTo(Json.of("100 * targets / ${TargetQuota}"));
      assertThat(number(alarm.get("Threshold"))).isEqualTo(90);
      assertThat(alarm.get("ComparisonOperator"))
          .isEqualTo(Json.of("GreaterThanOrEqualToThreshold"));
      assertThat(number(template.parameters().get("TargetQuota").get("Default"))).isEqualTo(500);
    }

    @Test
    void watches_what_a_sweep_counts_and_lasts_until_the_next() {
      var stat = alarm.get("Metrics").stream().toList().getLast().get("MetricStat");

      assertThat(stat.get("Metric").get("Namespace")).isEqualTo(Json.of("Tagscaler"));
      assertThat(stat.get("Metric").get("MetricName")).isEqualTo(Json.of("ScalableTargets"));
      assertThat(stat.get("Metric").get("Dimensions").stream())
          .containsExactly(
              Json.object().put("Name", "Stack").put("Value", ref("AWS::StackName")).build());
      assertThat(number(stat.get("Period")) * number(alarm.get("EvaluationPeriods")))
          .isGreaterThan(
              60 * number(template.parameters().get("SweepMinutes").get("MaxValue")) + 900);
      assertThat(number(alarm.get("DatapointsToAlarm"))).isEqualTo(1);
    }
  }

  @Test
  void every_parameter_is_in_the_table_of_settings() throws IOException {
    var page = Files.readString(Path.of("docs/operations.md"));
    var table = page.substring(page.indexOf("## Settings"), page.indexOf("## Rates and limits"));

    assertThat(members(template.parameters()).keySet())
        .allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
    assertThat(
            Pattern.compile("(?m)^\\| ([^|]+) \\|")
                .matcher(table)
                .results()
                .flatMap(row -> Pattern.compile("`(\\w+)`").matcher(row.group(1)).results())
                .map(found -> found.group(1)))
        .isSubsetOf(members(template.parameters()).keySet());
  }

  /** A first deployment by the README changes nothing, and somebody hears its alarms. */
  @Test
  void the_first_deployment_in_the_README_is_a_dry_run_with_an_address() throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    var first =
        Pattern.compile("(?m)^sam deploy .*$").matcher(readme).results().findFirst().orElseThrow();

    assertThat(first.group()).contains("--parameter-overrides", "DryRun=true", "AlarmEmail=");
    assertThat(Files.readString(Path.of("docs/rollout.md"))).contains("DryRun=true", "AlarmEmail=");
  }

  @Nested
  class A_snapshot {
    private final Json function = template.properties("TagscalerFunction");

    @Test
    void is_made_and_started_only_where_it_is_on() {
      assertThat(template.conditions().get("HasSnapStart").write())
          .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"SnapStart\"},\"on\"]}");
      assertThat(template.parameters().get("SnapStart").get("Default")).isEqualTo(Json.of("off"));
      assertThat(function.get("SnapStart").write())
          .isEqualTo(
              "{\"ApplyOn\":{\"Fn::If\":[\"HasSnapStart\",\"PublishedVersions\",\"None\"]}}");
      assertThat(template.properties("WorkQueueSource").get("FunctionName").write())
          .isEqualTo(
              """
              {"Fn::If":["HasSnapStart",{"Ref":"TagscalerFunction.Alias"},\
              {"Ref":"TagscalerFunction"}]}\
              """);
      assertThat(function.get("Events").isNull()).isTrue();
    }

    @Test
    void is_made_anew_when_any_setting_of_the_function_changes() {
      var settings = new TreeSet<String>();
      published().forEach(value -> settings.addAll(settingsIn(value)));

      assertThat(settingsIn(function.get("VersionDescription"))).isEqualTo(settings);
      assertThat(function.get("AutoPublishAliasAllProperties")).isEqualTo(Json.of(true));
    }

    /** Otherwise the alias would name a version with the old resource, which the update deletes. */
    @Test
    void is_made_anew_when_a_setting_replaces_a_resource_that_the_function_names() {
      var named = new TreeSet<String>();
      published().forEach(value -> named.addAll(resourcesIn(value)));
      var replaced = named.stream().filter(this::replacedByASetting).toList();

      assertThat(replaced).containsExactly("FunctionRole");
      assertThat(resourcesIn(function.get("VersionDescription")))
          .containsExactlyElementsOf(replaced);
    }

    /** The description of a version has at most 256 characters. */
    @Test
    void has_room_for_as_many_characters_of_settings_as_the_page_says() throws IOException {
      var joined =
          function.get("VersionDescription").get("Fn::If").stream().toList().get(1).get("Fn::Join");
      var settings = joined.stream().toList().getLast().stream().toList();
      var roleId = Json.object().put("Fn::GetAtt", "FunctionRole.RoleId").build();
      int room = 256 - (settings.size() - 1) - "AROA1234567890EXAMPLE".length();
      int defaults =
          settings.stream()
              .filter(each -> !each.equals(roleId))
              .map(each -> template.parameters().get(each.get("Ref").text().orElseThrow()))
              .map(each -> each.get("Default"))
              .mapToInt(each -> each.text().orElseGet(each::write).length())
              .sum();

      assertThat(joined.stream()).first().isEqualTo(Json.of(" "));
      assertThat(settings).containsOnlyOnce(roleId);
      assertThat(Files.readString(Path.of("docs/faster-starts.md")))
          .contains(
              "at most %d characters together".formatted(room),
              "The defaults take %d;".formatted(defaults));
    }

    @Test
    void leaves_no_version_behind() {
      assertThat(template.resource("TagscalerFunction").get("DeletionPolicy"))
          .isEqualTo(Json.of("Delete"));
    }

    /** What a version keeps of the function. */
    private Stream<Json> published() {
      return members(function).entrySet().stream()
          .filter(each -> !each.getKey().equals("VersionDescription"))
          .filter(each -> !each.getKey().equals("ReservedConcurrentExecutions"))
          .map(Map.Entry::getValue);
    }

    private boolean replacedByASetting(String logicalId) {
      var resource = template.resource(logicalId);
      var replacing =
          switch (resource.get("Type").text().orElseThrow()) {
            case "AWS::IAM::Role" -> List.of("Path", "RoleName");
            case "AWS::Logs::LogGroup" -> List.of("LogGroupName");
            case "AWS::SQS::Queue" -> List.of("FifoQueue", "QueueName");
            default -> throw new AssertionError("Which properties replace " + logicalId + "?");
          };
      return replacing.stream()
          .map(resource.get("Properties")::get)
          .anyMatch(value -> !settingsIn(value).isEmpty());
    }

    private Set<String> settingsIn(Json value) {
      return namesIn(value)
          .flatMap(name -> {
            var condition = template.conditions().get(name);
            return condition.isNull() ? Stream.of(name) : settingsIn(condition).stream();
          })
          .filter(name -> !template.parameters().get(name).isNull())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> resourcesIn(Json value) {
      return namesIn(value)
          .filter(name -> !template.resource(name).isNull())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The parameters, resources and conditions that a value names. */
    private Stream<String> namesIn(Json value) {
      return Pattern.compile(
              "(?:\"(?:Ref|Condition|Fn::GetAtt)\":\"|\"Fn::If\":\\[\"|\\$\\{)(\\w+)\\b(?!:)")
          .matcher(value.write())
          .results()
          .map(each -> each.group(1));
    }
  }

  @Test
  void every_alarm_has_a_section_that_says_what_it_means_where_to_look_and_what_to_do()
      throws IOException {
    var section =
        Pattern.compile(
            "(?m)^### `(\\w+Alarm)`\n\n- \\*\\*Means:\\*\\* [^\n]+\n(?:  .+\n)*- \\*\\*Look:\\*\\* [^\n]+\n(?:  .+\n)*- \\*\\*Do:\\*\\* ");

    assertThat(
            section
                .matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(template.resources("AWS::CloudWatch::Alarm").keySet());
  }

  /** CloudWatch accepts 1,024 characters; the names that it fills in are some more. */
  @Test
  void every_alarm_says_in_a_few_sentences_where_to_read_on() {
    assertThat(template.resources("AWS::CloudWatch::Alarm"))
        .allSatisfy((name, alarm) ->
            assertThat(alarm.get("AlarmDescription").get("Fn::Sub").text().orElseThrow())
                .endsWith(" What to do: docs/operations.md, section %s.".formatted(name))
                .hasSizeLessThan(700));
  }

  @Test
  void every_alarm_notifies_the_same_people_when_it_starts_and_ends() {
    var alarms = template.resources("AWS::CloudWatch::Alarm");
    var notified = template.properties("DeadLetterAlarm").get("AlarmActions");

    assertThat(alarms)
        .allSatisfy((name, alarm) -> {
          assertThat(alarm.get("AlarmActions")).as(name).isEqualTo(notified);
          assertThat(alarm.get("OKActions")).as(name).isEqualTo(notified);
        });
  }

  @Test
  void every_parameter_has_a_description_and_a_default() {
    var shown =
        template.metadata("AWS::CloudFormation::Interface").get("ParameterGroups").stream()
            .flatMap(each -> each.get("Parameters").stream())
            .map(each -> each.text().orElseThrow())
            .collect(Collectors.toSet());

    assertThat(members(template.parameters()))
        .allSatisfy((name, parameter) -> {
          assertThat(parameter.get("Description").text()).as(name).isPresent();
          assertThat(parameter.get("Default").isNull()).as(name).isFalse();
          assertThat(shown).contains(name);
        });
  }

  /** What a stack without that condition leaves out. */
  private static Json ifSet(String condition, Json value) {
    return either(condition, value, ref("AWS::NoValue"));
  }

  /** What a stack with that condition leaves out. */
  private static Json unlessSet(String condition, Json value) {
    return either(condition, ref("AWS::NoValue"), value);
  }

  private static Json either(String condition, Json value, Json other) {
    return Json.object()
        .put("Fn::If", new Json.Arr(List.of(Json.of(condition), value, other)))
        .build();
  }

  private static Json ref(String name) {
    return Json.object().put("Ref", name).build();
  }

  /** A name with the unique part of a stack's ID, as CloudFormation fills it in. */
  private static String resolved(Json name) {
    var parts = name.get("Fn::Sub").stream().toList();
    assertThat(parts.getLast().get("Unique").write())
        .isEqualTo(
            """
            {"Fn::Select":[0,{"Fn::Split":["-",{"Fn::Select":[2,{"Fn::Split":["/",\
            {"Ref":"AWS::StackId"}]}]}]}]}\
            """);
    return parts
        .getFirst()
        .text()
        .orElseThrow()
        .replace("${Unique}", "0a1b2c3d")
        .replace("${AWS::Partition}", "aws")
        .replace("${AWS::Region}", "us-east-1")
        .replace("${AWS::AccountId}", "111122223333")
        .replace("${AWS::StackName}", "tagscaler");
  }

  private static boolean writes(String action) {
    return action.matches("application-autoscaling:(Register|Deregister|Put|Delete).*");
  }

  private static Set<String> actions(Stream<Json> statements) {
    return statements
        .map(each -> each.get("Action"))
        .flatMap(each -> each.text().isPresent() ? Stream.of(each) : each.stream())
        .map(each -> each.text().orElseThrow())
        .collect(Collectors.toSet());
  }

  private static long number(Json value) {
    return value instanceof Json.Num(BigDecimal number) ? number.longValueExact() : -1;
  }
}
