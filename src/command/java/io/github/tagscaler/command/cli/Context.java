package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.terminal.Terminal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What surrounds the command: nothing else of the process is read.
 *
 * @param terminal where it writes
 * @param environment the environment variables
 * @param clock the time, unless {@code --as-of} names another
 * @param directory what relative paths are relative to
 * @param pause lets time pass, for verbs that wait
 */
public record Context(
    Terminal terminal,
    Map<String, String> environment,
    InstantSource clock,
    Path directory,
    Pause pause) {

  /** Surroundings in which time passes by itself. */
  public Context(
      Terminal terminal, Map<String, String> environment, InstantSource clock, Path directory) {
    this(terminal, environment, clock, directory, Pause::really);
  }

  public Context {
    environment = Map.copyOf(environment);
  }
}
