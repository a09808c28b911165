package io.github.tagscaler.policy;

import io.github.tagscaler.policy.setting.PolicyKey;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Generates tags as owners write them, valid or not. */
public final class RandomTags {
  private static final List<String> NAMES =
      Stream.of(PolicyKey.names(), List.of("maxx", "enabled", "", "@", "Name"))
          .flatMap(List::stream)
          .toList();

  private static final List<String> SUFFIXES =
      List.of("", "", "", "@blue", "@BLUE", "@green", "@gone", "@");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "2",
          "3",
          "5",
          "8",
          "0.7",
          "50",
          "70",
          "300",
          "999999999",
          "-1",
          "5m",
          "1h",
          "600s",
          "on",
          "off",
          "true",
          "false",
          "yes",
          "no",
          "ignore",
          "none",
          "llm",
          "default",
          "ha",
          "llm+ha",
          "on+ha",
          "off+llm",
          "cpu-model",
          "batch",
          "scale-to-zero",
          "scale-out-only",
          "office-hours",
          "pay/llm",
          "typo",
          "invocations",
          "concurrency",
          "utilization",
          "backlog",
          "cpu",
          "gpu",
          "memory",
          "2026-12-31",
          "replace",
          "Mon-Fri 08:00-20:00 2-8",
          "Daily 20:00-06:00 0 else 1-base",
          "Daily 00:00-24:00 2-base Europe/Berlin",
          "2026-12-31 18:00",
          "a",
          "b",
          "a+b",
          "b+c+ha",
          "office-hours-zero+a",
          " 4 ",
          "٤");

  private static final List<List<String>> TYPES =
      List.of(
          List.of(),
          List.of("ml.m5.large"),
          List.of("ml.g5.12xlarge"),
          List.of("ml.new.large"),
          List.of("ml.g5.xlarge", "ml.g5.2xlarge"));

  private final Random random;

  /** The same tags for the same seed. */
  public RandomTags(long seed) {
    this.random = new Random(seed);
  }

  /** A target of any kind with a few tags. */
  TaggedResource resource() {
    return TaggedResource.of(one(List.of(Kind.values())))
        .variant("blue", "green")
        .types(one(TYPES).toArray(String[]::new))
        .maxConcurrency(1 + random.nextInt(20))
        .stackDefault(random.nextInt(4) == 0 ? one(List.of("llm", "off", "ha", "ignore")) : null)
        .endpointTags(tags())
        .componentTags(tags());
  }

  /** A few tags under the prefix. */
  public Map<String, String> tags() {
    var tags = new LinkedHashMap<String, String>();
    for (int count = random.nextInt(5); count > 0; count--) {
      tags.put(key(), one(VALUES));
    }
    return tags;
  }

  private String key() {
    var key = TaggedResource.PREFIX + one(NAMES) + one(SUFFIXES);
    return random.nextInt(5) == 0 ? key.toUpperCase(Locale.ROOT) : key;
  }

  /** The same tags in another order. */
  Map<String, String> shuffled(Map<String, String> tags) {
    var keys = new ArrayList<>(tags.keySet());
    Collections.shuffle(keys, random);
    var shuffled = new LinkedHashMap<String, String>();
    keys.forEach(key -> shuffled.put(key, tags.getOrDefault(key, "")));
    return shuffled;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
