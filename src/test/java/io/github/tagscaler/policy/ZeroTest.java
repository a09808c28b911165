package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.Asked.component;
import static io.github.tagscaler.policy.Asked.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Capacity comes to zero where somebody asks for it by name, and back by itself. */
class ZeroTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Any bound that can come into force counts.
        "min = 0 | true",
        "min = 0; max = 0 | true",
        "policy = scale-to-zero | true",
        "policy = office-hours-zero | true",
        "schedule = Daily 20:00-06:00 0-2 | true",
        "schedule = Daily 20:00-06:00 0 else 1-2 | true",
        "min = 0; schedule = Daily 20:00-06:00 1-2 | true",
        "min = 0; schedule = Daily 20:00-06:00 base | true",
        "policy = nightly | true",
        "policy = nightly+office-hours | true",
        // One that never does counts not.
        "min = 0; schedule = Daily 00:00-24:00 1-2 | false",
        "min = 0; schedule = Daily 20:00-06:00 1-2 else 2-3 | false",
        "min = 0; schedule = Daily 20:00-06:00 1-base else 2-3 | false",
        "policy = nightly; schedule = off | false",
        "policy = scale-to-zero; min = 1 | false",
        "policy = on | false",
        "max = 9 | false",
        "policy = ha | false",
        "policy = office-hours | false",
        // What is said of it.
        "min = 0; wake = off | false",
        "min = 0; wake = on | true",
        "policy = sleepy | false",
        "policy = sleepy; wake = on | true",
        "wake = on | true",
      })
  void waking_is_kept_where_a_bound_in_force_may_be_zero(String tags, boolean wakes) {
    for (var asked : List.of(component(), Asked.async())) {
      assertThat(
              asked
                  .platform(
                      """
                      policies:
                        nightly: { actions: [ { name: down, cron: "0 20 * * ? *", min: 0, max: 1 } ] }
                        sleepy: { min: 0, wake: off }
                      """)
                  .tags(tags)
                  .wish()
                  .wakes())
          .isEqualTo(wakes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-time", "serverless"})
  void some_kinds_never_come_to_it(String kind) {
    assertThat(Kinds.of(kind).tags("wake = on").wish().wakes()).isFalse();
    assertThat(Kinds.of(kind).tags("min = 0").problems())
        .extracting(Problem::code)
        .containsExactly(Code.BOUNDS_CONFLICT);
  }

  @Nested
  class A_warning {

    private static List<Problem> warnings(Asked asked) {
      return asked.reading().warnings();
    }

    @Test
    void tells_that_nothing_would_bring_capacity_back() {
      assertThat(warnings(Asked.async().tags("min = 0; wake = off")))
          .containsExactly(
              new Problem(
                  Code.MAY_SLEEP_FOREVER,
                  "autoscaling:wake",
                  "off",
                  "autoscaling:wake = \"off\" on endpoint/chat. This target can scale to 0, and with wake off nothing scales it up again automatically. Set autoscaling:wake to on, or set autoscaling:min to 1 or more.",
                  List.of()));
      assertThat(
              warnings(
                  component()
                      .platform("policies: { sleepy: { min: 0, wake: off } }\n")
                      .tags("policy = sleepy")))
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"sleepy\" on endpoint/chat. This target can scale to 0, and with wake off (from policy \"sleepy\" (_platform, line 2, column 37)) nothing scales it up again automatically. Set autoscaling:wake to on, or set autoscaling:min to 1 or more.");
      assertThat(warnings(Asked.async().tags("wake = off"))).isEmpty();
    }

    @Test
    void tells_that_the_host_of_a_component_goes_on_costing() {
      var sleeping = component().tags("min = 0");

      assertThat(warnings(sleeping.hostMinInstances(Optional.of(2))))
          .containsExactly(
              new Problem(
                  Code.HOST_KEEPS_INSTANCES,
                  "autoscaling:min",
                  null,
                  "inference-component/llama can scale to 0 copies, but its host variant blue always keeps at least 2 instances, so you keep paying for it. Set ManagedInstanceScaling.MinInstanceCount = 0 in the endpoint config.",
                  List.of()));
      assertThat(warnings(sleeping.hostMinInstances(Optional.of(0)))).isEmpty();
      assertThat(warnings(sleeping.hostMinInstances(Optional.empty()))).isEmpty();
      assertThat(warnings(component().tags("min = 1").hostMinInstances(Optional.of(2)))).isEmpty();
      assertThat(warnings(sleeping.tags("min = 0; wake = off").hostMinInstances(Optional.of(1))))
          .extracting(Problem::code)
          .containsExactly(Code.HOST_KEEPS_INSTANCES, Code.MAY_SLEEP_FOREVER);
    }

    @Test
    void tells_of_a_tag_alone_that_it_means_nothing_to_the_kind() {
      var catalog = "policies: { sleepy: { wake: on } }\n";

      assertThat(warnings(instance().platform(catalog).tags("policy = sleepy"))).isEmpty();
      assertThat(warnings(instance().platform(catalog).tags("policy = sleepy; wake = off")))
          .extracting(Problem::code)
          .containsExactly(Code.NOT_APPLICABLE);
    }

    @Test
    void tells_of_tags_for_tracks_that_nothing_is_tracked() {
      var asked =
          instance().platform("policies: { still: { track: [], scale-in-cooldown: 9m } }\n");

      assertThat(warnings(asked.tags("policy = still; scale-in = off; scale-out-cooldown = 30")))
          .isEqualTo(
              List.of(
                  new Problem(
                      Code.NOT_APPLICABLE,
                      "autoscaling:scale-in",
                      "off",
                      "autoscaling:scale-in = \"off\" on endpoint/chat. This applies to target tracking, and no metric is tracked here. Step entries have their own cooldowns. Remove it.",
                      List.of()),
                  new Problem(
                      Code.NOT_APPLICABLE,
                      "autoscaling:scale-out-cooldown",
                      "30",
                      "autoscaling:scale-out-cooldown = \"30\" on endpoint/chat. This applies to target tracking, and no metric is tracked here. Step entries have their own cooldowns. Remove it.",
                      List.of())));
      assertThat(warnings(instance().tags("scale-in = off; scale-out-cooldown = 30"))).isEmpty();
    }
  }

  @Test
  void a_max_of_zero_needs_a_min_of_zero() {
    assertThat(component().tags("min = 0; max = 0").shown())
        .isEqualTo("min 0, max 0, concurrency 5, wakes from zero");
    assertThat(component().tags("max = 0").shown())
        .isEqualTo(
            "BoundsConflict: autoscaling:max = \"0\" on endpoint/chat. min is 1 (from the built-in default), which is above max, 0 (from autoscaling:max = \"0\" on endpoint/chat). Set autoscaling:min to at most 0 or autoscaling:max to at least 1.");
  }
}
