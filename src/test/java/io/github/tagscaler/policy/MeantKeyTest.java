package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

  @Test
  void only_they_get_the_prefix() {
    var reader = new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("UTC"));

    assertThat(reader.prefixed(Map.of("polcy", "llm", "max@blue", "8", "environment", "prod")))
        .isEqualTo(
            Map.of("autoscaling:polcy", "llm", "autoscaling:max@blue", "8", "environment", "prod"));
  }
}
