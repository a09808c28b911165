package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every policy, whatever tags and catalog say. */
class DesiredPolicyProperties {
  private static final int ROUNDS = TestRounds.of(1_000, 4_000);
  private static final long SEED = 20_261_125;

  /** All bounds of a policy, those that never come into force included. */
  private static List<SourcedBounds> bounds(DesiredPolicy policy) {
    return Stream.of(
            Stream.of(policy.base()),
            policy.schedule().map(DesiredPolicy.Schedule::timeline).map(Timeline::all).stream()
                .flatMap(List::stream),
            policy.actions().stream().map(DesiredPolicy.Action::bounds))
        .flatMap(each -> each)
        .toList();
  }

  @Test
  void every_bound_is_within_every_guardrail_that_is_for_the_target() {
    always((resource, policy) -> {
      for (var rule : rules(resource)) {
        for (var bounds : bounds(policy)) {
          rule.min()
              .ifPresent(least -> assertThat(bounds.min().value()).isGreaterThanOrEqualTo(least));
          rule.max().ifPresent(most -> assertThat(bounds.max().value()).isLessThanOrEqualTo(most));
        }
      }
    });
  }

  private static List<Guardrail> rules(TaggedResource resource) {
    var carried = new HashMap<>(resource.endpointTags());
    if (resource.kind() == Kind.COMPONENT) {
      carried.putAll(resource.componentTags());
    }
    return resource.catalog().guardrails().stream()
        .filter(rule -> rule.matches(resource.resource(), carried))
        .toList();
  }

  @Test
  void every_bound_fits_the_kind_and_the_resource() {
    always((resource, policy) -> {
      for (var bounds : bounds(policy)) {
        assertThat(bounds.min().value())
            .isBetween(resource.kind().lowestMin(), bounds.max().value());
        resource
            .resource()
            .highestMax()
            .ifPresent(most -> assertThat(bounds.max().value()).isLessThanOrEqualTo(most));
      }
    });
  }

  @Test
  void nothing_scales_to_zero_unless_a_tag_or_policy_states_it_and_then_it_wakes_or_warns() {
    var sleeping = new AtomicInteger();
    always((resource, policy) -> {
      var zeros = bounds(policy).stream().filter(each -> each.min().value() == 0).toList();

      assertThat(zeros)
          .allSatisfy(bounds ->
              assertThat(bounds.min().origin())
                  .isInstanceOfAny(Origin.Tag.class, Origin.Policy.class));
      var unguarded = resource.catalog(withoutGuardrails(resource.catalog()));
      var sleeper = specific(specific(unguarded, "min", "0"), "wake", "off");
      if (sleeper.reading() instanceof Reading.Declared(var asleep, var warnings)
          && asleep.schedule().isEmpty()) {
        sleeping.incrementAndGet();
        assertThat(asleep.wakes()).isFalse();
        assertThat(warnings).extracting(Problem::code).contains(Code.MAY_SLEEP_FOREVER);
      }
    });
    assertThat(sleeping).as("targets that do not wake").hasPositiveValue();
  }

  @Test
  void no_two_policies_of_a_target_have_the_same_name_or_track_the_same_metric() {
    always((resource, policy) -> {
      assertThat(policy.tracks()).extracting(DesiredPolicy.Track::name).doesNotHaveDuplicates();
      assertThat(policy.tracks()).extracting(DesiredPolicy.Track::metric).doesNotHaveDuplicates();
      assertThat(policy.steps())
          .extracting(DesiredPolicy.Step::name)
          .doesNotHaveDuplicates()
          .doesNotContain("wake");
      assertThat(policy.steps())
          .allSatisfy(step ->
              assertThat(
                      step.rising() ? step.steps().getFirst().from() : step.steps().getLast().to())
                  .contains(step.threshold()));
    });
  }

