package io.github.tagscaler.outcome;

import org.jspecify.annotations.Nullable;

/**
 * Whom an outcome concerns: decides whether it is published on the event bus.
 *
 * @param carriesKey whether the resource carries a tag under the prefix; a variant's resource is
 *     its endpoint
 * @param repeats whether the run was started by something that happens again and again by itself,
 *     so that an outcome without a change only repeats an earlier one
 * @param arn the ARN of the endpoint or inference component, if it is known
 */
public record Audience(boolean carriesKey, boolean repeats, @Nullable String arn) {}
