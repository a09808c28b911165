package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.AccessRequest;
import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** What the roles have to be allowed. */
final class AccessNeeds {
  private static final String NAMESPACE = "application-autoscaling:service-namespace";
  private static final String SAGEMAKER = "sagemaker";
  private static final String LINKED_ROLE =
      "role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint";

  private final Scope scope;

  AccessNeeds(Scope scope) {
    this.scope = scope;
  }

  /**
   * What Application Auto Scaling requires of whoever registers a target or puts a policy: it tries
   * these calls in the caller's name (its user guide, permission validation).
   */
  AccessRequest probed() {
    return AccessRequest.on(
        "*",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:DeleteAlarms",
        "sagemaker:UpdateEndpointWeightsAndCapacities",
        "sagemaker:UpdateInferenceComponentRuntimeConfig");
  }

  /** What the function does, as the template allows it. */
  List<AccessRequest> function(Stack stack, Settings settings) {
    var needs = new ArrayList<AccessRequest>();
    needs.add(probed());
    needs.add(
        new AccessRequest(
                List.of(
                    "application-autoscaling:RegisterScalableTarget",
                    "application-autoscaling:DeregisterScalableTarget",
                    "application-autoscaling:PutScalingPolicy",
                    "application-autoscaling:DeleteScalingPolicy",
                    "application-autoscaling:PutScheduledAction",
                    "application-autoscaling:DeleteScheduledAction"),
                List.of(target()),
                java.util.Map.of())
            .with(NAMESPACE, SAGEMAKER)
            .with(
                "application-autoscaling:scalable-dimension",
                "sagemaker:variant:DesiredInstanceCount"));
    needs.add(AccessRequest.on(target(), "application-autoscaling:ListTagsForResource"));
    needs.add(
        AccessRequest.on(
                target(),
                "application-autoscaling:TagResource",
                "application-autoscaling:UntagResource")
            .with("aws:TagKeys", "tagscaler:stack"));
    needs.add(
        AccessRequest.on(
            "*",
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies",
            "application-autoscaling:DescribeScheduledActions",
            "application-autoscaling:DescribeScalingActivities",
            "sagemaker:ListEndpoints",
            "sagemaker:ListInferenceComponents",
            "tag:GetResources"));
    needs.add(AccessRequest.on(endpoint(), "sagemaker:DescribeEndpoint", "sagemaker:ListTags"));
    needs.add(AccessRequest.on(config(), "sagemaker:DescribeEndpointConfig"));
    needs.add(
        AccessRequest.on(
            scope.arn(SAGEMAKER, "inference-component/any"),
            "sagemaker:DescribeInferenceComponent",
            "sagemaker:ListTags"));
    needs.add(
        AccessRequest.on(scope.arn("events", "event-bus/" + bus(settings)), "events:PutEvents")
            .with("events:source", "tagscaler"));
    needs.add(
        AccessRequest.on(scope.globalArn("iam", LINKED_ROLE), "iam:CreateServiceLinkedRole")
            .with("iam:AWSServiceName", "sagemaker.application-autoscaling.amazonaws.com"));
    stack
        .resource(Queues.WORK)
        .ifPresent(url ->
            needs.add(
                AccessRequest.on(
                    Queues.arn(scope, url),
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "sqs:GetQueueAttributes",
                    "sqs:ChangeMessageVisibility",
                    "sqs:SendMessage")));
    needs.add(
        AccessRequest.on(
            scope.arn("logs", "log-group:" + StackLog.group(stack) + ":log-stream:any"),
            "logs:CreateLogStream",
            "logs:PutLogEvents"));
    if (settings.catalogPath() != null) {
      needs.add(
          AccessRequest.on(
              scope.arn("ssm", "parameter" + settings.catalogPath()),
              "ssm:GetParametersByPath",
              "ssm:GetParameter"));
    }
    return needs;
  }

  private static String bus(Settings settings) {
    return settings.eventBus().substring(settings.eventBus().lastIndexOf('/') + 1);
  }

  /** What DeleteEndpoint does in the name of its caller. */
  List<AccessRequest> deletes() {
    return List.of(
        AccessRequest.on(target(), "application-autoscaling:DeregisterScalableTarget")
            .with(NAMESPACE, SAGEMAKER),
        AccessRequest.on("*", "application-autoscaling:DescribeScalableTargets"));
  }

  /** What a change of the instance type needs, as the script {@code update-endpoint} does it. */
  List<AccessRequest> typeChanges() {
    return List.of(
        AccessRequest.on(
            endpoint(),
            "sagemaker:UpdateEndpoint",
            "sagemaker:DescribeEndpoint",
            "sagemaker:ListTags",
            "sagemaker:AddTags",
            "sagemaker:DeleteTags"),
        AccessRequest.on(config(), "sagemaker:UpdateEndpoint"),
        AccessRequest.on("*", "application-autoscaling:DescribeScalingPolicies"));
  }

  /** The ARN of all scalable targets. */
  String targets() {
    return scope.arn("application-autoscaling", "scalable-target/*");
  }

  private String target() {
    return scope.arn("application-autoscaling", "scalable-target/any");
  }

  private String endpoint() {
    return scope.arn(SAGEMAKER, "endpoint/any");
  }

  private String config() {
    return scope.arn(SAGEMAKER, "endpoint-config/any");
  }
}
