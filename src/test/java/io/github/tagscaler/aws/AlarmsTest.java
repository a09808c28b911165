package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Calculated;
import io.github.tagscaler.policy.setting.MetricSpec.Query;
import io.github.tagscaler.policy.setting.MetricSpec.Query.Source;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.ScalingRegistry;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.Change.DeleteAlarms;
import io.github.tagscaler.scaling.Change.PutAlarm;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Comparison;
import io.github.tagscaler.scaling.ScalingAlarm.Missing;
import io.github.tagscaler.scaling.ScalingAlarm.Other;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Alarms on the wire, which speaks forms and XML here. */
class AlarmsTest {
  private static final ResourceId BLUE = new EndpointVariant("Chat", "blue");
  private static final TargetKey KEY = new TargetKey(BLUE, ScalableDimension.INSTANCE_COUNT);
  private static final String NAME = "tagscaler/prod/endpoint/Chat/variant/blue/step-surge";
  private static final Watching INVOCATIONS =
      new Watching(
          new MetricSpec.Customized(
              "AWS/SageMaker",
              "InvocationsPerInstance",
              new TreeMap<>(Map.of("VariantName", "blue", "EndpointName", "Chat")),
              "Sum",
              Optional.of("None")),
          Duration.ofMinutes(1),
          2,
          3,
          1000.0,
          Comparison.AT_OR_ABOVE,
          Missing.NOT_BREACHING);

  private final CannedAws aws = new CannedAws();
  private final ScalingRegistry registry = aws.adapters().registry("prod");

  @AfterEach
  void close() {
    aws.close();
  }

  @Nested
  class Putting {
    private static final String REST =
        """
        , 'AlarmName': 'tagscaler/prod/endpoint/Chat/variant/blue/step-surge',
        'AlarmDescription': 'Triggers the scaling policy tagscaler-step-surge of endpoint/Chat/variant/blue. Managed by Tagscaler (stack prod) from the tags of the resource: change those, not this alarm.',
        'ActionsEnabled': 'true', 'AlarmActions.member.1': 'arn:surge', 'EvaluationPeriods': '3', 'DatapointsToAlarm': '2',
        'Threshold': '1000.0', 'ComparisonOperator': 'GreaterThanOrEqualToThreshold', 'TreatMissingData': 'notBreaching'}
        """;

    @BeforeEach
    void taken() {
      aws.answer("PutMetricAlarm", "<PutMetricAlarmResponse/>");
    }

    @Test
    void sends_all_fields_and_triggers_the_current_policy() {
      policyExists("arn:surge");

      registry.apply(new PutAlarm(KEY, null, alarm(INVOCATIONS)));

      assertThat(aws.operations()).containsExactly("DescribeScalingPolicies", "PutMetricAlarm");
      assertThat(aws.calls().getFirst().request())
          .isEqualTo(
              json(
                  "{'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/blue', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount', 'PolicyNames': ['tagscaler-step-surge']}"));
      assertThat(aws.calls().getLast().request())
          .isEqualTo(
              json(
                  "{'Namespace': 'AWS/SageMaker', 'MetricName': 'InvocationsPerInstance', 'Statistic': 'Sum', 'Unit': 'None', 'Period': '60',"
                      + " 'Dimensions.member.1.Name': 'EndpointName', 'Dimensions.member.1.Value': 'Chat',"
                      + " 'Dimensions.member.2.Name': 'VariantName', 'Dimensions.member.2.Value': 'blue'"
                      + REST));
    }

    @Test
    void of_a_calculation_gives_each_metric_the_period() {
      policyExists("arn:surge");

      registry.apply(
          new PutAlarm(
              KEY,
              null,
              alarm(
                  new Query(
                      "m",
                      new Source.Stat(
                          MetricSpec.Customized.of("MyApp", "Load", Map.of("a", "b"), "p90")),
                      Optional.of("load"),
                      false),
                  new Query(
                      "e", new Source.Expression("FILL(m,REPEAT)"), Optional.empty(), true))));

      assertThat(aws.calls().getLast().request())
          .isEqualTo(
              json(
                  "{'Metrics.member.1.Id': 'm', 'Metrics.member.1.Label': 'load', 'Metrics.member.1.ReturnData': 'false',"
                      + " 'Metrics.member.1.MetricStat.Stat': 'p90', 'Metrics.member.1.MetricStat.Period': '60',"
                      + " 'Metrics.member.1.MetricStat.Metric.Namespace': 'MyApp', 'Metrics.member.1.MetricStat.Metric.MetricName': 'Load',"
                      + " 'Metrics.member.1.MetricStat.Metric.Dimensions.member.1.Name': 'a', 'Metrics.member.1.MetricStat.Metric.Dimensions.member.1.Value': 'b',"
                      + " 'Metrics.member.2.Id': 'e', 'Metrics.member.2.Expression': 'FILL(m,REPEAT)', 'Metrics.member.2.ReturnData': 'true'"
                      + REST));
    }

