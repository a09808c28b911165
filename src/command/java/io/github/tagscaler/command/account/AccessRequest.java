package io.github.tagscaler.command.account;

import java.util.List;
import java.util.Map;

/**
 * Calls whose permission is in question.
 *
 * @param actions such as {@code sagemaker:UpdateEndpoint}
 * @param resources the ARNs that they are made on, or {@code *}
 * @param context the values of condition keys that such calls have
 */
public record AccessRequest(
    List<String> actions, List<String> resources, Map<String, String> context) {
  public AccessRequest {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    context = Map.copyOf(context);
  }

  /** On one resource, without condition keys. */
  public static AccessRequest on(String resource, String... actions) {
    return new AccessRequest(List.of(actions), List.of(resource), Map.of());
  }

  /** The same with the value of a condition key. */
  public AccessRequest with(String key, String value) {
    var more = new java.util.TreeMap<>(context);
    more.put(key, value);
    return new AccessRequest(actions, resources, more);
  }
}
