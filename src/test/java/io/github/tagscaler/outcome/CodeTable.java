package io.github.tagscaler.outcome;

import java.util.stream.Stream;

/**
 * The table of all codes in {@code docs/outcomes.md}. Code, place, audience and retry come from the
 * product; a code without a text here does not compile.
 */
final class CodeTable {
  private static final String HEAD =
      """
      | Code | Appears in | For | Retried | What it means | What to do |
      | --- | --- | --- | --- | --- | --- |
      """;

  private CodeTable() {}

  private record Advice(String meaning, String remedy) {}

  /** The table in Markdown. */
  static String markdown() {
    var codes = Stream.of(Code.values()).map(CodeTable::row);
    var reasons = Stream.of(SkipReason.values()).map(CodeTable::row);
    return HEAD + String.join("", Stream.concat(codes, reasons).toList());
  }

  private static String row(Code code) {
    var advice = advice(code);
    var place =
        switch (code.concern()) {
          case OWNER, OPERATOR -> "`Rejected`";
          case TRANSIENT -> "`Failed`";
          case WARNING -> "`warnings`";
        };
    boolean retried = code.concern() == Code.Concern.TRANSIENT;
    return row(code.wire(), place, code.audience(), retried ? "yes" : "no", advice);
  }

  private static String row(SkipReason reason) {
    var audience = reason == SkipReason.SWEEP_LIMIT_EXCEEDED ? "operator" : "owner";
    var retried =
        switch (reason) {
          case NOT_READY -> "when in service";
          case SWEEP_LIMIT_EXCEEDED -> "by the next sweep";
          default -> "no";
        };
    return row(reason.wire(), "`Skipped`", audience, retried, advice(reason));
  }

