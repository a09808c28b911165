package io.github.tagscaler.command.tags.render;

import io.github.tagscaler.command.tags.answer.Answer;
import io.github.tagscaler.resource.NotScalable;

/** What is said of targets that have nothing to move, and what to do instead. */
final class Sentences {
  private Sentences() {}

  /** In a fleet, after a count. */
  static String state(Answer answer) {
    return switch (answer) {
      case Answer.Managed _ -> "managed by this stack already";
      case Answer.OfOtherStack(_, var stack) ->
          "managed by the Tagscaler stack %s: release them there first".formatted(stack);
      case Answer.NotRegistered _ -> "with nothing registered";
      case Answer.CannotScale(_, var why, _) ->
          "registered, but not scalable any more: %s".formatted(why(why));
      case Answer.Gone _ -> "registered, but their resource does not exist: deregister them";
      case Answer.Found _ -> "registered outside Tagscaler";
    };
  }

  /** By itself. */
  static String of(Answer answer, String stack, String prefix) {
    return switch (answer) {
      case Answer.Managed(var key) ->
          "The stack %s manages it already. See: tagscaler explain %s"
              .formatted(stack, key.id().wire());
      case Answer.OfOtherStack(var key, var other) ->
          "The Tagscaler stack %s manages it, and no stack adopts a target of another. Its tags are those that %s reads (tagscaler explain %s --stack %s). To move it, set policy = off under the prefix of %s, wait for the outcome Released, then tag it for the stack %s."
              .formatted(other, other, key.id().wire(), other, other, stack);
      case Answer.NotRegistered(var id) ->
          "Nothing is registered for it, so there is nothing to move. To scale it, set %spolicy = default; to see what that does: tagscaler plan %s --tags policy=default"
              .formatted(prefix, id.wire());
      case Answer.CannotScale(_, var why, var registered) ->
          "It cannot be scaled: %s.%s"
              .formatted(
                  why(why),
                  registered ? " What is registered for it does nothing: deregister it." : "");
      case Answer.Gone _ -> "It does not exist any more. Deregister the scalable target.";
      case Answer.Found _ -> "It is registered outside Tagscaler.";
    };
  }

  private static String why(NotScalable why) {
    return switch (why) {
      case ADAPTER_COMPONENT -> "an adapter runs on the copies of its base component; scale that";
      case HOSTS_COMPONENTS ->
          "it hosts inference components, or SageMaker manages its instances; scale the components";
      case SHADOW_VARIANT -> "a shadow variant only gets copies of requests";
      case NO_PROVISIONED_CONCURRENCY -> "it has no provisioned concurrency";
      case BURSTABLE_INSTANCE -> "AWS does not scale burstable instances (ml.t2, ml.t3)";
    };
  }
}
