package io.github.tagscaler.policy.catalog;

import static io.github.tagscaler.policy.catalog.TestDocuments.pay;
import static io.github.tagscaler.policy.catalog.TestDocuments.platform;
import static io.github.tagscaler.policy.catalog.TestDocuments.policy;
import static io.github.tagscaler.policy.catalog.TestDocuments.problemOf;
import static io.github.tagscaler.policy.catalog.TestDocuments.problems;
import static io.github.tagscaler.policy.catalog.TestDocuments.read;
import static io.github.tagscaler.policy.catalog.TestDocuments.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.outcome.Quote;
import io.github.tagscaler.policy.catalog.Catalog.Found;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How documents become a catalog, and what a mistake in one of them breaks. */
class CatalogReaderTest {
  private static final String EMPTY = "version: 1\n";

  private static String max(String policy, int max) {
    return "version: 1\npolicies:\n  " + policy + ": { max: " + max + " }\n";
  }

  @Nested
  class Policy_names {
    @Test
    void of_the_platform_stand_alone_and_of_others_behind_their_document() {
      var catalog = read(platform(max("tiny", 2)), pay(max("tiny", 3)));

      assertThat(settings(catalog, "tiny", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.Max(2)));
      assertThat(settings(catalog, "pay/tiny", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.Max(3)));
      assertThat(catalog.find("_platform/tiny")).isEqualTo(new Found.Unknown());
      assertThat(catalog.find("presets/ha")).isEqualTo(new Found.Unknown());
    }

