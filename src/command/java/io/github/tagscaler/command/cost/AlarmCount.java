package io.github.tagscaler.command.cost;

import io.github.tagscaler.outcome.ChangeEntry;
import java.util.List;

/** How many CloudWatch alarms changes add, or remove where that is negative. */
public final class AlarmCount {
  /** The list price of an alarm of standard resolution for a month in us-east-1, in dollars. */
  public static final double LIST_PRICE = 0.10;

  /** Application Auto Scaling makes one to scale out and one to scale in. */
  private static final int OF_TRACKING_POLICY = 2;

  private AlarmCount() {}

  /** The alarms that these changes add. */
  public static int addedBy(List<ChangeEntry> changes) {
    return changes.stream().mapToInt(AlarmCount::addedBy).sum();
  }

  private static int addedBy(ChangeEntry change) {
    int each =
        switch (change.type()) {
          case POLICY -> tracks(change) ? OF_TRACKING_POLICY : 0;
          case ALARM -> 1;
          case TARGET, SCHEDULED_ACTION, TAG -> 0;
        };
    return switch (change.action()) {
      case CREATE -> each;
      case DELETE -> -each;
      case UPDATE -> 0;
    };
  }

  private static boolean tracks(ChangeEntry change) {
    var definition =
        change.action() == ChangeEntry.Action.DELETE ? change.before() : change.after();
    return change.type() == ChangeEntry.Type.POLICY && !definition.get("targetValue").isNull();
  }
}
