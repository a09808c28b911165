package io.github.tagscaler.command.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads the value of an option, and says which values it accepts. */
public interface ValueReader<T> extends ITypeConverter<T> {
  /** The values that it accepts, as the object of a sentence. */
  String accepted();
}
