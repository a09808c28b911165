package io.github.tagscaler.command.lint;

import static java.util.Objects.requireNonNull;

import io.github.tagscaler.policy.catalog.CatalogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON schema of a catalog's documents, for editors. */
final class CatalogSchema {
  private CatalogSchema() {}

  /** Its text. */
  static String text() {
    try (var in = CatalogReader.class.getResourceAsStream("catalog.schema.json")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
