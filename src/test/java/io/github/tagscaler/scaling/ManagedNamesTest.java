package io.github.tagscaler.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManagedNamesTest {
  private static final ResourceId BLUE = new EndpointVariant("chat", "blue");

  /** The longest names that SageMaker and CloudFormation take. */
  private static final ResourceId LONGEST =
      new EndpointVariant("e".repeat(63), "v".repeat(62) + "1");

  private static final String LONG_STACK = "s".repeat(128);

  @Test
  void policies_and_actions_go_by_what_they_do() {
    assertThat(ManagedNames.track("cpu")).isEqualTo("tagscaler-track-cpu");
    assertThat(ManagedNames.step("surge")).isEqualTo("tagscaler-step-surge");
    assertThat(ManagedNames.wake()).isEqualTo("tagscaler-wake");
    assertThat(ManagedNames.action("closing")).isEqualTo("tagscaler-closing");
    assertThat(ManagedNames.isManaged("tagscaler-x")).isTrue();
    assertThat(ManagedNames.isManaged("x-tagscaler-x")).isFalse();
  }

  @Test
  void an_alarm_goes_by_stack_resource_and_policy() {
    assertThat(ManagedNames.alarm("prod", BLUE, "tagscaler-step-surge"))
        .isEqualTo("tagscaler/prod/endpoint/chat/variant/blue/step-surge");
    assertThat(ManagedNames.alarm("prod", new InferenceComponent("llama"), "tagscaler-wake"))
        .isEqualTo("tagscaler/prod/inference-component/llama/wake");
    assertThat(ManagedNames.alarmPrefixes("prod", BLUE))
        .containsExactly("tagscaler/prod/endpoint/chat/variant/blue/");
    assertThat(ManagedNames.variantAlarmPrefix("prod", "chat"))
        .isEqualTo("tagscaler/prod/endpoint/chat/variant/");
  }

  @Test
  void only_a_name_that_is_too_long_loses_the_middle_of_its_resource() {
    // 20 characters of prefix, 144 of resource ID, a slash, and 90 are left of 255.
    var stack = "s".repeat(75);
    var fits = ManagedNames.alarm(stack, LONGEST, "tagscaler-step-" + "x".repeat(19));
    var cut = ManagedNames.alarm(stack, LONGEST, "tagscaler-step-" + "x".repeat(20));

    assertThat(fits).hasSize(255).startsWith("tagscaler/" + stack + "/" + LONGEST.wire());
    assertThat(cut)
        .hasSizeLessThan(255)
        .matches("tagscaler/s{75}/endpoint/e{63}/variant[0-9a-f]{12}v{7}1/step-x{20}");
  }

  @Test
  void the_longest_names_fit_are_found_and_never_cut_into_the_stack() {
    var names =
        Stream.of("tagscaler-wake", "tagscaler-step-" + "x".repeat(63))
            .map(policy -> ManagedNames.alarm(LONG_STACK, LONGEST, policy))
            .toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> {
          assertThat(name).hasSizeLessThanOrEqualTo(255);
          assertThat(ManagedNames.alarmPrefixes(LONG_STACK, LONGEST)).anyMatch(name::startsWith);
          assertThat(name).startsWith(ManagedNames.alarmPrefix(LONG_STACK));
        });
    assertThat(names.getLast()).hasSize(255);
    var neighbour = new EndpointVariant("e".repeat(63), "v".repeat(61) + "w1");
    assertThat(ManagedNames.alarmPrefixes(LONG_STACK, neighbour))
        .doesNotContainAnyElementsOf(ManagedNames.alarmPrefixes(LONG_STACK, LONGEST));
  }

  @Test
  void an_alarm_name_contains_its_resource() {
    assertThat(ManagedNames.resourceOf("prod", "tagscaler/prod/endpoint/chat/variant/blue/wake"))
        .contains(BLUE);
    assertThat(ManagedNames.resourceOf("prod", "tagscaler/test/endpoint/chat/variant/blue/wake"))
        .isEmpty();
    assertThat(ManagedNames.resourceOf("prod", "tagscaler/prod/odd/wake")).isEmpty();
    assertThat(ManagedNames.resourceOf("prod", "tagscaler/prod/")).isEmpty();
  }
}
