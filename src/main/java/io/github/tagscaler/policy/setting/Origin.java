package io.github.tagscaler.policy.setting;

import io.github.tagscaler.outcome.Place;
import io.github.tagscaler.outcome.Quote;
import java.util.Locale;
import java.util.Optional;

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

    /** The key of another setting beside this one, for the same variant. */
    public String beside(PolicyKey own, PolicyKey other) {
      int at = key.toLowerCase(Locale.ROOT).lastIndexOf(own.wire());
      return key.substring(0, Math.max(at, 0)).strip() + other.wire() + suffix();
    }

    /** The variant that the key is for, with the {@code @} before it; empty for none. */
    public String suffix() {
      int at = key.lastIndexOf('@');
      return at < 0 ? "" : "@" + key.substring(at + 1).strip();
    }

    @Override
    public String describe() {
      return key + " = " + Quote.of(value) + " on " + holder;
    }
  }

  /**
   * A named policy.
   *
   * @param place where its document sets the value; empty for a bundled policy
   * @param namedBy the tag or setting that names it
   */
  record Policy(String name, Optional<Place> place, Origin namedBy) implements Origin {
    @Override
    public String describe() {
      return "policy " + Quote.of(name) + place.map(at -> " (" + at + ")").orElse("");
    }
  }

  /**
   * A value in a document of a catalog, which its author has to change.
   *
   * @param place where the value is
   * @param key such as {@code policies.llm-chat.max}
   */
  record CatalogValue(Place place, String key, String value) implements Origin {
    @Override
    public String describe() {
      return place + ": " + key + " = " + Quote.of(value);
    }
  }

  /** The {@code defaults} of the platform team's document. */
  record PlatformDefault(Place place) implements Origin {
    @Override
    public String describe() {
      return "the platform's defaults (" + place + ")";
    }
  }

  /**
   * A guardrail of the platform team's document.
   *
   * @param rule in the catalog's words, such as {@code max: 2 for instance-type ml.p5*}
   */
  record Guardrail(String rule, Place place) implements Origin {
    @Override
    public String describe() {
      return "the guardrail " + rule + " (" + place + ")";
    }
  }

  /** The template parameter {@code MaxCapacity} of the stack, a guardrail over everything. */
  record MaxCapacity() implements Origin {
    @Override
    public String describe() {
      return "the stack's MaxCapacity";
    }
  }

  /** A setting of the stack: the environment variable and its value. */
  record StackSetting(String variable, String value) implements Origin {
    @Override
    public String describe() {
      return variable + " = " + Quote.of(value);
    }
  }

  /** The built-in default of Tagscaler. */
  record BuiltIn() implements Origin {
    @Override
    public String describe() {
      return "the built-in default";
    }
  }
}
