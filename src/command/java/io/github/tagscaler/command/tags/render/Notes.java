package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.command.tags.proof.Proof;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.setting.Measure;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.scaling.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is worth knowing about an adoption that changes nothing. */
final class Notes {
  /** What the take-over itself says, and what is said in better words here. */
  private static final Set<Code> KNOWN = Set.of(Code.ADOPTED, Code.SUSPENDED_BY_HAND);

  private static final Set<String> WAKING =
      Set.of("NoCapacityInvocationFailures", "HasBacklogWithoutCapacity");

  private Notes() {}

  static List<String> of(Answer.Found found) {
    var notes = new ArrayList<String>();
    var target = found.registered().target();
    if (target.suspended().any()) {
      notes.add(
          "%s suspended by hand. An adoption keeps that; it ends when you resume it in Application Auto Scaling."
              .formatted(suspended(target.suspended())));
    }
    found.registered().alarms().stream()
        .filter(alarm -> !alarm.otherActions().isEmpty())
        .forEach(alarm ->
            notes.add(
                "The alarm \"%s\" does more than trigger a policy (%s). Tagscaler leaves it in place: keep it for that."
                    .formatted(alarm.name(), String.join(", ", alarm.otherActions()))));
    if (wakesByItself(found)) {
      notes.add(
          "The step that scales it up from zero has numbers of its own, so it is written as it is. Tagscaler's own (wake = on, without that entry) does the same by AWS's guide.");
    }
    if (found.proposal().terms().week().filter(Notes::isConstant).isPresent()) {
      notes.add(
          "Its scheduled actions set the same bounds at all times, so no schedule is needed for them.");
    }
    if (found.proposal().proof() instanceof Proof.Adopted(_, _, var warnings)) {
      warnings.stream()
          .filter(warning -> !KNOWN.contains(warning.code()))
          .filter(warning -> warning.code() != Code.MAY_SLEEP_FOREVER || !wakesByItself(found))
          .forEach(warning -> notes.add(warning.message()));
    }
    return notes.stream().distinct().toList();
  }

  /** Whether a step of its own scales up from zero, so that no other is needed. */
  private static boolean wakesByItself(Answer.Found found) {
    return found.proposal().terms().steps().stream()
        .anyMatch(step ->
            step.measure() instanceof Measure.Custom(MetricSpec.Customized metric)
                && WAKING.contains(metric.name()));
  }

  private static boolean isConstant(Timeline<?> week) {
    return week.changes().isEmpty();
  }

  private static String suspended(Suspension suspended) {
    var what = new ArrayList<String>();
    if (suspended.scaleIn()) {
      what.add("scale-in");
    }
    if (suspended.scaleOut()) {
      what.add("scale-out");
    }
    if (suspended.scheduled()) {
      what.add("scheduled scaling");
    }
    var text = String.join(", ", what) + (what.size() == 1 ? " is" : " are");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
