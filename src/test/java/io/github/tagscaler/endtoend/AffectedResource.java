package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** A resource, and what people do to it by hand. */
final class AffectedResource {

  /** The kind of the resource, and how the documentation names such a resource. */
  enum Kind {
    REAL_TIME("chat"),
    ASYNC("documents"),
    COMPONENT("llama");

    private final String example;

    Kind(String example) {
      this.example = example;
    }
  }

  private static final String NOT_REGISTERED = "not registered";

  private final TestAccount account;
  private final Kind kind;
  private final String name;

  AffectedResource(TestAccount account, Kind kind, String name) {
    this.account = account;
    this.kind = kind;
    this.name = name;
  }

  void create(List<String> tagList) {
    var tags = tagList.toArray(String[]::new);
    switch (kind) {
      case REAL_TIME ->
          account.endpointOf(name, "[{\"instanceType\": \"ml.g5.xlarge\", \"count\": 3}]", tags);
      case ASYNC ->
          account.seed(
              "{\"endpoints\": [{\"name\": \"%s\", \"async\": true, \"tags\": %s}]}"
                  .formatted(name, Json.ofStrings(TestAccount.tags(tags)).write()));
      case COMPONENT -> {
        account.hostThatScalesToZero(endpoint());
        account.component(name, endpoint(), tags);
      }
    }
  }

  /** The endpoint that sends events about it. */
  String endpoint() {
    return kind == Kind.COMPONENT ? name + "-host" : name;
  }

  String id() {
    return kind == Kind.COMPONENT ? tagged() : tagged() + "/variant/AllTraffic";
  }

  private String tagged() {
    return (kind == Kind.COMPONENT ? "inference-component/" : "endpoint/") + name;
  }

  /** A direct request that changes nothing. */
  Json question() {
    return Json.object()
        .put(kind == Kind.COMPONENT ? "inferenceComponentName" : "endpointName", name)
        .put("dryRun", true)
        .build();
  }

  /** The text with the name that such a resource has in the documentation. */
  String inTheDocs(String text) {
    return text.replace(name, kind.example);
  }

  // What people do.

  void tag(String... tags) {
    account.user.tag(tagged(), tags);
    account.enqueue(SampleEvents.tagChange(tagged()));
  }

  void untag(String... keys) {
    account.user.untag(tagged(), keys);
    account.enqueue(SampleEvents.tagChange(tagged()));
  }

  void run(int capacity) {
    if (kind == Kind.COMPONENT) {
      account.user.setCopies(name, capacity);
    } else {
      account.user.setInstances(name, capacity);
    }
  }

  void register(int min, int max) {
    account.user.register(id(), min, max);
  }

  void suspend(Consumer<SuspendedState.Builder> suspended) {
    account.user.suspend(id(), suspended);
  }

  void deregister() {
    account.user.deregister(id());
  }

  void deletePolicy(String policy) {
    account.user.deletePolicy(id(), policy);
  }

  void putTrackingPolicy(String policy, MetricType metric, double target) {
    account.user.putTrackingPolicy(id(), policy, metric, target);
  }

  void putScheduledAction(String action) {
    account.user.putScheduledAction(id(), action);
  }

  void deleteScheduledAction(String action) {
    account.user.deleteScheduledAction(id(), action);
  }

  void deleteAlarm() {
    account.user.alarms.deleteAlarms(call -> call.alarmNames(alarm()));
  }

  void disableAlarm() {
    account.user.editAlarm(alarm(), edit -> edit.actionsEnabled(false));
  }

  private String alarm() {
    return "tagscaler/tagscaler/" + id() + "/wake";
  }

  // What results.

  private Json state() {
    return JsonReader.read(account.aws().state(name));
  }

  private Optional<RegisteredTarget> target() {
    return state().get("scalableTargets").stream().map(RegisteredTarget::new).findFirst();
  }

  /** The capacity: {@code 7}. */
  String running() {
    var running = TestAccount.capacities(state());
    return String.valueOf(running.get(capacityName()));
  }

  /** How {@link TestAccount#capacities} names it. */
  String capacityName() {
    return kind == Kind.COMPONENT ? name : name + "/AllTraffic";
  }

  /** The bounds: {@code 1-4}. */
  String bounds() {
    return target().map(RegisteredTarget::bounds).orElse(NOT_REGISTERED);
  }

  String suspended() {
    return target().map(RegisteredTarget::suspended).orElse(NOT_REGISTERED);
  }

  /** Bounds, suspension and capacity: {@code 1-4, scale-in suspended, 3 run}. */
  String all() {
    var suspended = suspended();
    return bounds()
        + (suspended.isEmpty() || suspended.equals(NOT_REGISTERED)
            ? ""
            : ", " + suspended + " suspended")
        + ", "
        + running()
        + " run";
  }

  /** Each scaling policy with what it tracks: {@code tagscaler-track-concurrency at 5.0}. */
  String policies() {
    return target()
        .map(target ->
            target.json().get("ScalingPolicies").stream()
                .map(policy ->
                    policy.get("PolicyName").text().orElse("")
                        + " at "
                        + policy
                            .get("TargetTrackingScalingPolicyConfiguration")
                            .get("TargetValue")
                            .write())
                .sorted()
                .collect(Collectors.joining(", ")))
        .orElse(NOT_REGISTERED);
  }

  /** The scheduled actions. */
  String actions() {
    return target().map(target -> String.join(", ", target.schedule())).orElse(NOT_REGISTERED);
  }

  /** Whether the alarm that wakes it can act. */
  String wakes() {
    return state().get("alarms").stream()
        .filter(alarm -> alarm.get("AlarmName").equals(Json.of(alarm())))
        .map(alarm -> "alarm with actions " + alarm.get("ActionsEnabled").write())
        .findFirst()
        .orElse("no alarm");
  }
}
