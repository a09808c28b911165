package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Quote;

/** Where a value comes from, so that every message and every explanation can say so. */
public sealed interface Origin {

  /** In words that finish the sentence "it comes from …". */
  String describe();

  /**
   * A tag.
   *
   * @param key the whole tag key as AWS holds it
   * @param value the whole tag value as AWS holds it
   * @param holder the resource that carries it, such as {@code endpoint/chat}
   */
  record Tag(String key, String value, String holder) implements Origin {
    @Override
    public String describe() {
      return key + " = " + Quote.of(value) + " on " + holder;
    }
  }

  /**
   * A named policy.
   *
   * @param namedBy the tag or setting that names it
   */
  record Policy(String name, Origin namedBy) implements Origin {
    @Override
    public String describe() {
      return "policy " + Quote.of(name);
    }
  }

  /** A setting of the stack: the environment variable and its value. */
  record StackSetting(String variable, String value) implements Origin {
    @Override
    public String describe() {
      return variable + " = " + Quote.of(value);
    }
  }

  /** What Tagscaler does when nobody says anything. */
  record BuiltIn() implements Origin {
    @Override
    public String describe() {
      return "the built-in default";
    }
  }
}
