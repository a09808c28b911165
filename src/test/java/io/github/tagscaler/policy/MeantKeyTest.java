package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys without the prefix are Tagscaler's, or probably meant to be. */
class MeantKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "max",
        "MAX",
        "max@blue",
        "polcy",
        "maximum",
        "max-capacity",
        "rps",
        "cooldown",
        "max.blue"
      })
  void known_keys_slips_and_words_of_aws_are(String key) {
    assertThat(PolicyReader.isMeant(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"environment", "team", "Name", "cost-center", "autoscaling:max", "color.blue"})
  void other_tags_are_not(String key) {
    assertThat(PolicyReader.isMeant(key)).isFalse();
  }
}