    @Test
    void of_the_platform_replace_bundled_ones_and_others_shadow_none() {
      var catalog = read(platform(max("ha", 2)), pay(max("llm", 3)));

      assertThat(settings(catalog, "ha", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.Max(2)));
      assertThat(settings(catalog, "llm", Kind.REAL_TIME))
          .isEqualTo(settings(read(), "llm", Kind.REAL_TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a.b_c-d", "9-lives"})
    void take_small_letters_digits_dots_hyphens_and_underscores(String name) {
      assertThat(problems(pay(max(name, 2)))).isEmpty();
      assertThat(problems(new DocumentText(name, EMPTY))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Tiny | policies.Tiny | 'Did you mean \"tiny\"? '",
          "-tiny | policies.-tiny | ''",
          "a/b | policies.a/b | ''",
          "_platform | policies._platform | ''",
          "my tiny | policies.\"my tiny\" | 'Did you mean \"my-tiny\"? '",
        })
    void take_nothing_else(String name, String key, String meant) {
      assertThat(problems(pay(max(name, 2))))
          .containsExactly(
              "pay, line 3, column 3: %s. %sA name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit."
                  .formatted(key, meant));
    }

    @Test
    void have_63_characters_at_most() {
      assertThat(problems(pay(max("x".repeat(63), 2)))).isEmpty();
      assertThat(problems(pay(max("x".repeat(64), 2)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "none", "disabled", "no", "false", "ignore", "on", "yes"})
    void that_a_tag_reads_as_something_else_are_rejected(String name) {
      assertThat(problems(platform(max(name, 2))))
          .containsExactly(
              "_platform, line 3, column 3: policies.%s. \"%s\" is a reserved word in the tag policy and cannot be a policy name. Choose another."
                  .formatted(name, name));
      assertThat(problems(pay(max(name, 2)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Pay | Pay | 'Did you mean \"pay\"? '",
          "_other | _other | ''",
          "Pay.yaml | Pay.yaml | 'Did you mean \"pay\"? '",
          "_Platform | _Platform | 'Did you mean \"_platform\"? '",
          "_platform.yml | _platform.yml | 'Did you mean \"_platform\"? '",
          "Platform.YAML | Platform.YAML | 'Did you mean \"_platform\"? '",
          "'a\nb' | \"a\\nb\" | ''",
          "'' | \"\" | ''",
        })
    void of_documents_are_such_names_too(String name, String shown, String meant) {
      var document = new DocumentText(name, max("tiny", 2));

      assertThat(problems(document))
          .containsExactly(
              "%s: No tag can use this document, because its name %s is not valid. Rename the document. %s%s"
                  .formatted(shown, Quote.of(name), meant, Names.VALID_IN_WORDS));
      assertThat(read(document).find(name + "/tiny")).isInstanceOf(Found.Broken.class);
    }

    @Test
    void of_documents_are_given_once() {
      var message = "pay: Two documents have this name. Remove one.";

      assertThat(problems(pay(max("a", 2)), pay(max("b", 2)))).containsExactly(message);
      assertThat(read(pay(max("a", 2)), pay(max("b", 2))).find("pay/a"))
          .isEqualTo(
              new Found.Broken(
                  Optional.of("pay"),
                  List.of(
                      Problem.of(
                          Code.CATALOG_INVALID,
                          Place.whole("pay"),
                          "Two documents have this name. Remove one."))));
      assertThat(read(platform(EMPTY), platform(EMPTY)).unusable()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "platform | platform: Did you mean \"_platform\"? A document \"platform\" is one team's like any other: it cannot have guardrails and defaults, and tags name its policies platform/<policy>. If it is the platform team's, rename the document.",
          "platform.yaml | platform.yaml: Did you mean \"_platform\"? A document \"platform.yaml\" is one team's like any other: it cannot have guardrails and defaults, and tags name its policies platform.yaml/<policy>. If it is the platform team's, rename the document.",
          "pay.yaml | pay.yaml: The name \"pay.yaml\" looks like a file's. Did you mean \"pay\"? Tags have to name its policies pay.yaml/<policy>. If that is not intended, rename the document.",
          "pay.json | pay.json: The name \"pay.json\" looks like a file's. Did you mean \"pay\"? Tags have to name its policies pay.json/<policy>. If that is not intended, rename the document.",
        })
    void of_documents_that_were_probably_not_meant_are_reported_and_can_be_used(
        String name, String message) {
      var document = new DocumentText(name, max("tiny", 2));

      assertThat(problems(document)).containsExactly(message);
      assertThat(read(document).find(name + "/tiny")).isInstanceOf(Found.Known.class);
    }

    @Test
    void of_documents_with_a_dot_are_not_files() {
      assertThat(problems(new DocumentText("pay.v2", EMPTY))).isEmpty();
    }
  }

  @Nested
  class ADocumentThatCannotBeRead {
    private static final DocumentText LOCKED = DocumentText.unreadable("pay", "It is locked.");

    @Test
    void breaks_its_own_policies_alone() {
      var catalog = read(LOCKED, new DocumentText("chat", max("fine", 2)));

      assertThat(catalog.find("pay/any"))
          .isEqualTo(
              new Found.Broken(
                  Optional.of("pay"),
                  List.of(Problem.of(Code.CATALOG_INVALID, Place.whole("pay"), "It is locked."))));
      assertThat(catalog.find("chat/fine")).isInstanceOf(Found.Known.class);
      assertThat(catalog.unusable()).isEmpty();
      assertThat(problems(LOCKED)).containsExactly("pay: It is locked.");
    }

    @Test
    void of_the_platform_makes_everything_unusable() {
      assertThat(read(DocumentText.unreadable("_platform", "It is locked.")).unusable())
          .extracting(Problem::message)
          .containsExactly(
              "The catalog document _platform has an error, so nothing is changed for anybody until your platform team corrects it.",
              "_platform: It is locked.");
    }
  }

  @Nested
  class ASummary {
    @Test
    void counts_what_the_documents_contain() {
      var summary =
          read(
                  platform(
                      "{ version: 1, guardrails: [{ max: 9 }, { min: 1 }], policies: { llm: {}, own: {} } }"),
                  pay("{ version: 1, policies: { a: {}, b: { extends: nowhere } } }"),
                  new DocumentText("chat", "["))
              .summary();

      assertThat(summary.documents()).containsExactly("_platform", "chat", "pay");
      assertThat(summary.policies()).isEqualTo(3);
      assertThat(summary.guardrails()).isEqualTo(2);
      assertThat(summary.problems())
          .extracting(Problem::message)
          .satisfiesExactly(
              first -> assertThat(first).startsWith("chat, line 1"),
              second -> assertThat(second).startsWith("pay, line 1, column 48: policies.b"));
    }

    @Test
    void of_a_broken_platform_counts_no_guardrail_because_none_is_known_to_be_right() {
      assertThat(
              read(platform("{ version: 1, guardrails: [{ max: 9 }, { max: x }] }"))
                  .summary()
                  .guardrails())
          .isZero();
    }

    @Test
    void without_documents_is_empty() {
      assertThat(read().summary()).isEqualTo(CatalogSummary.EMPTY);
    }
  }

  @Nested
  class Extends {
    @Test
    void lays_a_policy_over_its_base() {
      var catalog =
          read(
              pay(
                  """
                  version: 1
                  policies:
                    top: { extends: middle, max: 9 }
                    middle: { extends: bottom, min: 2, by-kind: { real-time: { max: 8 } } }
                    bottom: { min: 1, max: 7 }
                  """));

      assertThat(settings(catalog, "pay/top", Kind.REAL_TIME))
          .containsExactly(
              List.of(new Setting.Min(1), new Setting.Max(7)),
              List.of(new Setting.Min(2)),
              List.of(new Setting.Max(8)),
              List.of(new Setting.Max(9)));
      assertThat(settings(catalog, "pay/top", Kind.ASYNC)).hasSize(3);
    }

    @Test
    void reaches_its_own_document_then_the_platform_then_the_bundled_policies() {
      var catalog =
          read(
              platform(
                  """
                  version: 1
                  policies:
                    ha: { min: 3 }
                    both: { min: 4 }
                  """),
              pay(
                  """
                  version: 1
                  policies:
                    both: { min: 5 }
                    own: { extends: both }
                    next: { extends: ha }
                    last: { extends: scale-out-only }
                  """));

      assertThat(settings(catalog, "pay/own", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.Min(5)));
      assertThat(settings(catalog, "pay/next", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.Min(3)));
      assertThat(settings(catalog, "pay/last", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.ScaleIn(false)));
    }

    @Test
    void of_its_own_name_means_the_next_one_out() {
      var catalog =
          read(
              platform("version: 1\npolicies: { ha: { extends: ha, max: 6 } }"),
              pay("version: 1\npolicies: { ha: { extends: ha, max: 7 } }"));

      assertThat(settings(catalog, "ha", Kind.REAL_TIME))
          .containsExactly(List.of(new Setting.Min(2)), List.of(new Setting.Max(6)));
      assertThat(settings(catalog, "pay/ha", Kind.REAL_TIME))
          .containsExactly(
              List.of(new Setting.Min(2)),
              List.of(new Setting.Max(6)),
              List.of(new Setting.Max(7)));
    }

    @Test
    void of_bundled_policies_goes_on_meaning_bundled_ones() {
      var catalog = read(platform("version: 1\npolicies: { default: { metric: cpu } }"));

      assertThat(settings(catalog, "llm", Kind.REAL_TIME))
          .isEqualTo(settings(read(), "llm", Kind.REAL_TIME));
    }

    @Test
    void takes_over_the_kinds_unless_the_policy_has_its_own() {
      var catalog =
          read(
              pay(
                  """
                  version: 1
                  policies:
                    same: { extends: llm }
                    own: { extends: llm, kinds: [async, Real-Time] }
                    one: { kinds: serverless }
                    all: { extends: ha }
                  """));

      assertThat(kinds(catalog, "pay/same")).isEqualTo(EnumSet.of(Kind.REAL_TIME, Kind.COMPONENT));
      assertThat(kinds(catalog, "pay/own")).isEqualTo(EnumSet.of(Kind.ASYNC, Kind.REAL_TIME));
      assertThat(kinds(catalog, "pay/one")).isEqualTo(EnumSet.of(Kind.SERVERLESS));
      assertThat(kinds(catalog, "pay/all")).isEqualTo(EnumSet.allOf(Kind.class));
    }

    private Set<Kind> kinds(Catalog catalog, String name) {
      return policy(catalog, name).kinds();
    }

    @Test
    void of_what_is_not_there_breaks_only_what_reaches_it() {
      var catalog =
          read(
              pay(
                  """
                  version: 1
                  policies:
                    fine: { max: 2 }
                    lost: { extends: fime }
                    dependent: { extends: lost }
                  """));
      var problem =
          new Problem(
              Code.CATALOG_INVALID,
              "policies.lost.extends",
              "fime",
              "pay, line 4, column 20: policies.lost.extends = \"fime\". There is no such policy. Did you mean \"fine\"? Policies to extend: batch, cpu-model, default, dependent, fine, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
              List.of(
                  "batch",
                  "cpu-model",
                  "default",
                  "dependent",
                  "fine",
                  "ha",
                  "llm",
                  "office-hours",
                  "office-hours-zero",
                  "scale-out-only",
                  "scale-to-zero"),
              new Place("pay", 4, 20));

      assertThat(catalog.find("pay/fine")).isInstanceOf(Found.Known.class);
      assertThat(catalog.broken()).isEqualTo(Map.of("pay/lost", problem, "pay/dependent", problem));
      assertThat(catalog.find("pay/lost"))
          .isEqualTo(new Found.Broken(Optional.empty(), List.of(problem)));
      assertThat(catalog.brokenDocuments()).isEmpty();
    }

    @Test
    void of_the_platform_breaks_only_itself_and_no_bundled_policy_replaces_it() {
      var catalog =
          read(
              platform(
                  "version: 1\npolicies: { ha: { extends: nope }, fine: { max: 2 } }\nguardrails: [{ max: 9 }]"),
              pay("version: 1\npolicies: { mine: { extends: ha } }"));

      assertThat(catalog.unusable()).isEmpty();
      assertThat(catalog.find("ha")).isInstanceOf(Found.Broken.class);
      assertThat(catalog.find("pay/mine")).isEqualTo(catalog.find("ha"));
      assertThat(catalog.find("fine")).isInstanceOf(Found.Known.class);
      assertThat(catalog.guardrails()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "mine | There is no such policy outside this document. Policies to extend: batch,",
          "_platform/x | 'extends needs a plain policy name (\"x\", not \"_platform/x\") from this document, _platform or the built-in policies. Policies to extend: batch,'",
          "'' | There is no such policy. Policies to extend: batch,",
        })
    void says_what_a_base_can_be(String base, String sentences) {
      assertThat(problems(TestDocuments.policy("extends: \"" + base + "\"")))
          .singleElement()
          .asString()
          .startsWith(
              "pay, line 4, column 14: policies.mine.extends = \"%s\". %s"
                  .formatted(base, sentences));
    }

    @Test
    void lists_no_more_names_than_anybody_reads() {
      var text = new StringBuilder("version: 1\npolicies:\n  lost: { extends: nobody }\n");
      for (int i = 1; i <= 50; i++) {
        text.append("  a%02d: {}\n".formatted(i));
      }

      assertThat(problems(pay(text.toString())))
          .singleElement()
          .asString()
          .contains("Policies to extend: a01, a02, a03, ")
          .endsWith(", a29, a30 and 29 more.");
    }

    @Test
    void of_several_is_none() {
      assertThat(problems(TestDocuments.policy("extends: [llm, ha]")))
          .containsExactly(
              "pay, line 4, column 5: policies.mine.extends. extends accepts one policy, not a list. Extend one, and join others in the tag: policy = llm+ha.");
    }

    @Test
    void in_a_circle_breaks_only_what_reaches_it() {
      var catalog =
          read(
              pay(
                  """
                  version: 1
                  policies:
                    a: { extends: b }
                    b: { extends: a }
                    outside: { extends: a }
                    fine: {}
                  """));

      assertThat(catalog.broken().keySet())
          .containsExactlyInAnyOrder("pay/a", "pay/b", "pay/outside");
      assertThat(problemOf(catalog, "pay/a").message())
          .isEqualTo(
              "pay, line 3, column 17: policies.a.extends = \"b\". Circular extends: a -> b -> a.");
      assertThat(catalog.broken().get("pay/outside")).isEqualTo(catalog.broken().get("pay/a"));
      assertThat(catalog.find("pay/fine")).isInstanceOf(Found.Known.class);
    }

    @Test
    void goes_over_twenty_policies_and_no_more() {
      var text = new StringBuilder("version: 1\npolicies:\n  p1: {}\n");
      for (int i = 2; i <= 21; i++) {
        text.append("  p%d: { extends: p%d }\n".formatted(i, i - 1));
      }
      var catalog = read(pay(text.toString()));

      assertThat(catalog.find("pay/p20")).isInstanceOf(Found.Known.class);
      assertThat(catalog.broken().keySet()).containsExactly("pay/p21");
      assertThat(problemOf(catalog, "pay/p21").message())
          .isEqualTo(
              "pay, line 23, column 19: policies.p21.extends = \"p20\". This extends more than 20 policies in a row. Use fewer.");
    }
  }

  @Nested
  class ABrokenDocument {
    private static final String TWO_MISTAKES =
        """
        version: 1
        policies:
          fine: { max: 2 }
          chat:
            maxx: 3
            min: many
        """;

    @Test
    void reports_every_problem_with_line_column_key_and_value() {
      assertThat(CatalogReader.read(List.of(pay(TWO_MISTAKES))).summary().problems())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("allowed")
          .containsExactly(
              new Problem(
                  Code.CATALOG_INVALID,
                  "policies.chat.maxx",
                  null,
                  "pay, line 5, column 5: policies.chat.maxx. Unknown key \"maxx\". Did you mean \"max\"? Valid keys: extends, kinds, by-kind, min, max, metric, target, max-rps, scale-in-cooldown, scale-out-cooldown, scale-in, wake, schedule, restore, track, step, actions.",
                  List.of(),
                  new Place("pay", 5, 5)),
              new Problem(
                  Code.CATALOG_INVALID,
                  "policies.chat.min",
                  "many",
                  "pay, line 6, column 10: policies.chat.min = \"many\". Use a whole number, for example 4.",
                  List.of(),
                  new Place("pay", 6, 10)));
    }

    @Test
    void reports_the_bases_that_it_lacks_too() {
      var text =
          """
          version: 1
          policies:
            typo: { extends: lmm, maxx: 3 }
            list: []
            ours: { extends: list }
          """;

      assertThat(problems(pay(text)))
          .extracting(message -> message.substring(0, message.indexOf(". ")))
          .containsExactly(
              "pay, line 3, column 25: policies.typo.maxx",
              "pay, line 4, column 9: policies.list",
              "pay, line 3, column 20: policies.typo.extends = \"lmm\"");
      assertThat(problems(platform(text))).hasSize(3);
      assertThat(read(platform(text)).unusable()).hasSize(3);
    }

    @Test
    void breaks_every_policy_of_it_and_nothing_else() {
      var catalog =
          read(pay(TWO_MISTAKES), new DocumentText("chat", max("fine", 2)), platform(EMPTY));
      var both =
          new Found.Broken(
              Optional.of("pay"),
              CatalogReader.read(List.of(pay(TWO_MISTAKES))).summary().problems());

      assertThat(both.problems()).hasSize(2);
      assertThat(catalog.find("pay/fine")).isEqualTo(both);
      assertThat(catalog.find("pay/never-heard-of")).isEqualTo(both);
      assertThat(catalog.find("chat/fine")).isInstanceOf(Found.Known.class);
      assertThat(catalog.find("ha")).isInstanceOf(Found.Known.class);
      assertThat(catalog.unusable()).isEmpty();
    }

    @Test
    void of_the_platform_makes_everything_unusable() {
      var catalog = read(platform(TWO_MISTAKES), pay(max("fine", 2)));

      assertThat(catalog.unusable().getFirst())
          .isEqualTo(
              Problem.of(
                  Code.CATALOG_INVALID,
                  "The catalog document _platform has 2 errors, so nothing is changed for anybody until your platform team corrects it."));
      assertThat(catalog.unusable().subList(1, 3)).isEqualTo(catalog.summary().problems());
      assertThat(catalog.unusable()).hasSize(3);
    }

    @Test
    void of_the_platform_is_reported_once_and_not_by_what_extends_it() {
      assertThat(
              problems(
                  platform("a: b: c"),
                  new DocumentText("web", "version: 1\npolicies: { a: { extends: theirs } }")))
          .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "version: 1\npolicies: [theirs]",
          "version: 1\npolicys: { theirs: { max: 3 } }",
          "version: 1\npolicies: { theirs: [] }",
        })
    void of_the_platform_leaves_open_which_policies_it_has(String text) {
      assertThat(
              problems(
                  platform(text),
                  new DocumentText("web", "version: 1\npolicies: { a: { extends: theirs } }")))
          .hasSize(1);
    }

    @Test
    void of_the_platform_hides_no_problem_that_it_cannot_explain() {
      assertThat(
              problems(
                  platform("version: 1\npolicies: { theirs: { max: x } }"),
                  pay(
                      """
                      version: 1
                      policies:
                        a: { extends: b }
                        b: { extends: a }
                        typo: { extends: lmm }
                        fine: { extends: theirs }
                      """),
                  new DocumentText(
                      "web", "version: 1\npolicies: { t: { extends: tehirs }, x: 1 }")))
          .extracting(message -> message.replaceFirst("\\. .*", ""))
          .containsExactly(
              "_platform, line 2, column 28: policies.theirs.max = \"x\"",
              "web, line 2, column 40: policies.x",
              "pay, line 3, column 17: policies.a.extends = \"b\"",
              "pay, line 4, column 17: policies.b.extends = \"a\"",
              "pay, line 5, column 20: policies.typo.extends = \"lmm\"",
              "web, line 2, column 27: policies.t.extends = \"tehirs\"");
    }

    @Test
    void of_the_platform_reports_at_most_ten_problems_per_target() {
      var many = new StringBuilder(EMPTY + "policies:\n");
      for (int i = 0; i < 30; i++) {
        many.append("  p%d: { max: x }\n".formatted(i));
      }

      assertThat(read(platform(many.toString())).unusable()).hasSize(11);
      assertThat(problems(platform(many.toString()))).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'policies: {}' | line 1, column 1: version. This key is missing. A document begins with version: 1.",
          "'version: 2' | line 1, column 10: version = \"2\". Unsupported version. Write version: 1.",
          "'version: 1.0' | line 1, column 10: version = \"1.0\". Unsupported version. Write version: 1.",
          "'version:' | line 1, column 9: version = \"\". Unsupported version. Write version: 1.",
          "'version: [1]' | line 1, column 10: version. Expected a single value, found a list.",
          "'version: 1\nversion: 1' | line 2, column 1: version. This key is already in line 1. Remove one of them.",
          "'version: 1\npolicys: {}' | line 2, column 1: policys. Unknown key \"policys\". Did you mean \"policies\"? Valid keys: version, defaults, guardrails, policies, tests.",
          "'version: 1\npolicies: [a]' | line 2, column 11: policies. Expected a mapping (key: value), found a list.",
          "'version: 1\npolicies: { a: 5 }' | line 2, column 16: policies.a. Expected a mapping (key: value), found a single value.",
          "'version: 1\npolicies: { a: { min: 1, min: 2 } }' | line 2, column 26: policies.a.min. This key is already in line 2. Remove one of them.",
          "'version: 1\npolicies: { a: {}, a: {} }' | line 2, column 20: policies.a. This key is already in line 2. Remove one of them.",
          "'version: 1\ndefaults: {}' | line 2, column 1: defaults. Only the platform team's document, _platform, can have defaults.",
          "'version: 1\nguardrails: []' | line 2, column 1: guardrails. Only the platform team's document, _platform, can have guardrails.",
          "just a text | line 1, column 1: Expected a mapping (key: value), found a single value.",
          "'- version: 1' | line 1, column 1: Expected a mapping (key: value), found a list.",
        })
    void is_one_like_this(String text, String message) {
      assertThat(problems(pay(text))).containsExactly("pay, " + message);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "version: 1",
          "version: '1'",
          "version: 1\npolicies:",
          "version: 1\npolicies:\n  # none yet",
          "version: 1\npolicies: { a: , b: {}, c: ~ }",
          "version: 1\ntests: nonsense",
          "version: 1\ntests: [{ given: { kind: zeppelin }, given: 1 }]",
          "{\"version\": 1, \"policies\": {\"a\": {\"max\": 5}}}",
        })
    void is_none_of_these(String text) {
      assertThat(problems(pay(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy: llm", "adopt: true", "dry-run: on", "paused: on", "Max: 4"})
    void takes_no_keys_that_concern_a_resource(String line) {
      assertThat(problems(TestDocuments.policy(line)))
          .singleElement()
          .asString()
          .contains(". Unknown key \"");
    }
  }

  @Nested
  class ThePlatformsDocument {
    @Test
    void has_defaults() {
      var catalog =
          read(
              platform(
                  """
                  version: 1
                  defaults:
                    scale-in: off
                    safety-factor: 0.7
                    scale-out-cooldown: 90
                    scale-in-cooldown: 5m
                  """));

      assertThat(catalog.defaults())
          .containsExactly(
              stated(new Setting.SafetyFactor(new BigDecimal("0.7")), 4, 18),
              stated(new Setting.ScaleInCooldown(Duration.ofMinutes(5)), 6, 22),
              stated(new Setting.ScaleOutCooldown(Duration.ofSeconds(90)), 5, 23),
              stated(new Setting.ScaleIn(false), 3, 13));
    }

    private Sourced<Setting> stated(Setting setting, int line, int column) {
      return new Sourced<>(
          setting, new Origin.PlatformDefault(new Place("_platform", line, column)));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "safety-factor: 0 | 13 | safety-factor = \"0\". Use a number above 0 and at most 1, for example 0.5.",
          "safety-factor: 1.1 | 13 | safety-factor = \"1.1\". Use a number above 0 and at most 1, for example 0.5.",
          "scale-in: maybe | 13 | scale-in = \"maybe\". Use on or off.",
        })
    void has_no_defaults_that_make_no_sense(String line, int column, String message) {
      assertThat(problems(platform("version: 1\ndefaults: { " + line + " }")))
          .singleElement()
          .asString()
          .startsWith("_platform, line 2, column ")
          .endsWith(": defaults." + message);
    }

    @Test
    void has_no_other_defaults() {
      assertThat(problems(platform("version: 1\ndefaults: { max: 3 }")))
          .containsExactly(
              "_platform, line 2, column 13: defaults.max. Unknown key \"max\". Valid keys: safety-factor, scale-in-cooldown, scale-out-cooldown, scale-in.");
      assertThat(problems(platform("version: 1\ndefaults: { safety-factor: 1 }"))).isEmpty();
    }

    @Test
    void has_guardrails() {
      var catalog =
          read(
              platform(
                  """
                  version: 1
                  guardrails:
                    - { max: 20 }
                    - { instance-type: "ml.p5*", max: 2 }
                    - { tags: { environment: prod, Team: " a b " }, min: 1 }
                    - { kind: [async, component], min: 0, max: 8 }
                    - { kind: serverless, max: 5 }
                  """));

      assertThat(catalog.guardrails())
          .containsExactly(
              guardrail(null, 20, null, Set.of(), Map.of(), 3),
              guardrail(null, 2, "ml.p5*", Set.of(), Map.of(), 4),
              guardrail(1, null, null, Set.of(), Map.of("environment", "prod", "Team", " a b "), 5),
              guardrail(0, 8, null, Set.of(Kind.ASYNC, Kind.COMPONENT), Map.of(), 6),
              guardrail(null, 5, null, Set.of(Kind.SERVERLESS), Map.of(), 7));
    }

    private Guardrail guardrail(
        @org.jspecify.annotations.Nullable Integer min,
        @org.jspecify.annotations.Nullable Integer max,
        @org.jspecify.annotations.Nullable String type,
        Set<Kind> kinds,
        Map<String, String> tags,
        int line) {
      return new Guardrail(
          Optional.ofNullable(min),
          Optional.ofNullable(max),
          Optional.ofNullable(type),
          kinds,
          tags,
          new Place("_platform", line, 5));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{ kind: async } | guardrails[0]. A guardrail needs min, max or both.",
          "{ max: 1, kind: instance } | guardrails[0].kind = \"instance\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
          "{ max: 1, min: 2 } | guardrails[0].min. min must be at most max, which is 1.",
          "{ max: -1 } | guardrails[0].max = \"-1\". Use a whole number, for example 4.",
          "{ max: 1, kind: gpu } | guardrails[0].kind = \"gpu\". Allowed: real-time, async, serverless, component.",
          "{ max: 1, kind: [real-times] } | guardrails[0].kind[0] = \"real-times\". Did you mean \"real-time\"? Allowed: real-time, async, serverless, component.",
          "{ max: 1, kind: [] } | guardrails[0].kind. kind is empty, so the guardrail would apply to nothing. Remove kind to apply it to all kinds.",
          "{ max: 1, kinds: [async] } | guardrails[0].kinds. Unknown key \"kinds\". Did you mean \"kind\"? Valid keys: min, max, instance-type, kind, tags.",
          "{ max: 1, instance-type: 'ml p5' } | guardrails[0].instance-type = \"ml p5\". Use an instance type such as ml.p5.48xlarge, where * matches any characters and ? matches one.",
          "{ max: 1, tags: prod } | guardrails[0].tags. Expected a mapping (key: value), found a single value.",
          "{ max: 1, tags: { a: [b] } } | guardrails[0].tags.a. Expected a single value, found a list.",
        })
    void has_no_guardrails_that_make_no_sense(String rule, String message) {
      assertThat(problems(platform("version: 1\nguardrails:\n- " + rule)))
          .singleElement()
          .asString()
          .startsWith("_platform, line 3, column ")
          .endsWith(": " + message);
    }

    @Test
    void has_a_list_of_guardrails() {
      assertThat(problems(platform("version: 1\nguardrails: { max: 3 }")))
          .containsExactly(
              "_platform, line 2, column 13: guardrails. Expected a list, such as \"- item\" on a line of its own or [item].");
      assertThat(problems(platform("version: 1\nguardrails:"))).isEmpty();
    }
  }

  @Test
  void a_policy_says_where_it_says_what() {
    var catalog = read(pay("version: 1\npolicies:\n  tiny:\n    max: 2\n"));
    var tag = new Origin.Tag("autoscaling:policy", "pay/tiny", "endpoint/chat");

    assertThat(policy(catalog, "pay/tiny").read(Kind.REAL_TIME, tag))
        .containsExactly(
            List.of(
                new Sourced<>(
                    new Setting.Max(2),
                    new Origin.Policy("pay/tiny", Optional.of(new Place("pay", 4, 10)), tag))));
  }
}
