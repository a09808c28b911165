package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.picture.WeekPicture;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.ReleaseReason;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One target with everything that is known of its plan. */
final class TargetText {
  private static final int INDENT = 2;

  private final Terminal terminal;
  private final Instant now;

  TargetText(Terminal terminal, Instant now) {
    this.terminal = terminal;
    this.now = now;
  }

  void print(PlanLine line) {
    var target = line.target();
    terminal.line(
        "%s %s  %s"
            .formatted(
                sign(line.verdict()),
                terminal.paint(Color.BOLD, target.id()),
                terminal.paint(Color.FAINT, Facts.of(target))));
    var table = new Table(INDENT);
    problems(line, table);
    table.row("result", result(line));
    bounds(line, table);
    atOnce(line, table);
    line.cost()
        .ifPresent(cost ->
            table.row("cost", Amounts.cost(cost, target.outcome().dimension())));
    if (line.alarms() != 0) {
      table.row("alarms", "%+d in CloudWatch".formatted(line.alarms()));
    }
    for (var warning : warnings(line)) {
      table.row(
          terminal.paint(Color.YELLOW, "warning"),
          "%s: %s".formatted(warning.code().wire(), warning.message()));
    }
    table.print(terminal);
    week(line);
    changes(line);
  }

  private String sign(Verdict verdict) {
    return terminal.paint(verdict.color(), verdict.sign());
  }

  private void problems(PlanLine line, Table table) {
    for (var problem : ProblemGroup.problems(line)) {
      table.row(
          terminal.paint(Color.RED, "problem"),
          "%s: %s".formatted(problem.code().wire(), problem.message()));
    }
  }

  /** Warnings that are not among the problems already. */
  private static List<Problem> warnings(PlanLine line) {
    return line.target().outcome().warnings().stream()
        .filter(warning -> !ProblemGroup.problems(line).contains(warning))
        .toList();
  }

  private static String result(PlanLine line) {
    return switch (line.target().outcome().ending()) {
      case Ending.Planned planned when planned.because() != null ->
          "would be released because " + planned.because().clause();
      case Ending.Skipped(_, var predicate) -> predicate;
      case Ending.Rejected _ -> line.verdict().words() + "; nothing would change";
      case Ending.Planned _,
          Ending.Unchanged _,
          Ending.Failed _,
          Ending.Applied _,
          Ending.Released _ ->
          line.verdict().words();
    };
  }

  private static void bounds(PlanLine line, Table table) {
    var target = line.target();
    var dimension = target.outcome().dimension();
    var before = line.now();
    var by =
        target
            .registeredBy()
            .filter(who -> !(who instanceof RegisteredBy.ThisStack))
            .map(who -> ", registered by " + who.words())
            .orElse("");
    if (before != null || line.verdict().isChange()) {
      table.row("now", InForcePhrase.of(before, dimension) + by);
    }
    var after = line.then();
    if (after != null) {
      table.row("then", InForcePhrase.of(after, dimension));
    }
  }

  private static void atOnce(PlanLine line, Table table) {
    var dimension = line.target().outcome().dimension();
    line.atOnce()
        .ifPresent(move ->
            table.row(
                "at once",
                move.added() == 0
                    ? InForcePhrase.capacity(move.running(), dimension) + " keep running"
                    : "%s %s: from %d to %d"
                        .formatted(
                            move.added() > 0 ? "adds" : "removes",
                            InForcePhrase.capacity(Math.abs(move.added()), dimension),
                            move.running(),
                            move.after())));
    if (line.target().outcome().ending() instanceof Ending.Planned(_, _, _, ReleaseReason why)) {
      line.target()
          .running()
          .ifPresent(running ->
              table.row(
                  "at once",
                  InForcePhrase.capacity(running, dimension) + " keep running, and nothing scales them"));
    }
  }

  private void week(PlanLine line) {
    var dimension = line.target().outcome().dimension();
    if (dimension == null) {
      return;
    }
    line.target()
        .desired()
        .flatMap(DesiredPolicy::schedule)
        .map(schedule -> schedule.timeline().map(SourcedBounds::bounds))
        .ifPresent(week -> {
          terminal.line();
          new WeekPicture(week, dimension, now).lines(terminal, INDENT).forEach(terminal::line);
          terminal.line();
        });
  }

  private void changes(PlanLine line) {
    var changes = ChangeText.shown(line.target().outcome().ending().changes());
    var table = new Table(INDENT);
    for (var change : changes) {
      table.row(sign(change.action()), ChangeText.what(change), ChangeText.how(change));
    }
    table.print(terminal);
  }

  private String sign(ChangeEntry.Action action) {
    return switch (action) {
      case CREATE -> terminal.paint(Color.GREEN, "+");
      case UPDATE -> terminal.paint(Color.YELLOW, "~");
      case DELETE -> terminal.paint(Color.MAGENTA, "-");
    };
  }

  /** Several targets, each after an empty line. */
  void print(List<PlanLine> lines) {
    var first = new ArrayList<PlanLine>(lines);
    for (int i = 0; i < first.size(); i++) {
      if (i > 0) {
        terminal.line();
      }
      print(first.get(i));
    }
  }
}
