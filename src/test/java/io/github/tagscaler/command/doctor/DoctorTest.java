package io.github.tagscaler.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the verb says of whole accounts. */
class DoctorTest {
  private static final String DEPLOY_ROLE = "arn:aws:iam::111122223333:role/deploy";

  @Test
  void a_stack_that_is_fit() {
    var run = HealthyStack.read().run(100, List.of(), "doctor", "--deploy-role", DEPLOY_ROLE);

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                0,
                """
                Account 111122223333 in us-east-1, stack tagscaler, as
                arn:aws:sts::111122223333:assumed-role/caller/session
                18 fine

                Account
                  ✓ Service-linked role  AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint exists

                Events
                  ✓ Trail                management (all regions) logs management events
                  ✓ Rules                7 rules are enabled, match their events and send them to the work queue

                Stack
                  ✓ Stack                tagscaler is deployed (UPDATE_COMPLETE)
                  ✓ Settings             tags start with autoscaling:, changes are made
                  ✓ Function             tagscaler-TagscalerFunction-1A2B3C is invoked by the work queue
                  ✓ Work queue           is empty
                  ✓ Dead letters         none
                  ✓ Last sweep           ended 5 minutes ago; nothing to reconcile
                  ✓ Errors               none in the last 24 hours
                  ✓ Alarms               none of 8 is on

                Catalog
                  ✓ Documents            _platform with 1 policy and 0 guardrails

                Permissions
                  ✓ Function's role      is allowed everything that the function does
                  ✓ Deploy role          deploy can delete and update endpoints that scale

                Fleet
                  ✓ Tag keys             all tags under autoscaling: are known
                  ✓ Misplaced tags       none on endpoint configurations and models
                  ✓ Leftovers            no orphaned alarms, no targets of vanished stacks
                  ✓ Quotas               0 scalable targets registered, of 500 for each dimension by default
                """,
                ""));
  }

  @Test
  void an_account_without_a_stack_on_a_narrow_terminal() {
    try (var aws = StandIn.start()) {
      var run = Shell.on(aws).wide(60).run("doctor");

      assertThat(run.out())
          .isEqualTo(
              """
              Account 111122223333 in us-east-1, stack tagscaler, as
              arn:aws:sts::111122223333:assumed-role/caller/session
              1 failure, 2 warnings, 6 fine

              Account
                ! Service-linked role  AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint
                                       does not exist. AWS creates it with
                                       the first scalable target, if
                                       whoever registers that may create
                                       it.
                                       aws iam create-service-linked-role --aws-service-name sagemaker.application-autoscaling.amazonaws.com

              Events
                ✗ Trail                There is no trail, so no event
                                       comes when a tag or an inference
                                       component changes, and only the
                                       next sweep notices. Put the name of
                                       your bucket in place of BUCKET.
                                       aws cloudtrail create-trail --name management-events --s3-bucket-name BUCKET --is-multi-region-trail
                                       aws cloudtrail start-logging --name management-events

              Stack
                ! Stack                There is no stack tagscaler in
                                       us-east-1. If yours has another
                                       name, give it with --stack; else
                                       deploy it from its source.
                                       sam deploy --stack-name tagscaler --region us-east-1

              Catalog
                ✓ Documents            no catalog is set: tags can use the
                                       bundled policies

              Permissions
                ✓ Your own             you could register scalable targets

              Fleet
                ✓ Tag keys             all tags under autoscaling: are
                                       known
                ✓ Misplaced tags       none on endpoint configurations and
                                       models
                ✓ Leftovers            no orphaned alarms, no targets of
                                       vanished stacks
                ✓ Quotas               0 scalable targets registered, of
                                       500 for each dimension by default
              """);
      assertThat(run.exit()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "iam:GetRole, Service-linked role",
    "cloudtrail:DescribeTrails, Trail",
    "cloudtrail:GetTrailStatus, Trail",
    "cloudtrail:GetEventSelectors, Trail",
    "events:DescribeRule, SweepSchedule",
    "events:ListTargetsByRule, SweepSchedule",
    "events:TestEventPattern, TagChangeRule",
    "cloudformation:DescribeStacks, Stack",
    "cloudformation:DescribeStackResources, Stack",
    "lambda:GetFunctionConfiguration, Function",
    "lambda:ListEventSourceMappings, Function",
    "sqs:GetQueueAttributes, Dead letters",
    "cloudwatch:GetMetricData, Last sweep",
    "cloudwatch:DescribeAlarms, Alarms",
    "ssm:GetParametersByPath, Documents",
    "iam:SimulatePrincipalPolicy, Deploy role",
    "tag:GetResources, Misplaced tags",
    "sagemaker:ListEndpoints, Tag keys",
    "application-autoscaling:DescribeScalableTargets, Quotas",
  })
  void what_the_caller_may_not_look_at_is_unknown_and_names_the_right(
      String action, String subject) {
    var run =
        HealthyStack.read()
            .run(
                100,
                List.of("{'denied': ['%s']}".formatted(action)),
                "doctor",
                "--format",
                "json",
                "--deploy-role",
                DEPLOY_ROLE);

    DoctorSchema.check(run.out());
    assertThat(run.json().get("findings").stream())
        .filteredOn(finding -> finding.get("subject").equals(Json.of(subject)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.get("verdict")).isEqualTo(Json.of("unknown"));
          assertThat(finding.get("text"))
              .isEqualTo(Json.of("You may not look: %s is missing.".formatted(action)));
          assertThat(finding.get("permission")).isEqualTo(Json.of(action));
        });
    assertThat(run.exit()).isZero();
  }

  @Test
  void messages_that_could_not_be_processed_are_a_failure() {
    try (var aws = StandIn.start()) {
      aws.seed(HealthyStack.read().seed());
      send(aws, "tagscaler-DeadLetterQueue-1A2B3C");
      send(aws, "tagscaler-DeadLetterQueue-1A2B3C");

      var run = Shell.on(aws).wide(400).run("doctor");

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains(
              """
                ✗ Dead letters         2 messages could not be processed. Read them and the log, correct the cause, then send them back with the last command.
                                       aws sqs receive-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/tagscaler-DeadLetterQueue-1A2B3C --max-number-of-messages 10 --visibility-timeout 10
                                       aws logs tail /tagscaler/tagscaler/1a2b3c4d --since 1d --filter-pattern '{ $.event = "StillFailing" || $.event = "Failed" }'
                                       aws sqs start-message-move-task --source-arn arn:aws:sqs:us-east-1:111122223333:tagscaler-DeadLetterQueue-1A2B3C
              """);
    }
  }

  @Test
  void the_published_version_may_be_what_the_queue_invokes() {
    try (var aws = StandIn.start()) {
      aws.seed(
          HealthyStack.read()
              .with(
                  "'FunctionName':'tagscaler-TagscalerFunction-1A2B3C','EventSourceArn'",
                  "'FunctionName':'tagscaler-TagscalerFunction-1A2B3C:live','EventSourceArn'")
              .seed());

      assertThat(Shell.on(aws).run("doctor").out()).contains("✓ Function ");
    }
  }

  @Test
  void messages_that_wait_too_long_are_a_failure_and_others_are_not() {
    try (var aws = StandIn.start()) {
      aws.seed(HealthyStack.read().seed());
      send(aws, "tagscaler-WorkQueue-1A2B3C");

      assertThat(Shell.on(aws).run("doctor").out())
          .contains("✓ Work queue           1 message waits\n");

      aws.seed(
          """
          {"metrics": [{"namespace": "AWS/SQS", "metric": "ApproximateAgeOfOldestMessage", "unit": "Seconds",
            "dimensions": {"QueueName": "tagscaler-WorkQueue-1A2B3C"}, "period": "PT5M", "values": [7500]}]}
          """);
      assertThat(Shell.on(aws).wide(400).run("doctor").out())
          .contains(
              """
                ✗ Work queue           1 message waits, and the oldest for 2 h 5 min: the function is not invoked, or not often enough.
                                       aws lambda list-event-source-mappings --event-source-arn arn:aws:sqs:us-east-1:111122223333:tagscaler-WorkQueue-1A2B3C
                                       aws logs tail /tagscaler/tagscaler/1a2b3c4d --since 1h --filter-pattern '{ $.event = "StillFailing" || $.event = "Failed" }'
              """);
    }
  }

  @Test
  void an_alarm_that_is_on_is_a_failure() {
    try (var aws = StandIn.start()) {
      aws.seed(HealthyStack.read().seed());
      aws.seed(
          """
          {"metrics": [{"namespace": "Tagscaler/tagscaler", "metric": "OperatorProblems", "period": "PT15M", "values": [2]}]}
          """);
      aws.advance(Duration.ofMinutes(20));

      assertThat(Shell.on(aws).wide(400).run("doctor").out())
          .contains(
              """
                ✗ OperatorAlarm        The alarm has been on for 19 minutes.
                                       aws cloudwatch describe-alarms --alarm-names tagscaler-OperatorAlarm-1A2B3C --query 'MetricAlarms[].AlarmDescription' --output text
                                       aws logs tail /tagscaler/tagscaler/1a2b3c4d --since 2h --filter-pattern '{ $.code = "AccessDenied" || $.code = "CatalogInvalid" || $.code = "QuotaExceeded" || $.event = "Unpublished" || $.event = "Dropped" }'
              """);
    }
  }

  @Test
  void a_sweep_that_is_late_is_a_failure() {
    try (var aws = StandIn.start()) {
      aws.seed(HealthyStack.read().seed());
      aws.advance(Duration.ofMinutes(100));

      assertThat(Shell.on(aws).wide(400).run("doctor").out())
          .contains(
              "✗ Last sweep           The last sweep ended 1 h 45 min ago, so changes that sent no event are not picked up. See why, then start one:\n");
    }
  }

  private static void send(StandIn aws, String queue) {
    try (var sqs =
        SqsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      sqs.sendMessage(request ->
          request
              .queueUrl(
                  URI.create("https://sqs.us-east-1.amazonaws.com/111122223333/" + queue)
                      .toString())
              .messageBody("{}"));
    }
  }

  @Test
  void who_may_look_at_nothing_at_all_gets_no_answer() {
    var run =
        HealthyStack.read()
            .run(
                100,
                List.of(
                    """
                    {'denied': ['iam:GetRole', 'cloudtrail:DescribeTrails', 'cloudformation:DescribeStacks',
                      'cloudformation:DescribeStackResource', 'sagemaker:ListEndpoints', 'tag:GetResources']}
                    """),
                "doctor");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("\n8 not checked\n")
        .contains(
            "? Documents            The stack's settings are not known. Name the catalog with --catalog.");
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, ✓ Version              1.0.0", "'', ''"})
  void the_version_is_that_of_the_stacks_output(String version, String line) {
    var stack = HealthyStack.read();
    var run =
        (version.isEmpty()
                ? stack
                : stack.with(
                    "'Outputs':[",
                    "'Outputs':[{'OutputKey':'Version','OutputValue':'%s'},".formatted(version)))
            .run(100, List.of(), "doctor");

    assertThat(run.out()).contains(line);
    assertThat(run.out().contains("Version")).isEqualTo(!version.isEmpty());
  }

  @Test
  void another_catalog_can_be_checked(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("pay.yaml"), "version: 1\npolicies:\n  busy:\n    extends: default\n");

    assertThat(
            HealthyStack.read()
                .run(100, List.of(), "doctor", "--catalog", directory.toString())
                .out())
        .contains("✓ Documents            pay with 1 policy and 0 guardrails\n");
  }

  @Test
  void commands_name_the_region_and_the_profile_that_were_named() {
    var run =
        HealthyStack.read()
            .withRule("TagChangeRule", "'State':'DISABLED'")
            .run(400, List.of(), "doctor", "--region", "us-east-1");

    assertThat(run.out())
        .contains(
            "aws events enable-rule --name tagscaler-TagChangeRule-1A2B3C --region us-east-1\n");
  }

  @Test
  void without_an_answer_from_AWS_nothing_can_be_checked() {
    var run =
        Shell.offline(() -> Instant.parse("2026-01-05T08:00:00Z"))
            .with("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
            .with("AWS_REGION", "us-east-1")
            .with("AWS_ACCESS_KEY_ID", "a")
            .with("AWS_SECRET_ACCESS_KEY", "b")
            .run("doctor");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).startsWith("error: Nothing answers at http://127.0.0.1:1: ");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--deploy-role deploy | --deploy-role is \"deploy\", but it must be the ARN of a role, such as arn:aws:iam::111122223333:role/deploy.",
        "--deploy-role arn:aws:sts::111122223333:assumed-role/deploy/ci | --deploy-role is \"arn:aws:sts::111122223333:assumed-role/deploy/ci\", but it must be the ARN of a role, such as arn:aws:iam::111122223333:role/deploy.",
        "--as-of soon | --as-of is \"soon\", but it must be a time in UTC such as 2026-12-31T18:00 or 2026-12-31.",
        "--set Prefix=x | --set names \"Prefix\", but there is no such setting.",
        "chat | \"chat\" is one word too many.",
      })
  void bad_input_is_a_usage_error(String arguments, String message) {
    try (var aws = StandIn.start()) {
      var words = ("doctor " + arguments).split(" ", -1);
      var run = Shell.on(aws).run(words);

      assertThat(run.exit()).isEqualTo(64);
      assertThat(run.err()).startsWith("error: " + message);
      assertThat(run.out()).isEmpty();
    }
  }
}
