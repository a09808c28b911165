package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies that come with Tagscaler. */
class PresetsTest {

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "real-time | default | min 1, max 4, concurrency 5",
        "async | default | min 1, max 4, backlog 5, scale-out-cooldown 5m",
        "serverless | default | min 1, max 10, utilization 70 (sent as 0.7)",
        "component | default | min 1, max 4, concurrency 5",
        "real-time | llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "component | llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "real-time | LLM | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "real-time | Ha + CPU-Model | min 2, max 4, cpu 50 (sent as 100)",
        "real-time | cpu-model | min 1, max 4, cpu 50 (sent as 100)",
        "real-time | ha | min 2, max 4, concurrency 5",
        "async | ha | min 2, max 4, backlog 5, scale-out-cooldown 5m",
        "serverless | ha | min 2, max 10, utilization 70 (sent as 0.7)",
        "component | ha | min 2, max 4, concurrency 5",
        "real-time | scale-out-only | min 1, max 4, concurrency 5, scale-in off",
        "serverless | scale-out-only+ha | min 2, max 10, utilization 70 (sent as 0.7), scale-in off",
        "real-time | llm+cpu-model | min 1, max 4, cpu 50 (sent as 100), scale-in-cooldown 10m",
        "real-time | cpu-model+llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "async | batch | min 0, max 4, backlog 5, scale-out-cooldown 5m, wakes from zero",
        "async | scale-to-zero | min 0, max 4, backlog 5, scale-out-cooldown 5m, wakes from zero",
        "component | llm+scale-to-zero | min 0, max 4, concurrency 5, scale-in-cooldown 10m, wakes from zero",
        "real-time | ha+office-hours | min 2, max 4, concurrency 5, Mon-Fri 07:00 2-4, Mon-Fri 19:00 1-4",
        "component | office-hours-zero | min 1, max 4, concurrency 5, Mon-Fri 07:00 1-4, Mon-Fri 19:00 0-4, wakes from zero",
      })
  void say(String kind, String policy, String shown) {
    assertThat(TaggedResource.ofKind(kind).types("ml.m5.large").tags("policy = " + policy).shown())
        .isEqualTo(shown);
  }

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "async | llm | real-time or component | default, batch, ha, office-hours, office-hours-zero, scale-out-only, scale-to-zero",
        "serverless | llm | real-time or component | default, ha, office-hours, scale-out-only",
        "component | cpu-model | real-time | default, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero",
        "real-time, which cannot scale to zero | batch | async | default, cpu-model, ha, llm, office-hours, scale-out-only",
        "serverless, which cannot scale to zero | office-hours-zero | async or component | default, ha, office-hours, scale-out-only",
        "real-time, which cannot scale to zero | scale-to-zero | async or component | default, cpu-model, ha, llm, office-hours, scale-out-only",
      })
  void are_rejected_for_kinds_to_which_they_do_not_apply(
      String kind, String policy, String kinds, String fitting) {
    var asked = TaggedResource.ofKind(kind.split(",", 2)[0]).tags("policy = " + policy);

    assertThat(asked.shown())
        .isEqualTo(
            """
            PolicyNotApplicable: autoscaling:policy = "%s" on endpoint/chat. \
            Policy "%s" applies to kind %s only; %s is of kind %s. \
            Policies for that kind: %s.\
            """
                .formatted(policy, policy, kinds, asked.resource().id().wire(), kind, fitting));
    assertThat(asked.problems().getFirst().allowed()).containsExactly(fitting.split(", ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm-caht | Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero. Or use on, off or ignore.",
        "lm | Did you mean \"llm\"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
        "office-hour | Did you mean \"office-hours\"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
        "llm+hda | There is no policy \"hda\". Did you mean \"ha\"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.",
      })
  void need_their_exact_names(String value, String sentences) {
    assertThat(instance().tags("policy = " + value).shown())
        .isEqualTo(
            "UnknownPolicy: autoscaling:policy = \"%s\" on endpoint/chat. %s"
                .formatted(value, sentences));
  }

  @Test
  void unknown_ones_are_all_reported() {
    assertThat(instance().tags("policy = lm+hda").problems()).hasSize(2);
  }

  @Test
  void an_unknown_one_of_the_endpoint_does_not_matter_where_a_more_specific_one_replaces_it() {
    assertThat(instance().tags("policy = lm; policy@blue = llm").shown())
        .isEqualTo("min 1, max 4, concurrency 5, scale-in-cooldown 10m");
  }
}
