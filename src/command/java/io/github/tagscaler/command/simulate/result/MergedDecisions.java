package io.github.tagscaler.command.simulate.result;

import io.github.tagscaler.command.simulate.model.ScalingDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** The decisions of both ends of the pace in one list; what both decide is there once. */
public final class MergedDecisions {
  private MergedDecisions() {}

  /** At which end of the pace a decision is made. */
  public enum At {
    /** At both. */
    BOTH(""),
    /** If capacity is removed one unit at a time. */
    GRADUAL(" (if one at a time)"),
    /** If it goes straight to the target. */
    STRAIGHT(" (if straight to target)");

    private final String note;

    At(String note) {
      this.note = note;
    }

    /** Said after the reason. */
    public String note() {
      return note;
    }
  }

  /** A decision, and where it is made. */
  public record Made(ScalingDecision decision, At pace) {}

  /** All decisions of a policy, oldest first. */
  public static List<Made> of(Compared policy) {
    var straight = new HashSet<>(policy.straight().decisions());
    var gradual = new HashSet<>(policy.gradual().decisions());
    var all = new ArrayList<Made>();
    policy
        .gradual()
        .decisions()
        .forEach(each -> all.add(new Made(each, straight.contains(each) ? At.BOTH : At.GRADUAL)));
    policy.straight().decisions().stream()
        .filter(each -> !gradual.contains(each))
        .forEach(each -> all.add(new Made(each, At.STRAIGHT)));
    all.sort(Comparator.comparing(each -> each.decision().time()));
    return List.copyOf(all);
  }
}
