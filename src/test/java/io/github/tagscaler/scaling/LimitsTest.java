package io.github.tagscaler.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.policy.SourcedBounds;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Limits.MaxSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  private static final Place PLACE = new Place("_platform", 3, 5);
  private static final Origin TAG = new Origin.Tag("autoscaling:min", "2", "endpoint/chat");

  static Stream<Arguments> origins() {
    return Stream.of(
        Arguments.of(TAG, true, MaxSource.TAG),
        Arguments.of(new Origin.Policy("ha", Optional.empty(), TAG), true, MaxSource.POLICY),
        Arguments.of(new Origin.CatalogValue(PLACE, "min", "2"), true, MaxSource.POLICY),
        Arguments.of(new Origin.PlatformDefault(PLACE), true, MaxSource.POLICY),
        Arguments.of(new Origin.Guardrail("min: 2", PLACE), false, MaxSource.POLICY),
        Arguments.of(new Origin.StackSetting("A", "2"), false, MaxSource.POLICY),
        Arguments.of(new Origin.BuiltIn(), false, MaxSource.BUILT_IN));
  }

  @ParameterizedTest
  @MethodSource("origins")
  void know_who_states_their_ends(Origin origin, boolean minStated, MaxSource maxSource) {
    assertThat(Limits.of(new SourcedBounds(new Sourced<>(2, origin), new Sourced<>(8, origin))))
        .isEqualTo(new Limits(new Bounds(2, 8), maxSource, minStated));
  }
}
