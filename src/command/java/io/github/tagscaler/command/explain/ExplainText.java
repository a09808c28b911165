package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.fleet.ResourceFacts;
import io.github.tagscaler.command.picture.WeekPicture;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.InForcePhrase;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes an explanation for people: what it is, how it stands, then everything else. */
final class ExplainText {
  /** Where three columns do not fit. */
  private static final int NARROW = 64;

  private final Terminal terminal;
  private final Rows rows;

  ExplainText(Terminal terminal) {
    this.terminal = terminal;
    this.rows = new Rows(terminal);
  }

  void print(Explanation of) {
    head(of);
    verdict(of);
    tags(of);
    of.asked().ifPresent(asked -> asked(of, asked));
    registered(of);
    rows.texts("next", Next.of(of));
    new LastDayText(terminal, rows).print(of);
    Hints.of(of).forEach(this::hint);
    of.unknown().forEach(unknown -> rows.text("not known", Color.YELLOW, unknown.sentence()));
  }

  /** The command in one line, however wide, so that it can be copied. */
  private void hint(Hint hint) {
    rows.text("hint", hint.text());
    hint.command()
        .ifPresent(command -> rows.lines("", List.of(terminal.paint(Color.BOLD, command))));
  }

  private void head(Explanation of) {
    var parts = new ArrayList<String>();
    of.facts().map(facts -> facts.status().wire()).ifPresent(parts::add);
    of.scalable().ifPresent(resource -> parts.add(resource.kind().wire()));
    of.facts()
        .map(ResourceFacts::instanceTypes)
        .filter(types -> !types.isEmpty())
        .ifPresent(types -> parts.add((isComponent(of) ? "on " : "") + String.join(", ", types)));
    of.running()
        .ifPresent(running ->
            parts.add(InForcePhrase.capacity(running, of.dimension().orElse(null)) + " running"));
    var facts = String.join(terminal.symbol(" · ", ", "), parts);
    var name = of.id().wire();
    if (Columns.width(name) + 2 + Columns.width(facts) <= terminal.width()) {
      terminal.line(terminal.paint(Color.BOLD, name) + "  " + facts);
    } else {
      terminal.line(terminal.paint(Color.BOLD, name));
      Columns.wrap(facts, terminal.width() - 2).forEach(line -> terminal.line("  " + line));
    }
  }

  private static boolean isComponent(Explanation of) {
    return of.id() instanceof ResourceId.InferenceComponent;
  }

  private void verdict(Explanation of) {
    var verdict = TargetVerdict.of(of);
    Columns.wrap(mark(verdict.level()) + verdict.sentence(), terminal.width() - 2)
        .forEach(line -> terminal.line("  " + terminal.paint(color(verdict.level()), line)));
    var problems = of.problems();
    for (int i = 0; i < problems.size(); i++) {
      rows.text("problem" + (problems.size() > 1 ? " " + (i + 1) : ""), words(problems.get(i)));
    }
    of.outcome().warnings().stream()
        .filter(warning -> warning.code() != Code.MISTYPED_PREFIX)
        .map(ExplainText::words)
        .distinct()
        .forEach(warning -> rows.text("note", warning));
  }

  private static String words(Problem problem) {
    return problem.code().wire() + ": " + Quote.escape(problem.message());
  }

  private String mark(TargetVerdict.Level level) {
    return switch (level) {
      case RIGHT -> terminal.symbol("✓ ", "");
      case WRONG -> terminal.symbol("✗ ", "");
      case LEFT_ALONE, WAITING, ATTENTION, UNREAD -> "";
    };
  }

  private static Color color(TargetVerdict.Level level) {
    return switch (level) {
      case RIGHT -> Color.GREEN;
      case LEFT_ALONE, WAITING -> Color.CYAN;
      case ATTENTION, UNREAD -> Color.YELLOW;
      case WRONG -> Color.RED;
    };
  }

  private void tags(Explanation of) {
    var lines = new ArrayList<String>();
    for (var tag : of.tags()) {
      var holder =
          isComponent(of) && !tag.holder().equals(of.id().wire())
              ? "  (on " + tag.holder() + ")"
              : "";
      var unread = tag.read() ? "" : terminal.paint(Color.YELLOW, "  (not read)");
      lines.add(Quote.escape(tag.key()) + " = " + Quote.escape(tag.value()) + holder + unread);
    }
    rows.lines("tags", lines);
  }

  private void asked(Explanation of, Asked asked) {
    rows.text("asks for", Color.BOLD, asked.phrase());
    var origins = new OriginWords(holder(of));
    if (rows.width() < NARROW) {
      rows.texts(
          "",
          asked.values().stream()
              .map(value ->
                  "%s %s: %s".formatted(value.name(), value.value(), origins.of(value.origin())))
              .toList());
    } else {
      rows.lines("", table(asked, origins).lines(rows.width()));
    }
    asked
        .week()
        .filter(week -> !week.changes().isEmpty())
        .ifPresent(week ->
            rows.lines(
                "week",
                new WeekPicture(week, of.dimension().orElseThrow(), of.now())
                    .lines(narrowed(), 0)));
  }

  private static Table table(Asked asked, OriginWords origins) {
    var table = new Table(0);
    asked
        .values()
        .forEach(value ->
            table.row(
                // What belongs to a track is below its target.
                value.name().replaceFirst("^.+: ", "  "),
                value.value(),
                origins.of(value.origin())));
    return table;
  }

  private Terminal narrowed() {
    return new Terminal(
        terminal.out(),
        terminal.err(),
        rows.width(),
        terminal.colored(),
        terminal.interactive(),
        terminal.unicode());
  }

  private static String holder(Explanation of) {
    return switch (of.id()) {
      case ResourceId.EndpointVariant(var endpoint, _) -> "endpoint/" + endpoint;
      case ResourceId.InferenceComponent _ -> of.id().wire();
    };
  }

  private void registered(Explanation of) {
    var since =
        of.lastDay().registeredAt().found().flatMap(at -> at).map(at -> Ago.of(at, of.now()));
    var lines = new ArrayList<String>();
    of.observed()
        .ifPresentOrElse(
            target ->
                lines.add(
                    "%s, by %s%s"
                        .formatted(
                            InForcePhrase.capacity(target.bounds(), target.key().dimension()),
                            of.planned().registeredBy().map(by -> words(by, of)).orElse("nobody"),
                            since.map(ago -> ", " + ago).orElse(""))),
            () -> lines.add(notObserved(of, since)));
    rows.texts("registered", lines);
    rows.texts("differs", Differences.of(of.outcome().ending().changes()));
  }

  /** Without the right to read the target, AWS still says when it was registered. */
  private static String notObserved(Explanation of, Optional<String> since) {
    if (!mayBeRegistered(of)) {
      return "no";
    }
    return since
        .map(ago -> "yes, " + ago + "; min, max and by whom are not known")
        .orElse("not known");
  }

  private static boolean mayBeRegistered(Explanation of) {
    return of.unknown().stream()
        .anyMatch(unknown -> !unknown.permission().startsWith("cloudwatch:Get"));
  }

  private static String words(RegisteredBy by, Explanation of) {
    return by instanceof RegisteredBy.ThisStack
        ? "Tagscaler (stack " + of.stack().name() + ")"
        : by.words();
  }
}
