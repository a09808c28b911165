package io.github.tagscaler.standin.cloudwatch;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AlarmAction;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Alarm;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Metrics are taken and read; alarms are put, described, deleted, and evaluated as time passes. */
public final class CloudWatch implements AwsService {

  private static final int DEFAULT_PAGE = 50;

  private final Account account;
  private final MetricData metricData;
  private final MetricReads metricReads;

  /** Alarms act through this. */
  public CloudWatch(Account account, AlarmAction action) {
    this.account = account;
    this.metricData = new MetricData(account);
    this.metricReads = new MetricReads(account);
    account.timeline().add(new AlarmEvaluation(account, action)::due);
  }

  @Override
  public String model() {
    return "cloudwatch";
  }

  @Override
  public String iamPrefix() {
    return "cloudwatch";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "PutMetricAlarm", this::put,
        "DescribeAlarms", this::describe,
        "DeleteAlarms", this::delete,
        "ListTagsForResource", this::listTags,
        "PutMetricData", metricData::put,
        "GetMetricData", metricReads::get);
  }

  @Override
  public String validationType() {
    return "ValidationError";
  }

  /** API reference, PutMetricAlarm: replaces the alarm, keeps its state, and its tags. */
  private JsonObject put(JsonObject request) {
    AlarmRules.check(request);
    String name = request.text("AlarmName");
    Optional<Alarm> existing = Optional.ofNullable(account.alarms().get(name));
    JsonObject state =
        existing
            .map(Alarm::state)
            .orElseGet(() ->
                JsonObject.of("AlarmArn", account.arn("cloudwatch", "alarm:" + name))
                    .with("StateValue", "INSUFFICIENT_DATA")
                    .with("StateReason", "Unchecked: Initial alarm creation")
                    .with("StateUpdatedTimestamp", account.now()))
            .with("AlarmConfigurationUpdatedTimestamp", account.now());
    NavigableMap<String, String> tags = existing.map(Alarm::tags).orElseGet(() -> tags(request));
    JsonObject definition = request.without("Tags");
    if (!definition.has("ActionsEnabled")) {
      definition = definition.with("ActionsEnabled", true);
    }
    account.putAlarm(new Alarm(definition, state, tags));
    return JsonObject.EMPTY;
  }

  private static NavigableMap<String, String> tags(JsonObject request) {
    NavigableMap<String, String> tags = new TreeMap<>();
    request.objects("Tags").forEach(tag -> tags.put(tag.text("Key"), tag.text("Value")));
    return tags;
  }

  private JsonObject describe(JsonObject request) {
    if (!account.alarmReads().allows()) {
      throw AwsFailure.of("ThrottlingException", "Rate exceeded");
    }
    List<String> names = request.texts("AlarmNames");
    if (!names.isEmpty() && request.has("AlarmNamePrefix")) {
      throw AwsFailure.of(
          "ValidationError", "AlarmNamePrefix and AlarmNames cannot be specified together.");
    }
    List<String> types = request.texts("AlarmTypes");
    String namePrefix = request.findText("AlarmNamePrefix").orElse("");
    String actionPrefix = request.findText("ActionPrefix").orElse("");
    List<Alarm> found =
        account.alarms().tailMap(namePrefix).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(namePrefix))
            .filter(_ -> types.isEmpty() || types.contains("MetricAlarm"))
            .filter(entry -> names.isEmpty() || names.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .filter(alarm -> actsThrough(actionPrefix, alarm))
            .filter(alarm -> isIn(request.findText("StateValue"), alarm.state()))
            .toList();
    int pageSize = request.findWhole("MaxRecords").orElse(DEFAULT_PAGE);
    return new Pages("NextToken", pageSize, "InvalidNextToken")
        .page("MetricAlarms", found, alarm -> alarm.definition().withAll(alarm.state()), request);
  }

  private static boolean actsThrough(String prefix, Alarm alarm) {
    return prefix.isEmpty()
        || alarm.actions().stream().anyMatch(action -> action.startsWith(prefix));
  }

  private static boolean isIn(Optional<String> state, JsonObject alarm) {
    return state.map(alarm.text("StateValue")::equals).orElse(true);
  }

  /** One unknown name, and nothing is deleted (API reference, DeleteAlarms). */
  private JsonObject delete(JsonObject request) {
    List<String> names = request.texts("AlarmNames");
    List<String> unknown =
        names.stream().filter(name -> !account.alarms().containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new AwsFailure(404, "ResourceNotFound", "No such alarms: " + unknown);
    }
    names.forEach(account::removeAlarm);
    return JsonObject.EMPTY;
  }

  private JsonObject listTags(JsonObject request) {
    String arn = request.text("ResourceARN");
    Alarm alarm =
        account.alarms().values().stream()
            .filter(one -> one.arn().equals(arn))
            .findFirst()
            .orElseThrow(
                () -> new AwsFailure(404, "ResourceNotFoundException", "No such alarm: " + arn));
    List<JsonObject> list =
        alarm.tags().entrySet().stream()
            .map(tag -> JsonObject.of("Key", tag.getKey()).with("Value", tag.getValue()))
            .toList();
    return JsonObject.of("Tags", list);
  }
}
