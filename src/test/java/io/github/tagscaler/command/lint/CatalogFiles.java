package io.github.tagscaler.command.lint;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Files below a directory, which lint is run in. */
record CatalogFiles(Path directory) {
  static final String EMPTY = "version: 1\n";

  CatalogFiles file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  CatalogFiles file(String path, byte[] bytes) {
    try {
      var file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shell shell() {
    return Shell.offline(() -> Instant.parse("2026-01-05T08:00:00Z")).in(directory).wide(400);
  }

  CommandRun lint(String... args) {
    var words = new String[args.length + 1];
    words[0] = "lint";
    System.arraycopy(args, 0, words, 1, args.length);
    return shell().run(words);
  }
}
