package io.github.tagscaler.command;

import static java.util.Objects.requireNonNull;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Version;
import io.github.tagscaler.command.completion.CompletionCommand;
import io.github.tagscaler.command.demo.DemoCommand;
import io.github.tagscaler.command.doctor.DoctorCommand;
import io.github.tagscaler.command.explain.ExplainCommand;
import io.github.tagscaler.command.lint.LintCommand;
import io.github.tagscaler.command.plan.PlanCommand;
import io.github.tagscaler.command.preview.TryCommand;
import io.github.tagscaler.command.report.ReportCommand;
import io.github.tagscaler.command.simulate.SimulateCommand;
import io.github.tagscaler.command.tags.TagsCommand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a verb: shows what it can do. */
@Command(
    name = "tagscaler",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "See how Tagscaler scales, or would scale, your SageMaker endpoints. Changes nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as it should be",
      "1:there is something to fix",
      "2:something would change (only plan --exit-code; 1 takes precedence)",
      "3:AWS or a file could not be read, so there is no answer",
      "64:the command line is wrong, or names what does not exist"
    },
    footer = {"", "Help for one of them: tagscaler plan --help"})
final class Tagscaler implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(requireNonNull(spec).commandLine(), "Name what you want to know.");
  }

  /** The command line with all its verbs. */
  static CommandLine commandLine(Context context) {
    return new CommandLine(new Tagscaler())
        .addSubcommand(new PlanCommand(context))
        .addSubcommand(new ExplainCommand(context))
        .addSubcommand(new LintCommand(context))
        .addSubcommand(new TryCommand(context))
        .addSubcommand(new DoctorCommand(context))
        .addSubcommand(new ReportCommand(context))
        .addSubcommand(new SimulateCommand(context))
        .addSubcommand(new TagsCommand(context))
        .addSubcommand(new DemoCommand(context, Main::run))
        .addSubcommand(new CompletionCommand(context));
  }
}
