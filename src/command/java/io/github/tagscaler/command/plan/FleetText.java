package io.github.tagscaler.command.plan;

import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.fleet.UntaggedResource;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.InForce;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.outcome.OutcomeSummary;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The targets of an account under headings, what is wrong first and grouped by the problem. */
final class FleetText {
  private static final Set<PlanVerdict> ALSO =
      Set.of(PlanVerdict.UNREAD, PlanVerdict.DRIFTED, PlanVerdict.SUSPENDED);

  /** What is listed unless the user asks for other verdicts: what is wrong, and what changes. */
  static final Set<PlanVerdict> USUAL =
      Stream.of(PlanVerdict.values())
          .filter(verdict -> verdict.isProblem() || verdict.isChange() || ALSO.contains(verdict))
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_IDS = 3;

  /** The names of targets can be long. */
  private static final int ROOM = 32;

  private static final int MOST_LINES = 8;

  private final Terminal terminal;
  private final boolean whole;
  private final Set<PlanVerdict> only;

  /**
   * @param whole whether everything is listed, however much that is
   * @param only what is listed
   */
  FleetText(Terminal terminal, boolean whole, Set<PlanVerdict> only) {
    this.terminal = terminal;
    this.whole = whole;
    this.only = only;
  }

  void print(PlanAnswer answer) {
    for (var verdict : PlanVerdict.values()) {
      var lines = answer.with(verdict);
      if (!only.contains(verdict)) {
        continue;
      }
      switch (verdict) {
        case REJECTED, MISTYPED -> groups(verdict, lines);
        case UNTAGGED -> untagged(lines, answer);
        case UNREAD -> unread(lines, answer);
        case OTHERS,
            HELD,
            REGISTER,
            CHANGE,
            RELEASE,
            DRIFTED,
            SUSPENDED,
            RIGHT,
            WAITING,
            PAUSED,
            OFF,
            NOT_SCALABLE ->
            table(verdict, lines);
      }
    }
  }

  private void heading(PlanVerdict verdict, int count) {
    var words =
        verdict.words().substring(0, 1).toUpperCase(Locale.ROOT) + verdict.words().substring(1);
    terminal.line();
    terminal.line(
        terminal.paint(Color.BOLD, words) + terminal.paint(Color.FAINT, " (%,d)".formatted(count)));
  }

  private void groups(PlanVerdict verdict, List<PlanLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    heading(verdict, lines.size());
    var groups = ProblemGroup.of(lines);
    int digits = String.valueOf(groups.getFirst().ids().size()).length();
    var shown = whole ? groups : groups.subList(0, Math.min(MOST_LINES, groups.size()));
    for (var group : shown) {
      var count = Columns.right(String.valueOf(group.ids().size()), digits);
      var table = new Table(2);
      table.row(
          terminal.paint(Color.RED, count),
          "%s: %s".formatted(group.code().wire(), group.message()));
      table.row("", terminal.paint(Color.FAINT, Facts.some(group.ids(), most(MOST_IDS))));
      table.print(terminal);
    }
    rest(groups.size() - shown.size(), "more problem");
  }

  private int most(int otherwise) {
    return whole ? Integer.MAX_VALUE : otherwise;
  }

  private void table(PlanVerdict verdict, List<PlanLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    heading(verdict, lines.size());
    var shown = lines.subList(0, Math.min(most(MOST_LINES), lines.size()));
    var table = new Table(2, ROOM);
    shown.forEach(line ->
        table.row(
            terminal.paint(verdict.color(), verdict.sign()) + " " + line.target().id(),
            what(line)));
    table.print(terminal);
    rest(lines.size() - shown.size(), "more target");
  }

  private void rest(int more, String what) {
    if (more > 0) {
      terminal.line(
          terminal.paint(
              Color.FAINT, "  %s: --verbose lists all".formatted(Amounts.count(more, what))));
    }
  }

  private static String what(PlanLine line) {
    var target = line.target();
    var dimension = target.outcome().dimension();
    var now = line.now();
    return switch (line.verdict()) {
      case REGISTER -> InForcePhrase.of(line.then(), dimension) + move(line);
      case CHANGE -> change(line, now, dimension) + move(line);
      case RELEASE ->
          target.outcome().ending() instanceof Ending.Planned(_, _, _, var because)
                  && because != null
              ? "because " + because.clause()
              : "";
      case OTHERS ->
          target.registeredBy().map(RegisteredBy::words).orElse("another tool")
              + (now == null ? "" : ", " + InForcePhrase.of(now, dimension));
      case RIGHT, PAUSED, DRIFTED, SUSPENDED -> InForcePhrase.of(now, dimension);
      case REJECTED, MISTYPED, HELD, UNREAD, WAITING, OFF, NOT_SCALABLE, UNTAGGED ->
          reason(OutcomeSummary.of(target.outcome()).message(), target.id());
    };
  }

  private static String reason(String message, String id) {
    return message.startsWith(id)
        ? message.substring(id.length()).replaceFirst("^:? ", "")
        : message;
  }

  private static String move(PlanLine line) {
    return line.atOnce()
        .filter(move -> move.added() != 0)
        .map(move -> "; at once from %d to %d".formatted(move.running(), move.after()))
        .orElse("");
  }

  private static String change(
      PlanLine line, @Nullable InForce now, @Nullable ScalableDimension dimension) {
    var then = line.then();
    if (now != null && then != null && !now.bounds().equals(then.bounds())) {
      return "%s -> %s".formatted(now.bounds(), InForcePhrase.capacity(then.bounds(), dimension));
    }
    return ChangeText.shown(line.target().outcome().ending().changes()).stream()
        .map(change -> "%s %s".formatted(change.action().wire(), ChangeText.what(change)))
        .collect(Collectors.joining(", "));
  }

  private void untagged(List<PlanLine> lines, PlanAnswer answer) {
    int count = lines.size() + answer.fleet().untagged().size();
    if (count == 0) {
      return;
    }
    heading(PlanVerdict.UNTAGGED, count);
    var table = new Table(2, ROOM);
    lines.stream()
        .limit(most(MOST_LINES))
        .forEach(line -> table.row(line.target().id(), what(line)));
    answer.fleet().untagged().stream()
        .limit(Math.max(0, most(MOST_LINES) - lines.size()))
        .forEach(each -> table.row(each.id(), others(each, answer.fleet().stack())));
    table.print(terminal);
    rest(count - most(MOST_LINES), "more resource");
  }

  private static String others(UntaggedResource resource, String stack) {
    return resource.registered().stream()
        .map(found ->
            "%s, registered by %s"
                .formatted(
                    InForcePhrase.capacity(found.bounds(), found.key().dimension()),
                    RegisteredBy.of(found, stack).words()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private void unread(List<PlanLine> lines, PlanAnswer answer) {
    var names = answer.fleet().unread();
    if (lines.isEmpty() && names.isEmpty()) {
      return;
    }
    heading(PlanVerdict.UNREAD, lines.size() + names.size());
    var table = new Table(2, ROOM);
    lines.forEach(line -> table.row(line.target().id(), what(line)));
    names.forEach(subject ->
        table.row(subject.name(), "AWS did not let it be read this time; run the plan again."));
    table.print(terminal);
  }
}
