package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.outcome.Code.Concern;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.PolicyTags.Intent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds whatever the tags are. */
class PolicyReaderProperties {
  private static final int ROUNDS = TestRounds.of(500, 2_000);
  private static final long SEED = 20_260_115;

  @Test
  void a_reading_is_a_wish_that_fits_or_at_least_one_problem_that_can_be_acted_on() {
    always((asked, draw) -> {
      switch (asked.reading()) {
        case Reading.Declared(var wish, var warnings) -> {
          fits(wish, asked);
          warnings.forEach(each -> canBeActedOn(each, Concern.WARNING));
        }
        case Reading.Invalid(var problems, var warnings) -> {
          assertThat(problems).isNotEmpty().doesNotHaveDuplicates();
          problems.forEach(each -> canBeActedOn(each, Concern.OWNER));
          warnings.forEach(each -> canBeActedOn(each, Concern.WARNING));
        }
      }
    });
  }

  private static void fits(DesiredPolicy wish, Asked asked) {
    assertThat(wish.base().min().value())
        .isBetween(asked.kind().lowestMin(), wish.base().max().value());
    asked
        .resource()
        .maxConcurrency()
        .ifPresent(ceiling -> assertThat(wish.base().max().value()).isLessThanOrEqualTo(ceiling));
    assertThat(wish.tracks())
        .hasSize(1)
        .allSatisfy(track -> {
          assertThat(track.target().value()).isPositive();
          assertThat(track.sent()).isPositive();
          assertThat(track.scaleInCooldown().value().isNegative()).isFalse();
          assertThat(track.scaleOutCooldown().value().isNegative()).isFalse();
        });
  }

  private static void canBeActedOn(Problem problem, Concern concern) {
    assertThat(problem.code().concern()).isEqualTo(concern);
    assertThat(problem.key()).isNotBlank();
    assertThat(problem.message()).matches("(?s).*\\. .*[.?]").doesNotContain("null", "  ");
  }

  @Test
  void what_is_wrong_whatever_the_resource_is_wrong_for_each_resource() {
    always((asked, draw) -> {
      if (asked.read().intent(Instant.EPOCH) == Intent.SCALE) {
        assertThat(asked.problems()).containsAll(asked.read().problems());
      }
    });
  }

  @Test
  void a_brake_is_obeyed_whatever_else_is_tagged() {
    for (var brake : Map.of("ignore", Intent.IGNORE, "off", Intent.OFF).entrySet()) {
      always((asked, draw) -> {
        var near = near(asked, "policy", brake.getKey());

        assertThat(near.read().intent(Instant.EPOCH)).isIn(Intent.IGNORE, brake.getValue());
      });
    }
    always((asked, draw) -> {
      var near = near(asked, "paused", "true");

      assertThat(near.read().intent(Instant.EPOCH)).isIn(Intent.IGNORE, Intent.OFF, Intent.PAUSED);
    });
  }

  /** With that tag on the nearest level of the target. */
  private static Asked near(Asked asked, String name, String value) {
    return switch (asked.kind()) {
      case COMPONENT -> asked.componentTags(with(asked.componentTags(), name, value));
      case REAL_TIME, ASYNC, SERVERLESS ->
          asked.endpointTags(with(asked.endpointTags(), name + "@blue", value));
    };
  }

  private static Map<String, String> with(Map<String, String> tags, String name, String value) {
    var more = new LinkedHashMap<>(tags);
    more.put(Asked.PREFIX + name, value);
    return more;
  }

  @Test
  void tags_of_others_change_nothing() {
    always((asked, draw) -> {
      var more = new LinkedHashMap<>(asked.endpointTags());
      more.put("team", "ml");
      more.put("aws:cloudformation:stack-name", "chat");
      more.put("autoscaling", "off");
      more.put("policy", "off");

      same(asked, asked.endpointTags(more));
    });
  }

  @Test
  void the_order_of_tags_does_not_matter() {
    always((asked, draw) ->
        same(
            asked,
            asked
                .endpointTags(draw.shuffled(asked.endpointTags()))
                .componentTags(draw.shuffled(asked.componentTags()))));
  }

  @Test
  void tags_of_other_variants_change_nothing() {
    always((asked, draw) ->
        assertThat(asked.endpointTags(with(asked.endpointTags(), "Policy@GREEN", "ignore")).shown())
            .isEqualTo(asked.shown()));
  }

  private static void same(Asked one, Asked other) {
    assertThat(other.read().intent(Instant.EPOCH)).isEqualTo(one.read().intent(Instant.EPOCH));
    assertThat(other.read().dryRun()).isEqualTo(one.read().dryRun());
    assertThat(other.read().problems()).isEqualTo(one.read().problems());
    assertThat(other.reading()).isEqualTo(one.reading());
  }

  @Test
  void the_case_of_keys_does_not_matter() {
    always((asked, draw) -> {
      var upper =
          asked
              .endpointTags(upper(asked.endpointTags()))
              .componentTags(upper(asked.componentTags()));
      // Two keys that differ by case alone become one.
      if (upper.endpointTags().size() == asked.endpointTags().size()
          && upper.componentTags().size() == asked.componentTags().size()) {
        assertThat(upper.read().intent(Instant.EPOCH))
            .isEqualTo(asked.read().intent(Instant.EPOCH));
        assertThat(upper.read().dryRun()).isEqualTo(asked.read().dryRun());
        assertThat(codes(upper)).isEqualTo(codes(asked));
        if (asked.problems().isEmpty()) {
          assertThat(Shown.wish(upper.wish())).isEqualTo(Shown.wish(asked.wish()));
        }
      }
    });
  }

  private static Map<String, String> upper(Map<String, String> tags) {
    return tags.entrySet().stream()
        .collect(
            Collectors.toMap(
                tag -> tag.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue, (a, b) -> a));
  }

  private static List<String> codes(Asked asked) {
    return asked.problems().stream().map(problem -> problem.code().wire()).sorted().toList();
  }

  private static void always(BiConsumer<Asked, TagMaps> property) {
    var draw = new TagMaps(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var asked = draw.asked();
      try {
        property.accept(asked, draw);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("round %d: %s".formatted(round, asked), failure);
      }
    }
  }
}
