package io.github.tagscaler.command.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, as its manifest states it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tagscaler " + text()};
  }

  /** The version alone, for people. */
  public static String text() {
    return ofJar().orElse("(not packaged)");
  }

  /** The version alone; empty if this is not a jar. */
  public static Optional<String> ofJar() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
  }
}
