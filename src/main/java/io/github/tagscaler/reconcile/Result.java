package io.github.tagscaler.reconcile;

import io.github.tagscaler.outcome.Report;
import java.util.List;

/**
 * What looking at a resource came to.
 *
 * @param reports one for each target
 * @param lookAgain whether the resource is still on its way, so that the same event has to be
 *     looked at again a little later
 */
public record Result(List<Report> reports, boolean lookAgain) {
  public Result {
    reports = List.copyOf(reports);
  }

  /** Nothing to tell. */
  static final Result NOTHING = new Result(List.of(), false);
}
