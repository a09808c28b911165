package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.picture.WeekPicture;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.DesiredPolicy;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    var dimension = target.outcome().dimension();
    terminal.line(
        "%s %s  %s"
            .formatted(
                terminal.paint(line.verdict().color(), line.verdict().sign()),
                terminal.paint(Color.BOLD, target.id()),
                terminal.paint(line.verdict().color(), line.verdict().words())));
    var table = new Table(INDENT);
    problems(line, table);
    reason(line).ifPresent(why -> table.row("reason", why));
    table.row("is", Facts.of(target));
    bounds(line, table);
    atOnce(line).ifPresent(move -> table.row("at once", move));
    line.cost().ifPresent(cost -> table.row("cost", Amounts.cost(cost, dimension)));
    if (line.alarms() != 0) {
      table.row("alarms", "%+d in CloudWatch".formatted(line.alarms()));
    }
    if (line.dryRun()) {
      table.row(
          terminal.paint(Color.YELLOW, "dry run"),
          "Tagscaler reports this and does not apply it, until dry run ends (the tag dry-run, or the stack's setting DryRun).");
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

  /** Why nothing scales it, or would scale it any more. */
  private static Optional<String> reason(PlanLine line) {
    return switch (line.target().outcome().ending()) {
      case Ending.Planned planned ->
          Optional.ofNullable(planned.because()).map(because -> because.clause());
      case Ending.Skipped(_, var predicate) ->
          line.verdict() == PlanVerdict.MISTYPED
              ? Optional.empty()
              : Optional.of("it " + predicate);
      case Ending.Rejected _,
          Ending.Unchanged _,
          Ending.Failed _,
          Ending.Applied _,
          Ending.Released _ ->
          Optional.empty();
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

  private static Optional<String> atOnce(PlanLine line) {
    var dimension = line.target().outcome().dimension();
    if (line.verdict() == PlanVerdict.RELEASE) {
      return line.target().running().stream()
          .mapToObj(running -> keeps(running, dimension) + ", and nothing scales it any more")
          .findFirst();
    }
    return line.atOnce()
        .map(move ->
            move.added() == 0
                ? keeps(move.running(), dimension)
                : "%s %s: from %d to %d"
                    .formatted(
                        move.added() > 0 ? "adds" : "removes",
                        InForcePhrase.capacity(Math.abs(move.added()), dimension),
                        move.running(),
                        move.after()));
  }

  private static String keeps(int running, @Nullable ScalableDimension dimension) {
    return "%s %s running"
        .formatted(InForcePhrase.capacity(running, dimension), running == 1 ? "keeps" : "keep");
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
    for (var change : ChangeText.shown(line.target().outcome().ending().changes())) {
      var margin = " ".repeat(INDENT);
      terminal.line(margin + sign(change.action()) + " " + ChangeText.what(change));
      var how = ChangeText.how(change);
      if (!how.isEmpty()) {
        var deeper = margin + margin + margin;
        Columns.wrap(how, terminal.width() - deeper.length())
            .forEach(row -> terminal.line(deeper + row));
      }
    }
  }

  private String sign(ChangeEntry.Action action) {
    return switch (action) {
      case CREATE -> terminal.paint(Color.GREEN, "+");
      case UPDATE -> terminal.paint(Color.YELLOW, "~");
      case DELETE -> terminal.paint(Color.MAGENTA, "-");
    };
  }

  /** Several targets, with an empty line between them. */
  void print(List<PlanLine> lines) {
    var between = false;
    for (var line : lines) {
      if (between) {
        terminal.line();
      }
      print(line);
      between = true;
    }
  }
}
