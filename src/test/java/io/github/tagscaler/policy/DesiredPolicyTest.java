package io.github.tagscaler.policy;

import static io.github.tagscaler.policy.TaggedResource.component;
import static io.github.tagscaler.policy.TaggedResource.instance;
import static io.github.tagscaler.policy.TaggedResource.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Predefined;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.policy.setting.Sourced;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every value knows where it comes from. */
class DesiredPolicyTest {
  private static final MetricSpec CONCURRENCY =
      new Predefined("SageMakerVariantConcurrentRequestsPerModelHighResolution");

  @Test
  void built_in_values_and_the_default_policy_have_no_owner() {
    var implicit = new Origin.Policy("default", Optional.empty(), new Origin.BuiltIn());

    assertThat(instance().tags("scale-in = yes").policy())
        .isEqualTo(
            new DesiredPolicy(
                new SourcedBounds(Sourced.builtIn(1), Sourced.builtIn(4)),
                Optional.empty(),
                List.of(),
                List.of(
                    new DesiredPolicy.Track(
                        "concurrency",
                        CONCURRENCY,
                        new Sourced<>(new BigDecimal("5"), implicit),
                        new BigDecimal("5"),
                        Sourced.builtIn(Duration.ofMinutes(5)),
                        Sourced.builtIn(Duration.ofMinutes(1)),
                        new Sourced<>(true, tag("scale-in", "yes")))),
                List.of(),
                Sourced.builtIn(false),
                Sourced.builtIn(false),
                Adoption.NO));
  }

  @Test
  void values_of_tags_and_policies_are_theirs() {
    var llm = new Origin.Policy("llm", Optional.empty(), tag("policy", "llm+ha"));
    var ha = new Origin.Policy("ha", Optional.empty(), tag("policy", "llm+ha"));

    assertThat(
            instance()
                .tags(
                    "policy = llm+ha; max = 9; target@blue = 8; scale-out-cooldown = 90; scale-in = no")
                .policy())
        .isEqualTo(
            new DesiredPolicy(
                new SourcedBounds(new Sourced<>(2, ha), new Sourced<>(9, tag("max", "9"))),
                Optional.empty(),
                List.of(),
                List.of(
                    new DesiredPolicy.Track(
                        "concurrency",
                        CONCURRENCY,
                        new Sourced<>(new BigDecimal("8"), tag("target@blue", "8")),
                        new BigDecimal("8"),
                        new Sourced<>(Duration.ofMinutes(10), llm),
                        new Sourced<>(Duration.ofSeconds(90), tag("scale-out-cooldown", "90")),
                        new Sourced<>(false, tag("scale-in", "no")))),
                List.of(),
                Sourced.builtIn(false),
                Sourced.builtIn(false),
                Adoption.NO));
  }

  @Test
  void a_components_values_are_its_own_or_its_endpoints() {
    var policy = component().tags("min = 2; max-rps = 10").own("max = 6").policy();

    assertThat(policy.base().min()).isEqualTo(new Sourced<>(2, tag("min", "2")));
    assertThat(policy.base().max())
        .isEqualTo(
            new Sourced<>(6, new Origin.Tag("autoscaling:max", "6", "inference-component/llama")));
    assertThat(policy.tracks().getFirst().target())
        .isEqualTo(new Sourced<>(new BigDecimal("300"), tag("max-rps", "10")));
  }
}
