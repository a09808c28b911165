package io.github.tagscaler.command;

import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects a seed document for the stand-in. */
final class FleetSeed {
  private final List<Json> endpoints = new ArrayList<>();
  private final List<Json> components = new ArrayList<>();
  private final List<Json> targets = new ArrayList<>();
  private final List<Json> metrics = new ArrayList<>();
  private final List<Json> activities = new ArrayList<>();
  private final Map<String, Json> tags = new LinkedHashMap<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();

  /** An endpoint; more of its members follow. */
  Json.ObjectBuilder endpoint(String name, Map<String, String> tagged) {
    return Json.object().put("name", name).put("tags", Json.ofStrings(tagged));
  }

  /** Adds an endpoint. */
  void add(Json.ObjectBuilder endpoint, Json... variants) {
    endpoints.add(endpoint.put("variants", new Json.Arr(List.of(variants))).build());
  }

  /** A variant of instances. */
  static Json instances(String type, int count) {
    return instances("AllTraffic", type, count);
  }

  /** A variant of instances. */
  static Json instances(String name, String type, int count) {
    return Json.object()
        .put("name", name)
        .put("instanceType", type)
        .put("count", Json.of(count))
        .build();
  }

  /** Adds a component. */
  void component(String name, String endpoint, int copies, Map<String, String> tagged) {
    components.add(
        Json.object()
            .put("name", name)
            .put("endpoint", endpoint)
            .put("copies", Json.of(copies))
            .put("tags", Json.ofStrings(tagged))
            .build());
  }

  /** Adds a component that is an adapter of another. */
  void adapter(String name, String endpoint, String base) {
    components.add(
        Json.object().put("name", name).put("endpoint", endpoint).put("base", base).build());
  }

  /** Adds a component that stays in this status. */
  void componentInStatus(String name, String endpoint, String status, Map<String, String> tagged) {
    components.add(
        Json.object()
            .put("name", name)
            .put("endpoint", endpoint)
            .put("status", status)
            .put("tags", Json.ofStrings(tagged))
            .build());
  }

  /** Registers a scalable target, or changes its bounds. */
  void target(String resourceId, int min, int max) {
    targets.add(bounds(resourceId, min, max).build());
  }

  /** Registers a scalable target with these tags. */
  void target(String resourceId, int min, int max, Map<String, String> tagged) {
    targets.add(bounds(resourceId, min, max).put("tags", Json.ofStrings(tagged)).build());
  }

  /** Registers a scalable target that tracks invocations by a scaling policy of that name. */
  void tracked(String resourceId, int min, int max, String policy) {
    var metric =
        Json.object().put("PredefinedMetricType", "SageMakerVariantInvocationsPerInstance").build();
    var configuration =
        Json.object()
            .put("TargetValue", Json.of(70))
            .put("PredefinedMetricSpecification", metric)
            .build();
    targets.add(
        bounds(resourceId, min, max)
            .put(
                "policies",
                new Json.Arr(
                    List.of(
                        Json.object()
                            .put("PolicyName", policy)
                            .put("PolicyType", "TargetTrackingScaling")
                            .put("TargetTrackingScalingPolicyConfiguration", configuration)
                            .build())))
            .build());
  }

  /** Suspends all scaling of a scalable target. */
  void suspended(String resourceId) {
    var all =
        Json.object()
            .put("DynamicScalingInSuspended", Json.of(true))
            .put("DynamicScalingOutSuspended", Json.of(true))
            .put("ScheduledScalingSuspended", Json.of(true))
            .build();
    targets.add(Json.object().put("resourceId", resourceId).put("suspended", all).build());
  }

  private static Json.ObjectBuilder bounds(String resourceId, int min, int max) {
    return Json.object()
        .put("resourceId", resourceId)
        .put("min", Json.of(min))
        .put("max", Json.of(max));
  }

  /** The values of a metric of an endpoint, the newest last. */
  void metric(String name, String endpoint, String period, List<Double> values) {
    metrics.add(
        Json.object()
            .put("namespace", "AWS/SageMaker")
            .put("metric", name)
            .put(
                "dimensions",
                Json.ofStrings(Map.of("EndpointName", endpoint, "VariantName", "AllTraffic")))
            .put("period", period)
            .put(
                "values",
                new Json.Arr(
                    values.stream().<Json>map(each -> Json.of(BigDecimal.valueOf(each))).toList()))
            .build());
  }

  /** A scaling activity of a variant; {@code failure} is empty if it succeeded. */
  void activity(String resourceId, String ago, int to, String failure) {
    var activity =
        Json.object()
            .put("resourceId", resourceId)
            .put("ago", ago)
            .put("description", "Setting desired instance count to " + to + ".")
            .put(
                "cause",
                "monitor alarm TargetTracking-%s-AlarmHigh-1 in state ALARM triggered policy tagscaler-track-concurrency"
                    .formatted(resourceId));
    activities.add((failure.isEmpty() ? activity : activity.put("failure", failure)).build());
  }

  /** Adds tags to a resource that exists. */
  void tag(String resource, Map<String, String> added) {
    tags.put(resource, Json.ofStrings(added));
  }

  /** Puts a document into the catalog. */
  void catalog(String document, String text) {
    parameters.put("/tagscaler/catalog/" + document, text);
  }

  /** The document. */
  String write() {
    return Json.object()
        .put("endpoints", new Json.Arr(endpoints))
        .put("components", new Json.Arr(components))
        .put("targets", new Json.Arr(targets))
        .put("metrics", new Json.Arr(metrics))
        .put("activities", new Json.Arr(activities))
        .put("tags", new Json.Obj(new LinkedHashMap<>(tags)))
        .put("parameters", Json.ofStrings(parameters))
        .build()
        .write();
  }
}
