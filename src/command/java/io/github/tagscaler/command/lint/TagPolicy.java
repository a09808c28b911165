package io.github.tagscaler.command.lint;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.setting.Metric;
import io.github.tagscaler.policy.setting.PolicyKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A tag policy of AWS Organizations that allows the values of tags that the catalog knows. It has
 * the keys whose values can be listed: a tag policy knows no numbers, times or schedules.
 *
 * @param prefix the prefix of the tags
 * @param catalog the policies that tags may name
 * @param enforced whether AWS is to refuse other values, where it can
 */
record TagPolicy(String prefix, Catalog catalog, boolean enforced) {
  /** As many characters as AWS Organizations accepts. */
  static final int LONGEST = 10_000;

  private static final List<String> SWITCH = List.of("on", "off");

  /** The types of resources, as tag policies name them. */
  private static final List<String> TYPES =
      List.of("sagemaker:endpoint", "sagemaker:inference-component");

  /** The policy, in JSON. */
  String text() {
    var tags = Json.object();
    for (var key : PolicyKey.values()) {
      values(key).ifPresent(values -> tags.put(prefix + key.wire(), tag(key, values)));
    }
    return Json.object().put("tags", tags.build()).build().write();
  }

  private Json tag(PolicyKey key, List<String> values) {
    var tag =
        Json.object()
            .put("tag_key", assign(Json.of(prefix + key.wire())))
            .put("tag_value", assign(Json.ofStrings(values)));
    if (enforced) {
      tag.put("enforced_for", assign(Json.ofStrings(TYPES)));
    }
    return tag.build();
  }

  private static Json assign(Json value) {
    return Json.object().put("@@assign", value).build();
  }

  private Optional<List<String>> values(PolicyKey key) {
    return switch (key) {
      case POLICY -> Optional.of(policies());
      case METRIC -> Optional.of(Metric.names());
      case SCALE_IN, WAKE, RESTORE, DRY_RUN -> Optional.of(SWITCH);
      case ADOPT -> Optional.of(List.of("on", "replace", "off"));
      case MIN, MAX, TARGET, MAX_RPS, SCALE_IN_COOLDOWN, SCALE_OUT_COOLDOWN, SCHEDULE, PAUSED ->
          Optional.empty();
    };
  }

  /** Each policy alone, and before others that a plus joins to it. */
  private List<String> policies() {
    return Stream.concat(
            Stream.of("on", "off", "ignore"),
            new TreeSet<>(catalog.policies().keySet())
                .stream().flatMap(name -> Stream.of(name, name + "+*")))
        .toList();
  }
}
