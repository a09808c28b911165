package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Report;
import java.util.List;

/**
 * What looking at a resource came to.
 *
 * @param reports one for each target
 * @param lookAgain whether the resource is still on its way, so that the same event has to be
 *     looked at again a little later
 * @param bugs what should never have been thrown; the targets concerned are reported as failed
 */
public record Result(List<Report> reports, boolean lookAgain, List<RuntimeException> bugs) {
  public Result {
    reports = List.copyOf(reports);
    bugs = List.copyOf(bugs);
  }
}
