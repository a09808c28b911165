package io.github.tagscaler.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the demo. */
public final class Demo {
  private Demo() {}

  /**
   * Tells the scenes on standard output.
   *
   * @param args the folder with the events; {@code events} if there is none
   */
  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var events = Path.of(args.length > 0 ? args[0] : "events");
    if (!Files.isDirectory(events)) {
      out.println("The demo reads its events from the folder " + events + ", which is not here.");
      out.println("Run it at the top of the repository: make demo");
      System.exit(1);
    }
    try (var stage = new Stage(events, out)) {
      new Scenes(stage).play();
    }
  }
}
