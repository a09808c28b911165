package io.github.tagscaler.command.fleet;

import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScheduledAction;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who registered a scalable target, as far as its tags and the names on it tell. */
public sealed interface RegisteredBy {
  /** This stack. */
  record ThisStack() implements RegisteredBy {}

  /** Another stack of Tagscaler. */
  record OtherStack(String stack) implements RegisteredBy {}

  /** Another tool, by the signs that it leaves. */
  record Tool(String name) implements RegisteredBy {}

  /** Somebody who left no sign. */
  record Unknown() implements RegisteredBy {}

  /** In words: {@code Terraform}, or {@code somebody}. */
  default String words() {
    return switch (this) {
      case ThisStack() -> "this stack";
      case OtherStack(var stack) -> "Tagscaler stack " + stack;
      case Tool(var name) -> name;
      case Unknown() -> "an unknown tool or person";
    };
  }

  /** Who registered that target, for a reader of that stack. */
  static RegisteredBy of(ObservedTarget target, String stack) {
    return switch (new Ownership(stack).ownerOf(target)) {
      case Ownership.Owner.ThisStack() -> new ThisStack();
      case Ownership.Owner.OtherStack(var other) -> new OtherStack(other);
      case Ownership.Owner.OutsideTagscaler() ->
          new Ownership(stack).mayOwn(target)
              ? new ThisStack()
              : Sign.of(target).<RegisteredBy>map(Tool::new).orElseGet(Unknown::new);
    };
  }

  /** The signs that tools leave. */
  final class Sign {
    private static final Pattern TERRAFORM = Pattern.compile("terraform|opentofu|^tf[-_]");

    /** The name that the console of SageMaker suggests. */
    private static final Pattern CONSOLE =
        Pattern.compile("sagemakerendpointinvocationscalingpolicy");

    /** CloudFormation ends names that it makes with twelve or thirteen random characters. */
    private static final Pattern GENERATED = Pattern.compile(".*-[A-Z0-9]{12,13}");

    private Sign() {}

    private static Optional<String> of(ObservedTarget target) {
      if (target.tags().keySet().stream().anyMatch(key -> key.startsWith("aws:cloudformation:"))) {
        return Optional.of("CloudFormation");
      }
      if (target.tags().entrySet().stream()
          .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
          .anyMatch(text -> TERRAFORM.matcher(text.toLowerCase(Locale.ROOT)).find())) {
        return Optional.of("Terraform");
      }
      return Stream.concat(
              target.policies().stream().map(ScalingPolicy::name),
              target.scheduledActions().stream().map(ScheduledAction::name))
          .flatMap(name -> ofName(name).stream())
          .findFirst();
    }

    private static Optional<String> ofName(String name) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (TERRAFORM.matcher(lower).find()) {
        return Optional.of("Terraform");
      }
      if (CONSOLE.matcher(lower).find()) {
        return Optional.of("the SageMaker console");
      }
      return GENERATED.matcher(name).matches() ? Optional.of("CloudFormation") : Optional.empty();
    }
  }
}
