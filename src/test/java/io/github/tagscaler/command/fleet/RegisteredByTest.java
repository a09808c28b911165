package io.github.tagscaler.command.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.ScheduledAction;
import io.github.tagscaler.scaling.Suspension;
import io.github.tagscaler.scaling.TargetKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredByTest {
  private static ObservedTarget target(Map<String, String> tags, String... attached) {
    return ObservedTarget.of(
        new TargetKey(new EndpointVariant("chat", "blue"), ScalableDimension.INSTANCE_COUNT),
        "arn",
        new Bounds(1, 2),
        Suspension.NONE,
        tags,
        List.of(),
        List.of(attached).stream()
            .map(name ->
                new ScheduledAction(
                    name, "cron(0 8 * * ? *)", "UTC", Optional.of(1), Optional.of(2), false))
            .toList(),
        List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "tf-search, Terraform",
    "search-terraform-2024, Terraform",
    "SageMakerEndpointInvocationScalingPolicy, the SageMaker console",
    "Stack-ScalingPolicy-1A2B3C4D5E6F7, CloudFormation",
    "morning, an unknown tool or person",
    "platform, an unknown tool or person",
  })
  void names_on_a_target_tell_the_tool(String name, String words) {
    assertThat(RegisteredBy.of(target(Map.of(), name), "tagscaler").words()).isEqualTo(words);
  }

  @Test
  void tags_take_precedence() {
    assertThat(RegisteredBy.of(target(Map.of("aws:cloudformation:stack-name", "x"), "tf-a"), "s"))
        .isEqualTo(new RegisteredBy.Tool("CloudFormation"));
    assertThat(RegisteredBy.of(target(Map.of("ManagedBy", "Terraform")), "s"))
        .isEqualTo(new RegisteredBy.Tool("Terraform"));
    assertThat(RegisteredBy.of(target(Map.of("tagscaler:stack", "s")), "s"))
        .isEqualTo(new RegisteredBy.ThisStack());
    assertThat(RegisteredBy.of(target(Map.of("tagscaler:stack", "other")), "s"))
        .isEqualTo(new RegisteredBy.OtherStack("other"));
  }

  @Test
  void late_tags_do_not_make_a_target_of_this_stack_somebody_elses() {
    assertThat(RegisteredBy.of(target(Map.of(), "tagscaler-Mon-0800"), "s"))
        .isEqualTo(new RegisteredBy.ThisStack());
  }

  @Test
  void tags_that_are_tried_are_added_and_one_without_a_value_is_removed() {
    var override = new TagOverride("ARN", Map.of("a:max", "3", "a:Policy", "llm", "a:min", ""));

    assertThat(override.on("arn", Map.of("a:policy", "x", "a:min", "1", "team", "t")))
        .isEqualTo(Map.of("a:max", "3", "a:Policy", "llm", "team", "t"));
    assertThat(override.on("other", Map.of("a:min", "1"))).isEqualTo(Map.of("a:min", "1"));
  }
}
