package io.github.tagscaler.aws;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ManagedNames;
import io.github.tagscaler.scaling.ScalingAlarm;
import io.github.tagscaler.scaling.ScalingAlarm.Watching;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * The alarms of this stack in CloudWatch. Only those whose names start with {@code
 * tagscaler/<stack>/} are ever read, put or deleted.
 */
final class Alarms {

  /** The most alarms of a page, and the most names in a call. */
  private static final int PAGE = 100;

  /**
   * An account has nine DescribeAlarms a second in a region; this is Tagscaler's part of them,
   * beside those that Application Auto Scaling makes for {@link RegisteredPolicies}.
   */
  private static final int PAGES_A_SECOND = 2;

  /** The longest name, and so the longest prefix of a name. */
  private static final int LONGEST = 255;

  private final Supplier<CloudWatchClient> client;
  private final String stack;
  private final String prefix;

  /**
   * @param client called when an alarm is first read or written, which for most events never
   *     happens
   */
  Alarms(Supplier<CloudWatchClient> client, String stack) {
    this.client = client;
    this.stack = stack;
    this.prefix = ManagedNames.alarmPrefix(stack);
  }

  /** The alarms of a resource. */
  List<MetricAlarm> of(ResourceId id) {
    return under(ManagedNames.alarmPrefixes(stack, id));
  }

  /** The alarms whose names start with one of the prefixes, each once. */
  List<MetricAlarm> under(List<String> prefixes) {
    prefixes.forEach(this::requireOurs);
    var found = new LinkedHashMap<String, MetricAlarm>();
    prefixes.stream()
        // No name is that long, and CloudWatch would reject the call.
        .filter(start -> start.length() <= LONGEST)
        .flatMap(start -> under(start).stream())
        .forEach(alarm -> found.put(alarm.alarmName(), alarm));
    return List.copyOf(found.values());
  }

  private List<MetricAlarm> under(String start) {
    return AwsErrors.call(
        "DescribeAlarms", start, () -> pages(start).all(DescribeAlarmsResponse::metricAlarms));
  }

  /** Passes on every alarm of the stack without keeping any. */
  void each(Duration budget, Sleeper sleeper, Consumer<MetricAlarm> take) {
    AwsErrors.run(
        "DescribeAlarms",
        prefix,
        () ->
            new PageThrottle(PAGES_A_SECOND, budget, sleeper)
                .each(pages(prefix), page -> page.metricAlarms().forEach(take)));
  }

  private PagedList<DescribeAlarmsResponse> pages(String start) {
    return pages(request -> request.alarmNamePrefix(start));
  }

  private PagedList<DescribeAlarmsResponse> pages(Consumer<DescribeAlarmsRequest.Builder> filter) {
    return new PagedList<>(
        token ->
            client
                .get()
                .describeAlarms(request ->
                    filter.accept(
                        request
                            .alarmTypes(AlarmType.METRIC_ALARM)
                            .maxRecords(PAGE)
                            .nextToken(token))),
        DescribeAlarmsResponse::nextToken);
  }

  /**
   * Puts an alarm.
   *
   * @param policy the name of the scaling policy that it triggers
   * @param arn that policy's ARN
   */
  void put(TargetKey key, ScalingAlarm alarm, String policy, String arn) {
    requireOurs(alarm.name());
    if (!(alarm.definition() instanceof Watching watching)) {
      throw new IllegalArgumentException(
          "alarm " + alarm.name() + " is not managed by Tagscaler and cannot be put");
    }
    var description =
        "Triggers the scaling policy %s of %s. Managed by Tagscaler (stack %s) from the tags of the resource: change those, not this alarm."
            .formatted(policy, key.id().wire(), stack);
    AwsErrors.call(
        "PutMetricAlarm",
        key.id().wire(),
        () ->
            client
                .get()
                .putMetricAlarm(AlarmTranslator.write(alarm.name(), watching, arn, description)));
  }

  /** Deletes alarms. An alarm that is already gone is not an error. */
  void delete(ResourceId id, List<ScalingAlarm> alarms) {
    var names = alarms.stream().map(ScalingAlarm::name).distinct().toList();
    names.forEach(this::requireOurs);
    for (int from = 0; from < names.size(); from += PAGE) {
      deleteThose(id, names.subList(from, Math.min(from + PAGE, names.size())));
    }
  }

  private void deleteThose(ResourceId id, List<String> names) {
    if (deleted(id, names)) {
      return;
    }
    // If one name is unknown, CloudWatch deletes none of the others.
    var existing = existing(id, names);
    if (!existing.isEmpty() && !deleted(id, existing)) {
      throw AwsErrors.failed(
          Code.CONCURRENT_UPDATE,
          "DeleteAlarms",
          id.wire(),
          SdkClientException.create("they are being deleted at the same time"));
    }
  }

  private boolean deleted(ResourceId id, List<String> names) {
    return AwsErrors.find(
            "DeleteAlarms",
            id.wire(),
            () -> client.get().deleteAlarms(request -> request.alarmNames(names)))
        .isPresent();
  }

  private List<String> existing(ResourceId id, List<String> names) {
    return AwsErrors.call(
        "DescribeAlarms",
        id.wire(),
        () ->
            pages(request -> request.alarmNames(names))
                .entries(DescribeAlarmsResponse::metricAlarms)
                .map(MetricAlarm::alarmName)
                .toList());
  }

  private void requireOurs(String name) {
    if (!name.startsWith(prefix)) {
      throw new IllegalArgumentException("alarm " + name + " is not one of stack " + stack);
    }
  }
}
