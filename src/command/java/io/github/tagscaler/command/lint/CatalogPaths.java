package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.exit.UsageException;
import io.github.tagscaler.outcome.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The catalogs that arguments name. A document depends on those beside it, so a file stands for its
 * directory, of which only that file is reported.
 */
final class CatalogPaths {
  private static final Pattern PARAMETERS = Pattern.compile("(/[A-Za-z0-9_.-]+)+/?");
  private static final Pattern FILE = Pattern.compile(".+\\.(?i:ya?ml|json)");

  /** A catalog that is to be checked. */
  sealed interface Named {
    /**
     * A directory.
     *
     * @param files those to report, as they are shown; none for all
     */
    record Directory(Path path, Set<String> files) implements Named {}

    /** A path in Parameter Store. */
    record Parameters(String path) implements Named {}
  }

  private final Path base;
  private final Map<Path, Set<String>> directories = new LinkedHashMap<>();
  private final Set<Path> whole = new LinkedHashSet<>();
  private final List<Named> named = new ArrayList<>();

  private CatalogPaths(Path base) {
    this.base = base;
  }

  /**
   * The catalogs, each once.
   *
   * @param base what relative paths are relative to
   * @throws UsageException if an argument names nothing
   */
  static List<Named> of(List<String> arguments, Path base) {
    var paths = new CatalogPaths(base);
    arguments.forEach(paths::add);
    var all = new ArrayList<Named>();
    paths.directories.forEach((path, files) ->
        all.add(new Named.Directory(path, paths.whole.contains(path) ? Set.of() : files)));
    all.addAll(paths.named);
    return all;
  }

  private void add(String argument) {
    if (argument.isBlank()) {
      throw new UsageException("A path is empty. The directory where you are is a dot: lint .");
    }
    var path = Path.of(argument).normalize();
    if (Files.isDirectory(base.resolve(path))) {
      directories.putIfAbsent(path, new LinkedHashSet<>());
      whole.add(path);
    } else if (Files.isRegularFile(base.resolve(path))) {
      file(path);
    } else if (PARAMETERS.matcher(argument).matches() && !FILE.matcher(argument).matches()) {
      named.add(new Named.Parameters(argument.replaceFirst("(?<=.)/$", "")));
    } else {
      throw new UsageException(
          "There is no file or directory %s.%s lint accepts a directory of YAML files, files of it, or a path in Parameter Store, which starts with a slash: /tagscaler/catalog"
              .formatted(argument, near(path).map(" Did you mean %s?"::formatted).orElse("")));
    }
  }

  private void file(Path path) {
    if (!FILE.matcher(path.getFileName().toString()).matches()) {
      throw new UsageException(
          "%s is not a YAML file: the name of a document ends in .yaml or .yml.".formatted(path));
    }
    var parent = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    boolean tests = parent.endsWith(CatalogDirectory.TESTS);
    var directory = tests ? Optional.ofNullable(parent.getParent()).orElse(Path.of("")) : parent;
    directories
        .computeIfAbsent(directory, _ -> new LinkedHashSet<>())
        .add(CatalogDirectory.shown(path));
  }

  private Optional<Path> near(Path path) {
    var parent = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    var name = path.getFileName();
    if (name == null || !Files.isDirectory(base.resolve(parent))) {
      return Optional.empty();
    }
    try (var siblings = Files.list(base.resolve(parent))) {
      var names = siblings.map(each -> each.getFileName().toString()).toList();
      return Suggestions.closest(name.toString(), names).map(parent::resolve);
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
