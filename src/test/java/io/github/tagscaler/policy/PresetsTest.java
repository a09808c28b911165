package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.Asked.instance;
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
        "instance | default | min 1, max 4, concurrency 5",
        "async | default | min 1, max 4, backlog 5, scale-out-cooldown 5m",
        "serverless | default | min 1, max 10, utilization 70 (sent as 0.7)",
        "component | default | min 1, max 4, concurrency 5",
        "instance | llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "component | llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
        "instance | cpu-model | min 1, max 4, cpu 50 (sent as 100)",
        "instance | ha | min 2, max 4, concurrency 5",
        "async | ha | min 2, max 4, backlog 5, scale-out-cooldown 5m",
        "serverless | ha | min 2, max 10, utilization 70 (sent as 0.7)",
        "component | ha | min 2, max 4, concurrency 5",
        "instance | scale-out-only | min 1, max 4, concurrency 5, scale-in off",
        "serverless | scale-out-only+ha | min 2, max 10, utilization 70 (sent as 0.7), scale-in off",
        "instance | llm+cpu-model | min 1, max 4, cpu 50 (sent as 100), scale-in-cooldown 10m",
        "instance | cpu-model+llm | min 1, max 4, concurrency 5, scale-in-cooldown 10m",
      })
  void say(String kind, String policy, String shown) {
    assertThat(Kinds.of(kind).types("ml.m5.large").tags("policy = " + policy).shown())
        .isEqualTo(shown);
  }

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "async | llm | instance or component | default, ha, scale-out-only",
        "serverless | llm | instance or component | default, ha, scale-out-only",
        "component | cpu-model | instance | default, llm, ha, scale-out-only",
        "instance | batch | async | default, llm, cpu-model, ha, scale-out-only",
        "serverless | office-hours-zero | async or component | default, ha, scale-out-only",
        "instance | scale-to-zero | async or component | default, llm, cpu-model, ha, scale-out-only",
      })
  void are_refused_for_kinds_they_are_not_made_for(
      String kind, String policy, String kinds, String fitting) {
    var asked = Kinds.of(kind).tags("policy = " + policy);

    assertThat(asked.shown())
        .isEqualTo(
            """
            PolicyNotApplicable: autoscaling:policy = "%s" on endpoint/chat. \
            Policy "%s" is made for resources of kind %s; %s is of kind %s. \
            Policies for that kind: %s.\
            """
                .formatted(policy, policy, kinds, asked.resource().id().wire(), kind, fitting));
    assertThat(asked.problems().getFirst().allowed()).containsExactly(fitting.split(", ", -1));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "async | batch",
        "async | scale-to-zero",
        "component | llm+scale-to-zero",
      })
  void that_go_to_zero_come_later(String kind, String policy) {
    var name = policy.substring(policy.indexOf('+') + 1);

    assertThat(Kinds.of(kind).tags("policy = " + policy).shown())
        .isEqualTo(
            """
            BadValue: autoscaling:policy = "%s" on endpoint/chat. \
            A min of 0, which policy "%s" asks for, comes with a later version of Tagscaler. \
            Until then, leave that policy out, or set autoscaling:min to at least 1.\
            """
                .formatted(policy, name));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @CsvSource({
    "instance, office-hours",
    "component, office-hours-zero",
    "async, default+office-hours",
  })
  void that_follow_the_clock_come_later(String kind, String policy) {
    var name = policy.substring(policy.indexOf('+') + 1);

    assertThat(Kinds.of(kind).tags("policy = " + policy).shown())
        .isEqualTo(
            """
            BadValue: autoscaling:policy = "%s" on endpoint/chat. \
            Scheduled scaling, which policy "%s" is made of, comes with a later version of Tagscaler.\
            """
                .formatted(policy, name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "async | policy = batch; min = 1 | min 1, max 4, backlog 5, scale-out-cooldown 5m",
        "component | policy = scale-to-zero; min = 2 | min 2, max 4, concurrency 5",
        "instance | policy = office-hours; schedule = off | min 1, max 4, concurrency 5",
      })
  void work_once_a_tag_takes_back_what_comes_later(String kind, String tags, String shown) {
    assertThat(Kinds.of(kind).tags(tags).shown()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llm-caht | Known: default, llm, cpu-model, ha, scale-out-only.",
        "lm | Did you mean \"llm\"? Known: default, llm, cpu-model, ha, scale-out-only.",
        "LLM | Did you mean \"llm\"? Known: default, llm, cpu-model, ha, scale-out-only.",
        "office-hour | Known: default, llm, cpu-model, ha, scale-out-only.",
        "llm+hda | There is no policy \"hda\". Did you mean \"ha\"? Known: default, llm, cpu-model, ha, scale-out-only.",
      })
  void are_called_by_their_exact_names(String value, String sentences) {
    assertThat(instance().tags("policy = " + value).shown())
        .isEqualTo(
            "UnknownPolicy: autoscaling:policy = \"%s\" on endpoint/chat. %s"
                .formatted(value, sentences));
  }

  @Test
  void of_a_catalogue_come_later() {
    assertThat(instance().tags("policy = pay/llm").shown())
        .isEqualTo(
            """
            BadValue: autoscaling:policy = "pay/llm" on endpoint/chat. \
            Policies of a catalogue, such as "pay/llm", come with a later version of Tagscaler. \
            Known: default, llm, cpu-model, ha, scale-out-only.\
            """);
  }

  @Test
  void unknown_ones_are_all_told() {
    assertThat(instance().tags("policy = lm+hda").problems()).hasSize(2);
  }

  @Test
  void an_unknown_one_of_the_endpoint_is_no_matter_where_a_nearer_one_replaces_it() {
    assertThat(instance().tags("policy = lm; policy@blue = llm").shown())
        .isEqualTo("min 1, max 4, concurrency 5, scale-in-cooldown 10m");
  }
}
