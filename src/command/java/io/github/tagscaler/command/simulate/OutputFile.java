package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes a file that the user named. */
final class OutputFile {
  private OutputFile() {}

  /** Writes it, over what was there. */
  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (NoSuchFileException _) {
      throw new CouldNotLookException(
          "Cannot write %s: there is no directory %s.".formatted(file, file.getParent()));
    } catch (IOException failure) {
      throw FileFailure.writing(file.toString(), failure);
    }
  }
}
