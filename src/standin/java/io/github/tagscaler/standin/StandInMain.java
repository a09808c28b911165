package io.github.tagscaler.standin;

import io.github.tagscaler.standin.admin.AdminException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs a stand-in from the command line until it is interrupted. */
public final class StandInMain {

  private static final String USAGE =
      """
      Usage: make stand-in ARGS="[--port PORT] [--region REGION] [--seed FILE] [--start TIME]"

        --port PORT      listen on this port of 127.0.0.1 (default 4577; 0 for any free port)
        --region REGION  use this region in ARNs (default us-east-1)
        --seed FILE      add the resources of this file to the account; docs/stand-in.md has the format
        --start TIME     start the clock at this time, such as 2026-01-05T08:00:00Z (default: now)
        --help           show this
      """;

  private StandInMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    var arguments = new Arguments();
    try {
      arguments.read(args);
      StandIn standIn = StandIn.start(arguments.options);
      arguments.seed.ifPresent(file -> standIn.seed(read(file)));
      explain(standIn, arguments.options.region(), System.out);
    } catch (IllegalArgumentException | AdminException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
    Thread.currentThread().join();
  }

  private static void explain(StandIn standIn, String region, PrintStream out) {
    out.printf(
        """
        The stand-in for AWS listens on %1$s

        In another terminal, point any AWS client at it:
          export AWS_ENDPOINT_URL=%1$s AWS_REGION=%2$s AWS_DEFAULT_REGION=%2$s
          export AWS_ACCESS_KEY_ID=standin AWS_SECRET_ACCESS_KEY=standin

        See what the account holds, and which calls were made:
          curl %1$s/_standin/state
          curl %1$s/_standin/calls

        Ctrl-C stops it. Its account is in memory only.
        """,
        standIn.endpoint(), region);
    out.flush();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file, e);
    }
  }

  /** The parsed command line. */
  private static final class Arguments {
    private StandInOptions options =
        StandInOptions.defaults().withPort(4577).withStart(Instant.now()).withTicking(true);
    private Optional<Path> seed = Optional.empty();

    void read(String... args) {
      for (int i = 0; i < args.length; i += 2) {
        if (i + 1 == args.length) {
          throw new IllegalArgumentException(args[i] + " needs a value");
        }
        try {
          set(args[i], args[i + 1]);
        } catch (NumberFormatException | DateTimeException e) {
          throw new IllegalArgumentException(args[i] + " does not accept " + args[i + 1], e);
        }
      }
    }

    private void set(String name, String value) {
      switch (name) {
        case "--port" -> options = options.withPort(Integer.parseInt(value));
        case "--region" -> options = options.withRegion(value);
        case "--seed" -> seed = Optional.of(Path.of(value));
        case "--start" -> options = options.withStart(Instant.parse(value));
        default -> throw new IllegalArgumentException("unknown argument " + name);
      }
    }
  }
}
