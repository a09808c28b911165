package io.github.tagscaler.command.plan;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What a change does, member by member: {@code targetValue 5 -> 70}. */
public final class ChangeText {
  private static final String ARROW = " -> ";

  private ChangeText() {}

  /** What is changed, in words. */
  public static String what(ChangeEntry change) {
    return switch (change.type()) {
      case TARGET -> "scalable target";
      case POLICY -> "policy " + change.name();
      case SCHEDULED_ACTION -> "scheduled action " + change.name();
      case ALARM -> "alarm " + change.name();
      case TAG -> "tag " + change.name();
    };
  }

  /** How: all members of what is made, those that differ of what is updated. */
  public static String how(ChangeEntry change) {
    var before = members(change.before());
    var after = members(change.after());
    return switch (change.action()) {
      case CREATE -> listed(after);
      case DELETE -> "";
      case UPDATE -> differences(before, after);
    };
  }

  private static String listed(Map<String, String> members) {
    var parts = new ArrayList<String>();
    members.forEach((name, value) -> parts.add(name.isEmpty() ? value : name + " " + value));
    return String.join(", ", parts);
  }

  private static String differences(Map<String, String> before, Map<String, String> after) {
    var names = new LinkedHashSet<>(after.keySet());
    names.addAll(before.keySet());
    var parts = new ArrayList<String>();
    for (var name : names) {
      var was = before.getOrDefault(name, "none");
      var is = after.getOrDefault(name, "none");
      if (!was.equals(is)) {
        parts.add((name.isEmpty() ? "" : name + " ") + was + ARROW + is);
      }
    }
    return String.join(", ", parts);
  }

  /** The members of a value, those of its members by their paths; nothing for what is null. */
  private static Map<String, String> members(Json value) {
    var members = new LinkedHashMap<String, String>();
    add("", value, members);
    return members;
  }

  private static void add(String path, Json value, Map<String, String> members) {
    switch (value) {
      case Json.Null() -> {}
      case Json.Obj(var inner) ->
          inner.forEach(
              (name, member) -> add(path.isEmpty() ? name : path + "." + name, member, members));
      case Json.Arr(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          add(path + "[" + i + "]", items.get(i), members);
        }
      }
      case Json.Str(var text) -> members.put(path, text);
      case Json.Num(var number) ->
          members.put(path, number.stripTrailingZeros().toPlainString());
      case Json.Bool(var bool) -> members.put(path, bool ? "on" : "off");
    }
  }

  /** The changes that a reader cares for: notes that Tagscaler keeps on a target are left out. */
  static List<ChangeEntry> shown(List<ChangeEntry> changes) {
    return changes.stream()
        .filter(change ->
            change.type() != ChangeEntry.Type.TAG || change.name().equals("tagscaler:stack"))
        .toList();
  }
}
