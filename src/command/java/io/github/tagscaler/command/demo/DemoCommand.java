package io.github.tagscaler.command.demo;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.demo.Demo;
import io.github.tagscaler.demo.DemoAccount;
import io.github.tagscaler.standin.StandInOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows Tagscaler on a simulated account: no AWS account is needed, and none is used. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "See the command and the function at work on a simulated account, without AWS.",
    footer = {
      "",
      "Examples:",
      "  tagscaler demo",
      "  tagscaler demo --scenes      how the function handles events, schedules, scaling to zero",
      "  tagscaler demo --scene 6     one of these scenes"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Instant MONDAY_NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final Context context;
  private final CommandRunner command;

  @Option(
      names = "--scenes",
      description = "show how the function handles events, in scenes, instead of the command")
  private boolean scenes;

  @Option(names = "--scene", paramLabel = "NUMBER", description = "show only this scene")
  private int scene;

  @Option(names = "--no-pause", description = "do not wait for a reader between the steps")
  private boolean hurried;

  @Option(names = "--no-color", description = "print without colors, as with NO_COLOR set")
  private boolean noColor;

  /**
   * The verb.
   *
   * @param command runs the verbs that the demo shows
   */
  public DemoCommand(Context context, CommandRunner command) {
    this.context = context;
    this.command = command;
  }

  @Override
  public Integer call() throws IOException {
    var terminal = noColor ? context.terminal().withoutColor() : context.terminal();
    boolean unhurried = terminal.interactive() && !hurried;
    if (scenes || scene != 0) {
      play(terminal, unhurried);
      return ExitCode.OK;
    }
    var options = StandInOptions.defaults().withStart(MONDAY_NOON).withTicking(true);
    try (var account = DemoAccount.furnished(options)) {
      new Tour(terminal, account, command, unhurried).show();
    }
    return ExitCode.OK;
  }

  private void play(Terminal terminal, boolean unhurried) throws IOException {
    try {
      Demo.play(terminal.out(), terminal.width(), unhurried, terminal.colored(), scene);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
  }
}
