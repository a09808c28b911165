package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.scaling.Change;
import io.github.tagscaler.scaling.Ownership;
import java.util.List;
import java.util.stream.Stream;

/** The calls of an adoption, a line each. */
final class TakeOver {
  private TakeOver() {}

  static List<String> lines(List<Change> changes) {
    return changes.stream().flatMap(TakeOver::lines).toList();
  }

  private static Stream<String> lines(Change change) {
    return switch (change) {
      case Change.DeletePolicy(_, var policy) ->
          Stream.of("- policy \"%s\"".formatted(policy.name()));
      case Change.PutPolicy(_, _, var policy) ->
          Stream.of("+ policy \"%s\"".formatted(policy.name()));
      case Change.DeleteScheduledAction(_, var action) ->
          Stream.of("- scheduled action \"%s\"".formatted(action.name()));
      case Change.PutScheduledAction(_, _, var action) ->
          Stream.of("+ scheduled action \"%s\"".formatted(action.name()));
      case Change.PutAlarm(_, _, var alarm) -> Stream.of("+ alarm \"%s\"".formatted(alarm.name()));
      case Change.DeleteAlarms(_, var alarms) ->
          alarms.stream().map(alarm -> "- alarm \"%s\"".formatted(alarm.name()));
      case Change.UpdateTarget update ->
          update.before().equals(update.after())
              ? Stream.of("~ registers %s again".formatted(update.after().bounds()))
              : Stream.of(
                  "~ bounds %s → %s".formatted(update.before().bounds(), update.after().bounds()));
      case Change.TagTarget tag ->
          tag.after().containsKey(Ownership.STACK)
              ? Stream.of("~ owner: the stack %s".formatted(tag.after().get(Ownership.STACK)))
              : Stream.of();
      case Change.UntagTarget _ -> Stream.of();
      case Change.CreateTarget _ -> Stream.of("+ scalable target");
      case Change.DeregisterTarget _ -> Stream.of("- scalable target");
    };
  }
}
