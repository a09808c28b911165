package io.github.tagscaler.scaling;

import static io.github.tagscaler.scaling.Targets.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.scaling.Limits.MaxSource;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesiredStateTest {
  private static final ScalableResource RESOURCE =
      new InstanceVariant(
          new EndpointVariant("chat", "blue"),
          false,
          "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat",
          3,
          List.of("ml.m5.xlarge"));

  @Test
  void is_what_the_tags_come_to_in_the_terms_of_aws() {
    var state = of(Map.of("autoscaling:max", "7", "autoscaling:metric", "cpu"));

    assertThat(state.key()).isEqualTo(KEY);
    assertThat(state.inForce().bounds()).isEqualTo(new Bounds(1, 7));
    assertThat(state.running()).isEqualTo(3);
    assertThat(state.policies())
        .singleElement()
        .satisfies(policy -> {
          assertThat(policy.name()).isEqualTo("tagscaler-track-cpu");
          assertThat(policy.definition())
              .isInstanceOfSatisfying(
                  TargetTracking.class,
                  tracking -> {
                    assertThat(tracking.targetValue()).isEqualTo(200);
                    assertThat(tracking.scaleInCooldown()).isEqualTo(Duration.ofMinutes(5));
                    assertThat(tracking.scaleOutCooldown()).isEqualTo(Duration.ofMinutes(1));
                    assertThat(tracking.scaleIn()).isTrue();
                  });
        });
  }

  @Test
  void knows_who_states_its_max() {
    assertThat(of(Map.of("autoscaling:max", "4")).inForce().maxSource()).isEqualTo(MaxSource.TAG);
    assertThat(of(Map.of("autoscaling:min", "1")).inForce().maxSource())
        .isEqualTo(MaxSource.BUILT_IN);
  }

  private static DesiredState of(Map<String, String> tags) {
    var reader =
        new PolicyReader("autoscaling:", Optional.<Origin.StackSetting>empty(), ZoneId.of("UTC"));
    var reading =
        reader
            .variant("chat", tags, "blue", List.of("blue"))
            .desired(RESOURCE, CatalogReader.read(List.of()));
    return DesiredState.of(
        ((Reading.Declared) reading).policy(), RESOURCE, "tagscaler", Targets.MONDAY_TEN);
  }
}
