package io.github.tagscaler.command.demo;

import io.github.tagscaler.command.cli.Context;

/** Runs the whole command, as a shell does. */
@FunctionalInterface
public interface CommandRunner {
  /** Runs it with these arguments, and returns the exit code. */
  int run(Context context, String... args);
}
