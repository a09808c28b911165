package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.serverless;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.catalog.Guardrail;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Bounds;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform team's limits on every bound that can come into force. */
class GuardrailsTest {
  private static final String POLICIES =
      """
      policies:
        wide: { max: 30 }
        day: { schedule: "Daily 08:00-20:00 2-30 else 1-25" }
        end: { actions: [ { name: closing, cron: "0 6 28 * ? *", min: 4, max: 12 } ] }
      """;

  private static TaggedResource guarded(TaggedResource resource, String rules) {
    return resource.platform("guardrails:\n" + rules.indent(2) + POLICIES);
  }

  private static TaggedResource atMost20(String tags) {
    return guarded(instance(), "- { max: 20 }").tags(tags);
  }

  @Nested
  class A_bound_that_a_tag_states {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "max = 30 | autoscaling:max = \"30\" on endpoint/chat. A max of 30 is not allowed here: the guardrail max: 20 (_platform, line 3, column 5) allows at most 20. Use at most 20, or ask your platform team to change the limit.",
          "max = 40; max@blue = 30 | autoscaling:max@blue = \"30\" on endpoint/chat. A max of 30 is not allowed here: the guardrail max: 20 (_platform, line 3, column 5) allows at most 20. Use at most 20, or ask your platform team to change the limit.",
          "schedule = Daily 08:00-20:00 2-21 | autoscaling:schedule = \"Daily 08:00-20:00 2-21\" on endpoint/chat. A max of 21 is not allowed here: the guardrail max: 20 (_platform, line 3, column 5) allows at most 20. Use at most 20, or ask your platform team to change the limit.",
        })
    void is_rejected(String tags, String message) {
      assertThat(atMost20(tags).shown()).isEqualTo("GuardrailExceeded: " + message);
    }

    @Test
    void is_rejected_at_both_ends() {
      assertThat(atMost20("min = 25; max = 30").problems())
          .extracting(Problem::code, Problem::key)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(Code.GUARDRAIL_EXCEEDED, "autoscaling:min"),
              org.assertj.core.groups.Tuple.tuple(Code.GUARDRAIL_EXCEEDED, "autoscaling:max"));
      assertThat(guarded(instance(), "- { min: 3 }").tags("min = 2; max = 2").problems())
          .extracting(Problem::key)
          .containsExactly("autoscaling:min", "autoscaling:max");
    }

    @Test
    void is_reported_once_however_often_it_is_in_force() {
      assertThat(atMost20("max = 30; schedule = Daily 08:00-20:00 2-base else 3-base").problems())
          .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"max = 20", "max = 19; min = 19", "schedule = Daily 08:00-20:00 20"})
    void may_reach_the_limit(String tags) {
      assertThat(atMost20(tags).problems()).isEmpty();
      assertThat(atMost20(tags).reading().warnings()).isEmpty();
    }
  }

  @Nested
  class A_bound_that_no_tag_states {

    @Test
    void is_moved_with_a_warning() {
      var reading = atMost20("policy = wide").reading();

      assertThat(atMost20("policy = wide").policy().base().max())
          .isEqualTo(
              new Sourced<>(20, new Origin.Guardrail("max: 20", new Place("_platform", 3, 5))));
      assertThat(reading.warnings())
          .containsExactly(
              new Problem(
                  Code.GUARDRAIL_APPLIED,
                  "autoscaling:policy",
                  "wide",
                  "autoscaling:policy = \"wide\" on endpoint/chat. max is 20, not 30 (from policy \"wide\" (_platform, line 5, column 16)): the guardrail max: 20 (_platform, line 3, column 5) allows at most 20.",
                  List.of()));
    }

    @Test
    void is_moved_if_it_is_built_in() {
      var resource = guarded(instance(), "- { max: 3 }\n- { min: 2 }").tags("policy = on");

      assertThat(resource.shown())
          .isEqualTo(
              """
              min 2, max 3, concurrency 5
              warning GuardrailApplied: min is 2, not 1 (from the built-in default): the guardrail min: 2 (_platform, line 4, column 5) allows at least 2.
              warning GuardrailApplied: max is 3, not 4 (from the built-in default): the guardrail max: 3 (_platform, line 3, column 5) allows at most 3.\
              """);
      assertThat(resource.reading().warnings())
          .extracting(Problem::key)
          .containsExactly("autoscaling:min", "autoscaling:max");
    }

    @Test
    void is_moved_in_each_window_and_action_with_one_warning_for_each_rule_and_bound() {
      assertThat(atMost20("policy = day").shown())
          .startsWith("min 1, max 4, concurrency 5, Daily 08:00 2-20, Daily 20:00 1-20\nwarning")
          .containsOnlyOnce("GuardrailApplied");
      assertThat(guarded(instance(), "- { max: 3 }").tags("policy = end").shown())
          .startsWith("min 1, max 3, concurrency 5, closing cron 0 6 28 * ? * 3-3\nwarning")
          .containsOnlyOnce("max is 3, not 4 (from the built-in default)")
          .containsOnlyOnce("min is 3, not 4 (from policy \"end\"")
          .doesNotContain("not 12");
      assertThat(guarded(instance(), "- { max: 10 }\n- { min: 3 }").tags("policy = day").shown())
          .contains("min is 3, not 1")
          .contains("max is 10, not 25");
    }

    @Test
    void is_told_for_both_ends() {
      assertThat(guarded(instance(), "- { min: 6 }").tags("policy = default").shown())
          .isEqualTo(
              """
              min 6, max 6, concurrency 5
              warning GuardrailApplied: min is 6, not 1 (from the built-in default): the guardrail min: 6 (_platform, line 3, column 5) allows at least 6.
              warning GuardrailApplied: max is 6, not 4 (from the built-in default): the guardrail min: 6 (_platform, line 3, column 5) allows at least 6.\
              """);
    }

    @Test
    void may_leave_a_week_without_any_change() {
      var policy = guarded(instance(), "- { max: 10 }\n- { min: 3 }").tags("policy = day").policy();

      assertThat(
              policy.schedule().orElseThrow().timeline().all().stream().map(SourcedBounds::bounds))
          .containsExactly(new Bounds(3, 10));
      assertThat(policy.base().bounds()).isEqualTo(new Bounds(3, 4));
    }

    @Test
    void takes_zero_away() {
      var prod =
          guarded(component(), "- { tags: { environment: prod }, min: 1 }")
              .own("policy = scale-to-zero");
      var tags = new HashMap<>(prod.componentTags());
      tags.put("environment", "prod");

      assertThat(prod.policy().wakes()).isTrue();
      assertThat(prod.componentTags(tags).shown())
          .isEqualTo(
              """
              min 1, max 4, concurrency 5
              warning GuardrailApplied: autoscaling:policy = "scale-to-zero" on inference-component/llama. \
              min is 1, not 0 (from policy "scale-to-zero"): \
              the guardrail min: 1 for tag environment = prod (_platform, line 3, column 5) allows at least 1.\
              """);
    }
  }

  /** The template parameter MaxCapacity. */
  @Nested
  class The_stacks_limit {

    private static String shown(TaggedResource resource, int most) {
      var tags =
          new PolicyReader(
                  TaggedResource.PREFIX, Optional.empty(), ZoneId.of("UTC"), OptionalInt.of(most))
              .variant("chat", resource.endpointTags(), "blue", List.of("blue"));
      return switch (tags.desired(resource.resource(), resource.catalog())) {
        case Reading.Declared(var policy, var warnings) ->
            "%s %s"
                .formatted(
                    policy.base().bounds(), warnings.stream().map(Problem::message).toList());
        case Reading.Invalid(var problems, _) ->
            problems.stream().map(Description::problem).toList().toString();
      };
    }

    @Test
    void refuses_what_a_tag_states_beyond_it_without_any_catalog() {
      assertThat(shown(instance().tags("max = 100000"), 100))
          .isEqualTo(
              "[GuardrailExceeded: autoscaling:max = \"100000\" on endpoint/chat. A max of 100000 is not allowed here: the stack's MaxCapacity allows at most 100. Use at most 100, or ask your platform team to change the limit.]");
      assertThat(shown(instance().tags("max = 100"), 100)).isEqualTo("1-100 []");
      assertThat(shown(instance().tags("schedule = Daily 08:00-20:00 1-101"), 100))
          .startsWith("[GuardrailExceeded: autoscaling:schedule");
    }

    @Test
    void moves_what_a_policy_or_nobody_states() {
      assertThat(shown(instance().tags("policy = default"), 3))
          .isEqualTo(
              "1-3 [max is 3, not 4 (from the built-in default): the stack's MaxCapacity allows at most 3.]");
      assertThat(
              shown(
                  instance().platform("policies: { big: { max: 500 } }\n").tags("policy = big"),
                  100))
          .startsWith("1-100 [")
          .contains("the stack's MaxCapacity allows at most 100.");
    }

    @Test
    void gives_way_to_a_tighter_guardrail() {
      assertThat(shown(guarded(instance(), "- { max: 20 }").tags("max = 30"), 100))
          .contains("the guardrail max: 20 (_platform, line 3, column 5) allows at most 20");
      assertThat(shown(guarded(instance(), "- { max: 200 }").tags("max = 150"), 100))
          .contains("the stack's MaxCapacity allows at most 100");
    }

    @Test
    void can_contradict_a_guardrail() {
      assertThat(shown(guarded(instance(), "- { min: 6 }").tags("policy = on"), 3))
          .isEqualTo(
              "[CatalogInvalid: Two guardrails for this resource contradict each other: the guardrail min: 6 (_platform, line 3, column 5) allows at least 6, the stack's MaxCapacity at most 3. Your platform team has to change one.]");
    }
  }

  @Nested
  class A_base_that_windows_always_replace {

    @Test
    void is_moved_without_a_word() {
      var resource = atMost20("max = 30; schedule = Daily 08:00-20:00 2-8 else 1-2");

      assertThat(resource.shown())
          .isEqualTo("min 1, max 20, concurrency 5, Daily 08:00 2-8, Daily 20:00 1-2");
    }

    @Test
    void is_judged_by_the_end_that_comes_into_force() {
      assertThat(atMost20("max = 30; schedule = Daily 08:00-20:00 2-base else 1-2").problems())
          .extracting(Problem::code)
          .containsExactly(Code.GUARDRAIL_EXCEEDED);
    }
  }

  @Nested
  class A_rule {

    @Test
    void among_several_counts_if_it_is_the_tightest() {
      var resource =
          guarded(
                  instance(),
                  "- { max: 20 }\n- { max: 3 }\n- { max: 9 }\n- { min: 1 }\n- { min: 2 }")
              .tags("policy = wide");

      assertThat(resource.policy().base().max().value()).isEqualTo(3);
      assertThat(resource.policy().base().min().value()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "ml.p5.48xlarge | 2",
          "ml.g5.xlarge | 30",
          "ml.g5.xlarge,ml.p5.48xlarge | 2",
          "'' | 2",
        })
    void for_an_instance_type_takes_the_strictest_and_what_cannot_be_known(String types, int max) {
      var resource =
          guarded(instance(), "- { instance-type: \"ml.p5*\", max: 2 }")
              .types(types.isEmpty() ? new String[0] : types.split(",", -1))
              .tags("policy = wide; metric = invocations; target = 5");

      assertThat(resource.policy().base().max().value()).isEqualTo(max);
    }

    @Test
    void for_an_instance_type_is_for_instances_alone() {
      assertThat(
              guarded(component(), "- { instance-type: \"ml.p5*\", max: 2 }")
                  .tags("policy = wide")
                  .policy()
                  .base()
                  .max()
                  .value())
          .isEqualTo(30);
    }

    @Test
    void for_a_tag_checks_the_component_before_its_endpoint() {
      var resource =
          guarded(component(), "- { tags: { environment: prod }, max: 2 }").tags("policy = wide");
      var onEndpoint = new HashMap<>(resource.endpointTags());
      onEndpoint.put("environment", "prod");

      assertThat(resource.endpointTags(onEndpoint).policy().base().max().value()).isEqualTo(2);
      assertThat(
              resource
                  .endpointTags(onEndpoint)
                  .componentTags(Map.of("environment", "test"))
                  .policy()
                  .base()
                  .max()
                  .value())
          .isEqualTo(30);
    }

    @Test
    void that_contradicts_another_is_for_the_operator_to_change() {
      assertThat(guarded(instance(), "- { min: 5 }\n- { max: 3 }").tags("policy = on").problems())
          .isEqualTo(
              List.of(
                  new Problem(
                      Code.CATALOG_INVALID,
                      "guardrails",
                      null,
                      "Two guardrails for this resource contradict each other: the guardrail min: 5 (_platform, line 3, column 5) allows at least 5, the guardrail max: 3 (_platform, line 4, column 5) at most 3. Your platform team has to change one.",
                      List.of())));
      assertThat(guarded(instance(), "- { min: 3 }\n- { max: 3 }").tags("policy = on").shown())
          .startsWith("min 3, max 3, concurrency 5");
    }
  }

  @Test
  void that_no_bounds_of_the_resource_can_keep_are_a_problem_and_not_broken() {
    assertThat(
            guarded(serverless().maxConcurrency(2), "- { min: 3 }").tags("policy = on").problems())
        .containsExactly(
            new Problem(
                Code.BOUNDS_CONFLICT,
                "autoscaling:min",
                null,
                "This variant's MaxConcurrency of 2 is lower than the guardrail min: 3 (_platform, line 3, column 5). Raise MaxConcurrency, or ask your platform team.",
                List.of()));
    assertThat(
            guarded(serverless().maxConcurrency(3), "- { min: 3 }").tags("policy = on").problems())
        .isEmpty();
    assertThat(instance().catalog(TestCatalogs.guarded(atMost(0))).tags("policy = on").problems())
        .containsExactly(
            new Problem(
                Code.CATALOG_INVALID,
                "guardrails",
                null,
                "The AWS minimum of 1 for real-time endpoints is higher than the guardrail max: 0 (_platform, line 3, column 5). Your platform team has to change it.",
                List.of()));
  }

  @Test
  void the_kinds_own_rules_come_first() {
    assertThat(
            guarded(serverless().maxConcurrency(12), "- { max: 15 }").tags("policy = wide").shown())
        .isEqualTo("min 1, max 12, utilization 70 (sent as 0.7)");
    assertThat(guarded(instance(), "- { max: 3 }").tags("min = 6").problems())
        .extracting(Problem::code)
        .containsExactly(Code.BOUNDS_CONFLICT, Code.GUARDRAIL_EXCEEDED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min = 30 | autoscaling:min autoscaling:min",
        "min = 40; max = 30 | autoscaling:max autoscaling:min autoscaling:max",
        "min = x; max = 30 | autoscaling:min autoscaling:max",
        "max = 0 | autoscaling:max",
        // It is unknown whether these are in force, or which number is meant.
        "min = 30; schedule = Daily 08:00-20:00 2-8 else 1-2 | autoscaling:min",
        "min = 30; schedule = Mon 1-2 | autoscaling:schedule autoscaling:min",
        "max = 30; policy = nobodys | autoscaling:policy",
        "max = 30; max@blue = x | autoscaling:max@blue",
      })
  void a_tag_beyond_them_is_reported_beside_other_problems(String tags, String keys) {
    assertThat(atMost20(tags).problems())
        .extracting(Problem::key)
        .containsExactly(keys.split(" ", -1));
  }

  private static Guardrail atMost(int max) {
    return new Guardrail(
        Optional.empty(),
        Optional.of(max),
        Optional.empty(),
        Set.of(),
        Map.of(),
        new Place("_platform", 3, 5));
  }
}
