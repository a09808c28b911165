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
    var root = root(origin);
    var place =
        switch (origin) {
          case Origin.BuiltIn() -> "";
          case Origin.Policy(var name, var namedBy) -> namedBy.describe() + ". ";
          case Origin.Tag tag -> tag.describe() + ". ";
          case Origin.StackSetting setting -> setting.describe() + ". ";
        };
    return new Problem(code, key(root), value(root), place + sentences, allowed);
  }

  /** What a person can change: the tag or setting behind a policy. */
  private static Origin root(Origin origin) {
    return origin instanceof Origin.Policy(var name, var namedBy) ? root(namedBy) : origin;
  }

  private static @Nullable String key(Origin origin) {
    return switch (origin) {
      case Origin.Tag tag -> tag.key();
      case Origin.StackSetting setting -> setting.variable();
      case Origin.Policy ignored -> null;
      case Origin.BuiltIn() -> null;
    };
  }

  private static @Nullable String value(Origin origin) {
    return switch (origin) {
      case Origin.Tag tag -> tag.value();
      case Origin.StackSetting setting -> setting.value();
      case Origin.Policy ignored -> null;
      case Origin.BuiltIn() -> null;
    };
  }
}
