package io.github.tagscaler.policy;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A metric as Application Auto Scaling's target tracking takes it. */
public sealed interface MetricSpec {

  /** One that Application Auto Scaling knows by name. */
  record Predefined(String type) implements MetricSpec {}

  /** One read from CloudWatch by namespace, name and dimensions. */
  record Customized(
      String namespace, String name, SortedMap<String, String> dimensions, String statistic)
      implements MetricSpec {
    public Customized {
      dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    /** The dimensions in any order. */
    public static Customized of(
        String namespace, String name, Map<String, String> dimensions, String statistic) {
      return new Customized(namespace, name, new TreeMap<>(dimensions), statistic);
    }
  }
}
