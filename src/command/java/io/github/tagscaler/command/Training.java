package io.github.tagscaler.command;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.demo.DemoAccount;
import io.github.tagscaler.standin.StandInOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/**
 * Runs the verbs once, so that the JVM can record which classes they need: {@code make install}
 * makes the cache of it that lets the command start fast. Prints nothing.
 */
public final class Training {
  /** The command lines; without quotes, and the account is that of the demo. */
  static final List<String> LINES =
      List.of(
          "--version",
          "--help",
          "try policy=llm max=6",
          "try policy=default --format json",
          "plan --all",
          "plan --all --format json",
          "plan chat",
          "explain embed",
          "doctor",
          "report",
          "report --format json",
          "lint /tagscaler/catalog",
          "simulate --trace daily-wave policy=llm",
          "tags search");

  private Training() {}

  /** Runs all of them. */
  public static void main(String[] args) throws IOException {
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (var account = DemoAccount.furnished(StandInOptions.defaults())) {
      // Reads the environment as the command does.
      var environment = new HashMap<>(System.getenv());
      var real = Terminal.ofProcess(environment);
      environment.putAll(account.environment());
      var terminal = new Terminal(nothing, nothing, real.width(), true, false);
      var context = new Context(terminal, environment, account.aws()::now, Path.of(""));
      for (var line : LINES) {
        Main.run(context, line.split(" ", -1));
      }
    }
    System.exit(0);
  }
}
