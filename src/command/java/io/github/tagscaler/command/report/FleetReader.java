package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cli.Background;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.cost.PriceList;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.fleet.DryRuns;
import io.github.tagscaler.command.fleet.FleetPlan;
import io.github.tagscaler.command.fleet.FleetPlanner;
import io.github.tagscaler.command.fleet.UntaggedResource;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.command.report.model.Coverage;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.event.Subject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Reads the fleet for a report.
 *
 * @param days how many days the usage covers
 * @param tags the tags to group by
 */
record FleetReader(Session session, int days, List<String> tags, PriceList prices) {
  /** As many as a plan reads at the same time. */
  private static final int AT_ONCE = 6;

  /**
   * The report.
   *
   * @throws UsageException if no target has one of the tags
   * @throws io.github.tagscaler.reconcile.CallFailedException if the fleet cannot be read
   */
  FleetReport read() {
    var plan = FleetPlanner.of(session).all();
    try (var progress = Progress.start(session.terminal(), reading())) {
      var candidates = candidates(plan, progress);
      GroupingTags.check(tags, candidates.stream().map(each -> each.row().tags()).toList());
      progress.now("Reading scaling activities and metrics");
      var usage =
          UsageReader.read(
              Span.before(plan.asOf(), Duration.ofDays(days)),
              candidates,
              session.connection().activities(),
              session.connection().metrics());
      var rows =
          Stream.concat(
                  candidates.stream().map(each -> each.with(usage.of(each))),
                  plan.unread().stream().map(FleetReader::unread))
              .toList();
      return FleetReport.of(
          plan.asOf().truncatedTo(ChronoUnit.SECONDS),
          session.connection().region(),
          days,
          rows,
          tags,
          usage.notes());
    }
  }

  private String reading() {
    return ("Reading " + session.account().name()).strip();
  }

  private List<Candidate> candidates(FleetPlan plan, Progress progress) {
    var candidates = new ArrayList<Candidate>();
    var dryRuns = new DryRuns(session.policies(), session.settings().dryRun());
    plan.targets()
        .forEach(target ->
            candidates.add(PlannedRows.of(target, prices, dryRuns.of(target), plan.asOf())));
    candidates.addAll(untagged(plan.untagged(), progress));
    return candidates;
  }

  private List<Candidate> untagged(List<UntaggedResource> resources, Progress progress) {
    var reader = new UntaggedRows(session.aws().resources(), prices);
    var turns = new Semaphore(AT_ONCE);
    var candidates = new ArrayList<Candidate>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reads =
          resources.stream()
              .map(resource -> threads.submit(() -> inTurn(turns, reader, resource)))
              .toList();
      for (var read : reads) {
        candidates.addAll(Background.result(read));
        progress.now("Reading untagged endpoints", candidates.size(), resources.size());
      }
    }
    return candidates;
  }

  private static List<Candidate> inTurn(
      Semaphore turns, UntaggedRows reader, UntaggedResource resource) {
    turns.acquireUninterruptibly();
    try {
      return reader.of(resource).toList();
    } finally {
      turns.release();
    }
  }

  private static ReportRow unread(Subject subject) {
    return new ReportRow(
        switch (subject) {
          case Subject.Endpoint(var name, _) -> "endpoint/" + name;
          case Subject.Component(var name, _) -> "inference-component/" + name;
        },
        null,
        List.of(),
        Coverage.NOT_READY,
        List.of(),
        List.of(),
        "It could not be read.",
        null,
        OptionalInt.empty(),
        null,
        Usage.INAPPLICABLE,
        null,
        Map.of(),
        "");
  }
}
