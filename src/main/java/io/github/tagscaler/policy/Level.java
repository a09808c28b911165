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
 * What the tags of one level (an endpoint's, or the nearer ones of a variant or component) say,
 * each key read by itself.
 *
 * @param choice what {@code policy} says; a brake if any spelling of the key holds one
 * @param settings what the other keys say
 * @param optsIn whether any of them asks for scaling
 * @param unclear the keys of which nobody can say what was meant, each with a problem
 * @param problems what could not be read
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
