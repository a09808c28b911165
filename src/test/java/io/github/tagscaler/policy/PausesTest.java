package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyTags.Intent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scaling that is suspended for a while. */
class PausesTest {

  /** By a clock that is one hour ahead in winter. */
  private static PolicyTags berlin(String tags) {
    return new PolicyReader("autoscaling:", Optional.empty(), ZoneId.of("Europe/Berlin"))
        .variant("chat", TaggedResource.parse(tags), "blue", List.of("blue"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-12-31 | 2026-12-30T22:59:59Z | PAUSED",
        "2026-12-31 | 2026-12-30T23:00:00Z | SCALE",
        "2026-12-31 18:00 | 2026-12-31T16:59:59Z | PAUSED",
        "2026-12-31 18:00 | 2026-12-31T17:00:00Z | SCALE",
        // As other tools write it: a final Z is the clock of UTC.
        "2026-12-31T18:00 | 2026-12-31T16:59:59Z | PAUSED",
        "2026-12-31T18:00 | 2026-12-31T17:00:00Z | SCALE",
        "2026-12-31T18:00Z | 2026-12-31T17:59:59Z | PAUSED",
        "2026-12-31T18:00Z | 2026-12-31T18:00:00Z | SCALE",
        "true | 2099-01-01T00:00:00Z | PAUSED",
        "tomorrow | 2099-01-01T00:00:00Z | PAUSED",
        "false | 2026-01-01T00:00:00Z | SCALE",
        // The clock is put forward at 02:00: the pause ends an hour later by it, and not earlier.
        "2026-03-29 02:30 | 2026-03-29T01:29:59Z | PAUSED",
        "2026-03-29 02:30 | 2026-03-29T01:30:00Z | SCALE",
      })
  void last_until_their_minute_by_the_stacks_clock(String value, Instant now, Intent intent) {
    assertThat(berlin("policy = llm; paused = " + value).intent(now)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paused = 2026-12-31; paused@blue = false | SCALE",
        "paused = true; paused@blue = 2026-01-01 | SCALE",
        "paused = 2026-01-01; paused@blue = 2026-12-31 | PAUSED",
        "paused = 2026-01-01; Paused = 2026-12-31 | PAUSED",
        "Paused = 2026-01-01; paused = 2026-12-31 | PAUSED",
        "Paused = 2026-01-01; paused = on | PAUSED",
        "Paused = 2026-01-01; paused = 2026-01-02 | SCALE",
      })
  void are_those_of_the_most_specific_tags_and_of_two_spellings_the_longest(
      String tags, Intent intent) {
    assertThat(
            instance()
                .tags("policy = llm; " + tags)
                .read()
                .intent(Instant.parse("2026-06-01T00:00:00Z")))
        .isEqualTo(intent);
  }

  @Test
  void ask_for_nothing_by_themselves_once_they_have_ended() {
    var tags = instance().tags("paused = 2026-12-31").read();

    assertThat(tags.intent(Instant.parse("2026-12-30T23:59:59Z"))).isEqualTo(Intent.PAUSED);
    assertThat(tags.intent(Instant.parse("2026-12-31T00:00:00Z"))).isEqualTo(Intent.NOT_TAGGED);
  }

  @Test
  void are_reported_with_their_end() {
    assertThat(berlin("paused = 2026-12-31").pausedNote(Instant.EPOCH))
        .isEqualTo(
            new Problem(
                Code.PAUSED,
                "autoscaling:paused",
                "2026-12-31",
                "autoscaling:paused = \"2026-12-31\" on endpoint/chat. Scaling is paused until 2026-12-31 00:00 Europe/Berlin.",
                List.of()));
    assertThat(component().own("paused = yes").read().pausedNote(Instant.EPOCH))
        .isEqualTo(
            new Problem(
                Code.PAUSED,
                "autoscaling:paused",
                "yes",
                "autoscaling:paused = \"yes\" on inference-component/llama. Scaling is paused until you remove this tag or set it to off.",
                List.of()));
  }

  @Test
  void that_cannot_be_read_are_reported_too() {
    var tags = instance().tags("paused = tomorrow").read();

    assertThat(tags.intent(Instant.EPOCH)).isEqualTo(Intent.PAUSED);
    assertThat(tags.problems())
        .extracting(Problem::code, Problem::key)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Code.BAD_VALUE, "autoscaling:paused"));
  }
}
