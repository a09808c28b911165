package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.TargetKey;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * The alarms of this stack in CloudWatch. Only those whose names start with {@code
 * tagscaler/<stack>/} are ever read, put or deleted, whatever is asked for.
 */
final class Alarms {

  /** The most alarms a page, and the most names a call. */
  private static final int PAGE = 100;

  /** The longest prefix to ask for, which is as long as a name can be. */
  private static final int LONGEST = 255;

  private final Supplier<CloudWatchClient> client;
  private final String stack;
  private final String prefix;

  /**
   * @param client asked for when an alarm is read or written, which for most events is never
   */
  Alarms(Supplier<CloudWatchClient> client, String stack) {
    this.client = client;
    this.stack = stack;
    this.prefix = "tagscaler/" + stack + "/";
  }

  /** Those of a resource. */
  List<MetricAlarm> of(ResourceId id) {
    var start = prefix + id.wire() + "/";
    return AwsErrors.call(
        "DescribeAlarms",
        id.wire(),
        () ->
            client
                .get()
                .describeAlarmsPaginator(request ->
                    request
                        .alarmNamePrefix(start.substring(0, Math.min(start.length(), LONGEST)))
                        .alarmTypes(AlarmType.METRIC_ALARM)
                        .maxRecords(PAGE))
                .metricAlarms()
                .stream()
                .toList());
  }

  /**
   * Puts an alarm.
   *
   * @param policy the name of the scaling policy that it sets off
   * @param arn that policy's ARN
   */
  void put(TargetKey key, ScalingAlarm alarm, String policy, String arn) {
    requireOurs(alarm.name());
    if (!(alarm.definition() instanceof Watching watching)) {
      throw new IllegalArgumentException(
          "alarm " + alarm.name() + " is somebody else's and cannot be put");
    }
    var description =
        "Sets off the scaling policy %s of %s. Tagscaler (stack %s) keeps this alarm as the tags of the resource ask."
            .formatted(policy, key.id().wire(), stack);
    AwsErrors.call(
        "PutMetricAlarm",
        key.id().wire(),
        () ->
            client
                .get()
                .putMetricAlarm(AlarmTranslator.write(alarm.name(), watching, arn, description)));
  }

  /** Deletes alarms; those that are gone already are just what was wanted. */
  void delete(TargetKey key, List<ScalingAlarm> alarms) {
    var names = alarms.stream().map(ScalingAlarm::name).distinct().toList();
    names.forEach(this::requireOurs);
    for (int from = 0; from < names.size(); from += PAGE) {
      deleteThose(key, names.subList(from, Math.min(from + PAGE, names.size())));
    }
  }

  private void deleteThose(TargetKey key, List<String> names) {
    if (deleted(key, names)) {
      return;
    }
    // One name that is unknown, and CloudWatch deletes none of the others.
    var standing = standing(key, names);
    if (!standing.isEmpty() && !deleted(key, standing)) {
      throw AwsErrors.failed(
          Code.CONCURRENT_UPDATE,
          "DeleteAlarms",
          key.id().wire(),
          SdkClientException.create("somebody deletes them at the same time"));
    }
  }

  private boolean deleted(TargetKey key, List<String> names) {
    return AwsErrors.find(
            "DeleteAlarms",
            key.id().wire(),
            () -> client.get().deleteAlarms(request -> request.alarmNames(names)))
        .isPresent();
  }

  private List<String> standing(TargetKey key, List<String> names) {
    return AwsErrors.call(
        "DescribeAlarms",
        key.id().wire(),
        () ->
            client
                .get()
                .describeAlarmsPaginator(request ->
                    request.alarmNames(names).alarmTypes(AlarmType.METRIC_ALARM).maxRecords(PAGE))
                .metricAlarms()
                .stream()
                .map(MetricAlarm::alarmName)
                .toList());
  }

  private void requireOurs(String name) {
    if (!name.startsWith(prefix)) {
      throw new IllegalArgumentException("alarm " + name + " is not one of stack " + stack);
    }
  }
}
