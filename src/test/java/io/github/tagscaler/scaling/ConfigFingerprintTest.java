package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.desired;
import static io.github.tagscaler.scaling.Targets.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFingerprintTest {
  private static final Optional<Integer> NOTHING = Optional.empty();

  /**
   * It did change when schedules, actions and alarms came: a target recorded before that is taken
   * for one with another desired state, and everything managed is put again, once.
   */
  @Test
  void its_text_stays_the_same_from_version_to_version() {
    assertThat(ConfigFingerprint.of(desired(), NOTHING).text())
        .as("another text makes every target seem changed by its owner")
        .isEqualTo("v1:c66ec753fb754c3819027296891ccf3b:4b227777");
  }

  @Test
  void whatever_is_asked_for_is_part_of_it_and_what_runs_is_not() {
    var text = ConfigFingerprint.of(desired(), NOTHING).text();

    assertThat(text)
        .isEqualTo(ConfigFingerprint.of(desired(1, 4, MaxSource.TAG, 3, TRACK), NOTHING).text())
        .isNotEqualTo(ConfigFingerprint.of(desired(2, 4, MaxSource.TAG, 2, TRACK), NOTHING).text())
        .isNotEqualTo(
            ConfigFingerprint.of(desired(1, 4, MaxSource.POLICY, 2, TRACK), NOTHING).text())
        .isNotEqualTo(ConfigFingerprint.of(desired(1, 4, MaxSource.TAG, 2), NOTHING).text())
        .isNotEqualTo(
            ConfigFingerprint.of(
                    desired(1, 4, MaxSource.TAG, 2, track("concurrency", "Concurrency", 6)),
                    NOTHING)
                .text());
  }

  @Test
  void the_order_of_policies_does_not_matter() {
    var other = track("other", "Other", 1);

    assertThat(ConfigFingerprint.of(desired(1, 4, MaxSource.TAG, 2, TRACK, other), NOTHING))
        .isEqualTo(ConfigFingerprint.of(desired(1, 4, MaxSource.TAG, 2, other, TRACK), NOTHING));
  }

  @ParameterizedTest
  @CsvSource({
    "v1:c66ec753fb754c3819027296891ccf3b:0123abcd+12, v1:c66ec753fb754c3819027296891ccf3b, 0123abcd, 12",
    "v1:c66ec753fb754c3819027296891ccf3b:0123abcd, v1:c66ec753fb754c3819027296891ccf3b, 0123abcd,",
    "v1:c66ec753fb754c3819027296891ccf3b+7, v1:c66ec753fb754c3819027296891ccf3b,, 7",
    "v1:c66ec753fb754c3819027296891ccf3b, v1:c66ec753fb754c3819027296891ccf3b,,",
    "v1:ab+12, v1:ab+12,,",
    "'','',,"
  })
  void is_read_from_its_text(String text, String hash, String maxTags, Integer conceded) {
    var read = ConfigFingerprint.parse(text);

    assertThat(read)
        .isEqualTo(
            new ConfigFingerprint(
                hash, Optional.ofNullable(maxTags), Optional.ofNullable(conceded)));
    assertThat(read.text()).isEqualTo(text);
  }

  @Test
  void a_record_of_before_requests_the_same_and_does_not_know_the_tags_of_the_max() {
    var before = ConfigFingerprint.parse("v1:c66ec753fb754c3819027296891ccf3b");

    assertThat(before.requestsTheSame(desired())).isTrue();
    assertThat(before.ownerChangedMax(desired(1, 3, MaxSource.TAG, 2, TRACK))).isFalse();
  }

  @Test
  void another_value_of_a_tag_that_states_the_max_is_another_request() {
    var recorded = ConfigFingerprint.of(desired(), NOTHING);

    assertThat(recorded.ownerChangedMax(desired(2, 4, MaxSource.TAG, 2, TRACK))).isFalse();
    assertThat(recorded.ownerChangedMax(desired(1, 3, MaxSource.TAG, 2, TRACK))).isTrue();
    assertThat(recorded.ownerChangedMax(desired(1, 4, MaxSource.POLICY, 2, TRACK))).isTrue();
  }
}
