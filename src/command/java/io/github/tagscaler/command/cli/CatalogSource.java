package io.github.tagscaler.command.cli;

import io.github.tagscaler.command.exit.FileFailure;
import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CatalogDocuments;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a catalog is. */
public sealed interface CatalogSource {
  /** Only the bundled presets. */
  record None() implements CatalogSource {}

  /** A directory of YAML files, each named as its document. */
  record Directory(Path path) implements CatalogSource {}

  /** A path in Parameter Store. */
  record ParameterPath(String path) implements CatalogSource {}

  /** A directory if there is one of that name; a path in Parameter Store starts with a slash. */
  static CatalogSource of(@Nullable String place, Path base) {
    if (place == null || place.isBlank()) {
      return new None();
    }
    var directory = base.resolve(place);
    if (Files.isDirectory(directory)) {
      return new Directory(directory);
    }
    if (!place.startsWith("/")) {
      throw new UsageException(
          "There is no directory %s. --catalog accepts a directory of YAML files, or a path in Parameter Store, which starts with a slash: /tagscaler/catalog"
              .formatted(place));
    }
    return new ParameterPath(place);
  }

  /** That there is no document, as a sentence. */
  default String empty() {
    return switch (this) {
      case None() -> "There is no catalog.";
      case Directory(var path) -> "There is no document in the catalog %s.".formatted(path);
      case ParameterPath(var path) ->
          "There is no directory %s, and no parameter directly under this path in Parameter Store."
              .formatted(path);
    };
  }

  /**
   * The documents there.
   *
   * @param parameters reads a path in Parameter Store
   */
  default CatalogDocuments documents(Function<String, CatalogDocuments> parameters) {
    return switch (this) {
      case None() -> List::of;
      case Directory(var path) -> () -> YamlFiles.read(path);
      case ParameterPath(var path) -> parameters.apply(path);
    };
  }

  /** Reads a directory. */
  final class YamlFiles {
    private static final Pattern YAML = Pattern.compile("([^.].*)\\.ya?ml");

    private YamlFiles() {}

    private static List<DocumentText> read(Path directory) {
      try (var files = Files.list(directory)) {
        var documents = new ArrayList<DocumentText>();
        for (var file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
          var name = YAML.matcher(file.getFileName().toString());
          if (name.matches() && Files.isRegularFile(file)) {
            documents.add(document(name.group(1), file));
          }
        }
        return documents;
      } catch (IOException failure) {
        throw FileFailure.reading(directory.toString(), failure);
      }
    }

    private static DocumentText document(String name, Path file) throws IOException {
      try {
        return new DocumentText(name, Files.readString(file));
      } catch (CharacterCodingException _) {
        return DocumentText.unreadable(name, "It is not UTF-8 text.");
      }
    }
  }
}
