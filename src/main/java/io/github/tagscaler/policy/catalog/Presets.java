package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.policy.setting.PolicyChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The policies that come with Tagscaler, written in the language of catalogs themselves. */
final class Presets {
  private static final String RESOURCE = "presets.yaml";

  private Presets() {}

  /** They are read when a catalog is first asked for, and once. */
  private static final class Lazy {
    static final Scope SCOPE = Scope.of(document().drafts(), Optional.empty());
  }

  static Scope scope() {
    return Lazy.SCOPE;
  }

  /** The policy of resources that name none; it extends no other. */
  static NamedPolicy standard() {
    var layers =
        Lazy.SCOPE.drafts().values().stream()
            .filter(draft -> draft.name().equals(PolicyChoice.DEFAULT))
            .map(Draft::layer)
            .toList();
    return new NamedPolicy(PolicyChoice.DEFAULT, NamedPolicy.everyKind(), layers);
  }

  static Document document() {
    var document = Document.read(new DocumentText("presets", text()), Document.Role.BUNDLED);
    if (!document.problems().isEmpty()) {
      throw new IllegalStateException(
          "resource " + RESOURCE + " must be right: " + document.problems());
    }
    return document;
  }

  private static String text() {
    try (InputStream in = Presets.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " must be beside this class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("resource " + RESOURCE + " must be readable", unreadable);
    }
  }
}