    @Test
    void of_a_query_without_any_metric_gives_it_the_period() {
      policyExists("arn:surge");

      registry.apply(
          new PutAlarm(
              KEY,
              null,
              alarm(
                  new Query(
                      "q",
                      new Source.Expression("SELECT MAX(Load) FROM MyApp"),
                      Optional.empty(),
                      true))));

      assertThat(aws.calls().getLast().text("Metrics.member.1.Period")).isEqualTo("60");
    }

    @Test
    void waits_for_a_policy_that_was_put_a_moment_ago() {
      aws.answer("DescribeScalingPolicies", "{'ScalingPolicies': []}");
      policyExists("arn:surge");

      registry.apply(new PutAlarm(KEY, null, alarm(INVOCATIONS)));

      assertThat(aws.pauses()).containsExactly(Duration.ofMillis(200));
      assertThat(aws.calls("PutMetricAlarm")).hasSize(1);
    }

    // As an emulator does that ignores what a call filters by.
    @Test
    void triggers_no_other_policy_whatever_AWS_answers() {
      var own = standing("arn:surge");
      aws.answer(
          "DescribeScalingPolicies",
          "{'ScalingPolicies': ["
              + Stream.of(
                      own.replace("tagscaler-step-surge", "tagscaler-track-concurrency"),
                      own.replace("variant/blue", "variant/blue2"),
                      own.replace("DesiredInstanceCount", "DesiredProvisionedConcurrency"))
                  .map(other -> policy(other).replace("arn:surge", "arn:other"))
                  .collect(Collectors.joining(", "))
              + "], 'NextToken': 't'}");
      policyExists("arn:surge");

      registry.apply(new PutAlarm(KEY, null, alarm(INVOCATIONS)));

      assertThat(aws.calls("PutMetricAlarm"))
          .extracting(call -> call.text("AlarmActions.member.1"))
          .containsExactly("arn:surge");
    }

    private static String policy(String page) {
      return page.substring(page.indexOf('[') + 1, page.indexOf(']'));
    }

