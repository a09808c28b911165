package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.async;
import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Built-in, endpoint, then variant or component: the more specific level takes precedence. */
class LevelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = on | min 1, max 4, concurrency 5",
        "min = 2 | min 2, max 4, concurrency 5",
        "max = 9 | min 1, max 9, concurrency 5",
        "target = 8 | min 1, max 4, concurrency 8",
        "metric = concurrency; target = 8 | min 1, max 4, concurrency 8",
        "metric = invocations; target = 600 | min 1, max 4, invocations 600",
        "max-rps = 10 | min 1, max 4, invocations 300",
        "max-rps = 10; metric = invocations | min 1, max 4, invocations 300",
        "scale-in-cooldown = 10m | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "scale-out-cooldown = 30 | min 1, max 4, concurrency 5, scale-out-cooldown 30s",
        "scale-in = off | min 1, max 4, concurrency 5, scale-in off",
        "policy = llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "metric = invocations; target = 600; scale-out-cooldown@blue = 30 | min 1, max 4, invocations 600, scale-out-cooldown 30s",
        "policy = llm; scale-in-cooldown = 2m | min 1, max 4, concurrency 5, scale-in-cooldown 2m",
        "policy = llm; max-rps = 10 | min 1, max 4, invocations 300, scale-in-cooldown 10m",
        "policy = ha; min = 3 | min 3, max 4, concurrency 5",
        "policy = llm+ha | min 2, max 4, concurrency 5, scale-in-cooldown 10m",
      })
  void a_levels_own_keys_lie_over_its_policies(String tags, String shown) {
    assertThat(instance().tags(tags).shown()).isEqualTo(shown);
  }

  @Nested
  class The_variants_level_lies_over_the_endpoints {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "max = 9; max@blue = 6 | min 1, max 6, concurrency 5",
          "max = 9; min@blue = 2 | min 2, max 9, concurrency 5",
          "max@blue = 6 | min 1, max 6, concurrency 5",
          "max = 9; policy@blue = llm | min 1, max 9, concurrency 5, scale-in-cooldown 10m",
          "min = 3; policy@blue = ha | min 2, max 4, concurrency 5",
          "min = 3; policy@blue = ha; min@blue = 4 | min 4, max 4, concurrency 5",
          "policy = llm; policy@blue = ha | min 2, max 4, concurrency 5",
          "policy = llm; max@blue = 6 | min 1, max 6, concurrency 5, scale-in-cooldown 10m",
          "scale-in-cooldown = 2m; policy@blue = llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
          "scale-in = off; scale-in@blue = on | min 1, max 4, concurrency 5",
          "policy = scale-out-only; scale-in@blue = on | min 1, max 4, concurrency 5",
        })
    void key_by_key(String tags, String shown) {
      assertThat(instance().tags(tags).shown()).isEqualTo(shown);
    }

    @Test
    void and_leaves_other_variants_alone() {
      var tags = "max = 9; policy@blue = llm; max@blue = 6";

      assertThat(instance().variant("green", "blue").tags(tags).shown())
          .isEqualTo("min 1, max 9, concurrency 5");
    }
  }

  @Nested
  class Metric_target_and_max_rps_count_as_one {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          // A more specific metric, max-rps or policy with tracks drops all three.
          "metric = invocations; target = 600; metric@blue = concurrency | concurrency 5",
          "max-rps = 10; metric@blue = concurrency | concurrency 5",
          "target = 8; max-rps@blue = 10 | invocations 300",
          "metric = concurrency; max-rps@blue = 10 | invocations 300",
          "max-rps = 10; policy@blue = default | concurrency 5",
          "metric = invocations; target = 600; policy@blue = default | concurrency 5",
          "target = 8; policy@blue = default | concurrency 5",
          // A more specific target alone, or a policy without tracks, drops no metric.
          "metric = invocations; target@blue = 600 | invocations 600",
          "metric = invocations; target = 600; target@blue = 900 | invocations 900",
          "target = 8; policy@blue = ha | concurrency 8",
          "max-rps = 10; policy@blue = scale-out-only | invocations 300",
          "policy = llm; target@blue = 8 | concurrency 8",
        })
    void across_levels(String tags, String track) {
      assertThat(instance().tags(tags).shown()).contains(track).doesNotContain("BadValue");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "max-rps = 10; target = 8 | BadValue: autoscaling:max-rps = \"10\" on endpoint/chat. max-rps sets the target, which contradicts autoscaling:target = \"8\" on endpoint/chat. Remove one of them.",
          "max-rps = 10; target@blue = 8 | BadValue: autoscaling:max-rps = \"10\" on endpoint/chat. max-rps sets the target, which contradicts autoscaling:target@blue = \"8\" on endpoint/chat. Remove one of them.",
          "max-rps = 10; metric = concurrency | BadValue: autoscaling:max-rps = \"10\" on endpoint/chat. max-rps tracks invocations, which contradicts autoscaling:metric = \"concurrency\" on endpoint/chat. Remove one of them.",
        })
    void contradictions_are_rejected(String tags, String shown) {
      assertThat(instance().tags(tags).shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "max-rps = 10; metric = cpu; metric@blue = concurrency | min 1, max 4, concurrency 5",
          "max-rps = 10; target = 8; policy@blue = default | min 1, max 4, concurrency 5",
        })
    void a_contradiction_that_is_overridden_is_not_reported(String tags, String shown) {
      assertThat(instance().tags(tags).shown()).isEqualTo(shown);
    }
  }

  @Nested
  class A_component {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "max = 9 | | min 1, max 9, concurrency 5",
          "| max = 6 | min 1, max 6, concurrency 5",
          "max = 9 | max = 6 | min 1, max 6, concurrency 5",
          "policy = llm; max = 9 | min = 2 | min 2, max 9, concurrency 5, scale-in-cooldown 10m",
          "policy = llm; max = 9 | policy = ha | min 2, max 9, concurrency 5",
          "policy = off | policy = on | min 1, max 4, concurrency 5",
          "policy = on | policy = off | off",
        })
    void inherits_from_its_endpoint(@Nullable String endpoint, @Nullable String own, String shown) {
      assertThat(component().tags(endpoint).own(own).shown()).isEqualTo(shown);
    }

    @Test
    void does_not_inherit_what_concerns_a_variant() {
      assertThat(component().tags("max@blue = 6; policy = on").shown())
          .isEqualTo("min 1, max 4, concurrency 5");
      assertThat(component().tags("max@blue = 6").shown()).isEqualTo("not tagged");
    }

    @Test
    void has_no_variants_itself() {
      assertThat(component().own("max@blue = 6; policy = on").shown())
          .isEqualTo(
              """
              min 1, max 4, concurrency 5
              warning UnknownVariant: autoscaling:max@blue = "6" on inference-component/llama. \
              An inference component has no variants. Remove @ and the text after it.\
              """);
    }
  }

  @Nested
  class The_default_track_of_an_asynchronous_endpoint {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "policy = default | min 1, max 4, backlog 5, scale-out-cooldown 5m",
          "policy = ha | min 2, max 4, backlog 5, scale-out-cooldown 5m",
          "target = 9 | min 1, max 4, backlog 9, scale-out-cooldown 5m",
          "scale-out-cooldown = 2m | min 1, max 4, backlog 5, scale-out-cooldown 2m",
          "policy = ha; scale-out-cooldown = 2m | min 2, max 4, backlog 5, scale-out-cooldown 2m",
          "scale-out-cooldown = 2m; policy@blue = default | min 1, max 4, backlog 5, scale-out-cooldown 2m",
          "scale-out-cooldown = 2m; policy@blue = ha | min 2, max 4, backlog 5, scale-out-cooldown 2m",
          "metric = backlog | min 1, max 4, backlog 5, scale-out-cooldown 5m",
        })
    void has_the_cooldown_of_its_metric_that_a_tag_overrules(String tags, String shown) {
      assertThat(async().tags(tags).shown()).isEqualTo(shown);
    }
  }
}
