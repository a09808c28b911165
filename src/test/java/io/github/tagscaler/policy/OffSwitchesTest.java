package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.Asked.component;
import static io.github.tagscaler.policy.Asked.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyTags.Intent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes before any wish. */
class OffSwitchesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = ignore | IGNORE",
        "policy = off | OFF",
        "paused = true | PAUSED",
        "paused = yes; policy = llm | PAUSED",
        "paused = 2026-12-31 | PAUSED",
        "paused = 2026-12-31 18:00 | PAUSED",
        "policy = ignore; paused = true | IGNORE",
        "policy = off; paused = true | OFF",
        "policy = llm | SCALE",
        "paused = false; policy = llm | SCALE",
        "adopt = no; schedule = off; wake = off; paused = true | PAUSED",
        "adopt = true; schedule = Daily; paused = false | SCALE",
      })
  void are_read_in_the_order_ignore_off_paused(String tags, Intent intent) {
    assertThat(instance().tags(tags).read().intent(Instant.EPOCH)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = off; policy@blue = on | SCALE",
        "policy = on; policy@blue = off | OFF",
        "policy = off; policy@blue = ignore | IGNORE",
        "policy = ignore; policy@blue = off | OFF",
        "policy = off; max@blue = 6 | OFF",
        "policy = on; paused@blue = true | PAUSED",
        "policy = on; paused = true; paused@blue = no | SCALE",
        "policy = on; policy@green = off; paused@green = true | SCALE",
      })
  void of_a_variant_overrule_those_of_its_endpoint(String tags, Intent intent) {
    assertThat(instance().variant("blue", "green").tags(tags).read().intent(Instant.EPOCH))
        .isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy = off; enabled = true; max = six; min = 0 | OFF",
        "policy = off; min = 9; max = 2; max-rps = 1; target = 1 | OFF",
        "policy = ignore; Max = 1; max = 2 | IGNORE",
        "policy = off; Policy = llm | OFF",
        "policy = llm; Policy = off | OFF",
        "policy = off; Policy = ignore | IGNORE",
        "policy = ignore; Policy = off | IGNORE",
        "policy = typo; Policy = off+llm; POLICY = None | OFF",
        "paused = true; Paused = false | PAUSED",
        "paused = false; Paused = true; policy = llm | PAUSED",
        "paused = ture | PAUSED",
      })
  void hold_whatever_else_is_wrong(String tags, Intent intent) {
    assertThat(instance().tags(tags).read().intent(Instant.EPOCH)).isEqualTo(intent);
  }

  @Test
  void of_two_policies_that_contradict_each_other_none_is_followed_not_even_a_farther_one() {
    var asked = instance().tags("policy = off; policy@blue = llm; Policy@blue = ha");

    assertThat(asked.read().intent(Instant.EPOCH)).isEqualTo(Intent.SCALE);
    assertThat(asked.problems())
        .containsExactly(
            new Problem(
                Code.BAD_VALUE,
                "autoscaling:Policy@blue",
                "ha",
                "\"autoscaling:Policy@blue\" and \"autoscaling:policy@blue\" on endpoint/chat are the same key (keys are case-insensitive). Keep one of them.",
                List.of()));
  }

  @Test
  void an_unreadable_policy_is_not_replaced_by_a_farther_one() {
    assertThat(instance().tags("policy = off; policy@blue = off+llm").read().intent(Instant.EPOCH))
        .isEqualTo(Intent.SCALE);
  }

  @Test
  void whatever_else_is_wrong_can_still_be_told() {
    var asked = instance().tags("policy = off; max = six; adopt = all");

    assertThat(asked.read().problems().stream().map(Shown::problem))
        .containsExactly(
            "BadValue: autoscaling:adopt = \"all\" on endpoint/chat. Use true (keep the policies and schedules that others attached), replace (delete them) or false.",
            "BadValue: autoscaling:max = \"six\" on endpoint/chat. Use a whole number, for example 4.");
  }

  @Nested
  class Opting_in {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "| NOT_TAGGED",
          "adopt = true | NOT_TAGGED",
          "paused = false | NOT_TAGGED",
          "dry-run = true | NOT_TAGGED",
          "adopt = true; dry-run = true; paused = no | NOT_TAGGED",
          "max@green = 6 | NOT_TAGGED",
          "policy@green = llm | NOT_TAGGED",
          "policy@gone = llm | NOT_TAGGED",
          "policy = default | SCALE",
          "min = 1 | SCALE",
          "max = 1 | SCALE",
          "metric = cpu | SCALE",
          "target = 5 | SCALE",
          "max-rps = 5 | SCALE",
          "scale-in-cooldown = 5m | SCALE",
          "scale-out-cooldown = 5m | SCALE",
          "scale-in = on | SCALE",
          "wake = off | SCALE",
          "schedule = off | SCALE",
          "enabled = true | SCALE",
          "max = six | SCALE",
          "max@blue = 6 | SCALE",
          "MAX@BLUE = 6 | SCALE",
        })
    void takes_any_key_that_asks_for_scaling(@Nullable String tags, Intent intent) {
      assertThat(instance().variant("blue", "green").tags(tags).read().intent(Instant.EPOCH))
          .isEqualTo(intent);
    }

    @Test
    void a_component_does_by_its_own_tags_or_its_endpoints() {
      assertThat(component().shown()).isEqualTo("not tagged");
      assertThat(component().tags("max = 4").read().intent(Instant.EPOCH)).isEqualTo(Intent.SCALE);
      assertThat(component().own("max = 4").read().intent(Instant.EPOCH)).isEqualTo(Intent.SCALE);
    }
  }

  @Nested
  class The_stacks_default_policy {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "llm | | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
          "llm+ha | dry-run = on | min 2, max 4, concurrency 5, scale-in-cooldown 10m, dry run",
          "off | | off",
          "ignore | | ignored",
          "llm | policy = off | off",
          "llm | max = 6 | min 1, max 6, concurrency 5",
          "off | max = 6 | min 1, max 6, concurrency 5",
          "llm | adopt = replace | min 1, max 4, concurrency 5, scale-in-cooldown 10m, adopts and replaces",
        })
    void holds_where_no_tag_opts_in(String setting, @Nullable String tags, String shown) {
      assertThat(instance().stackDefault(setting).tags(tags).shown()).isEqualTo(shown);
    }

    @Test
    void is_named_by_what_is_wrong_with_it() {
      assertThat(component().stackDefault("cpu-model").problems())
          .isEqualTo(
              List.of(
                  new Problem(
                      Code.POLICY_NOT_APPLICABLE,
                      "TAGSCALER_DEFAULT_POLICY",
                      "cpu-model",
                      "TAGSCALER_DEFAULT_POLICY = \"cpu-model\". Policy \"cpu-model\" applies to kind real-time only; inference-component/llama is of kind component. Policies for that kind: default, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
                      List.of(
                          "default",
                          "ha",
                          "llm",
                          "office-hours",
                          "office-hours-zero",
                          "scale-out-only",
                          "scale-to-zero"))));
    }
  }

  @Nested
  class Planning_only {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "policy = on | false",
          "dry-run = true | true",
          "dry-run = off | false",
          "dry-run = true; dry-run@blue = false | false",
          "dry-run = false; dry-run@blue = true | true",
          "dry-run@green = true | false",
          "dry-run = true; Dry-Run = false | true",
          "dry-run = false; Dry-Run = true | true",
          "dry-run = ture | true",
          "policy = off; dry-run = ture | true",
          "dry-run = false; dry-run@blue = ture | true",
          "dry-run = ture; dry-run@blue = false | false",
          "dry-run = false; Dry-Run = ture | true",
          "dry-run = false; Dry-Run = no | false",
        })
    void is_asked_for_by_the_nearest_tag(String tags, boolean dryRun) {
      assertThat(instance().variant("blue", "green").tags(tags).read().dryRun()).isEqualTo(dryRun);
    }

    @Test
    void that_cannot_be_read_is_in_force_and_told_all_the_same() {
      assertThat(instance().tags("policy = off; dry-run = ture").read().problems())
          .extracting(Problem::key)
          .containsExactly("autoscaling:dry-run");
    }
  }
}
