package io.github.tagscaler.endtoend;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An AWS account with the function deployed in it. Each test finds it empty; the server and the SDK
 * clients are shared.
 */
final class TestAccount implements BeforeEachCallback {
  static final String QUEUE = "tagscaler-work";

  /** The parameter path of the catalog. */
  static final String CATALOG = "/tagscaler/policies";

  private static final StandIn AWS = StandIn.start();
  private static final Map<Map<String, String>, DeployedFunction> FUNCTIONS = new HashMap<>();

  /** A user of the account: owns endpoints, deploys, changes things by hand. */
  final AccountUser user = new AccountUser(AWS);

  @Override
  public void beforeEach(ExtensionContext context) {
    reset();
  }

  /** Empties the account. */
  void reset() {
    AWS.reset();
    // The clock begins again, and what was read of a catalog would seem to be new.
    FUNCTIONS.keySet().removeIf(settings -> settings.containsKey("TAGSCALER_CATALOG_PATH"));
    AWS.seed(
        "{\"queues\": [{\"name\": \"%s\", \"visibilityTimeout\": \"PT6M\"}]}".formatted(QUEUE));
  }

  /** Lambda starts the functions anew, so that they remember nothing. */
  void restartFunctions() {
    FUNCTIONS.clear();
  }

  /** The function with its settings as they are by default. */
  DeployedFunction function() {
    return function(Map.of());
  }

  /** The function with these settings. */
  DeployedFunction function(Map<String, String> settings) {
    return FUNCTIONS.computeIfAbsent(settings, s -> new DeployedFunction(AWS, s));
  }

  /** The function with its work queue. */
  DeployedFunction withQueue() {
    return function(Map.of("TAGSCALER_QUEUE_URL", queueUrl()));
  }

  String queueUrl() {
    return AWS.endpoint() + "/111122223333/" + QUEUE;
  }

  /** Invokes the function, its settings as they are by default. */
  Invocation invoke(Json event) {
    return function().invoke(event);
  }

  void seed(String json) {
    AWS.seed(json);
  }

  /** An endpoint with one variant on a usual instance type; tags as {@code key=value}. */
  void endpoint(String name, String... tags) {
    endpointOf(name, "[{\"instanceType\": \"ml.g5.xlarge\"}]", tags);
  }

  /** An endpoint with these variants, in the words of the seed. */
  void endpointOf(String name, String variants, String... tags) {
    AWS.seed(
        "{\"endpoints\": [{\"name\": \"%s\", \"tags\": %s, \"variants\": %s}]}"
            .formatted(name, Json.ofStrings(tags(tags)).write(), variants));
  }

  /** An endpoint that hosts components. */
  void host(String name, String... tags) {
    host(name, 1, tags);
  }

  /** An endpoint that hosts components and removes its instances when there are none. */
  void hostThatScalesToZero(String name, String... tags) {
    host(name, 0, tags);
  }

  private void host(String name, int minInstances, String... tags) {
    endpointOf(
        name,
        "[{\"instanceType\": \"ml.g5.12xlarge\", \"managedScaling\": {\"min\": %d, \"max\": 4}}]"
            .formatted(minInstances),
        tags);
  }

  /** A component on an endpoint. */
  void component(String name, String endpoint, String... tags) {
    AWS.seed(
        "{\"components\": [{\"name\": \"%s\", \"endpoint\": \"%s\", \"tags\": %s}]}"
            .formatted(name, endpoint, Json.ofStrings(tags(tags)).write()));
  }

  /** {@code key=value}, the key without its prefix if it is one of Tagscaler's. */
  static Map<String, String> tags(String... tags) {
    var parsed = new LinkedHashMap<String, String>();
    for (var tag : tags) {
      int sign = tag.indexOf('=');
      var key = tag.substring(0, sign);
      parsed.put(key.contains(":") ? key : "autoscaling:" + key, tag.substring(sign + 1));
    }
    return parsed;
  }

  /** Sets the clock, which begins long before. */
  void clock(String instant) {
    AWS.seed("{\"clock\": \"%s\"}".formatted(instant));
  }

  /** Moves the clock to then, with all that happens on the way. */
  void advanceTo(String instant) {
    AWS.advance(Duration.between(AWS.now(), Instant.parse(instant)));
  }

  /** A document of the catalog, under {@link #CATALOG}. */
  void document(String name, String yaml) {
    AWS.seed(
        Json.object()
            .put("parameters", Json.object().put(CATALOG + "/" + name, yaml).build())
            .build()
            .write());
  }

