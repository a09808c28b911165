package io.github.tagscaler.standin.state;

import io.github.tagscaler.standin.clock.StandInClock;
import io.github.tagscaler.standin.clock.Timeline;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Everything in one account in one region. */
public final class Account {

  private final String region;
  private final String id;
  private final StandInClock clock;
  private final Timeline timeline;
  private long lastId;
  private int entriesToFail;

  /** How long an endpoint or component takes to create, update or delete. */
  private Duration settlingTime;

  private final Set<String> deniedActions = new TreeSet<>();
  private final TagHistory tags;
  private final SageMakerState sageMaker;
  private final ScalableTargets scalableTargets = new ScalableTargets();
  private final NavigableMap<String, Alarm> alarms = new TreeMap<>();
  private final Map<String, NavigableSet<String>> alarmNamesByAction = new HashMap<>();
  private final NavigableMap<String, AlarmHistory> alarmHistories = new TreeMap<>();
  private final CallRate alarmReads;
  private final Metrics metrics;
  private final List<JsonObject> events = new ArrayList<>();
  private final NavigableMap<String, JsonObject> parameters = new TreeMap<>();
  private final NavigableMap<String, Queue> queues = new TreeMap<>();
  private final Infrastructure infrastructure = new Infrastructure();

  public Account(String region, String id, StandInClock clock, Duration settlingTime) {
    this.region = region;
    this.id = id;
    this.clock = clock;
    this.settlingTime = settlingTime;
    this.tags = new TagHistory(clock);
    this.sageMaker = new SageMakerState(tags);
    this.alarmReads = new CallRate(clock);
    this.metrics = new Metrics(clock);
    this.timeline = new Timeline(clock);
    timeline.add(sageMaker::due);
  }

  public String region() {
    return region;
  }

  public String id() {
    return id;
  }

  public Instant now() {
    return clock.instant();
  }

  public StandInClock clock() {
    return clock;
  }

  /** The calls to CloudWatch's DescribeAlarms, those of Application Auto Scaling among them. */
  public CallRate alarmReads() {
    return alarmReads;
  }

  public Timeline timeline() {
    return timeline;
  }

  public Duration settlingTime() {
    return settlingTime;
  }

  public void setSettlingTime(Duration settlingTime) {
    this.settlingTime = settlingTime;
  }

  /** When what is started now will have settled. */
  public Instant settled() {
    return now().plus(settlingTime);
  }

  /** The ARN of something of this account, such as {@code sagemaker} and {@code endpoint/e}. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
  }

  /** The ARN of whoever calls the stand-in. */
  public String caller() {
    return "arn:aws:sts::" + id + ":assumed-role/caller/session";
  }

  /** A role of that name as IAM describes it, made now. */
  public JsonObject newRole(String name, String path) {
    return JsonObject.of("RoleName", name)
        .with("Path", path)
        .with(
            "RoleId", "AROAEXAMPLE" + Integer.toHexString(name.hashCode()).toUpperCase(Locale.ROOT))
        .with("Arn", "arn:aws:iam::" + id + ":role" + path + name)
        .with("CreateDate", now());
  }

  /** A fresh identifier; the same calls in the same order give the same identifiers. */
  public String newId() {
    long number = ++lastId;
    return new UUID(0x5ca1ab1e_0000_4000L, 0x8000_0000_0000_0000L | number).toString();
  }

  /** Let so many entries of the next batch fail, whatever they contain. */
  public void failEntries(int entries) {
    entriesToFail = entries;
  }

  /** Whether this entry of a batch is to fail; every question counts as one entry. */
  public boolean failsEntry() {
    return entriesToFail-- > 0;
  }

  /** Actions such as {@code sagemaker:ListTags} that the caller's IAM identity lacks. */
  public Set<String> deniedActions() {
    return deniedActions;
  }

  /** The tags of SageMaker resources and of scalable targets. */
  public TagHistory tags() {
    return tags;
  }

  public SageMakerState sageMaker() {
    return sageMaker;
  }

  public ScalableTargets scalableTargets() {
    return scalableTargets;
  }

  /** CloudWatch alarms by name, whoever made them. */
  public NavigableMap<String, Alarm> alarms() {
    return Collections.unmodifiableNavigableMap(alarms);
  }

  /** Add an alarm, or replace the one of its name. */
  public void putAlarm(Alarm alarm) {
    dropFromActions(Optional.ofNullable(alarms.put(alarm.name(), alarm)));
    alarm
        .actions()
        .forEach(action ->
            alarmNamesByAction.computeIfAbsent(action, _ -> new TreeSet<>()).add(alarm.name()));
  }

  private void dropFromActions(Optional<Alarm> alarm) {
    for (String action : alarm.map(Alarm::actions).orElse(List.of())) {
      alarmNamesByAction.computeIfPresent(
          action,
          (_, names) -> {
            names.remove(alarm.get().name());
            return names.isEmpty() ? null : names;
          });
    }
  }

  public void removeAlarm(String name) {
    dropFromActions(Optional.ofNullable(alarms.remove(name)));
    alarmHistories.remove(name);
  }

  public AlarmHistory alarmHistory(String alarmName) {
    return alarmHistories.computeIfAbsent(alarmName, _ -> new AlarmHistory());
  }

  public Metrics metrics() {
    return metrics;
  }

  /** What was put on event buses, in order. */
  public List<JsonObject> events() {
    return events;
  }

  public NavigableMap<String, JsonObject> parameters() {
    return parameters;
  }

  public NavigableMap<String, Queue> queues() {
    return queues;
  }

  /** Stacks, functions, rules and what else is seeded and never changes. */
  public Infrastructure infrastructure() {
    return infrastructure;
  }

  /** The alarms that act through a policy, in the order of their names. */
  public List<Alarm> alarmsOf(String policyArn) {
    return alarmNamesByAction.getOrDefault(policyArn, new TreeSet<>()).stream()
        .map(alarms::get)
        .toList();
  }

  /** Remove a policy from the actions of all alarms. */
  public void stripAlarmActions(String policyArn) {
    alarmsOf(policyArn).forEach(alarm -> putAlarm(alarm.withoutAction(policyArn)));
  }

  /** Delete a policy with the alarms that AWS made for it; other alarms only lose the action. */
  public void removePolicy(ScalableTarget target, String policyName) {
    JsonObject policy = target.policies().remove(policyName);
    if (policy != null) {
      policy.objects("Alarms").forEach(alarm -> removeAlarm(alarm.text("AlarmName")));
      stripAlarmActions(policy.text("PolicyARN"));
    }
  }

  /** Delete a scalable target with its policies and scheduled actions. */
  public void deregister(ScalableTarget target) {
    List.copyOf(target.policies().keySet()).forEach(name -> removePolicy(target, name));
    scalableTargets.targets().remove(target.id());
    tags.forget(target.arn());
  }
}
