package io.github.tagscaler.command.report;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.history.MetricHistory;
import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.ScalingActivity;
import io.github.tagscaler.command.history.ScalingHistory;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.command.report.model.Measured;
import io.github.tagscaler.command.report.model.ReportRow;
import io.github.tagscaler.command.report.model.Usage;
import io.github.tagscaler.command.report.model.UsageMeter;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceId.InferenceComponent;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures the usage of rows, from scaling activities and from requests. */
final class UsageReader {
  private static final Duration HOUR = Duration.ofHours(1);

  /** The last activity before the span says what capacity it began with. */
  private static final Duration BEFORE = Duration.ofDays(7);

  private final Span span;
  private final Attempt<Map<String, List<ScalingActivity>>> activities;
  private final Attempt<Map<MetricQuery, MetricSeries>> requests;

  private UsageReader(
      Span span,
      Attempt<Map<String, List<ScalingActivity>>> activities,
      Attempt<Map<MetricQuery, MetricSeries>> requests) {
    this.span = span;
    this.activities = activities;
    this.requests = requests;
  }

  static UsageReader read(
      Span span, List<Candidate> candidates, ScalingHistory history, MetricHistory metrics) {
    var registered = candidates.stream().flatMap(each -> each.registered().stream()).toList();
    if (registered.isEmpty()) {
      return new UsageReader(span, new Attempt.Read<>(Map.of()), new Attempt.Read<>(Map.of()));
    }
    var activities =
        history
            .all(span.from().minus(BEFORE))
            .map(all ->
                all.stream()
                    .collect(
                        Collectors.groupingBy(each -> key(each.resourceId(), each.dimension()))));
    var queries =
        candidates.stream()
            .filter(each -> each.registered().isPresent())
            .flatMap(each -> query(each.row(), each.registered().get().key()).stream())
            .toList();
    return new UsageReader(span, activities, metrics.read(queries, span));
  }

  private static String key(String resourceId, String dimension) {
    return resourceId + " " + dimension;
  }

  /**
   * The metric of requests. Asynchronous endpoints have none: AWS publishes no invocations of them.
   */
  private static Optional<MetricQuery> query(ReportRow row, TargetKey target) {
    return row.kind() == null || row.kind() == Kind.ASYNC
        ? Optional.empty()
        : Optional.of(new MetricQuery(requests(target.id()), HOUR));
  }

  private static Customized requests(ResourceId id) {
    return switch (id) {
      case EndpointVariant(var endpoint, var variant) ->
          Customized.of(
              "AWS/SageMaker",
              "Invocations",
              Map.of("EndpointName", endpoint, "VariantName", variant),
              "Sum");
      case InferenceComponent(var component) ->
          Customized.of(
              "AWS/SageMaker",
              "InvocationsPerCopy",
              Map.of("InferenceComponentName", component),
              "Sum");
    };
  }

  /** The usage of a row: none for what is not registered, or whose capacity is not known. */
  Usage of(Candidate candidate) {
    var running = candidate.row().running();
    var registered = candidate.registered();
    if (registered.isEmpty() || running.isEmpty()) {
      return Usage.INAPPLICABLE;
    }
    return switch (activities) {
      case Attempt.Read<Map<String, List<ScalingActivity>>>(var all) ->
          usage(candidate, registered.get(), running.getAsInt(), all);
      case Attempt.Denied<?> _, Attempt.Failed<?> _ ->
          new Usage(
              Measured.unknown(), Measured.unknown(), Measured.unknown(), null, Measured.unknown());
    };
  }

  private Usage usage(
      Candidate candidate,
      ObservedTarget registered,
      int running,
      Map<String, List<ScalingActivity>> all) {
    var key = registered.key();
    var its = all.getOrDefault(key(key.id().wire(), key.dimension().wire()), List.of());
    var meter = UsageMeter.of(since(candidate.created()), its, registered.bounds(), running);
    var query = query(candidate.row(), key);
    if (query.isEmpty()) {
      return meter.usage(Measured.inapplicable());
    }
    return meter.usage(
        switch (requests) {
          case Attempt.Read<Map<MetricQuery, MetricSeries>>(var series) ->
              Measured.of(
                  meter.idleHours(series.getOrDefault(query.get(), new MetricSeries(List.of()))));
          case Attempt.Denied<?> _, Attempt.Failed<?> _ -> Measured.unknown();
        });
  }

  private Span since(@Nullable Instant created) {
    return created != null && created.isAfter(span.from()) && created.isBefore(span.to())
        ? new Span(created, span.to())
        : span;
  }

  /** What could not be read, and what is unknown therefore. */
  List<String> notes() {
    var notes = new ArrayList<String>();
    note(
            activities,
            "The scaling activities",
            "the hours at max and idle at min, the failed scalings and the saved hours are unknown")
        .ifPresent(notes::add);
    note(requests, "The numbers of requests", "the hours idle at min are unknown")
        .ifPresent(notes::add);
    return notes;
  }

  private static Optional<String> note(Attempt<?> attempt, String what, String unknown) {
    return switch (attempt) {
      case Attempt.Read<?> _ -> Optional.empty();
      case Attempt.Denied<?>(var permission) ->
          Optional.of(
              "%s could not be read, because you lack the permission %s. Without it, %s."
                  .formatted(what, permission, unknown));
      case Attempt.Failed<?>(var message) ->
          Optional.of("%s could not be read: %s Therefore %s.".formatted(what, message, unknown));
    };
  }
}
