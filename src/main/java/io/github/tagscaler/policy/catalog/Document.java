package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One document, read as far as it can be by itself.
 *
 * @param drafts its policies, in its order
 * @param problems all that is wrong with it; with one problem nothing of it holds
 */
record Document(
    String name,
    Map<String, Draft> drafts,
    List<Sourced<Setting>> defaults,
    List<Guardrail> guardrails,
    List<Problem> problems) {

  /** The platform team's. */
  static final String PLATFORM = "_platform";

  private static final String VERSION = "1";

  static final List<String> PLATFORM_KEYS =
      List.of("version", "defaults", "guardrails", "policies", "tests");
  private static final List<String> PLATFORM_ONLY = List.of("defaults", "guardrails");

  /** Where a document stands among the others. */
  enum Role {
    BUNDLED,
    PLATFORM,
    OTHER
  }

  /** Reads a document; what is wrong is part of it. */
  static Document read(DocumentText text, Role role) {
    return switch (YamlText.read(text)) {
      case YamlText.Parsed.Failed(var problem) ->
          new Document(text.name(), Map.of(), List.of(), List.of(), List.of(problem));
      case YamlText.Parsed.Tree(var root) -> new Reader(text.name(), role).document(root);
    };
  }

  private record Reader(String name, Role role, Findings findings) {
    Reader(String name, Role role) {
      this(name, role, new Findings());
    }

    Document document(Node root) {
      return Section.of("", root, PLATFORM_KEYS, findings)
          .map(this::document)
          .orElseGet(() -> new Document(name, Map.of(), List.of(), List.of(), findings.problems()));
    }

    private Document document(Section section) {
      version(section);
      if (role == Role.OTHER) {
        PLATFORM_ONLY.stream()
            .filter(section::has)
            .forEach(key ->
                section.tell(
                    key,
                    "Only the platform team's document, %s, has %s.".formatted(PLATFORM, key)));
      }
      var drafts = drafts(section);
      var defaults =
          section
              .get("defaults")
              .flatMap(node -> Section.of("defaults", node, PlatformReader.DEFAULTS_KEYS, findings))
              .map(PlatformReader::defaults)
              .orElse(List.of());
      var guardrails = PlatformReader.guardrails(section);
      return new Document(name, drafts, defaults, guardrails, findings.problems());
    }

    private void version(Section section) {
      if (!section.has("version")) {
        section.missing("version", "A document begins with version: 1.");
      }
      section
          .scalar("version")
          .filter(version -> !version.value().equals(VERSION))
          .ifPresent(version ->
              findings.value(version, "This Tagscaler reads version 1.", List.of(VERSION)));
    }

    private Map<String, Draft> drafts(Section document) {
      var drafts = new LinkedHashMap<String, Draft>();
      document
          .get("policies")
          .flatMap(node -> Section.of("policies", node, findings))
          .ifPresent(policies -> {
            for (var field : new ArrayList<>(policies.fields())) {
              nameFits(policies, field.key());
              Section.of(policies.pathOf(field.key()), field.value(), DraftReader.KEYS, findings)
                  .ifPresent(policy ->
                      drafts.put(
                          field.key(),
                          DraftReader.read(field.key(), policy, role == Role.BUNDLED)));
            }
          });
      return drafts;
    }

    /** Names with a meaning of their own could not be reached by a tag. */
    private void nameFits(Section policies, String key) {
      if (!Section.NAME.matcher(key).matches()) {
        policies.tell(key, Section.meantName(key) + Section.NAME_IN_WORDS);
      } else if (role != Role.OTHER
          && !PolicyChoice.read(key).equals(new PolicyChoice.Join(List.of(key)))) {
        policies.tell(
            key,
            "A tag that says %s does not mean a policy of that name. Choose another."
                .formatted(Quote.of(key)));
      }
    }
  }
}
