package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of ours behind a prefix that is not ours, but nearly. */
class MisspeltPrefixTest {
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
    assertThat(READER.misspelt(Map.of(key, "1"))).containsExactly(new MisspeltKey(key, meant));
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
    assertThat(READER.misspelt(Map.of(key, "1"))).isEmpty();
  }

  /** Half of the letters of "asg" are one: two edits would turn it into anything. */
  @ParameterizedTest
  @CsvSource({"ag:max, true", "asq:max, true", "as/max, true", "abc:max, false", "x:max, false"})
  void need_most_letters_of_a_short_prefix(String key, boolean misspelt) {
    var reader = new PolicyReader("asg:", Optional.empty(), ZoneOffset.UTC);
    assertThat(reader.misspelt(Map.of(key, "1")).isEmpty()).isNotEqualTo(misspelt);
  }

  @Test
  void are_listed_by_the_alphabet() {
    assertThat(READER.misspelt(Map.of("auto-scaling:max", "1", "autoscale:policy", "on", "a", "b")))
        .extracting(MisspeltKey::key)
        .containsExactly("auto-scaling:max", "autoscale:policy");
  }
}
