package io.github.tagscaler.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing is broken at a time: what is reported, and the command that mends it. */
class BrokenStackTest {
  private static final String NO_EVENT =
      "so no event comes when a tag or an inference component changes, and only the next sweep notices.";
  private static final String QUEUE =
      "arn:aws:sqs:us-east-1:111122223333:tagscaler-WorkQueue-1A2B3C";
  private static final String DEAD =
      "arn:aws:sqs:us-east-1:111122223333:tagscaler-DeadLetterQueue-1A2B3C";
  private static final String FUNCTION = "tagscaler-TagscalerFunction-1A2B3C";
  private static final String TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/management";

  /**
   * A stack of which one thing is broken.
   *
   * @param what it is
   * @param broken breaks it
   * @param more seeds beside the stack's
   * @param line verdict, subject and text of the finding
   * @param commands that come with it
   */
  record Broken(
      String what,
      UnaryOperator<HealthyStack> broken,
      List<String> more,
      String line,
      List<String> commands) {

    static Broken of(
        String what, UnaryOperator<HealthyStack> broken, String line, String... commands) {
      return new Broken(what, broken, List.of(), line, List.of(commands));
    }

    static Broken seeded(String what, String seed, String line, String... commands) {
      return new Broken(what, stack -> stack, List.of(seed), line, List.of(commands));
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Broken> events() {
    return Stream.of(
        Broken.of(
            "no trail",
            stack -> stack.without("trails"),
            "failure Trail: There is no trail, "
                + NO_EVENT
                + " Put the name of your bucket in place of BUCKET.",
            "aws cloudtrail create-trail --name management-events --s3-bucket-name BUCKET --is-multi-region-trail",
            "aws cloudtrail start-logging --name management-events"),
        Broken.of(
            "a trail that is off",
            stack -> stack.with("'Name':'management'", "'Name':'management','IsLogging':false"),
            "failure Trail: management (all regions) does not log, " + NO_EVENT,
            "aws cloudtrail start-logging --name " + TRAIL + " --region us-east-1"),
        Broken.of(
            "a trail of reads",
            stack -> stack.with("'ReadWriteType':'All'", "'ReadWriteType':'ReadOnly'"),
            "failure Trail: management (all regions) logs no management events of the kind write, "
                + NO_EVENT,
            "aws cloudtrail put-event-selectors --trail-name "
                + TRAIL
                + " --event-selectors '[{\"ReadWriteType\":\"ReadOnly\",\"IncludeManagementEvents\":true,\"DataResources\":[]},{\"ReadWriteType\":\"WriteOnly\",\"IncludeManagementEvents\":true,\"DataResources\":[]}]' --region us-east-1"),
        Broken.of(
            "a trail of data events of another region",
            stack ->
                stack
                    .with("'Name':'management'", "'Name':'management','HomeRegion':'eu-west-1'")
                    .with(
                        "'EventSelectors':[{'ReadWriteType':'All','IncludeManagementEvents':true}]",
                        "'AdvancedEventSelectors':[{'Name':'S3','FieldSelectors':[{'Field':'eventCategory','Equals':['Data']}]}]"),
            "failure Trail: management (all regions) logs no management events of the kind write, "
                + NO_EVENT,
            "aws cloudtrail put-event-selectors --trail-name arn:aws:cloudtrail:eu-west-1:111122223333:trail/management --advanced-event-selectors '[{\"Name\":\"S3\",\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Data\"]}]},{\"Name\":\"Management writes\",\"FieldSelectors\":[{\"Field\":\"eventCategory\",\"Equals\":[\"Management\"]},{\"Field\":\"readOnly\",\"Equals\":[\"false\"]}]}]' --region eu-west-1"),
        Broken.of(
            "a disabled rule",
            stack -> stack.withRule("TagChangeRule", "'State':'DISABLED'"),
            "failure TagChangeRule: The rule is disabled.",
            "aws events enable-rule --name tagscaler-TagChangeRule-1A2B3C"),
        Broken.of(
            "a disabled rule on a bus of the account's own",
            stack ->
                stack
                    .withRule("ReconcileRequestedRule", "'State':'DISABLED','EventBusName':'ml'")
                    .with(
                        "'PhysicalResourceId':'tagscaler-ReconcileRequestedRule-1A2B3C'",
                        "'PhysicalResourceId':'ml|tagscaler-ReconcileRequestedRule-1A2B3C'"),
            "failure ReconcileRequestedRule: The rule is disabled.",
            "aws events enable-rule --name tagscaler-ReconcileRequestedRule-1A2B3C --event-bus-name ml"),
        Broken.of(
            "a rule without a target",
            stack ->
                stack.with(
                    "'ScheduleExpression':'rate(15 minutes)','Targets':[{'Id':'work-queue','Arn':'%s','DeadLetterConfig':{'Arn':'%s'}}]"
                        .formatted(QUEUE, DEAD),
                    "'ScheduleExpression':'rate(15 minutes)'"),
            "failure SweepSchedule: The rule has no target.",
            "aws events put-targets --rule tagscaler-SweepSchedule-1A2B3C --targets 'Id=work-queue,Arn=%s,DeadLetterConfig={Arn=%s}'"
                .formatted(QUEUE, DEAD)),
        Broken.of(
            "a changed pattern",
            stack -> stack.with("'service':['sagemaker']", "'service':['s3']"),
            "failure TagChangeRule: The rule does not match the event of a changed tag.",
            "aws events put-rule --name tagscaler-TagChangeRule-1A2B3C --event-pattern '{\"source\":[\"aws.tag\"],\"detail-type\":[\"Tag Change on Resource\"],\"account\":[\"111122223333\"],\"region\":[\"us-east-1\"],\"resources\":[{\"wildcard\":\"arn:aws:sagemaker:us-east-1:111122223333:endpoint/*\"},{\"wildcard\":\"arn:aws:sagemaker:us-east-1:111122223333:inference-component/*\"}],\"detail\":{\"service\":[\"sagemaker\"]}}'"),
        Broken.of(
            "a changed schedule",
            stack -> stack.with("rate(15 minutes)", "rate(1 day)"),
            "warning SweepSchedule: The schedule is rate(1 day), but the function expects a sweep every 15 minutes.",
            "aws events put-rule --name tagscaler-SweepSchedule-1A2B3C --schedule-expression 'rate(15 minutes)'"),
        Broken.of(
            "a deleted rule",
            stack ->
                stack.with("'Name':'tagscaler-SweepSchedule-1A2B3C'", "'Name':'somebody-elses'"),
            "failure SweepSchedule: The rule no longer exists: it was deleted, but not by CloudFormation.",
            "aws events put-rule --name tagscaler-SweepSchedule-1A2B3C --schedule-expression 'rate(15 minutes)'",
            "aws events put-targets --rule tagscaler-SweepSchedule-1A2B3C --targets 'Id=work-queue,Arn=%s,DeadLetterConfig={Arn=%s}'"
                .formatted(QUEUE, DEAD)));
  }

  static Stream<Broken> stack() {
    return Stream.of(
        Broken.of(
            "a failed deployment",
            stack -> stack.with("'UPDATE_COMPLETE'", "'UPDATE_ROLLBACK_FAILED'"),
            "failure Stack: tagscaler is in status UPDATE_ROLLBACK_FAILED. See why:",
            "aws cloudformation describe-stack-events --stack-name tagscaler --query 'StackEvents[?contains(ResourceStatus,`FAILED`)].[LogicalResourceId,ResourceStatusReason]' --output text"),
        Broken.of(
            "a running deployment",
            stack -> stack.with("'UPDATE_COMPLETE'", "'UPDATE_IN_PROGRESS'"),
            "warning Stack: tagscaler is being deployed (UPDATE_IN_PROGRESS): ask again when that is over.",
            "aws cloudformation describe-stack-events --stack-name tagscaler"),
        Broken.of(
            "dry run",
            stack -> stack.with("'TAGSCALER_DRY_RUN':'false'", "'TAGSCALER_DRY_RUN':'true'"),
            "warning Dry run: Dry run is on: Tagscaler reports what it would change, and changes nothing.",
            "sam deploy --stack-name tagscaler --parameter-overrides DryRun=false --region us-east-1"),
        Broken.of(
            "release all",
            stack ->
                stack.with("'TAGSCALER_RELEASE_ALL':''", "'TAGSCALER_RELEASE_ALL':'tagscaler'"),
            "warning Release all: ReleaseAll is set: Tagscaler releases everything that it manages, whatever the tags say.",
            "sam deploy --stack-name tagscaler --parameter-overrides ReleaseAll= --region us-east-1"),
        Broken.of(
            "a setting that stops the function",
            stack ->
                stack.with(
                    "'TAGSCALER_SWEEP_MINUTES':'15'", "'TAGSCALER_SWEEP_MINUTES':'quarterly'"),
            "failure Settings: The function cannot start: TAGSCALER_SWEEP_MINUTES is \"quarterly\", but it must be a whole number from 5 to 60.",
            "aws lambda get-function-configuration --function-name "
                + FUNCTION
                + " --query Environment.Variables",
            "sam deploy --stack-name tagscaler --region us-east-1"),
        Broken.of(
            "a function that failed to update",
            stack ->
                stack.with(
                    "'LastUpdateStatus':'Successful'",
                    "'LastUpdateStatus':'Failed','LastUpdateStatusReason':'KMS key is disabled'"),
            "failure Function: The last update of the function failed: KMS key is disabled",
            "sam deploy --stack-name tagscaler --region us-east-1"),
        Broken.of(
            "a disabled event source",
            stack -> stack.with("'State':'Enabled'", "'State':'Disabled'"),
            "failure Function: The event source is disabled, so no event is handled.",
            "aws lambda update-event-source-mapping --uuid 6f1c2d3e-0000-4000-8000-000000000001 --enabled"),
        Broken.of(
            "no event source",
            stack -> stack.without("eventSourceMappings"),
            "failure Function: The work queue does not invoke the function, so no event is handled.",
            "aws lambda create-event-source-mapping --function-name "
                + FUNCTION
                + " --event-source-arn "
                + QUEUE
                + " --batch-size 5 --maximum-batching-window-in-seconds 5 --function-response-types ReportBatchItemFailures"),
        Broken.of(
            "no sweep",
            stack -> stack.without("metrics"),
            "failure Last sweep: No sweep has ended in the last 24 hours, so changes that sent no event are not picked up. See why, then start one:",
            "aws logs tail /tagscaler/tagscaler/1a2b3c4d --since 2h --filter-pattern '{ $.event = \"Sweep\" || $.event = \"Failed\" || $.event = \"Bug\" }'",
            "aws lambda invoke --function-name "
                + FUNCTION
                + " --cli-binary-format raw-in-base64-out --cli-read-timeout 0 --payload '{\"all\": true}' answer.json"),
        Broken.of(
            "releases held back",
            stack ->
                stack.with(
                    "'metric':'SweepHeldBack','dimensions':{'Stack':'tagscaler'},'unit':'Count','period':'PT5M','values':[0]",
                    "'metric':'SweepHeldBack','dimensions':{'Stack':'tagscaler'},'unit':'Count','period':'PT5M','values':[40]"),
            "failure Last sweep: The last sweep released nothing, because 40 targets have lost their tags at once. Put the tags back; or, if they were removed on purpose, raise the limit for a while:",
            "aws logs tail /tagscaler/tagscaler/1a2b3c4d --since 1h --filter-pattern '{ $.code = \"SweepLimitExceeded\" }'",
            "sam deploy --stack-name tagscaler --parameter-overrides SweepLimit=100 --region us-east-1"),
        Broken.seeded(
            "errors of the function",
            "{'metrics': [{'namespace': 'AWS/Lambda', 'metric': 'Errors', 'dimensions': {'FunctionName': '"
                + FUNCTION
                + "'}, 'unit': 'Count', 'period': 'PT5M', 'values': [2, 0, 1]}]}",
            "warning Errors: 3 invocations of the function failed in the last 24 hours.",
            "aws logs tail /tagscaler/tagscaler/1a2b3c4d --since 1d --filter-pattern ERROR"));
  }

  static Stream<Broken> roles() {
    return Stream.of(
        Broken.of(
            "no service-linked role",
            stack ->
                stack.with(
                    "'RoleName':'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint'",
                    "'RoleName':'AWSServiceRoleForApplicationAutoScaling_ECSService'"),
            "warning Service-linked role: AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint does not exist. AWS creates it with the first scalable target, if whoever registers that may create it.",
            "aws iam create-service-linked-role --aws-service-name sagemaker.application-autoscaling.amazonaws.com"),
        Broken.of(
            "a narrowed role of the function",
            stack -> stack.with("'cloudwatch:PutMetricAlarm',", ""),
            "failure Function's role: The role may not cloudwatch:PutMetricAlarm (no policy allows it).",
            "aws iam get-role-policy --role-name tagscaler-FunctionRole-1A2B3C --policy-name tagscaler",
            "sam deploy --stack-name tagscaler --region us-east-1"),
        Broken.of(
            "a deploy role that may not deregister",
            stack ->
                stack.with(
                    "'Action':'application-autoscaling:DeregisterScalableTarget'",
                    "'Action':'application-autoscaling:DescribeScheduledActions'"),
            "failure Deploy role: AWS refuses DeleteEndpoint to deploy for an endpoint that scales, because it may not application-autoscaling:DeregisterScalableTarget (no policy allows it).",
            "aws iam put-role-policy --role-name deploy --policy-name delete-endpoints-that-scale --policy-document '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"application-autoscaling:DeregisterScalableTarget\",\"Resource\":\"arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/*\",\"Condition\":{\"StringEquals\":{\"application-autoscaling:service-namespace\":\"sagemaker\"}}},{\"Effect\":\"Allow\",\"Action\":\"application-autoscaling:DescribeScalableTargets\",\"Resource\":\"*\"}]}'"),
        Broken.of(
            "a deploy role that may not tag",
            stack -> stack.with("'sagemaker:AddTags',", ""),
            "warning Deploy role: To change the instance type of an endpoint that scales (scripts/update-endpoint), deploy lacks, for endpoints of any name, sagemaker:AddTags (no policy allows it).",
            "aws iam list-attached-role-policies --role-name deploy",
            "aws iam list-role-policies --role-name deploy"));
  }

  static Stream<Broken> catalog() {
    return Stream.of(
        Broken.of(
            "an empty catalog",
            stack -> stack.without("parameters"),
            "warning Documents: There is no document directly under /tagscaler/catalog, so tags can use the bundled policies only and there are no guardrails.",
            "aws ssm put-parameter --type String --name /tagscaler/catalog/_platform --value file://_platform.yaml"),
        Broken.of(
            "a mistake in a document",
            stack -> stack.with("extends: llm\\n", "extends: lmm\\n"),
            "failure Documents: _platform, line 4, column 14: policies.llm-chat.extends = \"lmm\". There is no such policy. Did you mean \"llm\"? Policies to extend: batch, cpu-model, default, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
            "tagscaler lint --catalog /tagscaler/catalog"));
  }

  static Stream<Broken> fleet() {
    return Stream.of(
        Broken.seeded(
            "an unknown key",
            "{'endpoints': [{'name': 'chat', 'tags': {'autoscaling:maxx': '4'}}]}",
            "warning Tag keys: autoscaling:maxx on endpoint/chat. Did you mean \"autoscaling:max\"?",
            "aws sagemaker add-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tags '[{\"Key\":\"autoscaling:max\",\"Value\":\"4\"}]'",
            "aws sagemaker delete-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tag-keys autoscaling:maxx"),
        Broken.seeded(
            "a misspelled prefix",
            "{'endpoints': [{'name': 'chat', 'tags': {'autoscale:policy': 'llm chat'}}]}",
            "warning Tag keys: autoscale:policy on endpoint/chat has a misspelled prefix, so it is not read. Did you mean autoscaling:policy?",
            "aws sagemaker add-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tags '[{\"Key\":\"autoscaling:policy\",\"Value\":\"llm chat\"}]'",
            "aws sagemaker delete-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tag-keys autoscale:policy"),
        Broken.seeded(
            "tags on an endpoint configuration",
            "{'configs': [{'EndpointConfigName': 'chat-2', 'ProductionVariants': [{'VariantName': 'a', 'ModelName': 'm', 'InstanceType': 'ml.m5.large', 'InitialInstanceCount': 1}], 'Tags': [{'Key': 'autoscaling:max', 'Value': '4'}, {'Key': 'team', 'Value': 'x'}]}]}",
            "warning Misplaced tags: endpoint-config/chat-2 has autoscaling:max. Tags there are not read: tag the endpoint or the inference component.",
            "aws sagemaker delete-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint-config/chat-2 --tag-keys autoscaling:max"),
        new Broken(
            "a target and an alarm that an uninstalled stack left",
            stack -> stack.without("stacks"),
            List.of(
                "{'endpoints': [{'name': 'chat'}], 'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 2, 'tags': {'tagscaler:stack': 'tagscaler'}}]}"),
            "warning Leftovers: 1 target is marked as managed by the stack tagscaler, which does not exist in us-east-1: it keeps scaling, and no tag changes it any more (endpoint/chat/variant/AllTraffic). Deploy that stack again; only if nobody needs its scaling, deregister it in Application Auto Scaling.",
            List.of("sam deploy --stack-name tagscaler --region us-east-1")),
        new Broken(
            "an alarm that an uninstalled stack left",
            stack -> stack.without("stacks"),
            List.of(
                "{'alarms': [{'AlarmName': 'tagscaler/tagscaler/endpoint/gone/variant/a/wake', 'Namespace': 'AWS/SageMaker', 'MetricName': 'M', 'Statistic': 'Sum', 'Period': 60, 'EvaluationPeriods': 1, 'Threshold': 1, 'ComparisonOperator': 'GreaterThanOrEqualToThreshold'}]}"),
            "warning Leftovers: 1 alarm of deleted resources is left, and no stack is there to delete it.",
            List.of(
                "aws cloudwatch delete-alarms --alarm-names tagscaler/tagscaler/endpoint/gone/variant/a/wake")),
        Broken.seeded(
            "a fleet near its quota",
            manyTargets(400),
            "warning Quotas: 400 scalable targets of sagemaker:variant:DesiredInstanceCount are registered, and the quota is 500 unless AWS raised it for you: beyond it nothing can be registered. Look it up, then ask for more with its code:",
            "aws service-quotas list-service-quotas --service-code application-autoscaling --query 'Quotas[?contains(QuotaName,`SageMaker`)].[QuotaCode,QuotaName,Value]' --output text",
            "aws service-quotas request-service-quota-increase --service-code application-autoscaling --desired-value 1000 --quota-code QUOTA-CODE"),
        Broken.seeded(
            "a target near its quota of scheduled actions",
            manyActions(160),
            "warning Quotas: endpoint/chat/variant/AllTraffic has 160 scheduled actions, and AWS allows 200 on one target; that is fixed.",
            "aws application-autoscaling describe-scheduled-actions --service-namespace sagemaker --resource-id endpoint/chat/variant/AllTraffic"),
        Broken.seeded(
            "a target of a vanished stack",
            "{'endpoints': [{'name': 'chat'}], 'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 2, 'tags': {'tagscaler:stack': 'old'}}]}",
            "warning Leftovers: 1 target is marked as managed by the stack old, which does not exist in us-east-1: it keeps scaling, and no tag changes it any more (endpoint/chat/variant/AllTraffic). Deploy that stack again; only if nobody needs its scaling, deregister it in Application Auto Scaling.",
            "sam deploy --stack-name old --region us-east-1"));
  }

  private static String manyTargets(int count) {
    var names = IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
    return "{'endpoints': [%s], 'targets': [%s]}"
        .formatted(
            names.stream().map("{'name': '%s'}"::formatted).collect(Collectors.joining(",")),
            names.stream()
                .map(
                    "{'resourceId': 'endpoint/%s/variant/AllTraffic', 'min': 1, 'max': 2}"
                        ::formatted)
                .collect(Collectors.joining(",")));
  }

  private static String manyActions(int count) {
    return "{'endpoints': [{'name': 'chat'}], 'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 2, 'actions': [%s]}]}"
        .formatted(
            IntStream.range(0, count)
                .mapToObj(
                    "{'ScheduledActionName': 'a%d', 'Schedule': 'cron(0 9 ? * MON *)', 'ScalableTargetAction': {'MinCapacity': 1}}"
                        ::formatted)
                .collect(Collectors.joining(",")));
  }

  @ParameterizedTest
  @MethodSource({"events", "stack", "roles", "catalog", "fleet"})
  void it_is_reported_with_the_command_that_mends_it(Broken broken) {
    var run =
        broken
            .broken()
            .apply(HealthyStack.read())
            .run(
                100,
                broken.more(),
                "doctor",
                "--format",
                "json",
                "--deploy-role",
                "arn:aws:iam::111122223333:role/deploy");

    DoctorSchema.check(run.out());
    var wrong =
        run.json().get("findings").stream()
            .filter(finding -> !finding.get("verdict").equals(Json.of("ok")))
            .filter(finding ->
                !broken.what().contains("uninstalled")
                    || !finding.get("subject").equals(Json.of("Stack")))
            .filter(finding ->
                !broken.what().contains("stops the function")
                    || !finding.get("subject").equals(Json.of("Documents")))
            .toList();
    assertThat(wrong).as(run.out()).hasSize(1);
    var finding = wrong.getFirst();
    assertThat(
            "%s %s: %s"
                .formatted(
                    text(finding, "verdict"), text(finding, "subject"), text(finding, "text")))
        .isEqualTo(broken.line());
    assertThat(finding.get("commands")).isEqualTo(Json.ofStrings(broken.commands()));
    assertThat(run.exit()).isEqualTo(broken.line().startsWith("failure") ? 1 : 0);
  }

  private static String text(Json finding, String member) {
    return finding.get(member).text().orElseThrow();
  }
}
