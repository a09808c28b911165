package io.github.tagscaler.standin.cloudwatch;

import java.util.List;
import java.util.Optional;

/**
 * Which state an alarm is in, by its datapoints (CloudWatch user guide, Configuring how CloudWatch
 * alarms treat missing data).
 *
 * @param periods how many datapoints are evaluated
 * @param datapointsToAlarm how many of them must breach
 * @param treatment what replaces a missing datapoint
 */
record MissingData(int periods, int datapointsToAlarm, String treatment) {

  /**
   * The guide looks further back than what is evaluated, so that real datapoints can take the place
   * of missing ones. How far it does not say; in its examples it is two periods.
   */
  private static final int FURTHER_BACK = 2;

  /** How many datapoints are evaluated. */
  int range() {
    return periods + FURTHER_BACK;
  }

  /**
   * The state to be in.
   *
   * @param breaching of each datapoint in the range whether it breaches, the newest first; empty
   *     where it is missing
   * @param current the state so far
   */
  String state(List<Optional<Boolean>> breaching, String current) {
    List<Boolean> real = breaching.stream().flatMap(Optional::stream).limit(periods).toList();
    int missing = periods - real.size();
    long bad = real.stream().filter(breaches -> breaches).count();
    boolean enough = bad >= datapointsToAlarm;
    if (missing == 0 || enough) {
      return enough ? "ALARM" : "OK";
    }
    return switch (treatment) {
      case "breaching" -> bad + missing >= datapointsToAlarm ? "ALARM" : "OK";
      case "notBreaching" -> "OK";
      case "ignore" -> bad < real.size() ? "OK" : current;
      default -> real.isEmpty() ? "INSUFFICIENT_DATA" : stateOfSome(breaching, bad == real.size());
    };
  }

  /**
   * Too few breach, but those that are there all do: an alarm once the oldest of them is old enough
   * for all since then to have breached.
   */
  private String stateOfSome(List<Optional<Boolean>> breaching, boolean allBreach) {
    int oldest = 0;
    for (int i = 0; i < breaching.size(); i++) {
      if (breaching.get(i).isPresent()) {
        oldest = i + 1;
      }
    }
    return allBreach && oldest >= datapointsToAlarm ? "ALARM" : "OK";
  }
}
