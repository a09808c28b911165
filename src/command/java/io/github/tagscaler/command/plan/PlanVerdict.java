package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.sweep.TargetState;
import java.util.List;
import java.util.Locale;

/** What a plan says about a target, what is wrong first. */
public enum PlanVerdict {
  REJECTED("x", Color.RED, "rejected"),
  OTHERS("x", Color.RED, "registered by others"),
  MISTYPED("x", Color.RED, "tagged with a misspelled prefix"),
  HELD("x", Color.RED, "kept: too many lost their tags"),
  UNREAD("?", Color.RED, "could not be read"),
  REGISTER("+", Color.GREEN, "would be registered"),
  CHANGE("~", Color.YELLOW, "would change"),
  RELEASE("-", Color.MAGENTA, "would be released"),
  DRIFTED("!", Color.YELLOW, "changed outside Tagscaler"),
  SUSPENDED("!", Color.YELLOW, "suspended by hand"),
  RIGHT("=", Color.GREEN, "already right"),
  WAITING(".", Color.FAINT, "not in service"),
  PAUSED(".", Color.FAINT, "paused"),
  OFF(".", Color.FAINT, "switched off or ignored"),
  NOT_SCALABLE(".", Color.FAINT, "not scalable"),
  UNTAGGED(".", Color.FAINT, "not tagged");

  private final String sign;
  private final Color color;
  private final String words;

  PlanVerdict(String sign, Color color, String words) {
    this.sign = sign;
    this.color = color;
    this.words = words;
  }

  /** One character before a line. */
  String sign() {
    return sign;
  }

  /** The color of that character. */
  Color color() {
    return color;
  }

  /** As a summary says it. */
  String words() {
    return words;
  }

  /** As JSON and options spell it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether somebody has to mend it. */
  boolean isProblem() {
    return switch (this) {
      case REJECTED, OTHERS, MISTYPED, HELD -> true;
      case UNREAD,
          REGISTER,
          CHANGE,
          RELEASE,
          DRIFTED,
          SUSPENDED,
          RIGHT,
          WAITING,
          PAUSED,
          OFF,
          NOT_SCALABLE,
          UNTAGGED ->
          false;
    };
  }

  /** Whether a run of the function would change it. */
  boolean isChange() {
    return this == REGISTER || this == CHANGE || this == RELEASE;
  }

  /** The verdict on a target. */
  static PlanVerdict of(PlannedTarget target) {
    var outcome = target.outcome();
    return switch (outcome.ending()) {
      case Ending.Planned planned -> planned(planned, outcome);
      case Ending.Rejected(var problems, _) -> rejected(problems, target.state());
      case Ending.Failed _ -> target.state() == TargetState.NOT_READY ? WAITING : UNREAD;
      case Ending.Unchanged _ -> unchanged(outcome);
      case Ending.Skipped _ -> skipped(target.state(), outcome);
      case Ending.Applied _, Ending.Released _ ->
          throw new IllegalStateException("A plan changed something: " + outcome);
    };
  }

  /** A plan writes nothing, so what was denied is a read. */
  private static PlanVerdict rejected(List<Problem> problems, TargetState state) {
    if (problems.stream().anyMatch(problem -> problem.code() == Code.ACCESS_DENIED)) {
      return UNREAD;
    }
    return state == TargetState.NOT_OWNED ? OTHERS : REJECTED;
  }

  private static PlanVerdict unchanged(Outcome outcome) {
    if (outcome.warnsOf(Code.PAUSED)) {
      return PAUSED;
    }
    if (outcome.warnsOf(Code.DRIFT)) {
      return DRIFTED;
    }
    return outcome.warnsOf(Code.SUSPENDED_BY_HAND) ? SUSPENDED : RIGHT;
  }

  private static PlanVerdict planned(Ending.Planned planned, Outcome outcome) {
    if (planned.because() != null) {
      return RELEASE;
    }
    if (isBookkeeping(planned.changes())) {
      return unchanged(outcome);
    }
    return planned.now() == null ? REGISTER : CHANGE;
  }

  /** Whether only notes on the target would change, which scale nothing. */
  private static boolean isBookkeeping(List<ChangeEntry> changes) {
    return changes.stream()
        .allMatch(change ->
            change.type() == ChangeEntry.Type.TAG && !change.name().equals("tagscaler:stack"));
  }

  private static PlanVerdict skipped(TargetState state, Outcome outcome) {
    return switch (state) {
      case IGNORED, OFF -> OFF;
      case PAUSED -> PAUSED;
      case NOT_SCALABLE -> NOT_SCALABLE;
      case NOT_READY -> WAITING;
      case PENDING -> HELD;
      case UNTAGGED -> outcome.warnsOf(Code.MISTYPED_PREFIX) ? MISTYPED : UNTAGGED;
      case NOT_OWNED, REJECTED, SUSPENDED, FAILING, AT_MAX, SCALED, UNREAD ->
          throw new IllegalStateException(state + ": " + outcome);
    };
  }
}
