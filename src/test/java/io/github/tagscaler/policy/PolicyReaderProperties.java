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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds whatever the tags are. */
class PolicyReaderProperties {
  private static final int ROUNDS = TestRounds.of(500, 2_000);
  private static final long SEED = 20_260_115;

  @Test
  void a_reading_is_a_policy_that_fits_or_at_least_one_actionable_problem() {
    always((resource, draw) -> {
      switch (resource.reading()) {
        case Reading.Declared(var policy, var warnings) -> {
          fits(policy, resource);
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

  private static void fits(DesiredPolicy policy, TaggedResource resource) {
    assertThat(policy.base().min().value())
        .isBetween(resource.kind().lowestMin(), policy.base().max().value());
    resource
        .resource()
        .highestMax()
        .ifPresent(ceiling -> assertThat(policy.base().max().value()).isLessThanOrEqualTo(ceiling));
    assertThat(policy.tracks())
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
  void problems_without_a_resource_are_problems_for_each_resource() {
    var compared = new AtomicInteger();
    always((resource, draw) -> {
      if (resource.read().intent(Instant.EPOCH) == Intent.SCALE) {
        compared.incrementAndGet();
        assertThat(resource.problems()).containsAll(resource.read().problems());
      }
    });
    assertThat(compared).as("targets to scale").hasValueGreaterThan(ROUNDS / 20);
  }

  @Test
  void an_off_switch_applies_whatever_else_is_tagged() {
    for (var offSwitch : Map.of("ignore", Intent.IGNORE, "off", Intent.OFF).entrySet()) {
      always((resource, draw) -> {
        var near = near(resource, "policy", offSwitch.getKey());

        assertThat(near.read().intent(Instant.EPOCH)).isIn(Intent.IGNORE, offSwitch.getValue());
      });
    }
    always((resource, draw) -> {
      var near = near(resource, "paused", "true");

      assertThat(near.read().intent(Instant.EPOCH)).isIn(Intent.IGNORE, Intent.OFF, Intent.PAUSED);
    });
  }

  /** With that tag on the nearest level of the target. */
  private static TaggedResource near(TaggedResource resource, String name, String value) {
    return switch (resource.kind()) {
      case COMPONENT -> resource.componentTags(with(resource.componentTags(), name, value));
      case REAL_TIME, ASYNC, SERVERLESS ->
          resource.endpointTags(with(resource.endpointTags(), name + "@blue", value));
    };
  }

  private static Map<String, String> with(Map<String, String> tags, String name, String value) {
    var more = new LinkedHashMap<>(tags);
    more.put(TaggedResource.PREFIX + name, value);
    return more;
  }

  @Test
  void tags_without_the_prefix_change_nothing() {
    always((resource, draw) -> {
      var more = new LinkedHashMap<>(resource.endpointTags());
      more.put("team", "ml");
      more.put("aws:cloudformation:stack-name", "chat");
      more.put("autoscaling", "off");
      more.put("policy", "off");

      same(resource, resource.endpointTags(more));
    });
  }

  @Test
  void the_order_of_tags_does_not_matter() {
    always((resource, draw) ->
        same(
            resource,
            resource
                .endpointTags(draw.shuffled(resource.endpointTags()))
                .componentTags(draw.shuffled(resource.componentTags()))));
  }

  @Test
  void tags_of_other_variants_change_nothing() {
    always((resource, draw) ->
        assertThat(
                resource
                    .endpointTags(with(resource.endpointTags(), "Policy@GREEN", "ignore"))
                    .shown())
            .isEqualTo(resource.shown()));
  }

  private static void same(TaggedResource one, TaggedResource other) {
    assertThat(other.read().intent(Instant.EPOCH)).isEqualTo(one.read().intent(Instant.EPOCH));
    assertThat(other.read().dryRun()).isEqualTo(one.read().dryRun());
    assertThat(other.read().problems()).isEqualTo(one.read().problems());
    assertThat(other.reading()).isEqualTo(one.reading());
  }

  @Test
  void the_case_of_keys_does_not_matter() {
    var compared = new AtomicInteger();
    var valid = new AtomicInteger();
    always((resource, draw) -> {
      var upper =
          resource
              .endpointTags(upper(resource.endpointTags()))
              .componentTags(upper(resource.componentTags()));
      // Two keys that differ by case alone become one.
      if (upper.endpointTags().size() == resource.endpointTags().size()
          && upper.componentTags().size() == resource.componentTags().size()) {
        compared.incrementAndGet();
        assertThat(upper.read().intent(Instant.EPOCH))
            .isEqualTo(resource.read().intent(Instant.EPOCH));
        assertThat(upper.read().dryRun()).isEqualTo(resource.read().dryRun());
        assertThat(codes(upper)).isEqualTo(codes(resource));
        if (resource.problems().isEmpty()) {
          valid.incrementAndGet();
          assertThat(Description.policy(upper.policy()))
              .isEqualTo(Description.policy(resource.policy()));
        }
      }
    });
    assertThat(compared).as("targets compared").hasValueGreaterThan(ROUNDS / 20);
    assertThat(valid).as("valid targets compared").hasValueGreaterThan(ROUNDS / 40);
  }

  private static Map<String, String> upper(Map<String, String> tags) {
    return tags.entrySet().stream()
        .collect(
            Collectors.toMap(
                tag -> tag.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue, (a, b) -> a));
  }

  private static List<String> codes(TaggedResource resource) {
    return resource.problems().stream().map(problem -> problem.code().wire()).sorted().toList();
  }

  private static void always(BiConsumer<TaggedResource, RandomTags> property) {
    var draw = new RandomTags(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var resource = draw.resource();
      try {
        property.accept(resource, draw);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("round %d: %s".formatted(round, resource), failure);
      }
    }
  }
}
