package io.github.tagscaler.command.plan;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.ChangeEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a change does, member by member: {@code target value 5 -> 70}. */
public final class ChangeText {
  private static final String ARROW = " -> ";
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

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
      case Json.Obj _ when !value.get("namespace").isNull() -> members.put(path, metric(value));
      case Json.Obj(var inner) ->
          inner.forEach((name, member) -> add(below(path, words(name)), member, members));
      case Json.Arr(var items) -> {
        for (int i = 0; i < items.size(); i++) {
          add(below(path, String.valueOf(i + 1)), items.get(i), members);
        }
      }
      case Json.Str(var text) -> members.put(path, text);
      case Json.Num(var number) -> members.put(path, number.stripTrailingZeros().toPlainString());
      case Json.Bool(var bool) -> members.put(path, bool ? "on" : "off");
    }
  }

  /** {@code Average of AWS/SageMaker HasBacklogWithoutCapacity for EndpointName chat}. */
  private static String metric(Json metric) {
    var dimensions =
        metric.get("dimensions") instanceof Json.Obj(var named)
            ? named.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().text().orElse(""))
                .collect(Collectors.joining(", "))
            : "";
    return "%s of %s %s%s"
        .formatted(
            metric.get("statistic").text().orElse(""),
            metric.get("namespace").text().orElse(""),
            metric.get("name").text().orElse(""),
            dimensions.isEmpty() ? "" : " for " + dimensions);
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + " " + name;
  }

  /** {@code scaleInCooldown} as {@code scale in cooldown}. */
  private static String words(String name) {
    return CAMEL.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  /** The changes that a reader cares for: notes that Tagscaler keeps on a target are left out. */
  static List<ChangeEntry> shown(List<ChangeEntry> changes) {
    return changes.stream()
        .filter(change ->
            change.type() != ChangeEntry.Type.TAG || change.name().equals("tagscaler:stack"))
        .toList();
  }
}
