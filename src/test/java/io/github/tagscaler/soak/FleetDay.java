package io.github.tagscaler.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A day of a fleet in which every endpoint is in sync with its tags and scales once an hour. One
 * hour is played, by a function that knows the fleet, and counts 24 times.
 */
final class FleetDay {
  private static final int TIMES = 24;

  /** Sweeps until the function has read the fleet. */
  private static final int SWEEPS_BEFORE = 2;

  private static final int SWEEP_MINUTES = 15;

  /** Calls that CloudTrail does not record as management events. */
  private static final Set<String> DATA_EVENTS =
      Set.of("SendMessage", "SendMessageBatch", "ChangeMessageVisibility", "PutEvents");

  /**
   * What was counted.
   *
   * @param messages sent to the work queue, by EventBridge and by the function
   * @param calls of the function to AWS
   * @param recorded those that CloudTrail records as management events
   * @param policyPages pages of the list of all scaling policies, which sweeps read one per second
   * @param logBytes in lines of the function
   * @param metrics custom metrics: each name with each combination of dimensions
   */
  record Counts(
      int endpoints,
      long messages,
      long calls,
      long recorded,
      long policyPages,
      long logBytes,
      int metrics) {

    /** A larger fleet of the same kind: everything grows with it but the metrics. */
    Counts times(int factor) {
      return new Counts(
          endpoints * factor,
          messages * factor,
          calls * factor,
          recorded * factor,
          policyPages * factor,
          logBytes * factor,
          metrics);
    }
  }

  private final int endpoints;
  private final TreeMap<String, Long> operations = new TreeMap<>();
  private final Set<String> metrics = new TreeSet<>();
  private long policyPages;
  private long logBytes;
  private long batched;

  private FleetDay(int endpoints) {
    this.endpoints = endpoints;
  }

  /** Plays the day of a fleet of that size. */
  static Counts of(int endpoints) {
    return new FleetDay(endpoints).play();
  }

  private Counts play() {
    try (var idle = new IdleSweep(endpoints)) {
      for (int sweep = 0; sweep < SWEEPS_BEFORE; sweep++) {
        idle.sweep();
      }
      var account = idle.account();
      var delivery = idle.delivery();
      account.watcher = this::count;
      account.logReader = this::read;
      long sent = delivery.sent();
      for (int minute = 0; minute < 60; minute++) {
        if (minute % SWEEP_MINUTES == 0) {
          delivery.sweep();
        }
        scale(account, minute);
        minutePasses(account, delivery);
      }
      return counts(delivery.sent() - sent);
    }
  }

  /** One endpoint in sixty starts an instance in each minute. */
  private void scale(SimulatedAccount account, int minute) {
    IntStream.iterate(minute, number -> number < endpoints, number -> number + 60)
        .forEach(number -> account.resize("chat-" + number, 2));
  }

  private static void minutePasses(SimulatedAccount account, EventDelivery delivery) {
    var before = account.now();
    account.advance(Duration.ofMinutes(1));
    for (var endpoint : account.modifiedSince(before)) {
      if (endpoint.endpointStatusAsString().equals("InService")) {
        var name = endpoint.endpointName();
        delivery.endpoint(name, name + "-config", "IN_SERVICE");
      }
    }
    while (account.poll(FaultPlan.none())) {
      // Until no message is visible.
    }
  }

  private Counts counts(long delivered) {
    long calls = operations.values().stream().mapToLong(Long::longValue).sum();
    long data = DATA_EVENTS.stream().mapToLong(this::times).sum();
    return new Counts(
        endpoints,
        (delivered + times("SendMessage") + batched) * TIMES,
        calls * TIMES,
        (calls - data) * TIMES,
        policyPages * TIMES,
        logBytes * TIMES,
        metrics.size());
  }

  private long times(String operation) {
    return operations.getOrDefault(operation, 0L);
  }

  private void count(List<RecordedCall> calls) {
    for (var call : calls) {
      operations.merge(call.operation(), 1L, Long::sum);
      var request = JsonReader.read(call.request());
      if (call.operation().equals("SendMessageBatch")) {
        batched += request.get("Entries").stream().count();
      }
      if (call.operation().equals("DescribeScalingPolicies")
          && request.get("ResourceId").text().isEmpty()) {
        policyPages++;
      }
    }
  }

  private void read(String logged) {
    logBytes += logged.getBytes(UTF_8).length;
    logged.lines().map(JsonReader::read).forEach(this::readMetrics);
  }

  /** CloudWatch makes a metric of each name with each combination of values of its dimensions. */
  private void readMetrics(Json line) {
    for (var directive : line.get("_aws").get("CloudWatchMetrics").stream().toList()) {
      for (var dimensions : directive.get("Dimensions").stream().toList()) {
        var values =
            dimensions.stream()
                .map(dimension -> line.get(dimension.text().orElseThrow()).write())
                .collect(Collectors.joining(" "));
        directive.get("Metrics").stream()
            .map(metric -> metric.get("Name").text().orElseThrow())
            .forEach(name -> metrics.add(name + " " + values));
      }
    }
  }
}
