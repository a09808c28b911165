package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Sourced;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies of a catalog, as tags name them. */
class CatalogPoliciesTest {
  private static final Catalog CATALOG =
      TestCatalogs.of(
          new DocumentText(
              "_platform",
              """
              version: 1
              policies:
                tiny: { max: 2 }
                wide: { max: 20 }
                slow: { scale-in-cooldown: 20m }
                gpu: { kinds: [real-time], metric: gpu, target: 60 }
                two:
                  track:
                    - { metric: concurrency, target: 5 }
                    - { metric: invocations, target: 600 }
                aim: { target: 9 }
                still: { track: [] }
                sized: { max: 10, by-kind: { component: { max: 6 } } }
              """),
          new DocumentText(
              "pay", "{ version: 1, policies: { llm-chat: { extends: llm, max: 7 } } }"));

  @Nested
  class Levels {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          // The examples of the specification.
          "max = 9; policy@blue = llm | min 1, max 9, concurrency 5, scale-in-cooldown 10m",
          "max = 9; policy@blue = tiny | min 1, max 2, concurrency 5",
          // Keys of the same level override a policy, which overrides less specific levels.
          "policy = tiny; max = 9 | min 1, max 9, concurrency 5",
          "policy = tiny; max@blue = 9 | min 1, max 9, concurrency 5",
          "policy = tiny; policy@blue = slow | min 1, max 4, concurrency 5, scale-in-cooldown 20m",
          "policy = tiny+wide | min 1, max 20, concurrency 5",
          "policy = wide+tiny | min 1, max 2, concurrency 5",
          "policy = pay/llm-chat | min 1, max 7, concurrency 5, scale-in-cooldown 10m",
          "policy = pay/llm-chat+tiny; max = 3 | min 1, max 3, concurrency 5, scale-in-cooldown 10m",
        })
    void are_laid_over_each_other(String tags, String shown) {
      assertThat(instance().catalog(CATALOG).tags(tags).shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          // A more specific policy with tracks drops metric, target and max-rps.
          "metric = invocations; target = 700; policy@blue = two | concurrency 5, invocations 600",
          "max-rps = 10; policy@blue = two | concurrency 5, invocations 600",
          "target = 8; policy@blue = two | concurrency 5, invocations 600",
          "metric = invocations; target = 700; policy@blue = still | ''",
          // One that only says how to track drops none of them.
          "metric = invocations; target = 700; policy@blue = tiny | invocations 700",
          "metric = invocations; target = 700; policy@blue = aim | invocations 9",
          "policy = two; policy@blue = aim | concurrency 9",
          "policy = two; metric@blue = invocations; target@blue = 3 | invocations 3",
          "policy = two; max-rps@blue = 10 | invocations 300",
        })
    void are_silenced_in_what_is_tracked(String tags, String tracks) {
      var policy = instance().catalog(CATALOG).tags(tags).policy();

      assertThat(
              String.join(
                  ", ",
                  policy.tracks().stream()
                      .map(track -> track.name() + " " + track.target().value())
                      .toList()))
          .isEqualTo(tracks);
    }

    @Test
    void by_kind_are_for_that_kind() {
      assertThat(instance().catalog(CATALOG).tags("policy = sized").shown())
          .isEqualTo("min 1, max 10, concurrency 5");
      assertThat(component().catalog(CATALOG).tags("policy = sized").shown())
          .isEqualTo("min 1, max 6, concurrency 5");
    }

    @Test
    void of_the_platforms_defaults_lie_under_all_others() {
      var asked =
          instance()
              .platform(
                  """
                  defaults: { safety-factor: 0.8, scale-in-cooldown: 7m, scale-out-cooldown: 2m, scale-in: off }
                  policies: { quick: { scale-in-cooldown: 1m } }
                  """);

      assertThat(asked.tags("max-rps = 10").shown())
          .isEqualTo(
              "min 1, max 4, invocations 480, scale-in-cooldown 7m, scale-out-cooldown 2m, scale-in off");
      assertThat(asked.tags("policy = quick; scale-in = on").shown())
          .isEqualTo("min 1, max 4, concurrency 5, scale-in-cooldown 1m, scale-out-cooldown 2m");
    }

    @Test
    void of_the_platforms_defaults_lie_over_the_metrics_own() {
      var asked = TaggedResource.async().platform("defaults: { scale-out-cooldown: 2m }\n");

      assertThat(asked.tags("policy = on").shown())
          .isEqualTo("min 1, max 4, backlog 5, scale-out-cooldown 2m");
      assertThat(asked.tags("policy = ha").shown())
          .isEqualTo("min 2, max 4, backlog 5, scale-out-cooldown 2m");
      assertThat(asked.tags("metric = backlog").shown())
          .isEqualTo("min 1, max 4, backlog 5, scale-out-cooldown 2m");
    }
  }

  @Nested
  class The_default_policy {

    @Test
    void may_be_the_platforms() {
      var asked =
          instance()
              .platform(
                  "policies: { default: { extends: default, max: 8, metric: invocations, target: 500, scale-in-cooldown: 9m } }\n");

      assertThat(asked.tags("min = 2").shown())
          .isEqualTo("min 2, max 8, invocations 500, scale-in-cooldown 9m");
      assertThat(asked.tags("policy = llm").shown())
          .as("a preset extends the presets")
          .isEqualTo("min 1, max 4, concurrency 5, scale-in-cooldown 10m");
      assertThat(asked.tags("policy = ha").shown())
          .as("its track alone lies under what tracks nothing")
          .isEqualTo("min 2, max 4, invocations 500");
    }

    @Test
    void may_track_several_or_nothing() {
      assertThat(
              instance()
                  .platform(
                      "policies: { default: { track: [{ metric: concurrency }, { metric: invocations, target: 90 }] } }\n")
                  .tags("policy = ha")
                  .shown())
          .isEqualTo("min 2, max 4, concurrency 5, invocations 90");
      assertThat(
              instance()
                  .platform("policies: { default: { track: [] } }\n")
                  .tags("policy = ha")
                  .shown())
          .isEqualTo("min 2, max 4");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "policy = default | min 1, max 8, concurrency 5",
          "min = 2 | min 2, max 8, concurrency 5",
          "policy = ha | min 2, max 4, concurrency 5",
          "policy = default; target = 7 | min 1, max 8, concurrency 7",
        })
    void tracks_as_the_bundled_one_unless_it_states_tracks(String tags, String shown) {
      assertThat(instance().platform("policies: { default: { max: 8 } }\n").tags(tags).shown())
          .isEqualTo(shown);
    }

    @Test
    void may_say_the_target_alone_or_what_one_kind_tracks() {
      var text =
          "policies: { default: { by-kind: { real-time: { target: 9 }, component: { metric: cpu } } } }\n";

      assertThat(instance().platform(text).tags("policy = on").shown())
          .isEqualTo("min 1, max 4, concurrency 9");
      assertThat(component().platform(text).tags("policy = on").shown())
          .isEqualTo("min 1, max 4, cpu 50");
      assertThat(TaggedResource.async().platform(text).tags("policy = on").shown())
          .isEqualTo("min 1, max 4, backlog 5, scale-out-cooldown 5m");
    }

    @Test
    void that_does_not_apply_to_the_kind_is_reported_with_the_key_to_set() {
      var asked = component().platform("policies: { default: { kinds: [real-time], max: 8 } }\n");

      assertThat(asked.tags("max = 9").problems())
          .extracting(Problem::code, Problem::key, Problem::message)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  Code.POLICY_NOT_APPLICABLE,
                  "autoscaling:policy",
                  "Policy \"default\" applies to kind real-time only; inference-component/llama is of kind component. Policies for that kind: ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero."));
      assertThat(asked.tags("policy = ha").problems()).hasSize(1);
      assertThat(asked.tags("policy = llm").problems()).isEmpty();
    }
  }

  @Nested
  class A_name {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "llm-chat | 'Did you mean \"pay/llm-chat\"? '",
          "conversation | ''",
          "pay/llm-caht | 'Did you mean \"pay/llm-chat\"? '",
          "Tinny | 'Did you mean \"tiny\"? '",
          "pay/nothing | ''",
          "web/search | 'The catalog has no document \"web\". '",
          "pay/tiny | 'Did you mean \"tiny\"? '",
          "tiny wide | 'Did you mean \"tiny+wide\"? '",
          "enabled | 'Did you mean \"on\"? '",
          "stop | 'Did you mean \"off\"? '",
          "pause | 'To pause scaling, use autoscaling:paused = on instead. '",
          "dry-run | 'For a dry run, use autoscaling:dry-run = on instead. '",
        })
    void must_be_known(String name, String meant) {
      assertThat(instance().catalog(CATALOG).tags("policy = " + name).problems())
          .isEqualTo(
              List.of(
                  new Problem(
                      Code.UNKNOWN_POLICY,
                      "autoscaling:policy",
                      name,
                      "autoscaling:policy = \"%s\" on endpoint/chat. %sKnown: default, aim, batch, cpu-model, gpu, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero, sized, slow, still, tiny, two, wide, pay/llm-chat.%s"
                          .formatted(
                              name, meant, meant.isEmpty() ? " Or use on, off or ignore." : ""),
                      List.of(
                          "default",
                          "aim",
                          "batch",
                          "cpu-model",
                          "gpu",
                          "ha",
                          "llm",
                          "office-hours",
                          "office-hours-zero",
                          "scale-out-only",
                          "scale-to-zero",
                          "sized",
                          "slow",
                          "still",
                          "tiny",
                          "two",
                          "wide",
                          "pay/llm-chat"))));
    }

    @Test
    void that_was_probably_meant_is_one_for_the_kind() {
      assertThat(
              component()
                  .platform(
                      "policies: { chat1: { kinds: [real-time], max: 2 }, chat2: { kinds: [component], max: 2 } }\n")
                  .tags("policy = chat")
                  .shown())
          .contains("Did you mean \"chat2\"?");
      assertThat(instance().tags("policy = bacth").shown())
          .as("batch does not apply to this kind")
          .doesNotContain("Did you mean");
    }

    @Test
    void of_a_policy_for_other_kinds_is_rejected() {
      assertThat(component().catalog(CATALOG).tags("policy = tiny+gpu").shown())
          .startsWith(
              "PolicyNotApplicable: autoscaling:policy = \"tiny+gpu\" on endpoint/chat. Policy \"gpu\" applies to kind real-time only; inference-component/llama is of kind component.");
    }

    @Test
    void among_very_many_is_not_listed_in_full() {
      var policies = new StringBuilder("policies:\n");
      IntStream.range(10, 60)
          .forEach(i -> policies.append("  p").append(i).append(": { max: 2 }\n"));

      var problem =
          instance().platform(policies.toString()).tags("policy = x").problems().getFirst();

      assertThat(problem.message()).endsWith("p41, p42 and 19 more. Or use on, off or ignore.");
      assertThat(problem.allowed()).hasSize(59);
    }
  }

  @Test
  void names_of_the_document_that_was_meant_are_shown_first_among_very_many() {
    var platform = new StringBuilder("version: 1\npolicies:\n");
    IntStream.range(10, 60).forEach(i -> platform.append("  p").append(i).append(": { max: 2 }\n"));
    var catalog =
        TestCatalogs.of(
            new DocumentText("_platform", platform.toString()),
            new DocumentText("pay", "version: 1\npolicies: { chat: { max: 3 } }"),
            new DocumentText("web", "version: 1\npolicies: { page: { max: 3 } }"));

    assertThat(instance().catalog(catalog).tags("policy = web/search").shown())
        .contains(" Known: web/page, default, batch, ")
        .endsWith("p40, p41 and 21 more. Or use on, off or ignore.");
  }

  @Nested
  class What_is_broken {

    @Test
    void in_a_policy_concerns_those_who_name_it() {
      var catalog =
          CatalogReader.read(
              List.of(
                  new DocumentText(
                      "pay",
                      "{ version: 1, policies: { a: { extends: nobody }, b: { max: 3 } } }")));

      assertThat(instance().catalog(catalog).tags("policy = pay/b").shown())
          .isEqualTo("min 1, max 3, concurrency 5");
      assertThat(instance().catalog(catalog).tags("policy = pay/a; max = six").problems())
          .extracting(Problem::code)
          .containsExactlyInAnyOrder(Code.CATALOG_INVALID, Code.CATALOG_INVALID, Code.BAD_VALUE);
    }

    @Test
    void in_a_document_concerns_all_policies_of_it() {
      var catalog = CatalogReader.read(List.of(new DocumentText("pay", "][")));

      assertThat(instance().catalog(catalog).tags("policy = pay/whatever").problems())
          .extracting(Problem::code)
          .containsExactly(Code.CATALOG_INVALID, Code.CATALOG_INVALID);
      assertThat(instance().catalog(catalog).tags("policy = llm").problems()).isEmpty();
    }

    @Test
    void is_reported_with_the_tag_that_uses_it_and_with_all_errors() {
      var catalog =
          CatalogReader.read(
              List.of(
                  new DocumentText(
                      "pay", "version: 1\npolicies:\n  chat: { max: x, min: y }\n  b: {}")));

      assertThat(instance().catalog(catalog).tags("policy = ha+pay/b").problems())
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"ha+pay/b\" on endpoint/chat. Policy \"pay/b\" cannot be used: the catalog document \"pay\" has 2 errors. Ask your platform team to fix them.",
              "pay, line 3, column 24: policies.chat.min = \"y\". Use a whole number, for example 4.",
              "pay, line 3, column 16: policies.chat.max = \"x\". Use a whole number, for example 4.");
      assertThat(instance().catalog(catalog).tags("policy = pay/b").problems().getFirst())
          .extracting(Problem::key, Problem::value)
          .containsExactly("autoscaling:policy", "pay/b");
    }

    @Test
    void in_one_policy_is_reported_with_the_tag_that_uses_it() {
      var catalog =
          CatalogReader.read(
              List.of(
                  new DocumentText(
                      "pay",
                      "{ version: 1, policies: { a: { extends: b }, b: { extends: a } } }")));

      assertThat(instance().catalog(catalog).tags("policy = pay/a").problems())
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"pay/a\" on endpoint/chat. This policy has an error. Ask your platform team to fix it.",
              "pay, line 1, column 41: policies.a.extends = \"b\". Circular extends: a -> b -> a.");
    }

    @Test
    void in_the_policy_default_is_reported_to_those_who_depend_on_its_metric() {
      var catalog =
          CatalogReader.read(
              List.of(
                  new DocumentText(
                      "_platform",
                      "{ version: 1, policies: { default: { extends: lost }, own: { max: 3 } } }")));

      assertThat(instance().catalog(catalog).tags("policy = own").problems().getFirst())
          .extracting(Problem::message)
          .isEqualTo("Policy \"default\" has an error. Ask your platform team to fix it.");
    }

    @Test
    void is_reported_with_the_first_ten_errors_and_how_many_there_are() {
      var text = new StringBuilder("version: 1\npolicies:\n");
      IntStream.range(0, 14).forEach(i -> text.append("  p%d: { max: x }\n".formatted(i)));
      var catalog = CatalogReader.read(List.of(new DocumentText("pay", text.toString())));
      var problems = instance().catalog(catalog).tags("policy = pay/p0").problems();

      assertThat(problems).hasSize(11);
      assertThat(problems.getFirst().message())
          .endsWith(
              "The catalog document \"pay\" has 14 errors, of which the first 10 follow. Ask your platform team to fix them.");
    }

    @Test
    void at_the_root_concerns_everybody_and_comes_first() {
      var unreadable = Problem.of(Code.SERVICE_ERROR, "The catalog could not be read.");
      var asked = instance().catalog(Catalog.unusable(unreadable));

      assertThat(asked.tags("policy = llm").problems()).containsExactly(unreadable);
      assertThat(asked.tags("max = six").problems())
          .extracting(Problem::code)
          .containsExactly(Code.SERVICE_ERROR, Code.BAD_VALUE);
      assertThat(asked.tags("policy = off").shown()).isEqualTo("off");
      assertThat(asked.shown()).isEqualTo("not tagged");
    }
  }

  @Test
  void every_value_has_the_policy_and_place_of_its_origin() {
    var policy = instance().catalog(CATALOG).tags("policy = tiny").policy();

    assertThat(policy.base().max())
        .isEqualTo(
            new Sourced<>(
                2,
                new Origin.Policy(
                    "tiny", Optional.of(new Place("_platform", 3, 16)), tag("policy", "tiny"))));
    assertThat(
            instance()
                .platform("defaults: { scale-in-cooldown: 7m }\n")
                .tags("policy = on")
                .policy()
                .tracks()
                .getFirst()
                .scaleInCooldown()
                .origin())
        .isInstanceOf(Origin.PlatformDefault.class);
  }
}
