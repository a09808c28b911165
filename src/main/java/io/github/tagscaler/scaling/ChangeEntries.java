package io.github.tagscaler.scaling;

import static io.github.tagscaler.json.Json.Null.NULL;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.ChangeEntry.Action;
import java.util.List;

/** Describes changes as entries of an outcome. */
public final class ChangeEntries {
  private ChangeEntries() {}

  /** The entries of one change: one, or one for each tag. */
  public static List<ChangeEntry> of(Change change) {
    var id = change.id().wire();
    return switch (change) {
      case Change.CreateTarget(var key, var bounds, var tags) ->
          List.of(
              new ChangeEntry(
                  Action.CREATE, ChangeEntry.Type.TARGET, id, NULL, ScalingJson.bounds(bounds)));
      case Change.UpdateTarget(var key, _, _, var before, var after) ->
          List.of(
              new ChangeEntry(
                  Action.UPDATE,
                  ChangeEntry.Type.TARGET,
                  id,
                  ScalingJson.registered(before),
                  ScalingJson.registered(after)));
      case Change.DeregisterTarget(var key, var before) ->
          List.of(
              new ChangeEntry(
                  Action.DELETE, ChangeEntry.Type.TARGET, id, ScalingJson.bounds(before), NULL));
      case Change.PutPolicy(var key, var before, var after) ->
          List.of(
              new ChangeEntry(
                  before == null ? Action.CREATE : Action.UPDATE,
                  ChangeEntry.Type.POLICY,
                  after.name(),
                  before == null ? NULL : ScalingJson.definition(before.definition()),
                  ScalingJson.definition(after.definition())));
      case Change.DeletePolicy(var key, var before) ->
          List.of(
              new ChangeEntry(
                  Action.DELETE,
                  ChangeEntry.Type.POLICY,
                  before.name(),
                  ScalingJson.definition(before.definition()),
                  NULL));
      case Change.PutScheduledAction(var key, var before, var after) ->
          List.of(
              new ChangeEntry(
                  before == null ? Action.CREATE : Action.UPDATE,
                  ChangeEntry.Type.SCHEDULED_ACTION,
                  after.name(),
                  before == null ? NULL : ScalingJson.action(before),
                  ScalingJson.action(after)));
      case Change.DeleteScheduledAction(var key, var before) ->
          List.of(
              new ChangeEntry(
                  Action.DELETE,
                  ChangeEntry.Type.SCHEDULED_ACTION,
                  before.name(),
                  ScalingJson.action(before),
                  NULL));
      case Change.PutAlarm(var key, var before, var after) ->
          List.of(
              new ChangeEntry(
                  before == null ? Action.CREATE : Action.UPDATE,
                  ChangeEntry.Type.ALARM,
                  after.name(),
                  before == null ? NULL : ScalingJson.alarm(before),
                  ScalingJson.alarm(after)));
      case Change.DeleteAlarms(_, var before) ->
          before.stream()
              .map(alarm ->
                  new ChangeEntry(
                      Action.DELETE,
                      ChangeEntry.Type.ALARM,
                      alarm.name(),
                      ScalingJson.alarm(alarm),
                      NULL))
              .toList();
      case Change.TagTarget(var key, var arn, var before, var after) ->
          after.entrySet().stream()
              .map(tag ->
                  new ChangeEntry(
                      before.containsKey(tag.getKey()) ? Action.UPDATE : Action.CREATE,
                      ChangeEntry.Type.TAG,
                      tag.getKey(),
                      Json.of(before.get(tag.getKey())),
                      Json.of(tag.getValue())))
              .toList();
      case Change.UntagTarget(var key, var arn, var tagKeys) ->
          tagKeys.stream()
              .map(name -> new ChangeEntry(Action.DELETE, ChangeEntry.Type.TAG, name, NULL, NULL))
              .toList();
    };
  }
}
