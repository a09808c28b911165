package io.github.tagscaler.outcome;

import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sums up changes in one clause: few of a type by their names, many by their number. The tags that
 * Tagscaler keeps on a target are bookkeeping and left out, but for the one that takes a target
 * over.
 */
final class ChangeSummary {
  /** How many of a type are named. */
  private static final int MOST_NAMED = 2;

  private static final String OWNER_TAG = "tagscaler:stack";

  private ChangeSummary() {}

  /** What was done, {@code created the scalable target}; empty if it was bookkeeping only. */
  static Optional<String> done(List<ChangeEntry> changes) {
    return clauses(changes, true);
  }

  /** What would be done, {@code create the scalable target}; empty if it is bookkeeping only. */
  static Optional<String> planned(List<ChangeEntry> changes) {
    return clauses(changes, false);
  }

  private static Optional<String> clauses(List<ChangeEntry> changes, boolean done) {
    var clauses = new ArrayList<String>();
    if (changes.stream().anyMatch(ChangeSummary::takesOver)) {
      clauses.add(verb("take over", "took over", done) + " the scalable target");
    }
    changes.stream()
        .filter(ChangeSummary::updatesTarget)
        .forEach(change -> clauses.addAll(targetUpdate(change, done)));
    for (var action : ChangeEntry.Action.values()) {
      var things =
          things(
              changes.stream()
                  .filter(each -> each.action() == action)
                  .filter(each -> each.type() != ChangeEntry.Type.TAG && !updatesTarget(each))
                  .toList());
      if (!things.isEmpty()) {
        clauses.add(
            verb(action.wire(), action.wire() + "d", done) + " " + InForcePhrase.enumerate(things));
      }
    }
    return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", clauses));
  }

  private static String verb(String base, String past, boolean done) {
    return done ? past : base;
  }

  private static boolean takesOver(ChangeEntry change) {
    return change.type() == ChangeEntry.Type.TAG
        && change.action() == ChangeEntry.Action.CREATE
        && change.name().equals(OWNER_TAG);
  }

  private static boolean updatesTarget(ChangeEntry change) {
    return change.type() == ChangeEntry.Type.TARGET && change.action() == ChangeEntry.Action.UPDATE;
  }

  private static List<String> targetUpdate(ChangeEntry change, boolean done) {
    var clauses = new ArrayList<String>();
    var bounds = Stream.of("min", "max").flatMap(name -> moved(name, change)).toList();
    if (!bounds.isEmpty()) {
      clauses.add(verb("change", "changed", done) + " " + InForcePhrase.enumerate(bounds));
    }
    var before = suspended(change.before());
    var after = suspended(change.after());
    suspension(after, before)
        .ifPresent(names -> clauses.add(verb("suspend", "suspended", done) + " " + names));
    suspension(before, after)
        .ifPresent(names -> clauses.add(verb("resume", "resumed", done) + " " + names));
    return clauses.isEmpty()
        ? List.of(verb("register", "registered", done) + " the scalable target again")
        : clauses;
  }

  /** The activities that are suspended in one, and not in the other, in words. */
  private static Optional<String> suspension(List<String> these, List<String> those) {
    var names = these.stream().filter(name -> !those.contains(name)).toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(InForcePhrase.activities(names));
  }

  private static List<String> suspended(Json shown) {
    return Stream.of(
            Map.entry("scaleIn", "scale-in"),
            Map.entry("scaleOut", "scale-out"),
            Map.entry("scheduled", "scheduled scaling"))
        .filter(activity ->
            member("suspended", shown)
                .flatMap(state -> member(activity.getKey(), state))
                .filter(Json.of(true)::equals)
                .isPresent())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Stream<String> moved(String name, ChangeEntry change) {
    var before = member(name, change.before());
    var after = member(name, change.after());
    return before.equals(after)
        ? Stream.empty()
        : Stream.of("%s %s -> %s".formatted(name, written(before), written(after)));
  }

  private static Optional<Json> member(String name, Json shown) {
    return shown instanceof Json.Obj(var members)
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }

  private static String written(Optional<Json> value) {
    return value.map(Json::write).orElse("none");
  }

  private static List<String> things(List<ChangeEntry> changes) {
    var namesByType = new EnumMap<ChangeEntry.Type, List<String>>(ChangeEntry.Type.class);
    for (var change : changes) {
      namesByType.computeIfAbsent(change.type(), _ -> new ArrayList<>()).add(change.name());
    }
    return namesByType.entrySet().stream().map(ChangeSummary::thing).toList();
  }

  private static String thing(Map.Entry<ChangeEntry.Type, List<String>> ofOneType) {
    var names = ofOneType.getValue();
    return switch (ofOneType.getKey()) {
      // Its name is the resource ID, with which the message starts.
      case TARGET -> "the scalable target";
      case POLICY -> named("policy", "policies", names);
      case SCHEDULED_ACTION -> named("scheduled action", "scheduled actions", names);
      case ALARM -> named("alarm", "alarms", names.stream().map(ChangeSummary::shortName).toList());
      case TAG -> throw new IllegalArgumentException("tags are bookkeeping");
    };
  }

  /** An alarm's name holds the stack and the resource, too: {@code wake}, {@code step-surge}. */
  private static String shortName(String alarm) {
    return alarm.substring(alarm.lastIndexOf('/') + 1);
  }

  private static String named(String one, String several, List<String> names) {
    if (names.size() > MOST_NAMED) {
      return names.size() + " " + several;
    }
    return (names.size() == 1 ? one : several) + " " + String.join(" and ", names);
  }
}
