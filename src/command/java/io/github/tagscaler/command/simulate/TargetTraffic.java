package io.github.tagscaler.command.simulate;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.cli.Session;
import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.command.simulate.trace.Trace;
import io.github.tagscaler.command.terminal.Progress;
import io.github.tagscaler.policy.setting.MetricSpec;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads the traffic of a target from CloudWatch. */
final class TargetTraffic {
  /** CloudWatch keeps values of a minute for 15 days. */
  private static final int DAYS_BY_MINUTE = 15;

  private TargetTraffic() {}

  /** The requests of the last days; minutes without a value had none. */
  static Trace read(ScalableResource resource, int days, Session session) {
    var period = Duration.ofMinutes(days <= DAYS_BY_MINUTE ? 1 : 5);
    var now = session.clock().instant();
    var end = Instant.ofEpochSecond(now.getEpochSecond() / period.toSeconds() * period.toSeconds());
    var span = Span.before(end, Duration.ofDays(days));
    var query = new MetricQuery(requests(resource), period);
    try (var progress = Progress.start(session.terminal(), "Reading traffic")) {
      var series =
          switch (session.connection().metrics().read(List.of(query), span)) {
            case Attempt.Read<Map<MetricQuery, MetricSeries>>(var read) ->
                read.getOrDefault(query, new MetricSeries(List.of()));
            case Attempt.Denied<Map<MetricQuery, MetricSeries>>(var permission) ->
                throw new CouldNotLookException(
                    "You lack the permission %s, so the traffic of %s cannot be read. Ask for it, or name a CSV file with --trace."
                        .formatted(permission, resource.id().wire()));
            case Attempt.Failed<Map<MetricQuery, MetricSeries>>(var message) ->
                throw new CouldNotLookException(message);
          };
      progress.now("Simulating");
      if (series.points().isEmpty()) {
        throw new CouldNotLookException(
            "CloudWatch has no requests of %s in the last %d days. Name a CSV file or a sample with --trace."
                .formatted(resource.id().wire(), days));
      }
      return trace(resource, span, period, series);
    }
  }

  private static Trace trace(
      ScalableResource resource, Span span, Duration period, MetricSeries series) {
    int steps = (int) span.length().dividedBy(period);
    var requests = new ArrayList<>(Collections.nCopies(steps, 0.0));
    for (var point : series.points()) {
      int step = (int) Duration.between(span.from(), point.at()).dividedBy(period);
      if (step >= 0 && step < steps) {
        requests.set(step, Math.max(0, point.value()));
      }
    }
    return new Trace(resource.id().wire(), span.from(), period, requests);
  }

  private static MetricSpec requests(ScalableResource resource) {
    var dimensions =
        resource instanceof ScalableResource.HostedComponent component
            ? Map.of("InferenceComponentName", component.id().component())
            : Map.of("EndpointName", resource.endpoint(), "VariantName", resource.variant());
    return MetricSpec.Customized.of(
        "AWS/SageMaker",
        resource.kind() == Kind.ASYNC ? "InvocationsProcessed" : "Invocations",
        dimensions,
        "Sum");
  }
}
