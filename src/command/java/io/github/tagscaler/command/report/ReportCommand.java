package io.github.tagscaler.command.report;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.FileFailure;
import io.github.tagscaler.command.report.model.FleetReport;
import io.github.tagscaler.command.report.model.NumberWords;
import io.github.tagscaler.command.report.model.ReportedAccount;
import io.github.tagscaler.command.report.page.ReportPage;
import io.github.tagscaler.command.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tagscaler report}: how the whole fleet is scaled, and what that saves. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Report how the whole fleet is scaled: what is scaled, blocked, untagged or scaled by another tool, what its capacity can cost, and what scaling saves.",
      "Exits with 1 if something has to be fixed, with 3 if one of several accounts could not be read; the report is written all the same."
    },
    footer = {
      "",
      "Examples:",
      "  tagscaler report",
      "  tagscaler report --by team --output report.html",
      "  tagscaler report --profile prod --profile staging --output accounts.html",
      "  tagscaler report --format csv --days 30 --price ml.g5.xlarge=1.41",
      "",
      "What the numbers mean:",
      "  H/MONTH  hours of capacity in a month of 730 hours, if the lowest or the highest",
      "           capacity ran all the time; what is not scaled counts with what it runs now",
      "  AT MAX   hours that capacity was at the maximum in force",
      "  IDLE     hours that it was at a minimum above zero and no request came",
      "  FAILED   scaling activities that AWS could not carry out",
      "  SAVED    the peak held all the time, minus what did run, by the scaling activities"
    })
public final class ReportCommand implements Callable<Integer> {
  private final Context context;
  @Mixin private final ReportOptions options = new ReportOptions();

  /** A command in that context. */
  public ReportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var file = options.output(context.directory());
    var report = read();
    var terminal = options.terminal(context);
    if (file.isPresent()) {
      write(file.get(), report, terminal);
    } else {
      print(report, terminal);
    }
    if (!report.accounts().stream().allMatch(ReportedAccount::isRead)) {
      return ExitCode.COULD_NOT_LOOK;
    }
    return report.findings().isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
  }

  private FleetReport read() {
    var accounts = options.accounts();
    return accounts.size() > 1
        ? new AccountsReader(context, options).read(accounts)
        : new FleetReader(
                new Session(context, options), options.days(), options.by(), options.prices())
            .read();
  }

  private void print(FleetReport report, Terminal terminal) {
    switch (options.format()) {
      case text -> new ReportText(report, terminal).print();
      case json -> terminal.line(ReportJson.of(report).write());
      case csv -> terminal.out().print(ReportCsv.of(report));
      case html -> terminal.out().print(ReportPage.of(report));
    }
  }

  private void write(Path file, FleetReport report, Terminal terminal) {
    var text = new ByteArrayOutputStream();
    print(
        report,
        new Terminal(
            new PrintStream(text, true, StandardCharsets.UTF_8),
            terminal.err(),
            terminal.width(),
            false,
            terminal.interactive()));
    try {
      Files.write(file, text.toByteArray());
    } catch (IOException failure) {
      throw FileFailure.writing(file.toString(), failure);
    }
    terminal.note(
        "Wrote %s: %s.".formatted(file, NumberWords.count(report.rows().size(), "target")));
  }
}
