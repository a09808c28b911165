package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import io.github.tagscaler.command.history.MetricHistory;
import io.github.tagscaler.command.history.MetricQuery;
import io.github.tagscaler.command.history.MetricSeries;
import io.github.tagscaler.command.history.MetricSeries.Point;
import io.github.tagscaler.command.history.Span;
import io.github.tagscaler.policy.setting.MetricSpec.Customized;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metrics of the stack, of the last day. */
public final class RecentMetrics {
  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final Duration DAY = Duration.ofDays(1);

  private final MetricHistory history;
  private final Instant now;

  public RecentMetrics(MetricHistory history, Instant now) {
    this.history = history;
    this.now = now;
  }

  /** The age in seconds of the oldest message of a queue; empty if nothing has waited. */
  Attempt<OptionalDouble> ageOfOldest(String queue) {
    var query = query("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, "Maximum");
    return read(List.of(query), Duration.ofMinutes(15))
        .map(values ->
            last(values.get(query))
                .map(point -> OptionalDouble.of(point.value()))
                .orElseGet(OptionalDouble::empty));
  }

  /**
   * What the last sweep reported.
   *
   * @param at when, to five minutes
   */
  record LastSweep(Instant at, long items, long heldBack, long unread) {}

  /** The last sweep of a day; empty if there was none. */
  Attempt<Optional<LastSweep>> lastSweep(String stack) {
    var names = List.of("SweepAge", "SweepItems", "SweepHeldBack", "Unread");
    var queries =
        names.stream().map(name -> query("Tagscaler", name, "Stack", stack, "Maximum")).toList();
    return read(queries, DAY)
        .map(values ->
            last(values.get(queries.get(1)))
                .map(items ->
                    new LastSweep(
                        items.at(),
                        (long) items.value(),
                        at(values.get(queries.get(2)), items.at()),
                        at(values.get(queries.get(3)), items.at()))));
  }

  /** How often a function failed in a day, and was not run because of too many at once. */
  record Trouble(long errors, long throttles) {}

  Attempt<Trouble> trouble(String function) {
    var errors = query("AWS/Lambda", "Errors", "FunctionName", function, "Sum");
    var throttles = query("AWS/Lambda", "Throttles", "FunctionName", function, "Sum");
    return read(List.of(errors, throttles), DAY)
        .map(values -> new Trouble(sum(values.get(errors)), sum(values.get(throttles))));
  }

  /** The time to which ages are relative. */
  Instant now() {
    return now;
  }

  private Attempt<Map<MetricQuery, MetricSeries>> read(List<MetricQuery> queries, Duration length) {
    var end = now.truncatedTo(ChronoUnit.MINUTES).plus(PERIOD);
    return history.read(queries, Span.before(end, length.plus(PERIOD)));
  }

  private static MetricQuery query(
      String namespace, String name, String dimension, String value, String statistic) {
    return new MetricQuery(
        Customized.of(namespace, name, Map.of(dimension, value), statistic), PERIOD);
  }

  private static Stream<Point> points(@Nullable MetricSeries series) {
    return series == null ? Stream.empty() : series.points().stream();
  }

  private static Optional<Point> last(@Nullable MetricSeries series) {
    return points(series).reduce((_, later) -> later);
  }

  private static long at(@Nullable MetricSeries series, Instant time) {
    return points(series)
        .filter(point -> point.at().equals(time))
        .mapToLong(point -> (long) point.value())
        .max()
        .orElse(0);
  }

  private static long sum(@Nullable MetricSeries series) {
    return (long) points(series).mapToDouble(Point::value).sum();
  }
}
