package io.github.tagscaler.command.preview;

import io.github.tagscaler.command.explain.AskedValue;
import io.github.tagscaler.command.explain.OriginWords;
import io.github.tagscaler.command.picture.WeekPicture;
import io.github.tagscaler.command.plan.Amounts;
import io.github.tagscaler.command.plan.ChangeText;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Table;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.resource.ScalableDimension;
import java.time.Instant;
import java.util.ArrayList;

/** Shows what one tag set results in: in a phrase, value by value, as a week, and as AWS has it. */
record PreviewText(Terminal terminal, Instant now) {
  private static final int INDENT = 2;

  void print(Preview preview) {
    terminal.line(
        terminal.paint(Color.BOLD, Quote.escape(preview.tags().toString()))
            + terminal.paint(Color.FAINT, "  on " + preview.target().kind().wire()));
    terminal.line();
    var failed = !preview.problems().isEmpty();
    Columns.wrap(Quote.escape(preview.summary()), terminal.width() - INDENT)
        .forEach(line ->
            terminal.line(
                " ".repeat(INDENT) + terminal.paint(failed ? Color.RED : Color.BOLD, line)));
    problems(preview);
    preview.scaling().ifPresent(scaling -> scaling(scaling, preview));
  }

  /** What is wrong, then what is worth knowing. */
  private void problems(Preview preview) {
    if (preview.problems().isEmpty() && preview.warnings().isEmpty() && preview.notes().isEmpty()) {
      return;
    }
    terminal.line();
    var table = new Table(INDENT);
    preview.problems().forEach(problem -> table.row(error(), text(problem)));
    preview.warnings().forEach(warning -> table.row(warning(), text(warning)));
    preview.notes().forEach(note -> table.row(note(), Quote.escape(note)));
    table.print(terminal);
  }

  String error() {
    return terminal.paint(Color.RED, "error");
  }

  String warning() {
    return terminal.paint(Color.YELLOW, "warning");
  }

  String note() {
    return terminal.paint(Color.CYAN, "note");
  }

  static String text(Problem problem) {
    return Quote.escape(problem.code().wire() + ": " + problem.message());
  }

  private void scaling(Scaling scaling, Preview preview) {
    var dimension = preview.target().kind().dimension();
    terminal.line();
    values(scaling, preview).print(terminal);
    week(scaling, dimension);
    terminal.line();
    terminal.line(" ".repeat(INDENT) + terminal.paint(Color.FAINT, "AWS would hold:"));
    scaling.created().forEach(this::held);
    terminal.line();
    var sums =
        "%s, %d CloudWatch alarms."
            .formatted(Amounts.hours(scaling.hours(), dimension), scaling.alarms());
    Columns.wrap(sums, terminal.width() - INDENT)
        .forEach(line -> terminal.line(" ".repeat(INDENT) + terminal.paint(Color.FAINT, line)));
  }

  /** What is held, with what it is made of beside it or, where that is longer, below. */
  private void held(ChangeEntry change) {
    var what = " ".repeat(2 * INDENT) + ChangeText.what(change);
    var how = ChangeText.how(change);
    if (Columns.width(what) + 2 + Columns.width(how) <= terminal.width()) {
      terminal.line(what + "  " + terminal.paint(Color.FAINT, how));
      return;
    }
    terminal.line(what);
    Columns.wrap(how, terminal.width() - 4 * INDENT)
        .forEach(line -> terminal.line(" ".repeat(4 * INDENT) + terminal.paint(Color.FAINT, line)));
  }

  private Table values(Scaling scaling, Preview preview) {
    var origins = new OriginWords(preview.target().holder());
    var values = new ArrayList<>(scaling.asked().values());
    var table = new Table(INDENT);
    for (AskedValue value : values) {
      table.row(
          value.name(),
          value.value(),
          terminal.paint(Color.FAINT, Quote.escape(origins.of(value.origin()))));
    }
    return table;
  }

  void week(Scaling scaling, ScalableDimension dimension) {
    scaling
        .asked()
        .week()
        .ifPresent(week -> {
          terminal.line();
          new WeekPicture(week, dimension, now).lines(terminal, INDENT).forEach(terminal::line);
        });
  }
}
