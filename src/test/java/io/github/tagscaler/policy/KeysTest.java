package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys there are, and what their values may be. */
class KeysTest {
  private static final String KNOWN =
      "Known: policy, min, max, metric, target, max-rps, scale-in-cooldown, scale-out-cooldown, scale-in, wake, schedule, restore, paused, adopt, dry-run.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoscaling:max",
        "AutoScaling:Max",
        "AUTOSCALING:MAX",
        " autoscaling:max ",
        "autoscaling: max",
        "autoscaling:max@blue",
        "autoscaling:max @ BLUE",
      })
  void are_read_in_any_case_and_trimmed(String key) {
    assertThat(instance().endpointTags(Map.of(key, " 6 ")).shown())
        .isEqualTo("min 1, max 6, concurrency 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Name", "autoscaling", "autoscaling-max", "max", "my:autoscaling:max", ""})
  void outside_the_prefix_are_none_of_our_business(String key) {
    assertThat(instance().endpointTags(Map.of(key, "6")).shown()).isEqualTo("not tagged");
  }

  @Nested
  class That_do_not_exist {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "enabled | autoscaling:enabled. To turn scaling on, set autoscaling:policy = default.",
          "Enable | autoscaling:Enable. To turn scaling on, set autoscaling:policy = default.",
          "on | autoscaling:on. To turn scaling on, set autoscaling:policy = default.",
          "scale | autoscaling:scale. To turn scaling on, set autoscaling:policy = default.",
          "'' | autoscaling:. To turn scaling on, set autoscaling:policy = default.",
          "@blue | autoscaling:@blue. To turn scaling on, set autoscaling:policy@blue = default.",
          "enabled@blue | autoscaling:enabled@blue. To turn scaling on, set autoscaling:policy@blue = default.",
          "maxx | autoscaling:maxx on endpoint/chat. Did you mean \"autoscaling:max\"? " + KNOWN,
          "Maxx@blue | autoscaling:Maxx@blue on endpoint/chat. Did you mean \"autoscaling:max@blue\"? "
              + KNOWN,
          "shedule | autoscaling:shedule on endpoint/chat. Did you mean \"autoscaling:schedule\"? "
              + KNOWN,
          "instances | autoscaling:instances on endpoint/chat. " + KNOWN,
          "name | autoscaling:name on endpoint/chat. " + KNOWN,
          "MinCapacity | autoscaling:MinCapacity on endpoint/chat. Did you mean \"autoscaling:min\"? "
              + KNOWN,
          "max-capacity@blue | autoscaling:max-capacity@blue on endpoint/chat. Did you mean \"autoscaling:max@blue\"? "
              + KNOWN,
          "maximum | autoscaling:maximum on endpoint/chat. Did you mean \"autoscaling:max\"? "
              + KNOWN,
          "cooldown | autoscaling:cooldown on endpoint/chat. Did you mean \"autoscaling:scale-in-cooldown\" or \"autoscaling:scale-out-cooldown\"? "
              + KNOWN,
          "ScaleInCooldown | autoscaling:ScaleInCooldown on endpoint/chat. Did you mean \"autoscaling:scale-in-cooldown\"? "
              + KNOWN,
          "rps | autoscaling:rps on endpoint/chat. Did you mean \"autoscaling:max-rps\"? " + KNOWN,
          "max.Blue | autoscaling:max.Blue on endpoint/chat. Did you mean \"autoscaling:max@blue\"? "
              + KNOWN,
          "max.green | autoscaling:max.green on endpoint/chat. " + KNOWN,
        })
    void are_rejected_with_a_suggestion(String key, String message) {
      assertThat(instance().tags(key + " = x").problems())
          .isEqualTo(
              List.of(
                  new Problem(
                      Code.UNKNOWN_KEY,
                      "autoscaling:" + key,
                      "x",
                      message,
                      List.of(
                          "autoscaling:policy",
                          "autoscaling:min",
                          "autoscaling:max",
                          "autoscaling:metric",
                          "autoscaling:target",
                          "autoscaling:max-rps",
                          "autoscaling:scale-in-cooldown",
                          "autoscaling:scale-out-cooldown",
                          "autoscaling:scale-in",
                          "autoscaling:wake",
                          "autoscaling:schedule",
                          "autoscaling:restore",
                          "autoscaling:paused",
                          "autoscaling:adopt",
                          "autoscaling:dry-run"))));
    }

    @Test
    void are_reported_with_their_resource() {
      assertThat(component().own("maxx = 1").tags("minn = 1").shown())
          .contains("autoscaling:maxx on inference-component/llama.")
          .contains("autoscaling:minn on endpoint/chat.");
    }
  }

  @Nested
  class Written_twice {

    @Test
    void are_rejected_even_if_they_agree() {
      assertThat(instance().tags("max = 6; Max = 6").problems())
          .isEqualTo(
              List.of(
                  new Problem(
                      Code.BAD_VALUE,
                      "autoscaling:Max",
                      "6",
                      "\"autoscaling:Max\" and \"autoscaling:max\" on endpoint/chat are the same key (keys are case-insensitive). Keep one of them.",
                      List.of())));
    }

    @Test
    void are_reported_with_the_problems_of_their_values() {
      assertThat(instance().tags("max = 6; Max = six").shown())
          .isEqualTo(
              """
              BadValue: "autoscaling:Max" and "autoscaling:max" on endpoint/chat are the same key (keys are case-insensitive). Keep one of them.
              BadValue: autoscaling:Max = "six" on endpoint/chat. Use a whole number, for example 4.\
              """);
    }

    @Test
    void are_no_such_thing_on_two_levels() {
      assertThat(component().tags("max = 6").own("Max = 8").shown())
          .isEqualTo("min 1, max 8, concurrency 5");
      assertThat(instance().tags("max = 6; Max@blue = 8").shown())
          .isEqualTo("min 1, max 8, concurrency 5");
    }
  }

  @Nested
  class With_a_value_that_cannot_be_read {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "min = six | Use a whole number, for example 4.",
          "max = 2147483647 | Use a whole number, for example 4. It can have at most 9 digits.",
          "target = 1234567890 | Use a number above 0, for example 5 or 0.5. It can have at most 9 digits.",
          "max = -1 | Use a whole number, for example 4.",
          "target = 0 | Use a number above 0, for example 5 or 0.5.",
          "max-rps = fast | Use a number above 0, for example 5 or 0.5.",
          "scale-in-cooldown = soon | Use a time in seconds (300 or 300s), minutes (5m) or hours (1h).",
          "scale-out-cooldown = 1d | Use a time in seconds (300 or 300s), minutes (5m) or hours (1h).",
          "scale-in = never | Use on or off.",
          "dry-run = 1; policy = on | Use on or off.",
          "wake = maybe | Use on or off.",
          "metric = concurency | Did you mean \"concurrency\"? Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "metric = memory | Memory is not tracked, because it does not fall when capacity is added. Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "metric = latency | Allowed: invocations, concurrency, utilization, backlog, cpu, gpu. A catalog policy can track any other CloudWatch metric (custom).",
          "metric = CPUUtilization | Did you mean \"cpu\"? Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "metric = SageMakerVariantInvocationsPerInstance | Did you mean \"invocations\"? Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "metric = rps | Requests per second have a key of their own, autoscaling:max-rps (and no metric or target beside it). Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "metric@blue = rps | Requests per second have a key of their own, autoscaling:max-rps@blue (and no metric or target beside it). Allowed: invocations, concurrency, utilization, backlog, cpu, gpu.",
          "max = 2-8 | A range takes two keys. Set autoscaling:min = 2 and autoscaling:max = 8.",
          "min@blue = 2..8 | A range takes two keys. Set autoscaling:min@blue = 2 and autoscaling:max@blue = 8.",
          "max = 0-8 | A range takes two keys: autoscaling:min and autoscaling:max.",
          "max = 8-2 | A range takes two keys: autoscaling:min and autoscaling:max.",
          "max = 4.0 | Use a whole number, for example 4. Did you mean \"4\"?",
          "max = 12 instances | Use a whole number, for example 4. Did you mean \"12\"?",
          "max = 1e3 | Use a whole number, for example 4.",
          "max-rps = 20rps | Use a number above 0, for example 5 or 0.5. Did you mean \"20\"?",
          "target = 70% | Use a number above 0, for example 5 or 0.5. Did you mean \"70\"?",
          "policy = off+llm | \"off\" cannot be combined with other policies. Use it alone.",
          "policy = llm+ | No policy name given. Use a name such as default, or several joined with + (llm+ha).",
        })
    void are_rejected_with_what_it_must_be(String tags, String sentence) {
      var tag = tags.split(";", -1)[0].split(" = ", 2);

      assertThat(instance().tags(tags).shown())
          .isEqualTo(
              "BadValue: autoscaling:%s = \"%s\" on endpoint/chat. %s"
                  .formatted(tag[0], tag[1], sentence));
    }

    @Test
    void are_reported_with_the_accepted_values() {
      assertThat(instance().tags("scale-in = never; metric = memory").problems())
          .extracting(Problem::allowed)
          .containsExactly(
              List.of("invocations", "concurrency", "utilization", "backlog", "cpu", "gpu"),
              List.of("on", "true", "yes", "off", "false", "no"));
    }

    @Test
    void are_all_reported_at_once() {
      assertThat(instance().tags("min = a; max = b; target = c; mx = d").problems()).hasSize(4);
    }

    @Test
    void count_even_where_a_more_specific_key_overrides_them() {
      assertThat(instance().tags("max = six; max@blue = 6").problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "max = 1O; min = 6",
          "min = x; max = 0",
          "metric = memory; target = 0.5",
          "target = x; metric = gpu",
          "max-rps = x; metric = invocations",
          "policy = typo; min = 9",
          "Policy = llm; policy = llm; min = 9",
        })
    void cause_no_problem_for_settings_that_depend_on_them(String tags) {
      assertThat(instance().tags(tags).problems()).hasSize(1);
    }

    @Test
    void leave_unjudged_whether_an_unknown_policys_track_would_have_worked() {
      assertThat(instance().types("a", "b").tags("policy = typo").problems()).hasSize(1);
      assertThat(instance().tags("policy = typo; metric = backlog").problems()).hasSize(2);
      assertThat(instance().tags("policy = typo; min = 9; max = 2").problems()).hasSize(2);
    }
  }

  @Nested
  class Without_meaning_for_a_kind {

    @ParameterizedTest
    @CsvSource({
      "real-time, Real-time, on",
      "real-time, Real-time, off",
      "serverless, Serverless, on",
      "serverless, Serverless, off",
    })
    void wake_has_no_effect_on_kinds_that_never_scale_to_zero(
        String kind, String subject, String value) {
      assertThat(TaggedResource.ofKind(kind).tags("target = 60; wake = " + value).shown())
          .endsWith(
              """

              warning NotApplicable: autoscaling:wake = "%s" on endpoint/chat. \
              %s endpoints never scale to zero, so this has no effect. Remove it.\
              """
                  .formatted(value, subject));
    }
  }
}
