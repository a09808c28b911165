package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Alarm;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.InferenceComponent;
import io.github.tagscaler.standin.state.Queue;
import io.github.tagscaler.standin.state.ScalableTarget;
import io.github.tagscaler.standin.state.ScheduledAction;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes everything in the account, in the members of AWS's own descriptions where it has some. */
public final class Dump {

  private final Account account;
  private final Predicate<String> wanted;

  private Dump(Account account, Predicate<String> wanted) {
    this.account = account;
    this.wanted = wanted;
  }

  /** Canonical JSON: the same state is the same text. */
  public static String of(Engine engine) {
    return engine.read(world -> JsonWriter.canonical(new Dump(world.account(), _ -> true).all()));
  }

  /** The same for the resources whose names contain this, with their targets and alarms. */
  public static String of(Engine engine, String part) {
    return engine.read(world ->
        JsonWriter.canonical(new Dump(world.account(), name -> name.contains(part)).resources()));
  }

  private JsonObject all() {
    return resources()
        .with("region", account.region())
        .with("accountId", account.id())
        .with(
            "endpointConfigs",
            account.sageMaker().configs().values().stream()
                .map(config -> tagged(config.definition(), config.arn()))
                .toList())
        .with(
            "scalingActivities",
            account.scalableTargets().activities().stream()
                .map(activity -> activity.describe(account.now()))
                .toList())
        .with("events", List.copyOf(account.events()))
        .with("parameters", List.copyOf(account.parameters().values()))
        .with("queues", account.queues().values().stream().map(Dump::queue).toList());
  }

  private JsonObject resources() {
    var sageMaker = account.sageMaker();
    return JsonObject.of("clock", account.now())
        .with(
            "endpoints",
            sageMaker.endpoints().values().stream()
                .filter(endpoint -> wanted.test(endpoint.name()))
                .map(this::endpoint)
                .toList())
        .with(
            "inferenceComponents",
            sageMaker.components().values().stream()
                .filter(component -> wanted.test(component.name()))
                .map(this::component)
                .toList())
        .with(
            "scalableTargets",
            account.scalableTargets().targets().values().stream()
                .filter(target -> wanted.test(target.id().resourceId()))
                .map(this::target)
                .toList())
        .with(
            "alarms",
            account.alarms().values().stream()
                .filter(alarm -> wanted.test(alarm.name()))
                .map(this::alarm)
                .toList());
  }

  private JsonObject endpoint(Endpoint endpoint) {
    return tagged(endpoint.describe(), endpoint.arn()).with("Backlog", endpoint.backlog());
  }

  private JsonObject component(InferenceComponent component) {
    return tagged(component.describe(), component.arn());
  }

  private JsonObject tagged(JsonObject json, String arn) {
    return json.with("Tags", map(account.tags().of(arn)));
  }

  private JsonObject target(ScalableTarget target) {
    return target
        .describe()
        .with("Tags", map(account.tags().of(target.arn())))
        .with("ScalingPolicies", List.copyOf(target.policies().values()))
        .with(
            "ScheduledActions",
            target.actions().values().stream().map(ScheduledAction::json).toList());
  }

  private JsonObject alarm(Alarm alarm) {
    return alarm
        .definition()
        .withAll(alarm.state())
        .with("Tags", map(alarm.tags()))
        .with("History", account.alarmHistory(alarm.name()).entries());
  }

  private static JsonObject queue(Queue queue) {
    List<JsonObject> messages =
        queue.messages().stream()
            .map(message ->
                JsonObject.of("MessageId", message.id())
                    .with("Body", message.body())
                    .with("VisibleAt", message.visibleAt())
                    .with("ReceiveCount", message.receiveCount()))
            .toList();
    return JsonObject.of("Name", queue.name()).with("Messages", messages);
  }

  private static JsonObject map(Map<String, String> map) {
    return JsonObject.copyOf(map);
  }
}
