package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Report;
import java.util.List;

/**
 * What looking at a resource came to.
 *
 * @param reports one for each target
 * @param pending the names, in their own case, of the components that are not in service yet and
 *     have to be reconciled again a little later
 * @param bugs what should never have been thrown; the targets concerned are reported as failed
 */
public record Result(List<Report> reports, List<String> pending, List<RuntimeException> bugs) {

  public Result {
    reports = List.copyOf(reports);
    pending = List.copyOf(pending);
    bugs = List.copyOf(bugs);
  }
}
