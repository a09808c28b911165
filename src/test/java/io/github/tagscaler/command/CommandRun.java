package io.github.tagscaler.command;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.cli.Pause;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of the command, as a shell would see it.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exit, String out, String err) {

  private static final Pause NO_PAUSE =
      time -> {
        throw new IllegalStateException("nothing should wait here, least of all " + time);
      };

  /** Where the command is run. */
  public record Shell(
      Map<String, String> environment,
      InstantSource clock,
      Path directory,
      int width,
      boolean colored,
      Pause pause) {

    /** A shell without AWS: any call fails. */
    public static Shell offline(InstantSource clock) {
      return new Shell(Map.of(), clock, Path.of(""), 100, false, NO_PAUSE);
    }

    /** A shell whose AWS is the stand-in, and whose clock is the stand-in's. */
    public static Shell on(StandIn aws) {
      return new Shell(
          Map.of(
              "AWS_ENDPOINT_URL", aws.endpoint().toString(),
              "AWS_REGION", "us-east-1",
              "AWS_ACCESS_KEY_ID", "test",
              "AWS_SECRET_ACCESS_KEY", "test"),
          aws::now,
          Path.of(""),
          100,
          false,
          NO_PAUSE);
    }

    /** The same, where waiting is done in this way. */
    public Shell waiting(Pause how) {
      return new Shell(environment, clock, directory, width, colored, how);
    }

    /** The same with another variable. */
    public Shell with(String name, String value) {
      var more = new HashMap<>(environment);
      more.put(name, value);
      return new Shell(more, clock, directory, width, colored, pause);
    }

    /** The same in another directory. */
    public Shell in(Path other) {
      return new Shell(environment, clock, other, width, colored, pause);
    }

    /** The same with another width. */
    public Shell wide(int columns) {
      return new Shell(environment, clock, directory, columns, colored, pause);
    }

    /** The same with colors. */
    public Shell inColor() {
      return new Shell(environment, clock, directory, width, true, pause);
    }

    /** Runs the command. */
    public CommandRun run(String... args) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var terminal =
          new Terminal(
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              width,
              colored,
              false);
      int exit = Main.run(new Context(terminal, environment, clock, directory, pause), args);
      return new CommandRun(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  /** The verbs that the command has, in the order of its help. */
  public static List<String> verbs() {
    var nowhere =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            100,
            false,
            false);
    var context = new Context(nowhere, Map.of(), () -> Instant.EPOCH, Path.of(""));
    return List.copyOf(Tagscaler.commandLine(context).getSubcommands().keySet());
  }

  /** Standard output as JSON. */
  public Json json() {
    return JsonReader.read(out);
  }
}
