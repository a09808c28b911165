package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.async;
import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that are valid, but hardly what their owner wants. */
class ScheduleWarningsTest {

  private static List<Problem> warnings(TaggedResource resource) {
    assertThat(resource.problems()).isEmpty();
    return resource.reading().warnings();
  }

  @Nested
  class Without_any_effect {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "policy = office-hours | The schedule (from policy \"office-hours\") has no effect: min is 1 and max is 4 at all times. Set autoscaling:min to at least 2.",
          "policy = llm+office-hours | The schedule (from policy \"office-hours\") has no effect: min is 1 and max is 4 at all times. Set autoscaling:min to at least 2.",
          "schedule = Daily 08:00-20:00 base | The schedule has no effect: min is 1 and max is 4 at all times. Set autoscaling:schedule to off.",
          "schedule = Daily 08:00-20:00 base else 1-base | The schedule has no effect: min is 1 and max is 4 at all times. Set autoscaling:min to at least 2.",
          "policy@blue = office-hours | The schedule (from policy \"office-hours\") has no effect: min is 1 and max is 4 at all times. Set autoscaling:min@blue to at least 2.",
        })
    void say_what_to_set(String tags, String sentences) {
      var tag = tags.split(" = ", 2);
      assertThat(warnings(instance().tags(tags)))
          .containsExactly(
              new Problem(
                  Code.NO_EFFECT,
                  "autoscaling:" + tag[0],
                  tag[1],
                  "autoscaling:%s = \"%s\" on endpoint/chat. %s"
                      .formatted(tag[0], tag[1], sentences),
                  List.of()));
    }

    @Test
    void name_the_preset_that_goes_to_zero_where_the_kind_can() {
      assertThat(warnings(component().tags("policy = llm+office-hours")))
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"llm+office-hours\" on endpoint/chat. The schedule (from policy \"office-hours\") has no effect: min is 1 and max is 4 at all times. Set autoscaling:min to at least 2 or autoscaling:policy to llm+office-hours-zero.");
      assertThat(warnings(component().tags("policy = llm+office-hours-zero"))).isEmpty();
    }

    @Test
    void say_to_remove_it_where_no_higher_min_fits() {
      assertThat(warnings(instance().tags("policy = office-hours; max = 1")))
          .extracting(Problem::message)
          .containsExactly(
              "autoscaling:policy = \"office-hours\" on endpoint/chat. The schedule (from policy \"office-hours\") has no effect: min is 1 and max is 1 at all times. Set autoscaling:schedule to off.");
    }

    @Test
    void are_told_of_the_default_policy_too() {
      assertThat(warnings(instance().stackDefault("office-hours")))
          .extracting(Problem::message)
          .containsExactly(
              "TAGSCALER_DEFAULT_POLICY = \"office-hours\". The schedule (from policy \"office-hours\") has no effect: min is 1 and max is 4 at all times. Set autoscaling:min to at least 2.");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "policy = office-hours; min = 2",
          "policy = ha+office-hours",
          "schedule = Daily 00:00-24:00 2-3",
          "schedule = Mon-Fri 08:00-20:00 2-8 else 1-2",
          "schedule = Sat-Sun 00:00-24:00 1 + Mon-Fri 22:00-06:00 1-2 else 2-10",
          "schedule = off",
        })
    void are_not_those_that_have_one(String tags) {
      assertThat(warnings(instance().tags(tags))).isEmpty();
    }
  }

  @Nested
  class That_turn_night_and_day_round {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "policy = batch+office-hours | Set autoscaling:policy = batch+office-hours-zero and autoscaling:min = 1.",
          "policy = scale-to-zero+office-hours | Set autoscaling:policy = scale-to-zero+office-hours-zero and autoscaling:min = 1.",
          "policy = office-hours; min = 0 | Set autoscaling:policy = office-hours-zero and autoscaling:min = 1.",
          "policy@blue = batch+office-hours | Set autoscaling:policy@blue = batch+office-hours-zero and autoscaling:min@blue = 1.",
          "schedule = Mon-Fri 08:00-20:00 base else 1-base Europe/Berlin; min = 0 | Set autoscaling:schedule = Mon-Fri 08:00-20:00 1-base else 0-base Europe/Berlin.",
        })
    void are_applied_and_say_what_to_set(String tags, String remedy) {
      var warnings = warnings(async().tags(tags));

      assertThat(warnings)
          .extracting(Problem::code, Problem::message)
          .containsExactly(tuple(Code.NO_EFFECT, warnings.getFirst().message()));
      assertThat(warnings.getFirst().message())
          .contains(
              "keeps less capacity in its hours than outside them: min is 0 in its hours and 1 outside. To exchange the two, "
                  + remedy.replace("Set", "set"));
    }

    @Test
    void are_answered_with_a_max_that_the_higher_min_fits_under() {
      assertThat(
              warnings(async().tags("schedule = Mon-Fri 08:00-20:00 base-2 else 3-5; min = 0"))
                  .getFirst()
                  .message())
          .endsWith(
              "To exchange the two, set autoscaling:schedule = Mon-Fri 08:00-20:00 3 else 0-5.");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "policy = batch+office-hours-zero; min = 1",
          "schedule = Mon-Fri 08:00-20:00 1-base else 0-base; min = 1",
          "min = 0; schedule = Mon-Fri 08:00-20:00 1-base",
          "schedule = Mon-Fri 22:00-06:00 1-2 else 2-10",
        })
    void are_not_those_with_more_by_day_or_in_so_many_words(String tags) {
      assertThat(warnings(async().tags(tags)))
          .extracting(Problem::code)
          .doesNotContain(Code.NO_EFFECT);
    }
  }

  @Nested
  class That_leave_a_bound_without_meaning {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "min = 4; max = 9; schedule = Mon-Fri 08:00-20:00 2-8 else 1-base | min = \"4\" | min",
          "max = 9; schedule = Mon-Fri 08:00-20:00 2-8 else 1-2 | max = \"9\" | max",
          "max@blue = 9; schedule = Daily 00:00-24:00 2-8 | max@blue = \"9\" | max",
        })
    void say_so_of_a_tag(String tags, String tag, String bound) {
      assertThat(warnings(instance().tags(tags)))
          .extracting(Problem::code, Problem::message)
          .containsExactly(
              tuple(
                  Code.NOT_APPLICABLE,
                  "autoscaling:%s on endpoint/chat. The schedule always sets another %s, so this has no effect. Remove it, or write base instead of a number in the schedule."
                      .formatted(tag, bound)));
    }

    @Test
    void say_nothing_of_a_policys() {
      assertThat(
              warnings(instance().tags("policy = ha; schedule = Mon-Fri 08:00-20:00 2-8 else 1-2")))
          .isEmpty();
    }

    @Test
    void say_nothing_where_it_is_in_force_sometimes() {
      assertThat(
              warnings(instance().tags("min = 2; max = 9; schedule = Mon-Fri 08:00-20:00 4-base")))
          .isEmpty();
    }
  }
}
