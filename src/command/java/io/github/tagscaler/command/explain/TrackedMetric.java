package io.github.tagscaler.command.explain;

import io.github.tagscaler.command.fleet.PlannedTarget;
import io.github.tagscaler.command.fleet.RegisteredBy;
import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.PredefinedMetrics;
import io.github.tagscaler.policy.DesiredPolicy.Track;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import io.github.tagscaler.resource.ResourceId;
import io.github.tagscaler.scaling.ScalingPolicy;
import io.github.tagscaler.scaling.ScalingPolicy.TargetTracking;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A metric that a target tracks.
 *
 * @param name the metric's word, or the name of the policy that tracks it
 * @param target in the owner's unit
 * @param factor from AWS's unit to the owner's
 * @param query its values
 * @param predefined whether AWS chooses its name and dimensions
 */
public record TrackedMetric(
    String name, BigDecimal target, double factor, MetricQuery query, boolean predefined) {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** What a target tracks that another tool registered, or else what the tags ask for. */
  static List<TrackedMetric> of(ResourceId id, PlannedTarget planned) {
    boolean managed =
        planned.registeredBy().filter(RegisteredBy.ThisStack.class::isInstance).isPresent();
    if (planned.desired().isPresent() && (managed || planned.observed().isEmpty())) {
      return planned.desired().get().tracks().stream()
          .flatMap(track -> of(id, track).stream())
          .toList();
    }
    return planned.observed().stream()
        .flatMap(target -> target.policies().stream())
        .flatMap(policy -> of(id, policy))
        .toList();
  }

  private static Optional<TrackedMetric> of(ResourceId id, Track track) {
    double factor = track.target().value().doubleValue() / track.sent().doubleValue();
    return query(id, track.metric())
        .map(query ->
            new TrackedMetric(
                track.name(), track.target().value(), factor, query, isPredefined(track.metric())));
  }

  private static Stream<TrackedMetric> of(ResourceId id, ScalingPolicy policy) {
    return policy.definition() instanceof TargetTracking tracking
        ? query(id, tracking.metric()).stream()
            .map(query ->
                new TrackedMetric(
                    policy.name(),
                    BigDecimal.valueOf(tracking.targetValue()),
                    1,
                    query,
                    isPredefined(tracking.metric())))
        : Stream.empty();
  }

  private static Optional<MetricQuery> query(ResourceId id, MetricSpec metric) {
    return PredefinedMetrics.read(metric, id).map(read -> new MetricQuery(read, PERIOD));
  }

  private static boolean isPredefined(MetricSpec metric) {
    return metric instanceof MetricSpec.Predefined;
  }

  /** Its values in the owner's unit. */
  MetricSeries inOwnersUnit(MetricSeries read) {
    return read.map(value -> value * factor);
  }

  /** The name of the metric at CloudWatch. */
  String cloudWatchName() {
    return query.metric() instanceof Customized metric ? metric.name() : name;
  }
}
