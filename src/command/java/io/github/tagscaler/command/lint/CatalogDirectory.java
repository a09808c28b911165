package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.exit.FileFailure;
import io.github.tagscaler.command.lint.Sources.Part;
import io.github.tagscaler.command.lint.Sources.Source;
import io.github.tagscaler.policy.catalog.DocumentText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads a directory: its files {@code NAME.yaml} are documents, and {@code tests/NAME.yaml} their
 * tests. The tests are in a directory of their own so that nothing that stores all files of the
 * catalog takes them for documents.
 */
final class CatalogDirectory {
  /** The directory with tests. */
  static final String TESTS = "tests";

  private static final Pattern YAML = Pattern.compile("(.+)\\.ya?ml");
  private static final Pattern LIKE_YAML =
      Pattern.compile(".+\\.(?:ya?ml|json)(?:\\.txt)?", Pattern.CASE_INSENSITIVE);

  /** No document can be larger than a small part of this. */
  private static final long TOO_LARGE_TO_READ = 1 << 20;

  private final Path base;
  private final List<Source> texts = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private CatalogDirectory(Path base) {
    this.base = base;
  }

  /**
   * Reads a directory.
   *
   * @param base what the path is relative to
   * @param asked which of its files the user asked for
   * @throws CouldNotLookException if a file cannot be read
   */
  static Sources read(Path base, Path directory, Predicate<String> asked) {
    var reader = new CatalogDirectory(base);
    reader.read(directory, "", Part.DOCUMENT);
    var place = shown(directory);
    if (reader.texts.isEmpty()) {
      reader.findings.add(
          Finding.of(
              Rule.NO_DOCUMENT,
              Severity.ERROR,
              Location.whole(place),
              "This directory has no document: no file named *.yaml or *.yml."));
    }
    if (Files.isDirectory(base.resolve(directory).resolve(TESTS))) {
      reader.read(directory.resolve(TESTS), TESTS + "/", Part.TESTS);
    }
    return new Sources(place, reader.texts, reader.findings, asked);
  }

  private void read(Path directory, String prefix, Part part) {
    Map<String, Path> names = new HashMap<>();
    for (var path : list(directory)) {
      var file = directory.resolve(path.getFileName());
      var name = YAML.matcher(path.getFileName().toString());
      if (Files.isDirectory(path)) {
        if (part == Part.DOCUMENT) {
          below(file);
        }
      } else if (!name.matches()) {
        lookAlike(file);
      } else {
        var other = names.putIfAbsent(name.group(1), file);
        if (other == null) {
          texts.add(source(file, prefix + name.group(1), part));
        } else {
          findings.add(
              Finding.of(
                  Rule.DUPLICATE_DOCUMENT,
                  Severity.ERROR,
                  Location.whole(shown(file)),
                  "This is the same document as %s. Remove one of them."
                      .formatted(other.getFileName())));
        }
      }
    }
  }

  private void lookAlike(Path file) {
    if (LIKE_YAML.matcher(file.getFileName().toString()).matches()) {
      findings.add(
          Finding.of(
              Rule.NOT_READ,
              Severity.WARNING,
              Location.whole(shown(file)),
              "This file is not read. The name of a document ends in .yaml or .yml, in lower case."));
    }
  }

  /** Documents in a subdirectory would not be read from Parameter Store, either. */
  private void below(Path directory) {
    var name = directory.getFileName().toString();
    if (name.equals(TESTS) || name.startsWith(".")) {
      return;
    }
    list(directory).stream()
        .filter(path -> YAML.matcher(path.getFileName().toString()).matches())
        .findFirst()
        .ifPresent(_ ->
            findings.add(
                Finding.of(
                    Rule.NOT_READ,
                    Severity.WARNING,
                    Location.whole(shown(directory)),
                    "Documents in a subdirectory are not read. Move them up, or tests to tests/.")));
  }

  private Source source(Path file, String name, Part part) {
    var path = base.resolve(file);
    try {
      long bytes = Files.size(path);
      var text =
          bytes > TOO_LARGE_TO_READ
              ? DocumentText.unreadable(name, "It is too large to be a document.")
              : TextFile.decode(name, Files.readAllBytes(path));
      return new Source(shown(file), part, text, bytes);
    } catch (IOException failure) {
      throw FileFailure.reading(shown(file), failure);
    }
  }

  /** Files of other tools, such as .pre-commit-config.yaml, are no documents. */
  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private List<Path> list(Path directory) {
    try (var files = Files.list(base.resolve(directory))) {
      return files
          .filter(path -> !isHidden(path))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException failure) {
      throw FileFailure.reading(shown(directory), failure);
    }
  }

  /** A path as answers show it, on every system. */
  static String shown(Path path) {
    var text = path.normalize().toString().replace(File.separatorChar, '/');
    return text.isEmpty() ? "." : text;
  }
}
