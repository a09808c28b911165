package io.github.tagscaler.scaling;

import static io.github.tagscaler.json.Json.Null.NULL;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.ChangeEntry.Action;
import java.util.List;

/** Tells changes as outcomes do. */
public final class ChangeEntries {
  private ChangeEntries() {}

  /** The entries of one change: one, or one for each tag. */
  public static List<ChangeEntry> of(Change change) {
    var id = change.key().id().wire();
    return switch (change) {
      case Change.CreateTarget(var key, var bounds, var tags) ->
          List.of(
              new ChangeEntry(
                  Action.CREATE, ChangeEntry.Type.TARGET, id, NULL, Rendering.bounds(bounds)));
      case Change.UpdateTarget(var key, _, _, var before, var after) ->
          List.of(
              new ChangeEntry(
                  Action.UPDATE,
                  ChangeEntry.Type.TARGET,
                  id,
                  Rendering.bounds(before),
                  Rendering.bounds(after)));
      case Change.DeregisterTarget(var key, var before) ->
          List.of(
              new ChangeEntry(
                  Action.DELETE, ChangeEntry.Type.TARGET, id, Rendering.bounds(before), NULL));
      case Change.PutPolicy(var key, var before, var after) ->
          List.of(
              new ChangeEntry(
                  before == null ? Action.CREATE : Action.UPDATE,
                  ChangeEntry.Type.POLICY,
                  after.name(),
                  before == null ? NULL : Rendering.definition(before.definition()),
                  Rendering.definition(after.definition())));
      case Change.DeletePolicy(var key, var before) ->
          List.of(
              new ChangeEntry(
                  Action.DELETE,
                  ChangeEntry.Type.POLICY,
                  before.name(),
                  Rendering.definition(before.definition()),
                  NULL));
      case Change.DeleteScheduledAction(var key, var name) ->
          List.of(
              new ChangeEntry(Action.DELETE, ChangeEntry.Type.SCHEDULED_ACTION, name, NULL, NULL));
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
