package io.github.tagscaler.outcome;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An outcome, with what decides whether it is published.
 *
 * @param carriesKey whether the resource carries a tag under the prefix; a variant's resource is
 *     its endpoint
 * @param repeats whether the run was started by something that happens again and again by itself,
 *     so that the outcome, if it is no change, only says once more what was said before
 * @param arn the ARN of the endpoint or inference component, if it is known
 */
public record Report(Outcome outcome, boolean carriesKey, boolean repeats, @Nullable String arn) {

  /** Whether it has to be tried again. */
  public boolean failed() {
    return outcome.failed();
  }

  /** The same of a resource with that ARN and these tags. */
  public Report of(String itsArn, Map<String, String> tags) {
    return new Report(outcome.tagged(tags), carriesKey, repeats, itsArn);
  }

  /** The same, ended in another way. */
  public Report ended(Ending other) {
    return new Report(outcome.ended(other), carriesKey, repeats, arn);
  }
}
