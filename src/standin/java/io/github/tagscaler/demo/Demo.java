package io.github.tagscaler.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;

/** Runs the demo: {@code tagscaler demo --scenes}. */
public final class Demo {
  private Demo() {}

  /**
   * Shows the scenes on standard output.
   *
   * @param args {@code --width COLUMNS} and {@code --scene NUMBER}; either may be empty
   */
  public static void main(String[] args) throws IOException {
    try {
      var options = new Options(List.of("--width", "--scene"), args);
      play(
          Screen.onStandardOutput(options.number("--width", Screen.WIDTH)),
          options.number("--scene", 0));
    } catch (IllegalArgumentException refused) {
      System.err.println(Objects.requireNonNullElse(refused.getMessage(), "refused"));
      System.exit(2);
    }
  }

  /**
   * Plays one scene, or with 0 all of them.
   *
   * @param pauses whether to give a reader time to read
   * @throws IllegalArgumentException if there is no such scene
   */
  public static void play(PrintStream out, int width, boolean pauses, boolean colored, int only)
      throws IOException {
    play(new Screen(out, Screen.clamped(width), pauses, colored), only);
  }

  /** Plays one scene, or with 0 all of them. */
  static void play(Screen screen, int only) throws IOException {
    if (only == 0) {
      // Before anything has to be started.
      Scenes.introduce(screen);
    }
    try (var stage = new Stage(screen)) {
      new Scenes(screen, stage).play(only);
    }
  }
}