  /** The function with the catalog that {@link #document} writes. */
  DeployedFunction withCatalog() {
    return function(Map.of("TAGSCALER_CATALOG_PATH", CATALOG));
  }

  /** The alarm of that name. */
  Json alarm(String name) {
    return Optional.ofNullable(alarms().get(name))
        .orElseThrow(() -> new AssertionError("no alarm " + name + ", there are " + alarms()));
  }

  /** The alarms of CloudWatch by name, less those that AWS makes for target tracking. */
  Map<String, Json> alarms() {
    var alarms = new TreeMap<String, Json>();
    state().get("alarms").stream()
        .forEach(alarm -> alarms.put(alarm.get("AlarmName").text().orElse(""), alarm));
    alarms.keySet().removeIf(name -> name.startsWith("TargetTracking-"));
    return alarms;
  }

  void advance(Duration duration) {
    AWS.advance(duration);
  }

  /** Advances by more than a day: no resource counts as new any more. */
  void advanceMoreThanADay() {
    AWS.advance(Duration.ofHours(25));
  }

  void fault(Fault fault) {
    AWS.fault(fault);
  }

  void clearFaults() {
    AWS.clearFaults();
  }

  StandIn aws() {
    return AWS;
  }

  Json state() {
    return JsonReader.read(AWS.state());
  }

  /** The scalable targets, each as {@link RegisteredTarget}. */
  List<RegisteredTarget> targets() {
    return state().get("scalableTargets").stream().map(RegisteredTarget::new).toList();
  }

  /** The scalable target of that resource. */
  RegisteredTarget target(String resourceId) {
    return targets().stream()
        .filter(target -> target.resourceId().equals(resourceId))
        .findFirst()
        .orElseThrow(() -> new AssertionError(resourceId + " is not registered: " + targets()));
  }

  /** The state of Application Auto Scaling and CloudWatch, without times and counts of writes. */
  String scaling() {
    var targets = new ArrayList<Json>();
    state().get("scalableTargets").stream().forEach(target -> targets.add(timeless(target)));
    return new Json.Arr(targets).write() + capacities();
  }

  private static Json timeless(Json value) {
    return switch (value) {
      case Json.Obj(var members) -> {
        var kept = new TreeMap<String, Json>();
        members.forEach((name, member) -> {
          if (!name.matches(".*ARN|CreationTime|Alarms")) {
            kept.put(name, timeless(member));
          }
        });
        yield new Json.Obj(new LinkedHashMap<>(kept));
      }
      case Json.Arr(var items) -> new Json.Arr(items.stream().map(TestAccount::timeless).toList());
      default -> value;
    };
  }

  /** What runs of each variant and component. */
  Map<String, Integer> capacities() {
    return capacities(state());
  }

  /** What ran in that state of the account. */
  static Map<String, Integer> capacities(Json state) {
    var running = new TreeMap<String, Integer>();
    for (var endpoint : state.get("endpoints").stream().toList()) {
      for (var variant : endpoint.get("ProductionVariants").stream().toList()) {
        running.put(
            "%s/%s"
                .formatted(
                    endpoint.get("EndpointName").text().orElse(""),
                    variant.get("VariantName").text().orElse("")),
            RegisteredTarget.integer(variant.get("DesiredInstanceCount")));
      }
    }
    for (var component : state.get("inferenceComponents").stream().toList()) {
      running.put(
          component.get("InferenceComponentName").text().orElse(""),
          RegisteredTarget.integer(component.get("RuntimeConfig").get("DesiredCopyCount")));
    }
    return running;
  }

  /** The events that were published. */
  List<Json> published() {
    return state().get("events").stream().toList();
  }

  /** Their detail types. */
  List<String> publishedTypes() {
    return published().stream().map(event -> event.get("DetailType").text().orElse("")).toList();
  }

  /** The messages of the work queue. */
  List<Json> queued() {
    return state().get("queues").stream().flatMap(queue -> queue.get("Messages").stream()).toList();
  }

  /** Messages arrive: Lambda's poller takes those that can be seen, and deletes what succeeds. */
  Invocation poll(DeployedFunction function) {
    var messages = user.receive(queueUrl());
    var run = function.invoke(SqsMessages.batch(messages));
    messages.stream()
        .filter(message -> !run.failures().contains(message.messageId()))
        .forEach(message -> user.delete(queueUrl(), message));
    return run;
  }

  /** Sends events to the work queue, as EventBridge's rules do. */
  void enqueue(Json... events) {
    Arrays.stream(events).forEach(event -> user.send(queueUrl(), event.write()));
  }
}
