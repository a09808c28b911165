package io.github.tagscaler.command.stack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What could be learned of the settings of a deployed stack. */
public sealed interface StackSettings {

  /** The stack's resource that is the function, as the template names it. */
  String FUNCTION = "TagscalerFunction";

  /** The name of the stack. */
  String stack();

  /**
   * The stack is there.
   *
   * @param function the name of its function
   * @param environment the function's environment variables
   */
  record Deployed(String stack, String function, Map<String, String> environment)
      implements StackSettings {
    public Deployed {
      environment = Map.copyOf(environment);
    }
  }

  /** There is no such stack in the region. */
  record NoStack(String stack, String region) implements StackSettings {}

  /** The stack is there, but it is not Tagscaler's. */
  record NotTagscaler(String stack) implements StackSettings {}

  /**
   * The caller may not know.
   *
   * @param action the IAM action that is missing
   */
  record Denied(String stack, String action) implements StackSettings {}

  /**
   * The answer failed for another reason.
   *
   * @param reason what AWS said, without a full stop
   */
  record Unreadable(String stack, String reason) implements StackSettings {}

  /**
   * The function has a setting that it cannot use, so that it does not start.
   *
   * @param reason a sentence that names the setting
   */
  record Unusable(String stack, String function, String reason) implements StackSettings {}

  /** The stack was not asked for, because the command works without AWS. */
  record NotAsked(String stack) implements StackSettings {}

  /** The function's settings, or none where they are not known. */
  default Map<String, String> variables() {
    if (!(this instanceof Deployed(_, _, var environment))) {
      return Map.of();
    }
    var variables = new TreeMap<String, String>();
    environment.forEach((name, value) -> {
      // The command reads only, so that it never needs the queue.
      if (name.startsWith("TAGSCALER_") && !name.equals("TAGSCALER_QUEUE_URL")) {
        variables.put(name, value);
      }
    });
    return variables;
  }

  /** Why nothing will be applied, with what to do: there is no function. */
  default Optional<String> nobodyApplies() {
    return switch (this) {
      case NoStack(var stack, var region) ->
          Optional.of(
              "There is no stack %s in %s, so nothing applies the tags. Name yours with --stack, or wait for one to be deployed with --timeout."
                  .formatted(stack, region));
      case NotTagscaler(var stack) ->
          Optional.of(
              "The stack %s has no function %s, so nothing applies the tags. Name Tagscaler's stack with --stack, or wait with --timeout."
                  .formatted(stack, FUNCTION));
      case Unusable(var stack, _, var reason) ->
          Optional.of(
              "The function of the stack %s cannot start, so nothing applies the tags. %s"
                  .formatted(stack, reason));
      case Deployed _, Denied _, Unreadable _, NotAsked _ -> Optional.empty();
    };
  }

  /** What was assumed, where the settings are not known, and how to name them. */
  default Optional<String> assumption() {
    return switch (this) {
      case Deployed _, NotAsked _ -> Optional.empty();
      case NoStack(var stack, var region) ->
          Optional.of(
              "There is no stack %s in %s, so the default settings are assumed. Name yours with --stack or TAGSCALER_STACK, or single settings with --set."
                  .formatted(stack, region));
      case NotTagscaler(var stack) ->
          Optional.of(
              "The stack %s has no function %s, so the default settings are assumed. Name Tagscaler's stack with --stack or TAGSCALER_STACK, or single settings with --set."
                  .formatted(stack, FUNCTION));
      case Denied(var stack, var action) ->
          Optional.of(
              "You lack %s, so the settings of the stack %s are not known and the defaults are assumed. Name settings that differ with --set, such as --set TagPrefix=team:"
                  .formatted(action, stack));
      case Unusable(var stack, _, var reason) ->
          Optional.of(
              "The function of the stack %s cannot start, so the default settings are assumed. %s"
                  .formatted(stack, reason));
      case Unreadable(var stack, var reason) ->
          Optional.of(
              "The settings of the stack %s could not be read, so the defaults are assumed: %s. Name settings that differ with --set, such as --set TagPrefix=team:"
                  .formatted(stack, reason));
    };
  }
}
