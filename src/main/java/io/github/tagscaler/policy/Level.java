package io.github.tagscaler.policy;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.PolicyChoice;
import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of one level (of an endpoint, or the more specific ones of a variant or component), each
 * key read by itself.
 *
 * @param choice the value of {@code policy}; an off switch if any spelling of the key has one
 * @param settings the values of the other keys
 * @param optsIn whether any key requests scaling
 * @param unclear the keys whose value could not be read, each with a problem
 * @param problems of all keys
 */
record Level(
    Optional<Sourced<PolicyChoice>> choice,
    List<Sourced<Setting>> settings,
    boolean optsIn,
    Set<PolicyKey> unclear,
    List<Problem> problems) {
  Level {
    settings = List.copyOf(settings);
    unclear = Set.copyOf(unclear);
    problems = List.copyOf(problems);
  }
}
