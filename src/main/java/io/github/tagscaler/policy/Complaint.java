package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words a problem so that it names the tag or setting that somebody has to change. */
final class Complaint {
  private Complaint() {}

  /** A problem with a value that came from there. */
  static Problem about(Origin origin, Code code, String sentences) {
    return about(origin, code, sentences, List.of());
  }

  /** As {@link #about(Origin, Code, String)}, listing what would be right. */
  static Problem about(Origin origin, Code code, String sentences, List<String> allowed) {
    return about(origin, null, code, sentences, allowed);
  }

  /**
   * As {@link #about(Origin, Code, String)}, listing what would be right.
   *
   * @param missing the key to set where nobody stated the value
   */
  static Problem about(
      Origin origin, @Nullable String missing, Code code, String sentences, List<String> allowed) {
    return switch (origin) {
      case Origin.Tag(var key, var value, var holder) ->
          new Problem(code, key, value, origin.describe() + ". " + sentences, allowed);
      case Origin.StackSetting(var variable, var value) ->
          new Problem(code, variable, value, origin.describe() + ". " + sentences, allowed);
      case Origin.Policy(var name, var namedBy) ->
          about(namedBy, missing, code, sentences, allowed);
      case Origin.BuiltIn() -> new Problem(code, missing, null, sentences, allowed);
    };
  }
}
