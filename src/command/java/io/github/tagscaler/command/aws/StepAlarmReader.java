package io.github.tagscaler.command.aws;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.github.tagscaler.aws.AlarmTranslator;
import io.github.tagscaler.aws.AwsErrors;
import io.github.tagscaler.command.tags.answer.StepAlarms;
import io.github.tagscaler.command.tags.reverse.StepAlarm;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ScalingAlarm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** {@link StepAlarms} on CloudWatch. */
final class StepAlarmReader implements StepAlarms {
  private static final int PAGE = 100;

  /** The resource and the name in a policy's ARN. */
  private static final Pattern POLICY =
      Pattern.compile(":resource/sagemaker/([^:]+):policyName/(.+)");

  private final CloudWatchClient client;

  StepAlarmReader(CloudWatchClient client) {
    this.client = client;
  }

  @Override
  public Map<ResourceId, List<StepAlarm>> read(String anyArn) {
    // arn:partition:service:region:account:...
    var arn = anyArn.split(":", -1);
    var actions = "arn:%s:autoscaling:%s:%s:scalingPolicy:".formatted(arn[1], arn[3], arn[4]);
    return AwsErrors.call(
        "DescribeAlarms", "all alarms of scaling policies", () -> actingThrough(actions));
  }

  private Map<ResourceId, List<StepAlarm>> actingThrough(String actions) {
    var found = new HashMap<ResourceId, List<StepAlarm>>();
    var pages =
        client.describeAlarmsPaginator(request ->
            request
                .actionPrefix(actions)
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .maxRecords(PAGE));
    for (var page : pages) {
      page.metricAlarms().forEach(alarm -> add(alarm, found));
      page.compositeAlarms().forEach(alarm -> add(alarm, found));
    }
    return found;
  }

  private static void add(MetricAlarm alarm, Map<ResourceId, List<StepAlarm>> found) {
    add(
        alarm.alarmName(),
        alarm.alarmActions(),
        Stream.concat(alarm.okActions().stream(), alarm.insufficientDataActions().stream())
            .toList(),
        !Boolean.FALSE.equals(alarm.actionsEnabled()),
        AlarmTranslator.definition(nearest(alarm)),
        Optional.ofNullable(alarm.comparisonOperatorAsString()).orElse(""),
        found);
  }

  private static void add(CompositeAlarm alarm, Map<ResourceId, List<StepAlarm>> found) {
    add(
        alarm.alarmName(),
        alarm.alarmActions(),
        List.of(),
        !Boolean.FALSE.equals(alarm.actionsEnabled()),
        new ScalingAlarm.Other(),
        "",
        found);
  }

  /** The alarm with the comparison that comes nearest among those that Tagscaler writes. */
  private static MetricAlarm nearest(MetricAlarm alarm) {
    return switch (alarm.comparisonOperator()) {
      case GREATER_THAN_THRESHOLD ->
          alarm.toBuilder()
              .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
              .build();
      case LESS_THAN_THRESHOLD ->
          alarm.toBuilder()
              .comparisonOperator(ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD)
              .build();
      case null, default -> alarm;
    };
  }

  private record Policy(ResourceId id, String name) {
    static Stream<Policy> of(String arn) {
      var policy = POLICY.matcher(arn);
      return policy.find()
          ? ResourceId.of(policy.group(1)).map(id -> new Policy(id, policy.group(2))).stream()
          : Stream.empty();
    }
  }

  private static void add(
      String name,
      List<String> actions,
      List<String> whenNotAlarm,
      boolean enabled,
      ScalingAlarm.Definition definition,
      String comparison,
      Map<ResourceId, List<StepAlarm>> found) {
    var others =
        Stream.concat(
                actions.stream().filter(arn -> Policy.of(arn).findAny().isEmpty()),
                whenNotAlarm.stream())
            .toList();
    Map<ResourceId, Set<String>> policies =
        actions.stream()
            .flatMap(Policy::of)
            .collect(groupingBy(Policy::id, mapping(Policy::name, toSet())));
    policies.forEach((id, names) ->
        found
            .computeIfAbsent(id, _ -> new ArrayList<>())
            .add(new StepAlarm(name, names, others, enabled, definition, comparison)));
  }
}
