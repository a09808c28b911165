package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Quote;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names of documents tags can write, and which were probably not meant. */
final class DocumentNames {
  private static final String PLATFORM_WITHOUT_UNDERSCORE = "platform";
  private static final Pattern FILE =
      Pattern.compile("(.*)\\.(?:ya?ml|json|txt)", Pattern.CASE_INSENSITIVE);

  private DocumentNames() {}

  /** Why no policy of a document of that name can be used; empty if they can. */
  static Optional<String> invalid(String name) {
    return name.equals(Document.PLATFORM) || Names.VALID.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "No tag can use this document, because its name %s is not valid. Rename the document. %s%s"
                .formatted(
                    Quote.of(name),
                    isPlatform(name) ? didYouMeanPlatform() : Names.didYouMean(withoutType(name)),
                    Names.VALID_IN_WORDS));
  }

  /** Why a valid name is probably not what was meant. The document is used all the same. */
  static Optional<String> suspicious(String name) {
    if (name.equals(Document.PLATFORM) || !Names.VALID.matcher(name).matches()) {
      return Optional.empty();
    }
    if (isPlatform(name)) {
      return Optional.of(
          "%sA document %s is one team's like any other: it cannot have guardrails and defaults, and tags name its policies %s/<policy>. If it is the platform team's, rename the document."
              .formatted(didYouMeanPlatform(), Quote.of(name), name));
    }
    return withoutType(name).equals(name)
        ? Optional.empty()
        : Optional.of(
            "The name %s looks like a file's. Did you mean %s? Tags have to name its policies %s/<policy>. If that is not intended, rename the document."
                .formatted(Quote.of(name), Quote.of(withoutType(name)), name));
  }

  private static boolean isPlatform(String name) {
    var plain = withoutType(name).strip().toLowerCase(Locale.ROOT);
    return plain.equals(PLATFORM_WITHOUT_UNDERSCORE) || plain.equals(Document.PLATFORM);
  }

  private static String withoutType(String name) {
    var file = FILE.matcher(name);
    return file.matches() ? file.group(1) : name;
  }

  private static String didYouMeanPlatform() {
    return "Did you mean " + Quote.of(Document.PLATFORM) + "? ";
  }
}
