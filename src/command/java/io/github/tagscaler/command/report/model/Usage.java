package io.github.tagscaler.command.report.model;

import org.jspecify.annotations.Nullable;

/**
 * How a target used its bounds in the days of a report.
 *
 * @param atMax hours that it ran at its maximum
 * @param idleAtMin hours that it ran at its minimum, above zero, without a request
 * @param failures scaling activities that failed
 * @param lastFailure why the last of them failed
 * @param saved hours of capacity that scaling saved, against its peak running all the time
 */
public record Usage(
    Measured atMax,
    Measured idleAtMin,
    Measured failures,
    @Nullable String lastFailure,
    Measured saved) {
  /** Of a target that is not scaled. */
  public static final Usage INAPPLICABLE =
      new Usage(
          Measured.inapplicable(),
          Measured.inapplicable(),
          Measured.inapplicable(),
          null,
          Measured.inapplicable());
}
