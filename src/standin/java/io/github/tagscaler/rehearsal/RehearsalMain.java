package io.github.tagscaler.rehearsal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a rehearsal until it is interrupted: port, speed, file for the function's log. */
public final class RehearsalMain {
  private RehearsalMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      System.err.println("usage: RehearsalMain PORT SPEED LOG, such as 4578 60 function.log");
      System.exit(2);
    }
    try (var log =
            new PrintStream(Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8);
        var rehearsal = Rehearsal.open(Integer.parseInt(args[0]), Integer.parseInt(args[1]), log)) {
      System.out.println(rehearsal.endpoint());
      System.out.flush();
      rehearsal.run();
    }
  }
}
