package io.github.tagscaler.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tagscaler.command.access.ReadFailure;
import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.settings.IllegalSettingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs the command. */
public final class Main {
  /** The least that picocli takes. */
  private static final int NARROWEST_HELP = 55;

  private static final int WIDEST_HELP = 100;

  private Main() {}

  /** Runs it with the arguments of the process, and ends the process. */
  public static void main(String[] args) {
    var environment = System.getenv();
    System.exit(
        run(
            new Context(
                Terminal.ofProcess(environment), environment, InstantSource.system(), Path.of("")),
            args));
  }

  /** Runs it and returns the exit code. */
  static int run(Context context, String... args) {
    var line =
        Tagscaler.commandLine(context)
            .setOut(new PrintWriter(context.terminal().out(), true, UTF_8))
            .setErr(new PrintWriter(context.terminal().err(), true, UTF_8))
            .setUsageHelpWidth(Math.clamp(context.terminal().width(), NARROWEST_HELP, WIDEST_HELP))
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    context.terminal().colored()
                        ? CommandLine.Help.Ansi.ON
                        : CommandLine.Help.Ansi.OFF))
            .setParameterExceptionHandler((wrong, _) -> usage(context, wrong))
            .setExecutionExceptionHandler((failure, _, _) -> failed(context, failure));
    int exit = line.execute(meant(args));
    context.terminal().out().flush();
    return exit;
  }

  /** The words that many try first are options here. */
  private static String[] meant(String... args) {
    return switch (args.length == 0 ? "" : args[0]) {
      case "help" ->
          Stream.concat(Stream.of(args).skip(1), Stream.of("--help")).toArray(String[]::new);
      case "version" ->
          Stream.concat(Stream.of("--version"), Stream.of(args).skip(1)).toArray(String[]::new);
      default -> args;
    };
  }

  private static int usage(Context context, ParameterException thrown) {
    var wrong = WrongArgument.of(thrown);
    error(context, wrong.sentence());
    wrong.meant().ifPresent(near -> context.terminal().note("Did you mean " + near + "?"));
    context
        .terminal()
        .note("See: " + thrown.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int failed(Context context, Exception failure) {
    return switch (failure) {
      case UsageException wrong -> ended(context, wrong, ExitCode.USAGE);
      case IllegalSettingException wrong -> ended(context, wrong, ExitCode.USAGE);
      case CouldNotLookException unread -> ended(context, unread, ExitCode.COULD_NOT_LOOK);
      case CallFailedException unread -> unread(context, unread);
      default -> bug(context, failure);
    };
  }

  private static int ended(Context context, Exception reason, int exit) {
    error(context, String.valueOf(reason.getMessage()));
    return exit;
  }

  private static int unread(Context context, CallFailedException failure) {
    error(context, ReadFailure.sentences(failure));
    return ExitCode.COULD_NOT_LOOK;
  }

  private static int bug(Context context, Exception failure) {
    error(context, "Internal error, please report it: " + failure);
    if (context.environment().containsKey("TAGSCALER_DEBUG")) {
      failure.printStackTrace(context.terminal().err());
    }
    return ExitCode.COULD_NOT_LOOK;
  }

  private static void error(Context context, String message) {
    context
        .terminal()
        .note(context.terminal().paint(Color.RED, "error:") + " " + Quote.escape(message));
  }
}
