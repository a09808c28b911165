package io.github.tagscaler.command.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, as its manifest states it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tagscaler " + text()};
  }

  /** The version alone. */
  public static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "(not packaged)");
  }
}
