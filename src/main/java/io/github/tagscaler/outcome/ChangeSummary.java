package io.github.tagscaler.outcome;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells changes in one plain sentence: each by its name, several of a sort by their number. */
final class ChangeSummary {
  private ChangeSummary() {}

  /** What was done. */
  static String done(List<ChangeEntry> changes) {
    return capital(clauses(changes, true)) + ".";
  }

  /** What was done before the trouble that the sentence in front of this one tells of. */
  static String doneBefore(List<ChangeEntry> changes) {
    return capital(clauses(changes, true)) + " before that.";
  }

  /** What would be done. */
  static String planned(List<ChangeEntry> changes) {
    return "Would " + clauses(changes, false) + ".";
  }

  private static String clauses(List<ChangeEntry> changes, boolean done) {
    if (changes.isEmpty()) {
      return done ? "changed nothing" : "change nothing";
    }
    var clauses = new ArrayList<String>();
    for (var action : ChangeEntry.Action.values()) {
      var things = things(changes.stream().filter(each -> each.action() == action).toList());
      if (!things.isEmpty()) {
        clauses.add(action.wire() + (done ? "d " : " ") + enumerate(things));
      }
    }
    return String.join("; ", clauses);
  }

  private static String capital(String clauses) {
    return clauses.substring(0, 1).toUpperCase(Locale.ROOT) + clauses.substring(1);
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
    var words = Words.of(ofOneType.getKey());
    return names.size() == 1
        ? words.one().formatted(names.getFirst())
        : names.size() + " " + words.several();
  }

  private static String enumerate(List<String> things) {
    int last = things.size() - 1;
    return last == 0
        ? things.getFirst()
        : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
  }

  private record Words(String one, String several) {
    static Words of(ChangeEntry.Type type) {
      return switch (type) {
        // Its name is the resource ID, which every reader of an outcome has before their eyes.
        case TARGET -> new Words("the scalable target", "scalable targets");
        case POLICY -> new Words("scaling policy %s", "scaling policies");
        case SCHEDULED_ACTION -> new Words("scheduled action %s", "scheduled actions");
        case ALARM -> new Words("alarm %s", "alarms");
        case TAG -> new Words("tag %s", "tags");
      };
    }
  }
}
