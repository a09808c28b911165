package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words a problem so that it names the tag or setting that somebody has to change. */
public final class Complaint {
  private Complaint() {}

  /** A problem with a value that came from there. */
  public static Problem about(Origin origin, Code code, String sentences) {
    return about(origin, code, sentences, List.of());
  }

  /** As {@link #about(Origin, Code, String)}, listing what would be right. */
  public static Problem about(Origin origin, Code code, String sentences, List<String> allowed) {
    return about(origin, null, code, sentences, allowed);
  }

  /**
   * As {@link #about(Origin, Code, String)}, listing what would be right.
   *
   * @param missing the key to set where nobody stated the value
   */
  public static Problem about(
      Origin origin, @Nullable String missing, Code code, String sentences, List<String> allowed) {
    return switch (origin) {
      case Origin.Tag(var key, var value, var holder) ->
          new Problem(code, key, value, origin.describe() + ". " + sentences, allowed);
      case Origin.StackSetting(var variable, var value) ->
          new Problem(code, variable, value, origin.describe() + ". " + sentences, allowed);
      case Origin.Policy(var name, var place, var namedBy) ->
          about(namedBy, missing, code, sentences, allowed);
      case Origin.Entry(var place, var key, var value) ->
          new Problem(code, key, value, origin.describe() + ". " + sentences, allowed);
      case Origin.PlatformDefault defaults -> new Problem(code, missing, null, sentences, allowed);
      case Origin.Guardrail guardrail -> new Problem(code, missing, null, sentences, allowed);
      case Origin.BuiltIn() -> new Problem(code, missing, null, sentences, allowed);
    };
  }
}
