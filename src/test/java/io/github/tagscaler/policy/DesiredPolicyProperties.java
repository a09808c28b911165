package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.Guardrail;
import io.github.tagscaler.policy.catalog.NamedPolicy;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.window.Timeline;
import io.github.tagscaler.resource.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every wish, whatever tags and catalog say. */
class DesiredPolicyProperties {
  private static final int ROUNDS = TestRounds.of(1_000, 4_000);
  private static final long SEED = 20_261_125;

  /** All bounds of a wish, those that never come into force included. */
  private static List<SourcedBounds> bounds(DesiredPolicy wish) {
    return Stream.of(
            Stream.of(wish.base()),
            wish.schedule().map(DesiredPolicy.Schedule::timeline).map(Timeline::all).stream()
                .flatMap(List::stream),
            wish.actions().stream().map(DesiredPolicy.Action::bounds))
        .flatMap(each -> each)
        .toList();
  }

  @Test
  void every_bound_is_within_every_guardrail_that_is_for_the_target() {
    always((asked, wish) -> {
      for (var rule : rules(asked)) {
        for (var bounds : bounds(wish)) {
          rule.min()
              .ifPresent(least -> assertThat(bounds.min().value()).isGreaterThanOrEqualTo(least));
          rule.max().ifPresent(most -> assertThat(bounds.max().value()).isLessThanOrEqualTo(most));
        }
      }
    });
  }

  private static List<Guardrail> rules(Asked asked) {
    var carried = new HashMap<>(asked.endpointTags());
    if (asked.kind() == Kind.COMPONENT) {
      carried.putAll(asked.componentTags());
    }
    return asked.catalog().guardrails().stream()
        .filter(rule -> rule.matches(asked.kind(), asked.instanceTypes(), carried))
        .toList();
  }

  @Test
  void every_bound_fits_the_kind_and_the_resource() {
    always((asked, wish) -> {
      for (var bounds : bounds(wish)) {
        assertThat(bounds.min().value()).isBetween(asked.kind().lowestMin(), bounds.max().value());
        asked
            .resource()
            .maxConcurrency()
            .ifPresent(most -> assertThat(bounds.max().value()).isLessThanOrEqualTo(most));
      }
    });
  }

  @Test
  void nothing_comes_to_zero_unless_a_tag_or_policy_says_so_and_then_it_wakes_or_warns() {
    always((asked, wish) -> {
      var zeros = bounds(wish).stream().filter(each -> each.min().value() == 0).toList();

      assertThat(zeros)
          .allSatisfy(bounds ->
              assertThat(bounds.min().origin())
                  .isInstanceOfAny(Origin.Tag.class, Origin.Policy.class));
      boolean inForce =
          !zeros.isEmpty() && (wish.schedule().isEmpty() || !zeros.equals(List.of(wish.base())));
      if (inForce && !wish.wakes()) {
        assertThat(asked.shown()).contains("MaySleepForever");
      }
    });
  }

  @Test
  void no_two_policies_of_a_target_have_the_same_name_or_track_the_same_metric() {
    always((asked, wish) -> {
      assertThat(wish.tracks()).extracting(DesiredPolicy.Track::name).doesNotHaveDuplicates();
      assertThat(wish.tracks()).extracting(DesiredPolicy.Track::metric).doesNotHaveDuplicates();
      assertThat(wish.steps())
          .extracting(DesiredPolicy.Step::name)
          .doesNotHaveDuplicates()
          .doesNotContain("wake");
      assertThat(wish.steps())
          .allSatisfy(step ->
              assertThat(
                      step.rising() ? step.steps().getFirst().from() : step.steps().getLast().to())
                  .contains(step.threshold()));
    });
  }

  @Test
  void the_nearest_level_has_the_last_word_on_max() {
    var random = new Random(SEED);
    always((asked, wish) -> {
      var plain = asked.catalog(withoutGuardrails(asked.catalog()));
      int max = 5 + random.nextInt(4);
      var key = Asked.PREFIX + (plain.kind() == Kind.COMPONENT ? "max" : "max@blue");
      var near =
          plain.kind() == Kind.COMPONENT
              ? plain.componentTags(with(plain.componentTags(), key, max))
              : plain.endpointTags(with(plain.endpointTags(), key, max));

      if (near.reading() instanceof Reading.Declared(var nearer, var warnings)) {
        assertThat(nearer.base().max().value()).isEqualTo(max);
        assertThat(nearer.base().max().origin()).isInstanceOf(Origin.Tag.class);
      }
    });
  }

  private static Map<String, String> with(Map<String, String> tags, String key, int value) {
    var more = new LinkedHashMap<String, String>();
    tags.forEach((name, old) -> {
      if (!name.strip().equalsIgnoreCase(key)) {
        more.put(name, old);
      }
    });
    more.put(key, Integer.toString(value));
    return more;
  }

  private static Catalog withoutGuardrails(Catalog catalog) {
    return new Catalog(
        catalog.policies(),
        catalog.broken(),
        catalog.brokenDocuments(),
        catalog.defaults(),
        List.of(),
        List.of());
  }

  @Test
  void joining_and_extending_come_to_the_same_however_they_are_grouped() {
    var random = new Random(SEED);
    var draw = new RandomCatalog(random);
    for (int round = 0; round < ROUNDS; round++) {
      var a = draw.layer();
      var b = draw.layer();
      var c = draw.layer();
      var catalog =
          Catalogs.with(
              policy("a", a),
              policy("b", b),
              policy("c", c),
              policy("a-b", a, b),
              policy("b-c", b, c),
              policy("a-b-c", a, b, c));
      var asked = Asked.of(List.of(Kind.values()).get(random.nextInt(4))).catalog(catalog);

      var expected = meaning(asked.tags("policy = a-b-c"));
      for (var policy : List.of("a+b+c", "a-b+c", "a+b-c")) {
        assertThat(meaning(asked.tags("policy = " + policy)))
            .as("round %d, %s of %s", round, policy, catalog.policies().get("a-b-c"))
            .isEqualTo(expected);
      }
    }
  }

  private static NamedPolicy policy(String name, NamedPolicy.Layer... layers) {
    return new NamedPolicy(name, EnumSet.allOf(Kind.class), List.of(layers));
  }

  /** What it comes to, without who says so. */
  private static List<String> meaning(Asked asked) {
    return switch (asked.reading()) {
      case Reading.Declared(var wish, var warnings) ->
          Stream.concat(
                  Stream.of(Shown.wish(wish)), warnings.stream().map(each -> each.code().wire()))
              .toList();
      case Reading.Invalid(var problems, var warnings) ->
          problems.stream().map(each -> each.code().wire()).distinct().sorted().toList();
    };
  }

  /** For each of many targets whose tags and catalog come to a wish. */
  private static void always(BiConsumer<Asked, DesiredPolicy> property) {
    var random = new Random(SEED);
    var tags = new TagMaps(SEED);
    var catalogs = new RandomCatalog(random);
    int wishes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var asked = tags.asked().catalog(catalogs.catalog());
      if (asked.reading() instanceof Reading.Declared(var wish, var warnings)) {
        wishes++;
        try {
          property.accept(asked, wish);
        } catch (AssertionError | RuntimeException failure) {
          throw new AssertionError("round %d: %s".formatted(round, asked), failure);
        }
      }
    }
    assertThat(wishes).as("enough to tell").isGreaterThan(ROUNDS / 20);
  }
}
