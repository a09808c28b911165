package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Report;
import java.util.List;

/**
 * What looking at a resource came to.
 *
 * @param reports one for each target
 * @param onTheirWay the components that are not in service yet, and have to be looked at again a
 *     little later
 * @param bugs what should never have been thrown; the targets concerned are reported as failed
 */
public record Result(List<Report> reports, List<OnItsWay> onTheirWay, List<RuntimeException> bugs) {

  /** A component by its name, in its own case, and its ARN. */
  public record OnItsWay(String component, String arn) {}

  public Result {
    reports = List.copyOf(reports);
    onTheirWay = List.copyOf(onTheirWay);
    bugs = List.copyOf(bugs);
  }
}