    @Test
    void without_its_policy_is_tried_again_later() {
      aws.answer("DescribeScalingPolicies", "{'ScalingPolicies': []}");

      assertThatThrownBy(() -> registry.apply(new PutAlarm(KEY, null, alarm(INVOCATIONS))))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.NOT_READY))
          .hasMessageContaining("endpoint/Chat/variant/blue");
      assertThat(aws.calls("DescribeScalingPolicies")).hasSize(5);
      assertThat(aws.calls("PutMetricAlarm")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "tagscaler/prod2/endpoint/Chat/variant/blue/wake",
          "tagscaler/prod",
          "TargetTracking-endpoint/Chat"
        })
    void accepts_only_names_of_this_stack(String name) {
      policyExists("arn:surge");
      var theirs = new ScalingAlarm(name, Optional.of("tagscaler-step-surge"), INVOCATIONS);

      assertThatThrownBy(() -> registry.apply(new PutAlarm(KEY, null, theirs)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> registry.apply(deletion(alarm(INVOCATIONS), theirs)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(aws.operations()).doesNotContain("PutMetricAlarm", "DeleteAlarms");
    }

    @Test
    void rejects_an_alarm_that_another_tool_changed() {
      policyExists("arn:surge");
      var changed = new ScalingAlarm(NAME, Optional.of("tagscaler-step-surge"), new Other());

      assertThatThrownBy(() -> registry.apply(new PutAlarm(KEY, null, changed)))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_not_for_a_metric_that_CloudWatch_does_not_know_by_that_name() {
      policyExists("arn:surge");
      var predefined =
          new Watching(
              new MetricSpec.Predefined("SageMakerVariantInvocationsPerInstance"),
              Duration.ofMinutes(1),
              1,
              1,
              1.0,
              Comparison.AT_OR_ABOVE,
              Missing.MISSING);

      assertThatThrownBy(() -> registry.apply(new PutAlarm(KEY, null, alarm(predefined))))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
      "Throttling, Rate exceeded, THROTTLED",
      "LimitExceeded, The quota of alarms is exceeded, QUOTA_EXCEEDED",
      "AccessDenied, User is not authorized to perform: cloudwatch:PutMetricAlarm, ACCESS_DENIED",
      "InternalServiceError, Try again, SERVICE_ERROR"
    })
    void fails_in_our_words(String error, String text, Code code) {
      try (var failing = new CannedAws()) {
        failing
            .answer("DescribeScalingPolicies", standing("arn:surge"))
            .fail("PutMetricAlarm", error, text);
        var registry = failing.adapters().registry("prod");

        assertThatThrownBy(() -> registry.apply(new PutAlarm(KEY, null, alarm(INVOCATIONS))))
            .isInstanceOfSatisfying(
                CallFailedException.class, failed -> assertThat(failed.code()).isEqualTo(code))
            .hasMessageStartingWith(
                "PutMetricAlarm of endpoint/Chat/variant/blue failed: " + error + ": " + text);
      }
    }

    private void policyExists(String arn) {
      aws.answer("DescribeScalingPolicies", standing(arn));
    }

    private static String standing(String arn) {
      return "{'ScalingPolicies': [{'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/blue', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount', 'PolicyName': 'tagscaler-step-surge', 'PolicyType': 'StepScaling', 'PolicyARN': '"
          + arn
          + "'}]}";
    }

    private static ScalingAlarm alarm(Watching watching) {
      return new ScalingAlarm(NAME, Optional.of("tagscaler-step-surge"), watching);
    }

    private static ScalingAlarm alarm(Query... queries) {
      return alarm(
          new Watching(
              new Calculated(List.of(queries)),
              INVOCATIONS.period(),
              INVOCATIONS.breaching(),
              INVOCATIONS.of(),
              INVOCATIONS.threshold(),
              INVOCATIONS.comparison(),
              INVOCATIONS.missing()));
    }
  }

  @Nested
  class Deleting {
    @Test
    void takes_a_hundred_at_once() {
      aws.answer("DeleteAlarms", "<DeleteAlarmsResponse/>");

      registry.apply(deletion(many(120)));

      assertThat(aws.calls("DeleteAlarms"))
          .extracting(call -> call.request().asObject().size())
          .containsExactly(100, 20);
      assertThat(aws.calls().getFirst().text("AlarmNames.member.1")).isEqualTo(many(1)[0].name());
    }

    @Test
    void an_alarm_that_is_already_gone_is_not_an_error() {
      aws.fail("DeleteAlarms", 404, "ResourceNotFound", "No such alarms")
          .answer("DescribeAlarms", alarms(""));

      assertThatCode(() -> registry.apply(deletion(many(2)))).doesNotThrowAnyException();
      assertThat(aws.operations()).containsExactly("DeleteAlarms", "DescribeAlarms");
    }

    @Test
    void existing_alarms_are_deleted_although_others_are_gone() {
      aws.fail("DeleteAlarms", 404, "ResourceNotFound", "No such alarms")
          .answer("DeleteAlarms", "<DeleteAlarmsResponse/>")
          .answer(
              "DescribeAlarms",
              alarms("<member><AlarmName>" + many(2)[1].name() + "</AlarmName></member>"));

      registry.apply(deletion(many(2)));

      assertThat(aws.operations())
          .containsExactly("DeleteAlarms", "DescribeAlarms", "DeleteAlarms");
      assertThat(aws.calls().getLast().request())
          .isEqualTo(json("{'AlarmNames.member.1': '" + many(2)[1].name() + "'}"));
    }

    @Test
    void a_concurrent_delete_is_tried_again_later() {
      aws.fail("DeleteAlarms", 404, "ResourceNotFound", "No such alarms")
          .answer(
              "DescribeAlarms",
              alarms("<member><AlarmName>" + many(1)[0].name() + "</AlarmName></member>"));

      assertThatThrownBy(() -> registry.apply(deletion(many(2))))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.CONCURRENT_UPDATE));
    }

    @Test
    void fails_for_any_other_reason() {
      aws.fail("DeleteAlarms", "AccessDenied", "not authorized to perform");

      assertThatThrownBy(() -> registry.apply(deletion(many(2))))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failed -> assertThat(failed.code()).isEqualTo(Code.ACCESS_DENIED));
    }

    private static ScalingAlarm[] many(int count) {
      return IntStream.range(0, count)
          .mapToObj(i ->
              new ScalingAlarm(
                  "tagscaler/prod/endpoint/Chat/variant/blue/step-" + i,
                  Optional.empty(),
                  new Other()))
          .toArray(ScalingAlarm[]::new);
    }
  }

  @Nested
  class Reading {
    private static final String ACTS =
        "<ActionsEnabled>true</ActionsEnabled><AlarmActions><member>arn:surge</member></AlarmActions>";
    private static final String METRIC =
        "<Namespace>AWS/SageMaker</Namespace><MetricName>InvocationsPerInstance</MetricName><Statistic>Sum</Statistic><Unit>None</Unit><Period>60</Period>"
            + "<Dimensions><member><Name>VariantName</Name><Value>blue</Value></member><member><Name>EndpointName</Name><Value>Chat</Value></member></Dimensions>";
    private static final String BEYOND =
        "<EvaluationPeriods>3</EvaluationPeriods><DatapointsToAlarm>2</DatapointsToAlarm><Threshold>1000.0</Threshold>"
            + "<ComparisonOperator>GreaterThanOrEqualToThreshold</ComparisonOperator><TreatMissingData>notBreaching</TreatMissingData>";

    @Test
    void reads_written_alarms_in_a_third_round() {
      policyExists("tagscaler-step-surge", "StepScaling");

      assertThat(read(ACTS + METRIC + BEYOND))
          .isEqualTo(new ScalingAlarm(NAME, Optional.of("tagscaler-step-surge"), INVOCATIONS));
      assertThat(aws.operations()).hasSize(5).endsWith("DescribeAlarms");
      assertThat(aws.calls().getLast().request())
          .isEqualTo(
              json(
                  "{'AlarmNamePrefix': 'tagscaler/prod/endpoint/Chat/variant/blue/', 'AlarmTypes.member.1': 'MetricAlarm', 'MaxRecords': '100'}"));
    }

    @Test
    void shows_what_CloudWatch_assumes() {
      policyExists("tagscaler-step-surge", "StepScaling");

      assertThat(
              read(ACTS.replaceFirst("<ActionsEnabled>.*</ActionsEnabled>", "")
                      + METRIC
                      + "<EvaluationPeriods>3</EvaluationPeriods><Threshold>1</Threshold><ComparisonOperator>LessThanOrEqualToThreshold</ComparisonOperator>")
                  .definition())
          .isEqualTo(
              new Watching(
                  INVOCATIONS.metric(),
                  Duration.ofMinutes(1),
                  3,
                  3,
                  1.0,
                  Comparison.AT_OR_BELOW,
                  Missing.MISSING));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<ActionsEnabled>false</ActionsEnabled><AlarmActions><member>arn:surge</member></AlarmActions>",
          "<AlarmActions><member>arn:of-a-policy-that-was-deleted</member></AlarmActions>",
          "<AlarmActions><member>arn:surge</member><member>arn:topic</member></AlarmActions>",
          "<AlarmActions><member>arn:surge</member></AlarmActions><OKActions><member>arn:topic</member></OKActions>",
          "<AlarmActions><member>arn:surge</member></AlarmActions><InsufficientDataActions><member>arn:surge</member></InsufficientDataActions>",
          ""
        })
    void recognizes_an_alarm_that_triggers_more_than_its_policy(String actions) {
      policyExists("tagscaler-step-surge", "StepScaling");

      assertThat(read(actions + METRIC + BEYOND).actsOn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          METRIC,
          METRIC + BEYOND + "<ThresholdMetricId>a</ThresholdMetricId>",
          METRIC + BEYOND + "<ExtendedStatistic>p90</ExtendedStatistic>",
          BEYOND + "<Metrics><member><Id>q</Id><Expression>a</Expression></member></Metrics>",
          BEYOND
              + "<Metrics><member><Id>q</Id><Expression>a</Expression><Period>60</Period><AccountId>111122223333</AccountId></member></Metrics>",
          BEYOND
              + "<Metrics><member><Id>a</Id><MetricStat><Stat>Sum</Stat><Period>60</Period><Metric><Namespace>n</Namespace><MetricName>m</MetricName></Metric></MetricStat></member>"
              + "<member><Id>b</Id><MetricStat><Stat>Sum</Stat><Period>300</Period><Metric><Namespace>n</Namespace><MetricName>m</MetricName></Metric></MetricStat></member></Metrics>"
        })
    void takes_what_we_would_not_write_for_anothers(String definition) {
      policyExists("tagscaler-step-surge", "StepScaling");

      assertThat(read(ACTS + definition).definition()).isEqualTo(new Other());
    }

    @Test
    void reads_an_unknown_comparison_as_another_tools_alarm() {
      policyExists("tagscaler-step-surge", "StepScaling");

      assertThat(read(ACTS + METRIC + BEYOND.replace("OrEqualTo", "")).definition())
          .isEqualTo(new Other());
    }

    @ParameterizedTest
    @CsvSource({
      "tagscaler-track-cpu, TargetTrackingScaling",
      "by-hand, StepScaling",
    })
    void is_skipped_if_no_managed_policy_needs_an_alarm(String name, String type) {
      policyExists(name, type);

      assertThat(registry.observe(List.of(BLUE)).getFirst().alarms()).isEmpty();
      assertThat(aws.operations()).hasSize(4).doesNotContain("DescribeAlarms");
    }

    @Test
    void of_a_possibly_truncated_name_reads_both_prefixes() {
      var stack = "s".repeat(128);
      var registry = aws.adapters().registry(stack);
      aws.answer("DescribeAlarms", alarms("<member><AlarmName>a</AlarmName></member>"));
      var id = new EndpointVariant("e".repeat(63), "v".repeat(20));

      assertThat(registry.alarms(ManagedNames.alarmPrefixes(stack, id)))
          .containsExactly(new ScalingAlarm("a", Optional.empty(), new Other()));
      assertThat(aws.calls("DescribeAlarms"))
          .extracting(call -> call.text("AlarmNamePrefix"))
          .containsExactlyElementsOf(ManagedNames.alarmPrefixes(stack, id))
          .hasSize(2);
    }

    @Test
    void reads_no_prefix_of_other_stacks_or_too_long() {
      assertThatThrownBy(() -> registry.alarms(List.of("TargetTracking-")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(registry.alarms(List.of("tagscaler/prod/" + "x".repeat(241)))).isEmpty();
      assertThat(aws.calls()).isEmpty();
    }

    @Test
    void reads_every_page() {
      policyExists("tagscaler-wake", "StepScaling");
      aws.answer(
              "DescribeAlarms",
              alarms("<member><AlarmName>a</AlarmName></member>")
                  .replace(
                      "</DescribeAlarmsResult>", "<NextToken>t</NextToken></DescribeAlarmsResult>"))
          .answer("DescribeAlarms", alarms("<member><AlarmName>b</AlarmName></member>"));

      assertThat(registry.observe(List.of(BLUE)).getFirst().alarms())
          .extracting(ScalingAlarm::name)
          .containsExactly("a", "b");
    }

    private ScalingAlarm read(String members) {
      aws.answer(
          "DescribeAlarms",
          alarms("<member><AlarmName>" + NAME + "</AlarmName>" + members + "</member>"));
      return registry.observe(List.of(BLUE)).getFirst().alarms().getFirst();
    }

    private void policyExists(String policy, String type) {
      aws.answer(
              "DescribeScalableTargets",
              "{'ScalableTargets': [{'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/blue', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount', 'MinCapacity': 1, 'MaxCapacity': 4, 'RoleARN': 'r', 'CreationTime': 1, 'ScalableTargetARN': 'arn:target'}]}")
          .answer("DescribeScheduledActions", "{'ScheduledActions': []}")
          .answer("ListTagsForResource", "{'Tags': {}}")
          .answer(
              "DescribeScalingPolicies",
              "{'ScalingPolicies': [{'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Chat/variant/blue', 'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount', 'PolicyName': '%s', 'PolicyType': '%s', 'PolicyARN': 'arn:surge'}]}"
                  .formatted(policy, type));
    }
  }

  private static DeleteAlarms deletion(ScalingAlarm... alarms) {
    return new DeleteAlarms(BLUE, List.of(alarms));
  }

  private static String alarms(String members) {
    return "<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms>"
        + members
        + "</MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>";
  }

  private static JsonNode json(String json) {
    return JsonNode.parser().parse(json.replace('\'', '"'));
  }
}
