package io.github.tagscaler.standin.service;

import io.github.tagscaler.standin.state.StatisticSet;
import java.util.Optional;

/** What an alarm sets off. */
public interface AlarmAction {

  /**
   * What an alarm passes to its action.
   *
   * @param above whether it watches for values above its threshold, rather than below
   * @param datapoint the most recent one, if there is any
   */
  record Signal(
      String alarmName,
      String state,
      boolean above,
      double threshold,
      Optional<StatisticSet> datapoint) {}

  /** Carry out the action of this ARN; gives in words what came of it. */
  String act(String arn, Signal signal);
}
