package io.github.tagscaler.command.doctor;

import io.github.tagscaler.command.doctor.check.CheckVerdict;
import io.github.tagscaler.command.doctor.check.Finding;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer for people: a line for each finding, and below it the commands that mend it. */
final class DoctorText {
  private static final int INDENT = 2;
  private static final String GAP = "  ";
  private static final int NARROWEST = 30;

  private final Terminal terminal;
  private final int subjects;

  private DoctorText(Terminal terminal, Diagnosis diagnosis) {
    this.terminal = terminal;
    this.subjects =
        diagnosis.findings().values().stream()
            .flatMap(List::stream)
            .mapToInt(finding -> Columns.width(finding.subject()))
            .max()
            .orElse(0);
  }

  /** Writes the answer under that heading. */
  static void print(Terminal terminal, String heading, Diagnosis diagnosis) {
    new DoctorText(terminal, diagnosis).print(heading, diagnosis);
  }

  private void print(String heading, Diagnosis diagnosis) {
    Columns.wrap(heading, terminal.width()).forEach(terminal::line);
    terminal.line(counts(diagnosis));
    diagnosis
        .findings()
        .forEach((group, findings) -> {
          terminal.line();
          terminal.line(terminal.paint(Color.BOLD, group.title()));
          findings.forEach(this::print);
        });
  }

  private void print(Finding finding) {
    int left = INDENT + 1 + 1 + subjects + GAP.length();
    var rows = Columns.wrap(finding.text(), Math.max(NARROWEST, terminal.width() - left));
    var start =
        " ".repeat(INDENT)
            + mark(finding.verdict())
            + " "
            + Columns.left(finding.subject(), subjects)
            + GAP;
    terminal.line(start + rows.getFirst());
    rows.stream().skip(1).forEach(row -> terminal.line(" ".repeat(left) + row));
    // A command stays one line, however long, so that it can be copied.
    finding
        .commands()
        .forEach(command -> terminal.line(" ".repeat(left) + terminal.paint(Color.CYAN, command)));
  }

  private String mark(CheckVerdict verdict) {
    return switch (verdict) {
      case OK -> terminal.paint(Color.GREEN, terminal.unicode() ? "✓" : "+");
      case WARNING -> terminal.paint(Color.YELLOW, "!");
      case FAILURE -> terminal.paint(Color.RED, terminal.unicode() ? "✗" : "x");
      case UNKNOWN -> terminal.paint(Color.MAGENTA, "?");
    };
  }

  private String counts(Diagnosis diagnosis) {
    var parts = new ArrayList<String>();
    add(parts, Color.RED, diagnosis.count(CheckVerdict.FAILURE), "failure", "failures");
    add(parts, Color.YELLOW, diagnosis.count(CheckVerdict.WARNING), "warning", "warnings");
    add(parts, Color.MAGENTA, diagnosis.count(CheckVerdict.UNKNOWN), "not checked", "not checked");
    add(parts, Color.GREEN, diagnosis.count(CheckVerdict.OK), "fine", "fine");
    return parts.stream().collect(Collectors.joining(", "));
  }

  private void add(List<String> parts, Color color, long count, String one, String many) {
    if (count > 0) {
      parts.add(terminal.paint(color, count + " " + (count == 1 ? one : many)));
    }
  }
}
