package io.github.tagscaler.command.exit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says in a sentence why a file cannot be used: Java's messages are often only its name. */
public final class FileFailure {
  private FileFailure() {}

  /** A file or directory could not be read. */
  public static CouldNotLookException reading(String file, IOException failure) {
    return new CouldNotLookException("Cannot read %s: %s.".formatted(file, why(failure)));
  }

  /** A file could not be written. */
  public static CouldNotLookException writing(String file, IOException failure) {
    return new CouldNotLookException("Cannot write %s: %s.".formatted(file, why(failure)));
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "you lack the permission";
      case NoSuchFileException _ -> "it does not exist";
      case FileSystemException of when of.getReason() != null ->
          of.getReason().toLowerCase(java.util.Locale.ROOT);
      default ->
          Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
    };
  }
}