  private static String row(
      String code, String place, String audience, String retried, Advice advice) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(code, place, audience, retried, advice.meaning(), advice.remedy());
  }

  private static Advice advice(Code code) {
    return switch (code) {
      case UNKNOWN_KEY ->
          new Advice(
              "A tag key has Tagscaler's prefix, but there is no such key.",
              "Correct the key. The message suggests the closest one.");
      case BAD_VALUE ->
          new Advice(
              "A value is not valid, or two values contradict each other.",
              "Correct it. The message says what is accepted.");
      case TARGET_MISSING ->
          new Advice("The metric has no default target.", "Set `autoscaling:target`.");
      case UNKNOWN_POLICY ->
          new Advice(
              "There is no policy of that name.",
              "Correct the name; the message lists the known ones. Operator: if there are many at"
                  + " once, a catalog document was removed or renamed. Put it back.");
      case POLICY_NOT_APPLICABLE ->
          new Advice("The policy is for other kinds of resources.", "Choose another policy.");
      case BOUNDS_CONFLICT ->
          new Advice(
              "`min` is above `max`, a bound is not possible for this kind, more capacity is running"
                  + " than the default `max` allows, or `adopt` would lower a bound to its default.",
              "Set `autoscaling:min` and `autoscaling:max` as the message says.");
      case METRIC_NOT_SUPPORTED ->
          new Advice(
              "This metric is not available for this kind of resource.",
              "Choose one of the metrics in the message.");
      case GUARDRAIL_EXCEEDED ->
          new Advice(
              "A tag requests more than the platform team allows.",
              "Request less. Operator: or raise the guardrail in `_platform`.");
      case NOT_OWNED ->
          new Advice(
              "Another tool registered this target, a policy of another tool tracks the same metric,"
                  + " or `adopt` requests more than the stack's `AllowAdopt` allows. Nothing of the"
                  + " other tool was touched.",
              "Find out who registered it. Then set [`autoscaling:adopt`](cookbook.md"
                  + "#take-over-from-terraform-or-the-console), remove the other autoscaling, or"
                  + " remove Tagscaler's tags. A target of another Tagscaler stack is never"
                  + " adopted: release it there first.");

      case ACCESS_DENIED ->
          new Advice(
              "AWS denied a call. The message has the call and AWS's answer.",
              "Give the function's role that permission. Check service control policies, permissions"
                  + " boundaries and the catalog's KMS key too. Then [reconcile"
                  + " everything](operations.md#at-hand).");
      case CATALOG_INVALID ->
          new Advice(
              "A document of the [catalog](catalog.md) has an error. An error in `_platform` affects"
                  + " every target, one in another document only the targets that use its policies.",
              "Correct the document at the line in the message.");
      case QUOTA_EXCEEDED ->
          new Advice(
              "A quota of the account is used up.",
              "Request an increase in Service Quotas. Then [reconcile"
                  + " everything](operations.md#at-hand).");

      case NOT_READY ->
          new Advice(
              "AWS does not accept the change yet, usually because the resource is being updated, or"
                  + " a scheduled change is less than a minute away.",
              "Wait.");
      case THROTTLED ->
          new Advice(
              "AWS throttled a call.",
              "Wait. Operator: if it goes on for an hour, lower `MaximumConcurrency` or ask AWS for"
                  + " a higher rate.");
      case CONCURRENT_UPDATE ->
          new Advice(
              "Another process changed the same target at the same time.",
              "Wait. Operator: if it goes on for an hour, look for `RegisterScalableTarget` in"
                  + " CloudTrail.");
      case SERVICE_ERROR ->
          new Advice(
              "AWS had an error or could not be reached, or the catalog could not be read.",
              "Wait. Operator: if it goes on for an hour, check the AWS Health Dashboard, and for"
                  + " the catalog `ssm:GetParametersByPath` and `kms:Decrypt`.");

      case UNKNOWN_VARIANT ->
          new Advice(
              "The key ends in `@` and a variant that the endpoint does not have now.",
              "Nothing during a blue/green deployment. Otherwise correct the name.");
      case NOT_APPLICABLE ->
          new Advice(
              "The tag has no effect: this kind of resource does not use it, or a schedule always"
                  + " sets another value.",
              "Remove it.");
      case GUARDRAIL_APPLIED ->
          new Advice(
              "A bound from a policy or a default was moved to what the platform team allows.",
              "Nothing.");
      case ABOVE_MAX ->
          new Advice(
              "More capacity is running than `max` allows. Tagscaler removes it only when you change the tag"
                  + " `max` or `schedule` that states this `max`; the message says what happens.",
              "Nothing. To have it removed now, change `autoscaling:max`. To keep it, set a higher `autoscaling:max`.");
      case DRIFT ->
          new Advice(
              "Somebody outside Tagscaler changed what Tagscaler had set.",
              "Nothing: a sweep undoes it after some hours (setting `DriftHours`), a request for this"
                  + " resource at once. To keep the change, set `autoscaling:policy` = `ignore`."
                  + " Operator: if it comes back, find who does it with"
                  + " `aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=RegisterScalableTarget`"
                  + " (or the call that the message names).");
      case HOST_KEEPS_INSTANCES ->
          new Advice(
              "The component can scale to zero copies, but its instances keep running and cost"
                  + " money.",
              "Set `ManagedInstanceScaling.MinInstanceCount` = 0 in the endpoint config"
                  + " ([how](cookbook.md#go-to-zero)).");
      case MAY_SLEEP_FOREVER ->
          new Advice(
              "Capacity can reach zero, and nothing scales it up again automatically: `wake` is off,"
                  + " or a window or action allows no capacity at all (`max` 0).",
              "Remove `autoscaling:wake` = `off`, or keep `min` above 0; in a window, write `0-1`"
                  + " instead of `0`.");
      case NEVER_SCALES_IN ->
          new Advice(
              "Capacity can grow, but nothing takes it away again: `scale-in` is off although `min`"
                  + " is 0, or all steps of the policy add capacity.",
              "Set what the message says, if that is not intended.");
      case NO_EFFECT ->
          new Advice(
              "The schedule never changes `min` or `max`, or it keeps more capacity outside its"
                  + " hours than within.",
              "Set what the message says.");
      case MISTYPED_PREFIX ->
          new Advice(
              "A tag looks like one of Tagscaler's, but its prefix is misspelled, so it is not read.",
              "Rename the tag as the message says.");
      case RELEASED_AT_ZERO ->
          new Advice(
              "The target was released while it had no capacity, and stays at zero.",
              "Set its capacity by hand if it is to run.");
      case FOREIGN_SCHEDULE ->
          new Advice(
              "A scheduled action of another tool also sets bounds of this target.",
              "Remove that action if it is not intended.");
      case ADOPTED ->
          new Advice(
              "Tagscaler took over a target that another tool had registered. The message has the"
                  + " bounds until then, and what was kept: policies, a suspension.",
              "Make sure that the other tool does not manage the target any more. To delete its"
                  + " policies, set `autoscaling:adopt` = `replace`.");
      case STILL_SCALED ->
          new Advice(
              "Tagscaler released a target that has policies or scheduled actions of another tool."
                  + " It stays registered, and they still scale it.",
              "Nothing, if that is intended. Otherwise delete what the message names, and deregister"
                  + " the target.");
      case CAPACITY_RESET ->
          new Advice(
              "A deployment (UpdateEndpoint) set the instance count back to that of the endpoint config."
                  + " The message says what becomes of it.",
              "Deploy with `RetainAllVariantProperties`, or set `autoscaling:restore` = `on`"
                  + " ([deploys](deploys.md#capacity-after-a-deployment)).");
      case MIN_RAISED ->
          new Advice(
              "The `min` was raised to restore capacity after a deployment. The target is rejected or"
                  + " failed, and this run only plans.",
              "Nothing. The next run that is not a dry run puts the `min` back"
                  + " ([deploys](deploys.md#bring-it-back-restore)).");
      case SCALING_FAILING ->
          new Advice(
              "Application Auto Scaling wanted to scale the target, and AWS refused. The message has"
                  + " AWS's reason.",
              "What the message says: request a quota, choose an instance type that is available, or"
                  + " give the service-linked role its permission back.");
      case AT_MAX ->
          new Advice(
              "The target needs more capacity than its `max` allows.",
              "Raise `autoscaling:max` if the load is expected, and the quota allows it.");
      case PAUSED ->
          new Advice(
              "Scaling is paused by a tag.",
              "Nothing. It resumes when the date has passed or the tag is removed.");
      case SUSPENDED_BY_HAND ->
          new Advice(
              "Somebody suspended scaling in Application Auto Scaling. Tagscaler resumes only what a pause of its own suspended.",
              "Resume it with `RegisterScalableTarget` (`SuspendedState`) when you want scaling back. To suspend scaling so that Tagscaler also ends it, set `autoscaling:paused`.");
    };
  }

  private static Advice advice(SkipReason reason) {
    return switch (reason) {
      case NOT_TAGGED ->
          new Advice(
              "The resource has no tag that turns autoscaling on. If it was registered before, the"
                  + " next sweep deregisters it.",
              "To scale it, set `autoscaling:policy` = `default` on the endpoint or component (not"
                  + " on the endpoint config).");
      case OFF ->
          new Advice("`autoscaling:policy` = `off`, and there was nothing to remove.", "Nothing.");
      case IGNORED ->
          new Advice(
              "`autoscaling:policy` = `ignore`: Tagscaler leaves it exactly as it is.", "Nothing.");
      case NOT_READY -> new Advice("The resource is not in service yet.", "Wait.");
      case RESOURCE_FAILED ->
          new Advice(
              "The inference component or its endpoint has the status `Failed`.",
              "Repair or delete it.");
      case SWEEP_LIMIT_EXCEEDED ->
          new Advice(
              "A sweep found so many targets without tags that it deregistered none of them.",
              "If the tags were removed by mistake, put them back. Otherwise deploy a higher limit:"
                  + " [operations](operations.md#the-sweep-released-nothing).");
      case NOT_FOUND ->
          new Advice(
              "A direct request named a resource that does not exist, and of which Tagscaler manages nothing.",
              "Check the name: names are case-sensitive.");
      case ADAPTER_COMPONENT ->
          new Advice(
              "It is an adapter, which runs on the copies of its base component.",
              "Tag the base component.");
      case HOSTS_COMPONENTS ->
          new Advice(
              "The variant hosts inference components, or has managed instance scaling.",
              "Nothing: its components inherit the endpoint's tags and are scaled instead.");
      case SHADOW_VARIANT ->
          new Advice("It is a shadow variant, which follows its production variant.", "Nothing.");
      case NO_PROVISIONED_CONCURRENCY ->
          new Advice(
              "It is serverless without provisioned concurrency, so AWS scales it.",
              "Nothing, or set provisioned concurrency in the endpoint config.");
      case BURSTABLE_INSTANCE ->
          new Advice(
              "AWS does not autoscale burstable instance types (`ml.t2`, `ml.t3`, …).",
              "Choose another instance type.");
    };
  }
}
