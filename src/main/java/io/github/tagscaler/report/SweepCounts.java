package io.github.tagscaler.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a sweep found.
 *
 * @param registered how many scalable targets SageMaker's resources have in the account and region,
 *     whoever registered them
 * @param owned how much is left of what the stack registered: resources with a managed target, or
 *     with an alarm whose target is gone
 * @param items how many resources it hands over to be reconciled
 * @param heldBack how many releases it does not make because they are more than its limit
 * @param unread how many resources it could not read, and so not decide about
 * @param states how many targets are in each state, also where there are none
 * @param codes how many outcomes have each code
 */
public record SweepCounts(
    int endpoints,
    int components,
    int registered,
    long owned,
    int items,
    int heldBack,
    int unread,
    Map<String, Integer> states,
    Map<String, Integer> codes) {
  public SweepCounts {
    states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
  }
}
