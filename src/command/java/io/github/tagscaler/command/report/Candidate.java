package io.github.tagscaler.command.report;

import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.scaling.ObservedTarget;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row whose usage is not measured yet.
 *
 * @param row the row without its usage
 * @param registered what is registered for it, whoever registered it
 * @param created when its endpoint was made, if that is known
 */
record Candidate(ReportRow row, Optional<ObservedTarget> registered, @Nullable Instant created) {
  /** The row with its usage. */
  ReportRow with(Usage usage) {
    return row.with(usage);
  }
}
