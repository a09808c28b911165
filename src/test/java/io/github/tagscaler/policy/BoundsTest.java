package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.serverless;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Sourced;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code min} and {@code max} fit each other and the resource. */
class BoundsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "1, 9", "4, 200"})
  void min_is_at_most_max(int min, int max) {
    assertThat(instance().tags("min = %d; max = %d".formatted(min, max)).shown())
        .isEqualTo("min %d, max %d, concurrency 5".formatted(min, max));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "min = 4; max = 2 | max = \"2\" | min is 4 (from autoscaling:min = \"4\" on endpoint/chat), which is above max, 2 (from autoscaling:max = \"2\" on endpoint/chat). Set autoscaling:min to at most 2 or autoscaling:max to at least 4.",
        "min = 6 | min = \"6\" | min is 6 (from autoscaling:min = \"6\" on endpoint/chat), which is above max, 4 (from the built-in default). Set autoscaling:min to at most 4 or autoscaling:max to at least 6.",
        "max = 0 | max = \"0\" | max must be at least 1. To turn autoscaling off, set autoscaling:policy = off.",
        "min = 1; max = 0 | max = \"0\" | max must be at least 1. To turn autoscaling off, set autoscaling:policy = off.",
        "min = 3; max = 0 | max = \"0\" | max must be at least 3, because min is 3 (from autoscaling:min = \"3\" on endpoint/chat). To turn autoscaling off, set autoscaling:policy = off.",
        "policy = ha; max = 0 | max = \"0\" | max must be at least 2, because min is 2 (from policy \"ha\"). To turn autoscaling off, set autoscaling:policy = off.",
        "policy = ha; max = 1 | max = \"1\" | min is 2 (from policy \"ha\"), which is above max, 1 (from autoscaling:max = \"1\" on endpoint/chat). Set autoscaling:min to at most 1 or autoscaling:max to at least 2.",
        "max = 5; min@blue = 7 | max = \"5\" | min is 7 (from autoscaling:min@blue = \"7\" on endpoint/chat), which is above max, 5 (from autoscaling:max = \"5\" on endpoint/chat). Set autoscaling:min to at most 5 or autoscaling:max to at least 7.",
      })
  void a_min_above_max_is_rejected(String tags, String blamed, String sentences) {
    assertThat(instance().tags(tags).shown())
        .isEqualTo(
            "BoundsConflict: autoscaling:%s on endpoint/chat. %s".formatted(blamed, sentences));
  }

  @ParameterizedTest
  @CsvSource({"real-time", "serverless"})
  void a_max_of_zero_is_reported_beside_a_min_of_zero(String kind) {
    assertThat(TaggedResource.ofKind(kind).tags("min = 0; max = 0").problems())
        .extracting(Problem::key)
        .containsExactly("autoscaling:min", "autoscaling:max");
    assertThat(TaggedResource.ofKind(kind).tags("max = 0").shown())
        .isEqualTo(
            "BoundsConflict: autoscaling:max = \"0\" on endpoint/chat. max must be at least 1. To turn autoscaling off, set autoscaling:policy = off.");
  }

  @ParameterizedTest
  @CsvSource({"real-time, Real-time", "serverless, Serverless"})
  void a_min_below_the_kinds_lowest_is_rejected(String kind, String subject) {
    assertThat(TaggedResource.ofKind(kind).tags("min = 0").problems())
        .isEqualTo(
            List.of(
                new Problem(
                    Code.BOUNDS_CONFLICT,
                    "autoscaling:min",
                    "0",
                    "autoscaling:min = \"0\" on endpoint/chat. %s endpoints cannot scale to zero (AWS minimum: 1). Only async endpoints and inference components can. Set autoscaling:min to 1."
                        .formatted(subject),
                    List.of())));
  }

  @Nested
  class Provisioned_concurrency {

    @Test
    void may_reach_MaxConcurrency() {
      assertThat(serverless().maxConcurrency(20).tags("max = 20; min = 20").shown())
          .isEqualTo("min 20, max 20, utilization 70 (sent as 0.7)");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "max = 21 | BoundsConflict: autoscaling:max = \"21\" on endpoint/chat. A max of 21 is above the variant's MaxConcurrency, which is 20. Set autoscaling:max to at most 20.",
          "max = 20; min = 21 | BoundsConflict: autoscaling:min = \"21\" on endpoint/chat. A min of 21 is above the variant's MaxConcurrency, which is 20. Set autoscaling:min to at most 20.",
        })
    void beyond_it_is_rejected_where_a_tag_asks_for_it(String tags, String shown) {
      assertThat(serverless().maxConcurrency(20).tags(tags).shown()).isEqualTo(shown);
    }

    @Test
    void beyond_it_is_reported_for_both_bounds_at_once() {
      assertThat(serverless().maxConcurrency(20).tags("min = 30; max = 25").problems())
          .extracting(Problem::key)
          .containsExactly("autoscaling:min", "autoscaling:max");
    }

    @Test
    void is_cut_to_it_where_no_tag_states_a_max() {
      var policy = serverless().maxConcurrency(6).tags("policy = on").policy();

      assertThat(policy.base().max()).isEqualTo(Sourced.builtIn(6));
    }

    @Test
    void of_a_policy_beyond_it_is_rejected() {
      assertThat(serverless().maxConcurrency(1).tags("policy = ha").shown())
          .isEqualTo(
              "BoundsConflict: autoscaling:policy = \"ha\" on endpoint/chat. A min of 2 (from policy \"ha\") is above the variant's MaxConcurrency, which is 1. Set autoscaling:min to at most 1.");
    }
  }
}
