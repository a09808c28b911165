package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Capacity scales to zero only if a tag or policy states it, and wakes by itself. */
class ZeroTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Any bound that can come into force counts.
        "min = 0 | true",
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
    for (var resource : List.of(component(), TaggedResource.async())) {
      assertThat(
              resource
                  .platform(
                      """
                      policies:
                        nightly: { actions: [ { name: down, cron: "0 20 * * ? *", min: 0, max: 1 } ] }
                        sleepy: { min: 0, wake: off }
                      """)
                  .tags(tags)
                  .policy()
                  .wakes())
          .isEqualTo(wakes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-time", "serverless"})
  void some_kinds_never_scale_to_it(String kind) {
    assertThat(TaggedResource.ofKind(kind).tags("wake = on").policy().wakes()).isFalse();
    assertThat(TaggedResource.ofKind(kind).tags("min = 0").problems())
        .extracting(Problem::code)
        .containsExactly(Code.BOUNDS_CONFLICT);
  }

  @Nested
  class A_warning {

    private static List<Problem> warnings(TaggedResource resource) {
      return resource.reading().warnings();
    }

    @Test
    void that_nothing_scales_up_from_zero() {
      assertThat(warnings(TaggedResource.async().tags("min = 0; wake = off")))
          .containsExactly(
              new Problem(
                  Code.MAY_SLEEP_FOREVER,
                  "autoscaling:wake",
                  "off",
                  "autoscaling:wake = \"off\" on endpoint/chat. This target can scale to 0, and with wake off nothing scales it up again automatically. Set autoscaling:wake to on or autoscaling:min to at least 1.",
                  List.of()));
      assertThat(
              warnings(
                  component()
                      .platform("policies: { sleepy: { min: 0, wake: off } }\n")
                      .tags("policy = sleepy")))
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"sleepy\" on endpoint/chat. This target can scale to 0, and with wake off (from policy \"sleepy\" (_platform, line 2, column 37)) nothing scales it up again automatically. Set autoscaling:wake to on or autoscaling:min to at least 1.");
      assertThat(warnings(TaggedResource.async().tags("wake = off"))).isEmpty();
    }

    /** Neither a request nor a queue can bring back what may not be more than none. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "schedule = Mon-Fri 08:00-20:00 1-4 else 0 Europe/Berlin | autoscaling:schedule = \"Mon-Fri 08:00-20:00 1-4 else 0 Europe/Berlin\" on endpoint/chat. max is 0 Mon-Thu 20:00 to 08:00 the next day, Fri 20:00 to Mon 08:00 (Europe/Berlin), so no request can wake it then. To let requests wake it, write 0-1 instead of 0 there.",
          "schedule = Daily 00:00-24:00 0 | autoscaling:schedule = \"Daily 00:00-24:00 0\" on endpoint/chat. max is 0 at all times, so no request can wake it then. To let requests wake it, write 0-1 instead of 0 there.",
          "policy = nights | autoscaling:policy = \"nights\" on endpoint/chat. max is 0 (from policy \"nights\" (_platform, line 3, column 23)) Daily 22:00 to 06:00 the next day (UTC), so no request can wake it then. To let requests wake it, write 0-1 instead of 0 there.",
          "policy = down | autoscaling:policy = \"down\" on endpoint/chat. max is 0 (from policy \"down\" (_platform, line 4, column 30)) from action \"evening\" (cron 0 20 * * ? *, UTC) until the next change of min and max, so no request can wake it then. To let requests wake it, give it a max of 1 or more.",
        })
    void that_no_request_wakes_it_where_max_is_zero(String tags, String message) {
      for (var resource : List.of(component(), TaggedResource.async())) {
        assertThat(
                warnings(
                    resource
                        .platform(
                            """
                            policies:
                              nights: { schedule: "Daily 22:00-06:00 0" }
                              down: { actions: [ { name: evening, cron: "0 20 * * ? *", min: 0, max: 0 } ] }
                            """)
                        .tags(tags)))
            .extracting(Problem::code, Problem::message)
            .containsExactly(tuple(Code.MAY_SLEEP_FOREVER, message));
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"schedule = Daily 22:00-06:00 0-1", "schedule = Daily 22:00-06:00 0-base"})
    void of_no_such_thing_where_it_can_wake(String tags) {
      assertThat(warnings(component().tags(tags))).isEmpty();
    }

    @Test
    void that_what_may_be_zero_never_returns_to_it() {
      assertThat(warnings(component().tags("min = 0; scale-in = off")))
          .containsExactly(
              new Problem(
                  Code.NEVER_SCALES_IN,
                  "autoscaling:scale-in",
                  "off",
                  "autoscaling:scale-in = \"off\" on endpoint/chat. This target can start at 0, but with scale-in off it never returns to 0. Set autoscaling:scale-in to on.",
                  List.of()));
      assertThat(warnings(TaggedResource.async().tags("policy = batch+scale-out-only")))
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"batch+scale-out-only\" on endpoint/chat. This target can start at 0, but with scale-in off (from policy \"scale-out-only\") it never returns to 0. Set autoscaling:scale-in to on.");
      assertThat(warnings(component().tags("min = 1; scale-in = off"))).isEmpty();
      assertThat(warnings(component().tags("min = 0; scale-in = on"))).isEmpty();
    }

    @Test
    void that_the_host_of_a_component_keeps_costing() {
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
    void that_a_tag_has_no_effect_on_the_kind() {
      var catalog = "policies: { sleepy: { wake: on } }\n";

      assertThat(warnings(instance().platform(catalog).tags("policy = sleepy"))).isEmpty();
      assertThat(warnings(instance().platform(catalog).tags("policy = sleepy; wake = off")))
          .extracting(Problem::code)
          .containsExactly(Code.NOT_APPLICABLE);
    }

    @Test
    void that_tags_for_tracks_have_no_effect_without_tracks() {
      var resource =
          instance().platform("policies: { still: { track: [], scale-in-cooldown: 9m } }\n");

      assertThat(warnings(resource.tags("policy = still; scale-in = off; scale-out-cooldown = 30")))
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
  void a_max_of_zero_is_rejected_for_every_kind() {
    assertThat(component().tags("min = 0; max = 0").shown())
        .isEqualTo(
            "BoundsConflict: autoscaling:max = \"0\" on endpoint/chat. max must be at least 1. To turn autoscaling off, set autoscaling:policy = off.");
  }
}
