package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.Problems;
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
 * @param problems all problems of it; a document with a problem is not used
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

  /** The part of a document in the catalog. */
  enum Role {
    BUNDLED,
    PLATFORM,
    OTHER
  }

  /** Reads a document, with its problems. */
  static Document read(DocumentText text, Role role) {
    return switch (YamlText.read(text)) {
      case YamlText.Parsed.Failed(var problem) ->
          new Document(text.name(), Map.of(), List.of(), List.of(), List.of(problem));
      case YamlText.Parsed.Tree(var root) -> new Reader(text.name(), role).document(root);
    };
  }

  /** Whether a problem leaves open if this document has a policy that was not read. */
  boolean mayHave(String policy) {
    return problems.stream()
        .map(Problem::key)
        .anyMatch(key ->
            key == null
                || key.equals("policies")
                || key.equals("policies." + Names.shown(policy))
                || isUnknownKey(key));
  }

  /** The key of the policies may be misspelled. */
  private static boolean isUnknownKey(String key) {
    return PLATFORM_KEYS.stream()
        .noneMatch(known ->
            key.equals(known) || key.startsWith(known + ".") || key.startsWith(known + "["));
  }

  /** Checks which version of the language a document is written in. */
  static void version(Section section) {
    if (!section.has("version")) {
      section.missing("version", "A document begins with version: 1.");
    }
    section
        .scalar("version")
        .filter(version -> !version.value().equals(VERSION))
        .ifPresent(version ->
            section.report(version, "Unsupported version. Write version: 1.", List.of(VERSION)));
  }

  private record Reader(String name, Role role, Problems problems) {
    Reader(String name, Role role) {
      this(name, role, new Problems());
    }

    Document document(Node root) {
      return Section.of("", root, PLATFORM_KEYS, problems)
          .map(this::document)
          .orElseGet(() -> new Document(name, Map.of(), List.of(), List.of(), problems.list()));
    }

    private Document document(Section section) {
      version(section);
      if (role == Role.OTHER) {
        PLATFORM_ONLY.stream()
            .filter(section::has)
            .forEach(key ->
                section.report(
                    key,
                    "Only the platform team's document, %s, can have %s."
                        .formatted(PLATFORM, key)));
      }
      var drafts = drafts(section);
      var defaults =
          section
              .mapping("defaults", PlatformReader.DEFAULTS_KEYS)
              .map(PlatformReader::defaults)
              .orElse(List.of());
      var guardrails = PlatformReader.guardrails(section);
      return new Document(name, drafts, defaults, guardrails, problems.list());
    }

    private Map<String, Draft> drafts(Section document) {
      var drafts = new LinkedHashMap<String, Draft>();
      document
          .mapping("policies")
          .ifPresent(policies -> {
            for (var field : new ArrayList<>(policies.fields())) {
              nameFits(policies, field.key());
              Section.of(policies.pathOf(field.key()), field.value(), DraftReader.KEYS, problems)
                  .ifPresent(policy ->
                      drafts.put(
                          field.key(),
                          DraftReader.read(field.key(), policy, role == Role.BUNDLED)));
            }
          });
      return drafts;
    }

    /** No tag could name a policy whose name is a reserved word. */
    private void nameFits(Section policies, String key) {
      if (!Names.VALID.matcher(key).matches()) {
        policies.report(key, Names.didYouMean(key) + Names.VALID_IN_WORDS);
      } else if (role != Role.OTHER
          && !PolicyChoice.read(key).equals(new PolicyChoice.Join(List.of(key)))) {
        policies.report(
            key,
            "%s is a reserved word in the tag policy and cannot be a policy name. Choose another."
                .formatted(Quote.of(key)));
      }
    }
  }
}
