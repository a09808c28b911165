package io.github.tagscaler.policy.setting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of AWS, and the usual ones, for the metrics that can be tracked. */
final class MetricWords {
  private static final Map<Metric, List<String>> WORDS =
      Map.of(
          Metric.CPU,
          List.of("cpuutilization", "cpuutilizationnormalized", "cpuusage", "cpuload"),
          Metric.GPU,
          List.of("gpuutilization", "gpuutilizationnormalized", "gpuusage"),
          Metric.INVOCATIONS,
          List.of(
              "invocationsperinstance",
              "sagemakervariantinvocationsperinstance",
              "invocationspercopy",
              "sagemakerinferencecomponentinvocationspercopy",
              "invocationsperminute",
              "requests",
              "requestcount"),
          Metric.CONCURRENCY,
          List.of(
              "concurrentrequests",
              "concurrentrequestspermodel",
              "concurrentrequestspercopy",
              "sagemakervariantconcurrentrequestspermodelhighresolution",
              "sagemakerinferencecomponentconcurrentrequestspercopyhighresolution"),
          Metric.BACKLOG,
          List.of(
              "approximatebacklogsizeperinstance",
              "approximatebacklogsize",
              "backlogsize",
              "queue",
              "queuelength",
              "queuesize",
              "queuedepth"),
          Metric.UTILIZATION,
          List.of(
              "sagemakervariantprovisionedconcurrencyutilization",
              "serverlessprovisionedconcurrencyutilization",
              "provisionedconcurrencyutilization"));

  private static final List<String> REQUESTS_PER_SECOND =
      List.of("rps", "requestspersecond", "qps", "tps");
  private static final List<String> MEMORY =
      List.of("memory", "memoryutilization", "gpumemory", "gpumemoryutilization", "ram", "vram");

  private MetricWords() {}

  /** The metric that such a word means. */
  static Optional<Metric> meant(String text) {
    var word = letters(text);
    return WORDS.entrySet().stream()
        .filter(each -> each.getValue().contains(word))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether it means requests per second, for which there is a key. */
  static boolean isRequestsPerSecond(String text) {
    return REQUESTS_PER_SECOND.contains(letters(text));
  }

  /** Whether it means memory, which does not fall when capacity is added. */
  static boolean isMemory(String text) {
    return MEMORY.contains(letters(text));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
