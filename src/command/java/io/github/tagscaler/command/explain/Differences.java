package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.plan.ChangeText;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Says what changes would be made, a line for each value: {@code max 8 → 4}. */
final class Differences {
  private Differences() {}

  /** A line for each change; the tags that Tagscaler keeps on a target are left out. */
  static List<String> of(List<ChangeEntry> changes) {
    return changes.stream().flatMap(Differences::lines).toList();
  }

  private static Stream<String> lines(ChangeEntry change) {
    if (change.type() == ChangeEntry.Type.TAG) {
      return change.name().equals("tagscaler:stack") && change.action() == ChangeEntry.Action.CREATE
          ? Stream.of("+ taken over by Tagscaler")
          : Stream.empty();
    }
    return switch (change.action()) {
      case CREATE -> Stream.of("+ " + ChangeText.what(change) + values(change.after()));
      case DELETE -> Stream.of("- " + ChangeText.what(change) + values(change.before()));
      case UPDATE ->
          differing(change).map(difference -> "~ " + ChangeText.what(change) + ": " + difference);
    };
  }

  /** The two or three values that tell what it does. */
  private static String values(Json json) {
    var leaves = leaves(json);
    var shown =
        Stream.of("min", "max", "targetValue", "schedule", "threshold")
            .filter(name -> !leaves.getOrDefault(name, "null").equals("null"))
            .map(name -> word(name) + " " + leaves.get(name))
            .toList();
    return shown.isEmpty() ? "" : ": " + String.join(", ", shown);
  }

  private static Stream<String> differing(ChangeEntry change) {
    var before = leaves(change.before());
    var after = leaves(change.after());
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .map(name ->
            "%s %s → %s"
                .formatted(
                    word(name),
                    before.getOrDefault(name, "nothing"),
                    after.getOrDefault(name, "nothing")));
  }

  private static String word(String name) {
    return switch (name) {
      case "targetValue" -> "target";
      case "scaleInCooldown" -> "scale-in-cooldown (s)";
      case "scaleOutCooldown" -> "scale-out-cooldown (s)";
      case "scaleIn" -> "scale-in";
      default -> name;
    };
  }

  private static Map<String, String> leaves(Json json) {
    var leaves = new LinkedHashMap<String, String>();
    collect("", json, leaves);
    return leaves;
  }

  private static void collect(String path, Json json, Map<String, String> leaves) {
    switch (json) {
      case Json.Obj(var members) ->
          members.forEach(
              (name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, leaves));
      case Json.Arr(var items) -> {
        int i = 0;
        for (var item : items) {
          collect(path + "[" + i++ + "]", item, leaves);
        }
      }
      case Json.Num(var number) -> leaves.put(path, Asked.plain(number));
      case Json.Str(var text) -> leaves.put(path, text);
      case Json.Bool(var bool) -> leaves.put(path, bool ? "on" : "off");
      case Json.Null() -> leaves.put(path, "null");
    }
  }
}
