package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of ours behind a prefix that is not ours, but nearly. */
class MisspelledPrefixTest {
  private static final PolicyReader READER =
      new PolicyReader("autoscaling:", Optional.empty(), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "autoscale:policy, autoscaling:policy",
    "auto-scaling:max, autoscaling:max",
    "Auto_Scaling:MAX, autoscaling:max",
    "autoscaler:policy, autoscaling:policy",
    "autoscaling/policy, autoscaling:policy",
    "autoscaling.min, autoscaling:min",
    "autoscalingpolicy, autoscaling:policy",
    "autoscling:scale-in-cooldown, autoscaling:scale-in-cooldown",
    "auotscaling : paused, autoscaling:paused",
    "autoscale:max@Blue, autoscaling:max@Blue",
  })
  void lead_to_the_right_key(String key, String meant) {
    assertThat(READER.misspelled(Map.of(key, "1"))).containsExactly(new MisspelledKey(key, meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What is under the prefix is read, with a message of its own if it is wrong.
        "autoscaling:policy",
        "AutoScaling:max",
        "autoscaling:polcy",
        // No key of ours at its end.
        "autoscale:name",
        "autoscaling-group",
        // Four edits: the word of somebody else.
        "scaling:max",
        "autoscaling-group:max",
        "tagscaler:policy",
        "policy",
        "max",
        "team",
        "",
      })
  void are_not_seen_in_other_keys(String key) {
    assertThat(READER.misspelled(Map.of(key, "1"))).isEmpty();
  }

  /** Half of the letters of "asg" are one: two edits would turn it into anything. */
  @ParameterizedTest
  @CsvSource({"ag:max, true", "asq:max, true", "as/max, true", "abc:max, false", "x:max, false"})
  void need_most_letters_of_a_short_prefix(String key, boolean misspelled) {
    var reader = new PolicyReader("asg:", Optional.empty(), ZoneOffset.UTC);
    assertThat(reader.misspelled(Map.of(key, "1")).isEmpty()).isNotEqualTo(misspelled);
  }

  @Test
  void are_listed_by_the_alphabet() {
    assertThat(
            READER.misspelled(Map.of("auto-scaling:max", "1", "autoscale:policy", "on", "a", "b")))
        .extracting(MisspelledKey::key)
        .containsExactly("auto-scaling:max", "autoscale:policy");
  }

  @Nested
  class Are_told {
    private static final Problem WARNING =
        new Problem(
            Code.MISTYPED_PREFIX,
            "autoscale:max@blue",
            "6",
            "autoscale:max@blue = \"6\" on endpoint/chat. The prefix of this key is misspelled, so the tag is not read. Did you mean \"autoscaling:max@blue\"?",
            List.of("autoscaling:max@blue"));

    private static List<Problem> of(Map<String, String> tags, String variant) {
      return instance().variant(variant, "other").endpointTags(tags).read().warnings();
    }

    @Test
    void where_no_tag_opts_in() {
      assertThat(of(Map.of("autoscale:max@blue", "6"), "blue")).containsExactly(WARNING);
      assertThat(of(Map.of("autoscale:max@blue", "6", "autoscaling:paused", "on"), "blue"))
          .containsExactly(WARNING);
      assertThat(of(Map.of("autoscale:max@blue", "6", "autoscaling:max", "4"), "blue")).isEmpty();
    }

    @Test
    void of_the_variant_they_name() {
      assertThat(of(Map.of("autoscale:max@other", "6"), "blue")).isEmpty();
      assertThat(of(Map.of("autoscale:max@gone", "6"), "blue")).hasSize(1);
    }

    @Test
    void of_a_component_and_its_endpoint() {
      assertThat(
              component()
                  .endpointTags(Map.of("autoscale:policy", "llm"))
                  .componentTags(Map.of("auto-scaling:max", "2"))
                  .read()
                  .warnings())
          .extracting(Problem::key)
          .containsExactly("auto-scaling:max", "autoscale:policy");
    }
  }
}