  @Test
  void the_most_specific_level_decides_max() {
    var random = new Random(SEED);
    var compared = new AtomicInteger();
    always((resource, policy) -> {
      var plain = resource.catalog(withoutGuardrails(resource.catalog()));
      int max = 5 + random.nextInt(4);
      var near = specific(plain, "max", Integer.toString(max));

      if (near.reading() instanceof Reading.Declared(var specific, var warnings)) {
        compared.incrementAndGet();
        assertThat(specific.base().max().value()).isEqualTo(max);
        assertThat(specific.base().max().origin()).isInstanceOf(Origin.Tag.class);
      }
    });
    assertThat(compared).as("valid targets compared").hasValueGreaterThan(ROUNDS / 40);
  }

  /** With that tag on the most specific level. */
  private static TaggedResource specific(TaggedResource resource, String name, String value) {
    return resource.kind() == Kind.COMPONENT
        ? resource.componentTags(
            with(resource.componentTags(), TaggedResource.PREFIX + name, value))
        : resource.endpointTags(
            with(resource.endpointTags(), TaggedResource.PREFIX + name + "@blue", value));
  }

  private static Map<String, String> with(Map<String, String> tags, String key, String value) {
    var more = new LinkedHashMap<String, String>();
    tags.forEach((name, old) -> {
      if (!name.strip().equalsIgnoreCase(key)) {
        more.put(name, old);
      }
    });
    more.put(key, value);
    return more;
  }

  private static Catalog withoutGuardrails(Catalog catalog) {
    return new Catalog(
        catalog.policies(),
        catalog.broken(),
        catalog.brokenDocuments(),
        catalog.defaults(),
        List.of(),
        List.of(),
        catalog.summary());
  }

  @Test
  void joining_and_extending_give_the_same_result_in_any_grouping() {
    var random = new Random(SEED);
    var draw = new RandomCatalog(random);
    for (int round = 0; round < ROUNDS; round++) {
      var a = draw.layer();
      var b = draw.layer();
      var c = draw.layer();
      var catalog =
          TestCatalogs.with(
              policy("a", a),
              policy("b", b),
              policy("c", c),
              policy("a-b", a, b),
              policy("b-c", b, c),
              policy("a-b-c", a, b, c));
      var resource =
          TaggedResource.of(List.of(Kind.values()).get(random.nextInt(4))).catalog(catalog);

      var expected = meaning(resource.tags("policy = a-b-c"));
      for (var policy : List.of("a+b+c", "a-b+c", "a+b-c")) {
        assertThat(meaning(resource.tags("policy = " + policy)))
            .as("round %d, %s of %s", round, policy, catalog.policies().get("a-b-c"))
            .isEqualTo(expected);
      }
    }
  }

  private static NamedPolicy policy(String name, NamedPolicy.Layer... layers) {
    return new NamedPolicy(name, EnumSet.allOf(Kind.class), List.of(layers));
  }

  /** The desired policy without origins. */
  private static List<String> meaning(TaggedResource resource) {
    return switch (resource.reading()) {
      case Reading.Declared(var policy, var warnings) ->
          Stream.concat(
                  Stream.of(Description.policy(policy)),
                  warnings.stream().map(each -> each.code().wire()))
              .toList();
      case Reading.Invalid(var problems, var warnings) ->
          problems.stream().map(each -> each.code().wire()).distinct().sorted().toList();
    };
  }

  /** For each of many targets whose tags and catalog give a desired policy. */
  private static void always(BiConsumer<TaggedResource, DesiredPolicy> property) {
    var random = new Random(SEED);
    var tags = new RandomTags(SEED);
    var catalogs = new RandomCatalog(random);
    int declared = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var resource = tags.resource().catalog(catalogs.catalog());
      if (resource.reading() instanceof Reading.Declared(var policy, var warnings)) {
        declared++;
        try {
          property.accept(resource, policy);
        } catch (AssertionError | RuntimeException failure) {
          throw new AssertionError("round %d: %s".formatted(round, resource), failure);
        }
      }
    }
    assertThat(declared).as("targets with a desired policy").isGreaterThan(ROUNDS / 20);
  }
}
