package io.github.tagscaler.command.explain;

/**
 * Something that the explanation cannot tell.
 *
 * @param permission the permission that is missing; empty if it failed for another reason
 * @param sentence why, and what is therefore not known
 */
public record Unknown(String permission, String sentence) {

  /** A permission that the caller does not have. */
  static Unknown denied(String permission) {
    return new Unknown(
        permission, "You lack %s, so %s.".formatted(permission, consequence(permission)));
  }

  /** Something that failed. */
  static Unknown failed(String message, String consequence) {
    return new Unknown("", "%s Therefore %s.".formatted(message.strip(), consequence));
  }

  private static String consequence(String permission) {
    return switch (permission) {
      case "cloudwatch:GetMetricData" -> "the last 24 hours of its metric are not shown";
      case "application-autoscaling:DescribeScalingActivities" ->
          "scaling activities, and how long it was at max or min, are not shown";
      case "sagemaker:ListTags" -> "its tags, and what they ask for, are not known";
      case "sagemaker:DescribeInferenceComponent", "sagemaker:ListInferenceComponents" ->
          "its inference components are not explained";
      case "ssm:GetParametersByPath" ->
          "the policies of the catalog, and what the tags ask for, are not known";
      case "application-autoscaling:DescribeScalableTargets" ->
          "what is registered, by whom and since when, is not known";
      case "application-autoscaling:DescribeScalingPolicies",
          "application-autoscaling:DescribeScheduledActions",
          "application-autoscaling:ListTagsForResource",
          "cloudwatch:DescribeAlarms" ->
          "what is registered cannot be compared with what the tags ask for";
      default -> "the explanation is not complete";
    };
  }
}
