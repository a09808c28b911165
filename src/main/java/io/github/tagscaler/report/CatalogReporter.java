package io.github.tagscaler.report;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports the catalog itself, so that an error is known when it is saved and not only when a tag
 * uses it. Each sweep that somebody asked for writes a log line, and so does the first sweep of a
 * function. If a change caused the sweep and the catalog has problems, they are published, too.
 */
public final class CatalogReporter {
  private final JsonLines lines;
  private final EventLog log;
  private final EventBus bus;
  private final String stack;
  private final @Nullable String path;
  private boolean reported;

  /**
   * A reporter of one stack's catalog.
   *
   * @param path where the catalog's parameters are; {@code null} if there are none: then there is
   *     nothing to report
   */
  public CatalogReporter(
      JsonLines lines, EventLog log, EventBus bus, String stack, @Nullable String path) {
    this.lines = lines;
    this.log = log;
    this.bus = bus;
    this.stack = stack;
    this.path = path;
  }

  /** A sweep has read the catalog. One that could not be read is the sweep's to report. */
  public synchronized void read(Catalog catalog, Command.Sweep sweep) {
    var trigger = sweep.trigger();
    if (path == null
        || Problem.firstTransient(catalog.unusable()).isPresent()
        || (reported && trigger.isSchedule())) {
      return;
    }
    reported = true;
    var report = CatalogReport.of(path, catalog.summary(), sweep.parameter());
    lines.write(
        report.clean() ? Severity.INFO : Severity.ERROR,
        report
            .members(Json.object().put("event", "Catalog"))
            .put("trigger", OutcomeJson.trigger(trigger))
            .build());
    if (!report.clean() && trigger.type() == Trigger.Type.CATALOG) {
      bus.publishOrLog(List.of(report.event(stack, trigger)), log);
    }
  }
}
