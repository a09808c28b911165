package io.github.tagscaler.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Whom an outcome concerns: decides whether it is published on the event bus.
 *
 * @param carriesKey whether the resource carries a tag under the prefix, or behind a misspelled
 *     one; a variant's resource is its endpoint
 * @param arn the ARN of the endpoint or inference component, if it is known
 */
public record Audience(boolean carriesKey, Occasion occasion, @Nullable String arn) {

  /** What led to the outcome. */
  public enum Occasion {
    /** Something happened to the resource. */
    NEWS,
    /**
     * Something that happens again and again by itself, so that an outcome without a change only
     * repeats an earlier one.
     */
    REPETITION,
    /** A sweep that somebody requested, or that a changed catalog started. */
    INQUIRY,
    /** The time of day at which the owner is reminded of what is wrong. */
    REMINDER,
    /** A sweep found that its scaling began to fail, or that it needs more than its max. */
    FAILING
  }

  /** The same because its scaling began to fail. */
  Audience failing() {
    return new Audience(carriesKey, Occasion.FAILING, arn);
  }

  /** The same as a reminder. */
  Audience reminded() {
    return new Audience(carriesKey, Occasion.REMINDER, arn);
  }
}
